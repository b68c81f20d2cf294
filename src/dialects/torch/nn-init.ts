import {
  type ArgumentTable,
  checkArguments,
  type FloatDType,
  GatewiseError,
  show,
  showShape,
  sizeOf,
  unknownName,
} from "../../base/index.ts";
import { type Fans, ones, type RuleCall, zeros } from "../../init/index.ts";

/** What one call of `torch.nn.init` does to a tensor of a shape; null where it returns without doing anything. */
interface InitFunction {
  readonly arguments: ArgumentTable;
  call(args: Readonly<Record<string, unknown>>, shape: readonly number[], where: string, dtype: FloatDType): RuleCall | null;
  /** Why the fans are what they are; empty for functions without fans. */
  fans?(shape: readonly number[]): string;
}

const gain = { type: "number", default: 1 } as const;

/** The largest number of a dtype. */
const largest: { readonly [dtype in FloatDType]: number } = { float32: (2 - 2 ** -23) * 2 ** 127, float64: Number.MAX_VALUE };

const nonlinearities = [
  "linear",
  "conv1d",
  "conv2d",
  "conv3d",
  "conv_transpose1d",
  "conv_transpose2d",
  "conv_transpose3d",
  "sigmoid",
  "tanh",
  "relu",
  "leaky_relu",
  "selu",
];
const kaimingArguments: ArgumentTable = {
  a: { type: "number", default: 0 },
  mode: { type: "string", default: "fan_in", oneOf: ["fan_in", "fan_out"] },
  nonlinearity: { type: "string", default: "leaky_relu", oneOf: nonlinearities },
};

/** The functions of `torch.nn.init`. Source: PyTorch 2.13 torch/nn/init.py; the order of operations decides the last bit. */
const functions: { readonly [name: string]: InitFunction } = {
  uniform_: {
    arguments: { a: { type: "number", default: 0 }, b: { type: "number", default: 1 } },
    call(args, _shape, where, dtype) {
      const { a, b } = args as { a: number; b: number };
      if (a > b) throw outOfOrder(where, "a", a, "b", b);
      checkRange(where, a, b, dtype);
      return { rule: "uniform", low: a, high: b };
    },
  },
  normal_: {
    arguments: { mean: { type: "number", default: 0 }, std: { type: "number", default: 1, min: 0 } },
    call: (args) => ({ rule: "normal", mean: args.mean as number, stddev: args.std as number }),
  },
  trunc_normal_: {
    arguments: {
      mean: { type: "number", default: 0 },
      std: { type: "number", default: 1, above: 0 },
      a: { type: "number", default: -2 },
      b: { type: "number", default: 2 },
    },
    call(args, _shape, where) {
      const { mean, std, a, b } = args as { mean: number; std: number; a: number; b: number };
      if (a > b) throw outOfOrder(where, "a", a, "b", b);
      checkReach(where, mean, std, a, b);
      return { rule: "truncated_normal", mean, stddev: std, bounds: { low: a, high: b } };
    },
  },
  constant_: {
    arguments: { val: { type: "number" } },
    call(args, _shape, where, dtype) {
      const val = args.val as number;
      if (Math.abs(val) > largest[dtype]) throw tooLarge(where, `val=${show(val)}`, dtype);
      return { rule: "constant", values: [val] };
    },
  },
  ones_: { arguments: {}, call: () => ones },
  zeros_: { arguments: {}, call: () => zeros },
  eye_: {
    arguments: {},
    call(_args, shape, where) {
      if (shape.length !== 2) throw wrongRank(where, shape, "a matrix (2 dimensions)");
      return { rule: "identity", gain: 1 };
    },
  },
  xavier_uniform_: xavier("uniform"),
  xavier_normal_: xavier("normal"),
  kaiming_uniform_: kaiming("uniform"),
  kaiming_normal_: kaiming("normal"),
  orthogonal_: {
    arguments: { gain },
    call(args, shape, where) {
      if (shape.length < 2) throw wrongRank(where, shape, "at least 2 dimensions");
      if (sizeOf(shape) === 0) return null;
      return { rule: "orthogonal", gain: args.gain as number, stacked: "trailing", drawn: "as is" };
    },
  },
};

export type InitName =
  | "uniform_"
  | "normal_"
  | "trunc_normal_"
  | "constant_"
  | "ones_"
  | "zeros_"
  | "eye_"
  | "xavier_uniform_"
  | "xavier_normal_"
  | "kaiming_uniform_"
  | "kaiming_normal_"
  | "orthogonal_";

export const initNames = Object.keys(functions) as readonly InitName[];

/** Functions of `torch.nn.init` that exist in PyTorch and not here yet. */
const notYet = ["sparse_", "dirac_"];

