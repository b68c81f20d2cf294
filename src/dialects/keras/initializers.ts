import {
  type ArgumentTable,
  checkArguments,
  checkRecord,
  GatewiseError,
  onlyKeys,
  show,
  showShape,
  sizeOf,
  unknownName,
} from "../../base/index.ts";
import { type Fans, ones, type RuleCall, zeros } from "../../init/index.ts";
import type { Conventions } from "./versions.ts";

/** An initialiser as it stands in a layer's config, read and checked. */
export interface InitializerSpec {
  readonly className: string;
  readonly values: Readonly<Record<string, unknown>>;
  /** Whether it draws numbers, and so needs a seed. */
  readonly random: boolean;
  /** As people write it: `GlorotUniform(seed=3)`. */
  readonly shown: string;
}

interface InitializerClass {
  readonly random: boolean;
  arguments(conventions: Conventions): ArgumentTable;
  call(values: Readonly<Record<string, unknown>>, shape: readonly number[], where: string, conventions: Conventions): RuleCall;
}

const seed = { type: "any", default: null } as const;
const axes = { type: "any", default: null } as const;

/** The initialisers of Keras by class name. Source: Keras 3.15.1 random_initializers.py, constant_initializers.py; Keras 2.1.6 initializers.py. */
const classes: { readonly [name: string]: InitializerClass } = {
  Zeros: { random: false, arguments: () => ({}), call: () => zeros },
  Ones: { random: false, arguments: () => ({}), call: () => ones },
  Constant: {
    random: false,
    arguments: ({ generation }) => ({
      value: { type: "any", default: 0 },
      ...(generation === "tf.keras 1" ? { verify_shape: { type: "boolean", default: false } } : {}),
    }),
    call: ({ value }, shape, where, { generation }) => ({ rule: "constant", values: constantValues(value, shape, where, generation) }),
  },
  RandomNormal: {
    random: true,
    arguments: (c) => ({ mean: { type: "number", default: 0 }, stddev: { type: "number", default: c.normalDeviation, min: 0 }, seed }),
    call: ({ mean, stddev }) => ({ rule: "normal", mean: mean as number, stddev: stddev as number }),
  },
  TruncatedNormal: {
    random: true,
    arguments: (c) => ({ mean: { type: "number", default: 0 }, stddev: { type: "number", default: c.normalDeviation, min: 0 }, seed }),
    call: ({ mean, stddev }) => ({ rule: "truncated_normal", mean: mean as number, stddev: stddev as number }),
  },
  RandomUniform: {
    random: true,
    arguments: ({ uniformRange: [low, high], generation }) => ({
      minval: { type: "number", default: low },
      // TensorFlow 1 writes None for its default.
      maxval: { type: "number", default: high, nullable: generation === "tf.keras 1" },
      seed,
    }),
    call: ({ minval, maxval }, _shape, _where, { uniformRange }) => ({
      rule: "uniform",
      low: minval as number,
      high: (maxval as number | null) ?? uniformRange[1],
    }),
  },
  VarianceScaling: {
    random: true,
    arguments: (c) => ({
      scale: { type: "number", default: 1, above: 0 },
      mode: { type: "string", default: "fan_in", oneOf: ["fan_in", "fan_out", "fan_avg"] },
      distribution: { type: "string", default: c.scalingDefault, oneOf: Object.keys(c.distributions) },
      seed,
      ...(c.generation === "keras 3" ? { input_axes: axes, output_axes: axes } : {}),
    }),
    call: ({ scale, mode, distribution, input_axes, output_axes }, shape, where, c) =>
      scaling(scale as number, mode as Scaling["mode"], c.distributions[distribution as string], shape, where, c, input_axes, output_axes),
  },
  GlorotUniform: preset(1, "fan_avg", "uniform"),
  GlorotNormal: preset(1, "fan_avg", "truncated_normal"),
  HeUniform: preset(2, "fan_in", "uniform"),
  HeNormal: preset(2, "fan_in", "truncated_normal"),
  LecunUniform: preset(1, "fan_in", "uniform"),
  LecunNormal: preset(1, "fan_in", "truncated_normal"),
  Orthogonal: {
    random: true,
    arguments: () => ({ gain: { type: "number", default: 1 }, seed }),
    call({ gain }, shape, where, { orthogonal }) {
      if (shape.length < 2) throw wrongRank("Orthogonal", where, shape, "at least 2 dimensions");
      if (orthogonal !== "qr" && sizeOf(shape) === 0) throw wrongRank("Orthogonal", where, shape, "at least one element, for NumPy's svd");
      return orthogonal === "qr"
        ? { rule: "orthogonal", gain: gain as number, stacked: "leading", drawn: "tall" }
        : { rule: "orthogonal_svd", gain: gain as number, drawn: "normals" };
    },
  },
  Identity: {
    random: false,
    arguments: () => ({ gain: { type: "number", default: 1 } }),
    call({ gain }, shape, where, { identity }) {
      const legal = shape.length === 2 && (identity === "rectangular" || shape[0] === shape[1]);
      if (!legal) throw wrongRank("Identity", where, shape, identity === "square" ? "a square matrix in this version" : "a matrix");
      return { rule: "identity", gain: gain as number };
    },
  },
};

