import { type ArgumentTable, checkArguments, unknownName } from "../../base/index.ts";
import { piecewiseConstant } from "../../runtimes/index.ts";
import type { Clip, OptimizerDefinition, Rounding, Schedule, UpdateCall } from "../../train/index.ts";

type Values = Readonly<Record<string, unknown>>;

interface OptimizerClass {
  readonly arguments: ArgumentTable;
  update(values: Values): UpdateCall;
}

const number = (value: number) => ({ type: "number", default: value }) as const;
const no = { type: "boolean", default: false } as const;
const required = { type: "number" } as const;
/** What every constructor takes and no number depends on. */
const shared: ArgumentTable = { use_locking: no, name: { type: "string", default: null, nullable: true } };

/** The classes of tf.train. Source: TensorFlow 1.8 python/training/*.py, core/kernels/training_ops.cc. */
const classes: { readonly [name: string]: OptimizerClass } = {
  GradientDescentOptimizer: { arguments: { learning_rate: required }, update: () => ({ rule: "sgd" }) },
  MomentumOptimizer: {
    arguments: { learning_rate: required, momentum: required, use_nesterov: no },
    update: ({ momentum, use_nesterov }) => ({
      rule: "momentum",
      momentum: momentum as number,
      nesterov: use_nesterov === true ? "parts scaled, then together" : null,
      rateInside: false,
    }),
  },
  AdagradOptimizer: {
    // The framework's own refusal: initial_accumulator_value must be positive.
    arguments: { learning_rate: required, initial_accumulator_value: { ...number(0.1), above: 0 } },
    update: ({ initial_accumulator_value }) => ({
      rule: "adagrad",
      start: initial_accumulator_value as number,
      epsilon: 0,
      epsilonAt: "inside the root",
      reciprocal: true,
    }),
  },
  RMSPropOptimizer: {
    arguments: { learning_rate: required, decay: number(0.9), momentum: number(0), epsilon: number(1e-10), centered: no },
    update: ({ decay, momentum, epsilon, centered }) => ({
      rule: "rmsprop",
      kept: decay as number,
      momentum: momentum as number,
      centered: centered as boolean,
      epsilon: epsilon as number,
      epsilonAt: "inside the root",
      reciprocal: true,
      start: 1,
      rateInside: true,
      averaging: "towards",
      averagingOfGradients: "towards",
      squaredFirst: true,
    }),
  },
  AdamOptimizer: {
    arguments: { learning_rate: number(0.001), beta1: number(0.9), beta2: number(0.999), epsilon: number(1e-8) },
    update: ({ beta1, beta2, epsilon }) => ({
      rule: "adam",
      beta1: beta1 as number,
      beta2: beta2 as number,
      epsilon: epsilon as number,
      epsilonAt: "the raw root",
      greatest: false,
      powers: "multiplied",
      ratioFirst: false,
      averaging: "towards",
      averagingOfSquares: "towards",
      squaredFirst: true,
    }),
  },
};

const rounding: Rounding = { scalars: "tensor", fused: false };

/**
 * Reads a class of tf.train and its arguments, in the framework's words, into its equation and conventions.
 *
 * Throws: unknown-class, unknown-option, missing-option, wrong-type, out-of-range.
 */
export function tf1Optimizer(className: string, args: Values = {}): OptimizerDefinition {
  if (!Object.hasOwn(classes, className)) throw unknownName("unknown-class", "tf.train", className, Object.keys(classes));
  const { values } = checkArguments(`tf.train.${className}`, { ...classes[className].arguments, ...shared }, args);
  return { update: classes[className].update(values), rate: values.learning_rate as number, rounding, counts: "together" };
}

/** Reads tf.train.exponential_decay or piecewise_constant, without the step. Throws: unknown-class, unknown-option, wrong-type. */
export function tf1Schedule(functionName: string, args: Values): { rate: number; schedule: Schedule } {
  const where = `tf.train.${functionName}`;
  if (functionName === "exponential_decay") {
    const table: ArgumentTable = { learning_rate: required, decay_steps: required, decay_rate: required, staircase: no };
    const { learning_rate, decay_steps, decay_rate, staircase } = checkArguments(where, table, args).values as Record<string, number>;
    const schedule = { rate: learning_rate, steps: decay_steps, factor: decay_rate, staircase: Boolean(staircase) };
    return { rate: learning_rate, schedule: { kind: "exponentialDecay", ...schedule } };
  }
  if (functionName !== "piecewise_constant")
    throw unknownName("unknown-class", "tf.train", functionName, ["exponential_decay", "piecewise_constant"]);
  return piecewiseConstant(where, checkArguments(where, { boundaries: { type: "any" }, values: { type: "any" } }, args).values);
}

/**
 * Reads tf.clip_by_global_norm, clip_by_norm or clip_by_value. Up to 1.13 a norm that is infinite gives zeros, from 1.14 on NaN.
 *
 * Throws: unknown-class, unknown-option, wrong-type.
 */
export function tf1Clip(functionName: string, args: Values, infiniteNormSpoils: boolean): Clip {
  const where = `tf.${functionName}`;
  if (functionName === "clip_by_value") {
    const { values } = checkArguments(where, { clip_value_min: required, clip_value_max: required }, args);
    return { kind: "value", low: values.clip_value_min as number, high: values.clip_value_max as number };
  }
  const { clip_norm } = checkArguments(where, { clip_norm: required }, args).values as { clip_norm: number };
  if (functionName === "clip_by_norm") return { kind: "norm", max: clip_norm };
  if (functionName !== "clip_by_global_norm")
    throw unknownName("unknown-class", "tf", functionName, ["clip_by_global_norm", "clip_by_norm", "clip_by_value"]);
  return { kind: "globalNorm", max: clip_norm, scale: "reciprocals", spoils: infiniteNormSpoils };
}
