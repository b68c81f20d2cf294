import { GatewiseError, show } from "../../base/index.ts";
import type { ActivityRegularizer, Constraint, Regularizer } from "../../layers/index.ts";
import type { Layer } from "./layer.ts";
import type { Conventions } from "./versions.ts";

interface Written {
  readonly name: string;
  readonly config: Readonly<Record<string, unknown>>;
}

/** Reads a name, or `{class_name, config}`; null where nothing is given. */
function written(value: unknown, where: string): Written | null {
  if (value === null || value === undefined) return null;
  if (typeof value === "string") return { name: value, config: {} };
  const { class_name: name, config } = value as { class_name?: unknown; config?: unknown };
  if (typeof name === "string") return { name, config: (config ?? {}) as Record<string, unknown> };
  throw refused(value, where, "a name, or { class_name, config }");
}

/** Gives a number of a config, or what the framework takes without it. Throws: not-supported. */
function numberOf({ config }: Written, key: string, otherwise: number, where: string): number {
  const value = config[key] ?? otherwise;
  if (typeof value === "number" && Number.isFinite(value)) return value;
  throw refused(value, `${where}, ${key}`, "a number");
}

/**
 * Gives the penalty that a regularizer stands for, or undefined for none.
 *
 * Source: Keras 3.15.1 and tf_keras 2.21 regularizers; Keras 2.1.6 and TensorFlow 1.8 regularizers.py.
 */
export function regularizerOf(value: unknown, where: string, { generation, penalties }: Conventions): Regularizer | undefined {
  const { slopeAtZero, ofFrozen, shortest, gradientOfZeros } = penalties;
  const common = { ...(slopeAtZero === 0 ? {} : { slopeAtZero }), ...(ofFrozen ? {} : { ofFrozen }) };
  const given = written(value, where);
  if (given === null) return undefined;
  const number = (key: string, otherwise: number) => numberOf(given, key, otherwise, where);
  switch (given.name) {
    case "L1":
    case "l1":
      return { kind: "l1l2", l1: number("l1", 0.01), l2: 0, ...common };
    case "L2":
    case "l2":
      return { kind: "l1l2", l1: 0, l2: number("l2", 0.01), ...common };
    case "L1L2":
      return { kind: "l1l2", l1: number("l1", 0), l2: number("l2", 0), ...common };
    // A function in Keras 2, with defaults of its own; the class's name in snake case in Keras 3.
    case "l1_l2":
    case "l1l2": {
      const otherwise = generation === "keras 3" ? 0 : 0.01;
      return { kind: "l1l2", l1: number("l1", otherwise), l2: number("l2", otherwise), ...common };
    }
    case "OrthogonalRegularizer":
    case "orthogonal_regularizer":
      return {
        kind: "orthogonal",
        factor: number("factor", 0.01),
        mode: given.config.mode === "columns" ? "columns" : "rows",
        shortest,
        gradientOfZeros,
        ...common,
      };
    default:
      throw refused(value, where, "L1, L2, L1L2, OrthogonalRegularizer, or null");
  }
}

/**
 * Gives the penalty on a layer's outputs, states that are returned included.
 *
 * Source: Keras 3.15.1 layers/layer.py and tf_keras 2.21 engine/base_layer.py divide it by the batch size.
 */
export function activityRegularizerOf(
  value: unknown,
  states: boolean,
  where: string,
  conventions: Conventions,
): ActivityRegularizer | undefined {
  const penalty = regularizerOf(value, where, conventions);
  if (penalty === undefined) return undefined;
  const { generation } = conventions;
  return { penalty, perSample: generation === "keras 3" || generation === "tf_keras", states };
}

/**
 * Gives the activity regularizer that a layer has as it runs: SimpleRNN of Keras 3 takes one and does not hand it on to RNN.
 *
 * Source: Keras 3.15.1 layers/rnn/simple_rnn.py.
 */
export function activityTermOf({ className, config }: Pick<Layer, "className" | "config">, { generation }: Conventions): unknown {
  return className === "SimpleRNN" && generation === "keras 3" ? null : (config.activity_regularizer ?? null);
}

/** Gives what a constraint stands for, or undefined for none. Source: Keras 3.15.1 constraints/constraints.py, Keras 2.1.6 constraints.py. */
export function constraintOf(value: unknown, where: string): Constraint | undefined {
  const given = written(value, where);
  if (given === null) return undefined;
  const number = (key: string, otherwise: number) => numberOf(given, key, otherwise, where);
  const axis = axesOf(given.config.axis ?? 0, where);
  switch (given.name) {
    case "MaxNorm":
    case "max_norm":
    case "maxnorm":
      return { kind: "maxNorm", max: number("max_value", 2), axis };
    case "MinMaxNorm":
    case "min_max_norm":
      return { kind: "minMaxNorm", min: number("min_value", 0), max: number("max_value", 1), rate: number("rate", 1), axis };
    case "UnitNorm":
    case "unit_norm":
    case "unitnorm":
      return { kind: "unitNorm", axis };
    case "NonNeg":
    case "non_neg":
    case "nonneg":
      return { kind: "nonNegative" };
    default:
      throw refused(value, where, "MaxNorm, MinMaxNorm, UnitNorm, NonNeg, or null");
  }
}

function axesOf(value: unknown, where: string): number | readonly number[] {
  if ([value].flat().every((axis) => Number.isSafeInteger(axis))) return value as number | readonly number[];
  throw refused(value, `${where}, axis`, "a whole number, or a list of them");
}

function refused(value: unknown, where: string, expected: string): GatewiseError {
  return new GatewiseError("not-supported", { where, received: show(value), expected, fix: "leave it out to run the layer" });
}
