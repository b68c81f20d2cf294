import { frameworkWords } from "../../base/index.ts";

type Options = Readonly<Record<string, unknown>>;

/** An initialiser as a value: its name and arguments in TensorFlow's words. */
export type InitializerValue = { readonly [name: string]: Options };

const named =
  <O extends object>(name: string) =>
  (options: O = {} as O): InitializerValue => ({ [name]: frameworkWords(name, options) });

type Seeded = { readonly seed?: number | bigint | string };

/** TensorFlow 1's initialisers by their names in camelCase, options likewise. */
export const initializerFunctions = {
  zerosInitializer: named<object>("zeros_initializer"),
  onesInitializer: named<object>("ones_initializer"),
  constantInitializer: (value: number | readonly number[]): InitializerValue => ({ constant_initializer: { value } }),
  randomUniformInitializer: named<Seeded & { minval?: number; maxval?: number }>("random_uniform_initializer"),
  randomNormalInitializer: named<Seeded & { mean?: number; stddev?: number }>("random_normal_initializer"),
  truncatedNormalInitializer: named<Seeded & { mean?: number; stddev?: number }>("truncated_normal_initializer"),
  uniformUnitScalingInitializer: named<Seeded & { factor?: number }>("uniform_unit_scaling_initializer"),
  varianceScalingInitializer: named<Seeded & { scale?: number; mode?: "fan_in" | "fan_out" | "fan_avg"; distribution?: string }>(
    "variance_scaling_initializer",
  ),
  glorotUniformInitializer: named<Seeded>("glorot_uniform_initializer"),
  glorotNormalInitializer: named<Seeded>("glorot_normal_initializer"),
  orthogonalInitializer: named<Seeded & { gain?: number }>("orthogonal_initializer"),
} as const;