type Scaling = Extract<RuleCall, { rule: "variance_scaling" }>;

function preset(scale: number, mode: Scaling["mode"], distribution: Scaling["distribution"]): InitializerClass {
  return {
    random: true,
    arguments: ({ generation }) => ({ seed, ...(generation === "keras 3" ? { input_axes: axes, output_axes: axes } : {}) }),
    call: ({ input_axes, output_axes }, shape, where, conventions) =>
      scaling(scale, mode, distribution, shape, where, conventions, input_axes, output_axes),
  };
}

function scaling(
  scale: number,
  mode: Scaling["mode"],
  distribution: Scaling["distribution"],
  shape: readonly number[],
  where: string,
  conventions: Conventions,
  inputAxes: unknown,
  outputAxes: unknown,
): Scaling {
  const fans = fansOf(shape, conventions, where, inputAxes, outputAxes);
  return { rule: "variance_scaling", scale, mode, distribution, fans, correction: conventions.correction, variant: "core" };
}

/** Source: Keras 3.15.1 random_initializers.py `compute_fans`; Keras 2.1.6 initializers.py `_compute_fans`. */
function fansOf(shape: readonly number[], { vectorFans }: Conventions, where: string, inputAxes: unknown, outputAxes: unknown): Fans {
  if (inputAxes !== null && inputAxes !== undefined && outputAxes !== null && outputAxes !== undefined) {
    const over = (list: unknown): number => {
      const picked = (Array.isArray(list) ? list : [list]).map((axis) => shape.at(axis as number));
      if (picked.some((dimension) => dimension === undefined)) throw wrongRank("axes", where, shape, `axes within it, got ${show(list)}`);
      return sizeOf(picked as number[]);
    };
    return { in: over(inputAxes), out: over(outputAxes) };
  }
  if (shape.length === 0) return { in: 1, out: 1 };
  if (shape.length === 1) {
    const n = vectorFans === "n" ? shape[0] : Math.sqrt(shape[0]);
    return { in: n, out: n };
  }
  if (vectorFans === "root n" && shape.length > 5) {
    const n = Math.sqrt(sizeOf(shape));
    return { in: n, out: n };
  }
  const receptive = sizeOf(shape.slice(0, -2));
  return { in: shape[shape.length - 2] * receptive, out: shape[shape.length - 1] * receptive };
}

/** Says where fans come from; empty for calls without. */
export function explainFans(call: RuleCall, shape: readonly number[]): string {
  if (call.rule !== "variance_scaling") return "";
  const { in: fanIn, out: fanOut } = call.fans;
  return `of the shape the initialiser is called with, ${showShape(shape)}: fan_in = ${fanIn}, fan_out = ${fanOut}`;
}

const aliases: Readonly<Record<string, string>> = { zero: "Zeros", one: "Ones", uniform: "RandomUniform", normal: "RandomNormal" };
const keras3Aliases: Readonly<Record<string, string>> = { IdentityInitializer: "Identity", OrthogonalInitializer: "Orthogonal" };

