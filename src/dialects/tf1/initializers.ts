import { type ArgumentTable, checkArguments, GatewiseError, show, showShape, sizeOf, unknownName } from "../../base/index.ts";
import { type Fans, ones, type RuleCall, zeros } from "../../init/index.ts";
import type { Conventions } from "./versions.ts";

/** An initialiser object: what it draws for a shape, its seed, and how many operations it adds to the graph. */
export interface Initializer {
  readonly shown: string;
  readonly seed: unknown;
  readonly random: boolean;
  call(shape: readonly number[], where: string): RuleCall;
  /** Operations of a variable that it initialises: the initialiser's, and the variable's own three. */
  operations(shape: readonly number[]): number;
  /** What stands beside the variable's own operations: a scope unless it says otherwise, or nothing inside the variable's name. */
  readonly beside?: "initial_value" | "nothing";
}

interface InitializerClass {
  readonly arguments: ArgumentTable;
  exists?(conventions: Conventions): boolean;
  readonly random: boolean;
  call(values: Readonly<Record<string, unknown>>, shape: readonly number[], where: string, conventions: Conventions): RuleCall;
  operations(shape: readonly number[], values: Readonly<Record<string, unknown>>, conventions: Conventions): number;
}

const seed = { type: "any", default: null } as const;
const dtype = { type: "any", default: "float32" } as const;
const normalOperations = () => 9;
const uniformOperations = () => 10;

function constantOperations(shape: readonly number[], _values: unknown, { operations }: Conventions): number {
  return sizeOf(shape) >= operations.largeConstant ? 6 : 4;
}