/** Resolves a call of `nn.init.<name>` on a tensor of a shape: the rule, and texts. */
export function resolveInit(
  name: string,
  given: Readonly<Record<string, unknown>>,
  shape: readonly number[],
  dtype: FloatDType,
  where: string,
): { readonly call: RuleCall | null; readonly fans: string; readonly shown: string } {
  if (notYet.includes(name)) {
    throw new GatewiseError("not-supported", {
      where,
      received: name,
      expected: `one of ${initNames.join(", ")}`,
      fix: `${name} is not built yet; write the values another way`,
    });
  }
  if (!Object.hasOwn(functions, name)) throw unknownName("unknown-rule", where, name, initNames);
  const entry = functions[name];
  const { values, given: seen } = checkArguments(`${where}, nn.init.${name}`, entry.arguments, given);
  const shown = [...seen].map((key) => `${key}=${show(values[key])}`).join(", ");
  return { call: entry.call(values, shape, where, dtype), fans: entry.fans?.(shape) ?? "", shown: `nn.init.${name}(${shown})` };
}

function xavier(distribution: "uniform" | "normal"): InitFunction {
  return {
    // A negative one makes bounds that are exchanged, or a negative deviation, and PyTorch refuses those.
    arguments: { gain: { ...gain, min: 0 } },
    fans: explainFans,
    call(args, shape, where, dtype) {
      const fans = fansOf(shape, where);
      if (fans.in + fans.out === 0) throw wrongRank(where, shape, "a tensor with a fan (PyTorch divides by zero here)");
      const reach = Math.sqrt(3) * (args.gain as number) * Math.sqrt(2 / (fans.in + fans.out));
      if (distribution === "uniform") checkRange(where, -reach, reach, dtype);
      return { rule: "xavier", distribution, gain: args.gain as number, fans };
    },
  };
}

function kaiming(distribution: "uniform" | "normal"): InitFunction {
  return {
    arguments: kaimingArguments,
    fans: explainFans,
    call(args, shape, where) {
      if (shape.includes(0)) return null;
      const { a, mode, nonlinearity } = args as { a: number; mode: "fan_in" | "fan_out"; nonlinearity: string };
      return { rule: "kaiming", distribution, gain: gainOf(nonlinearity, a), mode, fans: fansOf(shape, where) };
    },
  };
}

/** Source: PyTorch torch/nn/init.py `calculate_gain`. */
function gainOf(nonlinearity: string, slope: number): number {
  if (nonlinearity === "tanh") return 5.0 / 3;
  if (nonlinearity === "relu") return Math.sqrt(2.0);
  if (nonlinearity === "leaky_relu") return Math.sqrt(2.0 / (1 + slope * slope));
  if (nonlinearity === "selu") return 3.0 / 4;
  return 1;
}

function fansOf(shape: readonly number[], where: string): Fans {
  if (shape.length < 2) throw wrongRank(where, shape, "at least 2 dimensions (fans of a vector are not defined)");
  const receptive = sizeOf(shape.slice(2));
  return { in: shape[1] * receptive, out: shape[0] * receptive };
}

function explainFans(shape: readonly number[]): string {
  if (shape.length < 2) return "";
  const receptive = sizeOf(shape.slice(2));
  const times = receptive === 1 ? "" : `·${receptive}`;
  return `of the tensor the call is given, [${shape.join(", ")}]: fan_in = ${shape[1]}${times}, fan_out = ${shape[0]}${times}`;
}

function wrongRank(where: string, shape: readonly number[], expected: string): GatewiseError {
  return new GatewiseError("bad-shape", { where, received: `shape ${showShape(shape)}`, expected, fix: "call it on another parameter" });
}

/**
 * Holds that drawing by rejection comes to an end: far outside its bounds a normal has nearly all of its mass at one of them, so
 * that a uniform candidate is almost never taken (PyTorch then goes on without end), and float32 cannot tell densities apart.
 */
function checkReach(where: string, mean: number, std: number, a: number, b: number): void {
  const deviations = Math.abs(Math.max(a, Math.min(mean, b)) - mean) / std;
  const accepted = 1 / Math.max(1, (deviations * (b - a)) / std);
  if (deviations <= 1000 && accepted >= 1e-6) return;
  throw new GatewiseError("limit", {
    where,
    received: `mean=${show(mean)}, std=${show(std)} for [${show(a)}, ${show(b)}], which hardly any draw falls into`,
    expected: "bounds within 1000 deviations of the mean, and one draw in a million accepted",
    fix: "move the mean towards the bounds, or widen std",
  });
}

/** Holds what PyTorch's uniform_ holds of its bounds: they and their distance are numbers of the dtype. */
function checkRange(where: string, a: number, b: number, dtype: FloatDType): void {
  const most = largest[dtype];
  if (Math.abs(a) > most || Math.abs(b) > most || b - a > most) throw tooLarge(where, `bounds ${show(a)} and ${show(b)}`, dtype);
}

function tooLarge(where: string, received: string, dtype: FloatDType): GatewiseError {
  return new GatewiseError("out-of-range", {
    where,
    received,
    expected: `numbers, and a distance between bounds, of at most ${largest[dtype]}, the largest ${dtype}`,
    fix: "choose smaller numbers",
  });
}

function outOfOrder(where: string, low: string, a: number, high: string, b: number): GatewiseError {
  return new GatewiseError("out-of-range", {
    where,
    received: `${low}=${show(a)}, ${high}=${show(b)}`,
    expected: `${low} at most ${high}`,
    fix: "exchange them",
  });
}