function snake(name: string): string {
  return name.replace(/([a-z])([A-Z])/g, "$1_$2").toLowerCase();
}

/** Every identifier that a generation understands. Keras 2 has its presets as functions, in snake case only. */
function identifiers({ generation }: Conventions): Map<string, string> {
  const known = new Map<string, string>();
  const old = generation === "keras 2" || generation === "tf.keras 1";
  for (const name of Object.keys(classes)) {
    const isPreset = /^(Glorot|He|Lecun)/.test(name);
    if (!(old && isPreset)) known.set(name, name);
    known.set(snake(name), name);
  }
  for (const [alias, name] of Object.entries(aliases)) known.set(alias, name);
  if (generation === "keras 3") for (const [alias, name] of Object.entries(keras3Aliases)) known.set(alias, name);
  return known;
}

/** The arguments of every initialiser, by each identifier that a generation understands. */
export function initializerTables(conventions: Conventions): { readonly [identifier: string]: ArgumentTable } {
  return Object.fromEntries([...identifiers(conventions)].map(([identifier, name]) => [identifier, classes[name].arguments(conventions)]));
}

/** What Keras writes around the config of an object. */
const serializedKeys = ["class_name", "config", "module", "registered_name", "shared_object_id"];

/**
 * Reads an initialiser: a name, `{class_name, config}`, or null.
 *
 * Throws: unknown-rule with the nearest, and what its arguments are refused for.
 */
export function parseInitializer(value: unknown, where: string, conventions: Conventions): InitializerSpec {
  const known = identifiers(conventions);
  const named = typeof value === "string" ? { class_name: value, config: {} } : value;
  if (named === null || typeof named !== "object" || typeof (named as { class_name?: unknown }).class_name !== "string") {
    throw new GatewiseError("wrong-type", {
      where,
      received: show(value),
      expected: 'a name, or {"class_name": …, "config": {…}}',
      fix: 'such as "glorot_uniform"',
    });
  }
  onlyKeys(named as Record<string, unknown>, serializedKeys, where);
  const { class_name: identifier, config = {} } = named as { class_name: string; config?: Record<string, unknown> };
  checkRecord(`${where}, ${identifier}, config`, config, "{ argument: value }");
  const className = known.get(identifier);
  if (className === undefined) throw unknownName("unknown-rule", where, identifier, known.keys());
  const entry = classes[className];
  // Keras 2 writes the dtype into an initialiser's config; it has no effect on the numbers.
  const { dtype: _dtype, ...given } = config;
  const { values, given: seen } = checkArguments(`${where}, ${className}`, entry.arguments(conventions), given);
  if (className === "Constant" && conventions.generation === "keras 3" && typeof value !== "string" && !seen.has("value")) {
    // Source: Keras 3.15.1 initializers/constant_initializers.py `Constant.from_config`.
    throw new GatewiseError("missing-option", {
      where: `${where}, Constant, value`,
      received: "nothing",
      expected: "a number: a config has no default here",
      fix: "add value",
    });
  }
  const shown = [...seen]
    .filter((key) => values[key] !== null)
    .map((key) => `${key}=${show(values[key])}`)
    .join(", ");
  return { className, values, random: entry.random, shown: `${className}(${shown})` };
}

/** What the initialiser does when it is called with a shape. */
export function callOf(spec: InitializerSpec, shape: readonly number[], where: string, conventions: Conventions): RuleCall {
  return classes[spec.className].call(spec.values, shape, where, conventions);
}

function constantValues(value: unknown, shape: readonly number[], where: string, generation: string): number[] {
  if (typeof value === "number") return [value];
  const list = Array.isArray(value) ? (value.flat(32) as unknown[]) : [];
  const legal = list.length > 0 && list.every((one) => typeof one === "number") && generation !== "keras 3" && generation !== "tf_keras";
  if (!legal) {
    throw new GatewiseError("wrong-type", {
      where: `${where}, Constant, value`,
      received: show(value),
      expected: "a number",
      fix: "give one number",
    });
  }
  if (list.length > sizeOf(shape)) {
    throw new GatewiseError("bad-shape", {
      where: `${where}, Constant, value`,
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
    fix: "choose another initialiser for this weight",
  });
}