/** The initialisers of TensorFlow 1 by public name. Source: TensorFlow python/ops/init_ops.py, contrib/layers/python/layers/initializers.py. */
const classes: { readonly [name: string]: InitializerClass } = {
  zeros_initializer: { arguments: { dtype }, random: false, call: () => zeros, operations: constantOperations },
  ones_initializer: { arguments: { dtype }, random: false, call: () => ones, operations: constantOperations },
  constant_initializer: {
    arguments: { value: { type: "any", default: 0 }, dtype, verify_shape: { type: "boolean", default: false } },
    random: false,
    call: ({ value }, shape, where) => ({ rule: "constant", values: constantValues(value, shape, where) }),
    operations: () => 4,
  },
  random_uniform_initializer: {
    arguments: { minval: { type: "number", default: 0 }, maxval: { type: "number", default: null, nullable: true }, seed, dtype },
    random: true,
    call: ({ minval, maxval }) => ({ rule: "uniform", low: minval as number, high: (maxval as number | null) ?? 1 }),
    operations: uniformOperations,
  },
  random_normal_initializer: {
    arguments: { mean: { type: "number", default: 0 }, stddev: { type: "number", default: 1 }, seed, dtype },
    random: true,
    call: ({ mean, stddev }) => ({ rule: "normal", mean: mean as number, stddev: stddev as number }),
    operations: normalOperations,
  },
  truncated_normal_initializer: {
    arguments: { mean: { type: "number", default: 0 }, stddev: { type: "number", default: 1 }, seed, dtype },
    random: true,
    call: ({ mean, stddev }) => ({ rule: "truncated_normal", mean: mean as number, stddev: stddev as number }),
    operations: normalOperations,
  },
  uniform_unit_scaling_initializer: {
    arguments: { factor: { type: "number", default: 1 }, seed, dtype },
    random: true,
    call: ({ factor }, shape) => ({ rule: "uniform_unit_scaling", factor: factor as number, n: sizeOf(shape.slice(0, -1)) }),
    operations: uniformOperations,
  },
  variance_scaling_initializer: {
    arguments: {
      scale: { type: "number", default: 1, above: 0 },
      mode: { type: "string", default: "fan_in", oneOf: ["fan_in", "fan_out", "fan_avg"] },
      distribution: { type: "string", default: null, nullable: true },
      seed,
      dtype,
    },
    exists: ({ scalingIsPublic }) => scalingIsPublic,
    random: true,
    call({ scale, mode, distribution }, shape, where, conventions) {
      const name = ((distribution as string | null) ?? conventions.scalingDefault).toLowerCase();
      if (!Object.hasOwn(conventions.distributions, name))
        throw unknownName("out-of-range", `${where}, argument distribution`, name, Object.keys(conventions.distributions));
      return scaling(scale as number, mode as Scaling["mode"], conventions.distributions[name], shape, conventions);
    },
    operations: (_shape, { distribution }, { scalingDefault }) =>
      ((distribution as string | null) ?? scalingDefault).toLowerCase() === "uniform" ? 10 : 9,
  },
  glorot_uniform_initializer: preset(1, "fan_avg", "uniform", ({ scalingIsPublic }) => scalingIsPublic),
  glorot_normal_initializer: preset(1, "fan_avg", "truncated_normal", ({ scalingIsPublic }) => scalingIsPublic),
  "initializers.he_uniform": preset(2, "fan_in", "uniform", ({ heAndLecun }) => heAndLecun),
  "initializers.he_normal": preset(2, "fan_in", "truncated_normal", ({ heAndLecun }) => heAndLecun),
  "initializers.lecun_uniform": preset(1, "fan_in", "uniform", ({ heAndLecun }) => heAndLecun),
  "initializers.lecun_normal": preset(1, "fan_in", "truncated_normal", ({ heAndLecun }) => heAndLecun),
  orthogonal_initializer: {
    arguments: { gain: { type: "number", default: 1 }, seed, dtype },
    random: true,
    call({ gain }, shape, where, { orthogonal }) {
      if (shape.length < 2) throw wrongRank("orthogonal_initializer", where, shape, "at least 2 dimensions");
      return orthogonal === "qr"
        ? { rule: "orthogonal", gain: gain as number, stacked: "leading", drawn: "tall" }
        : { rule: "orthogonal_svd", gain: gain as number, drawn: "uniforms" };
    },
    operations(shape, _values, { operations: { orthogonal } }) {
      const [rows, columns] = [sizeOf(shape.slice(0, -1)), shape[shape.length - 1]];
      return rows > columns ? orthogonal.tall : rows === columns ? orthogonal.square : orthogonal.wide;
    },
  },
  "initializers.identity": {
    arguments: { gain: { type: "number", default: 1 }, dtype },
    exists: ({ identity }) => identity,
    random: false,
    call({ gain }, shape, where) {
      if (shape.length !== 2) throw wrongRank("identity", where, shape, "a matrix");
      return { rule: "identity", gain: gain as number };
    },
    operations: (shape, _values, { operations }) => (shape[0] === shape[1] ? 7 : sizeOf(shape) >= operations.largeConstant ? 10 : 8),
  },
  "contrib.xavier_initializer": {
    arguments: { uniform: { type: "boolean", default: true }, seed, dtype },
    random: true,
    call: ({ uniform }, shape) => contrib(1, "fan_avg", uniform === true, shape),
    operations: (_shape, { uniform }) => (uniform === true ? 10 : 9),
  },
  "contrib.variance_scaling_initializer": {
    arguments: {
      factor: { type: "number", default: 2, above: 0 },
      mode: { type: "string", default: "FAN_IN", oneOf: ["FAN_IN", "FAN_OUT", "FAN_AVG"] },
      uniform: { type: "boolean", default: false },
      seed,
      dtype,
    },
    random: true,
    call: ({ factor, mode, uniform }, shape) =>
      contrib(factor as number, (mode as string).toLowerCase() as Scaling["mode"], uniform === true, shape),
    operations: (_shape, { uniform }) => (uniform === true ? 10 : 9),
  },
};

type Scaling = Extract<RuleCall, { rule: "variance_scaling" }>;

function scaling(
  scale: number,
  mode: Scaling["mode"],
  distribution: Scaling["distribution"],
  shape: readonly number[],
  { correction }: Conventions,
): Scaling {
  return { rule: "variance_scaling", scale, mode, distribution, fans: fansOf(shape), correction, variant: "core" };
}

function contrib(scale: number, mode: Scaling["mode"], uniform: boolean, shape: readonly number[]): Scaling {
  return {
    rule: "variance_scaling",
    scale,
    mode,
    distribution: uniform ? "uniform" : "truncated_normal",
    fans: fansOf(shape),
    correction: 1,
    variant: "contrib",
  };
}

function preset(
  scale: number,
  mode: Scaling["mode"],
  distribution: Scaling["distribution"],
  exists: (c: Conventions) => boolean,
): InitializerClass {
  return {
    arguments: { seed, dtype },
    exists,
    random: true,
    call: (_values, shape, _where, conventions) => scaling(scale, mode, distribution, shape, conventions),
    operations: distribution === "uniform" ? uniformOperations : normalOperations,
  };
}

/** Source: TensorFlow python/ops/init_ops.py `_compute_fans`. */
function fansOf(shape: readonly number[]): Fans {
  if (shape.length === 0) return { in: 1, out: 1 };
  if (shape.length === 1) return { in: shape[0], out: shape[0] };
  const receptive = sizeOf(shape.slice(0, -2));
  return { in: shape[shape.length - 2] * receptive, out: shape[shape.length - 1] * receptive };
}

/** Says where fans come from; empty for calls without. */
export function explainFans(call: RuleCall, shape: readonly number[]): string {
  if (call.rule !== "variance_scaling") return "";
  return `of the whole variable ${showShape(shape)}: fan_in = ${call.fans.in}, fan_out = ${call.fans.out}`;
}

export function initializerNames(conventions: Conventions): string[] {
  return Object.keys(classes).filter((name) => classes[name].exists?.(conventions) !== false);
}

/**
 * Makes an initialiser from its document form: a name, or `{ name: arguments }`.
 *
 * Throws: unknown-rule with the nearest of this version, and what its arguments are refused for.
 */
export function makeInitializer(value: unknown, where: string, conventions: Conventions): Initializer {
  const entries =
    typeof value === "string" ? [[value, {}] as const] : value !== null && typeof value === "object" ? Object.entries(value) : [];
  if (entries.length !== 1) {
    throw new GatewiseError("wrong-type", {
      where,
      received: show(value),
      expected: "a name, or { name: arguments }",
      fix: 'such as "orthogonal_initializer"',
    });
  }
  const [name, given] = entries[0] as readonly [string, Record<string, unknown>];
  const entry = Object.hasOwn(classes, name) ? classes[name] : undefined;
  if (entry === undefined || entry.exists?.(conventions) === false)
    throw unknownName("unknown-rule", where, name, initializerNames(conventions));
  const { values, given: seen } = checkArguments(`${where}, ${name}`, entry.arguments, given ?? {});
  const shown = `${name}(${[...seen].map((key) => `${key}=${show(values[key])}`).join(", ")})`;
  return {
    shown,
    seed: values.seed ?? null,
    random: entry.random,
    call: (shape, place) => entry.call(values, shape, place, conventions),
    operations: (shape) => entry.operations(shape, values, conventions),
  };
}

/** Zeros, which integers get by default. */
export function defaultIntegers(conventions: Conventions): Initializer {
  return { ...makeInitializer("zeros_initializer", "default", conventions), shown: "zeros, the default of integers" };
}

/** glorot_uniform for floats, whatever its public name in this version. */
export function defaultInitializer(conventions: Conventions): Initializer {
  return {
    shown: "glorot_uniform_initializer()",
    seed: null,
    random: true,
    call: (shape) => scaling(1, "fan_avg", "uniform", shape, conventions),
    operations: uniformOperations,
  };
}

function constantValues(value: unknown, shape: readonly number[], where: string): number[] {
  const list = (Array.isArray(value) ? value.flat(32) : [value]) as unknown[];
  if (list.length === 0 || !list.every((one) => typeof one === "number")) {
    throw new GatewiseError("wrong-type", {
      where: `${where}, value`,
      received: show(value),
      expected: "a number or a list of numbers",
      fix: "give numbers",
    });
  }
  if (list.length > sizeOf(shape)) {
    throw new GatewiseError("bad-shape", {
      where: `${where}, value`,
      received: `${list.length} values`,
      expected: `at most ${sizeOf(shape)}, for shape ${showShape(shape)}`,
      fix: "shorten the list",
    });
  }
  return list as number[];
}

function wrongRank(name: string, where: string, shape: readonly number[], expected: string): GatewiseError {
  return new GatewiseError("bad-shape", {
    where,
    received: `${name} for shape ${showShape(shape)}`,
    expected,
    fix: "give this variable an initialiser of its own",
  });
}
