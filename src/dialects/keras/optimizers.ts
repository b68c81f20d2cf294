import { type ArgumentTable, checkArguments, checkRecord, GatewiseError, onlyKeys, show, unknownName } from "../../base/index.ts";
import type { Adam, Clip, OptimizerDefinition, Rmsprop, Rounding, Schedule, UpdateCall } from "../../train/index.ts";
import { scheduleOf } from "./schedules.ts";
import type { Conventions, ResolvedDialect } from "./versions.ts";

/** An optimiser as compile takes it: a name, or what `keras.optimizers.serialize` writes. */
export type OptimizerEntry = string | { readonly class_name: string; readonly config?: Readonly<Record<string, unknown>> };

type Values = Readonly<Record<string, unknown>>;

interface OptimizerClass {
  arguments(style: Style): ArgumentTable;
  update(values: Values, style: Style): UpdateCall;
}

/** How a generation and its backend compute. */
interface Style {
  readonly generation: Conventions["generation"];
  /** Keras 3 and tf_keras. */
  readonly modern: boolean;
  /** Keras 3 on PyTorch has optimisers of its own. */
  readonly torch: boolean;
  readonly tensorflow: boolean;
  readonly rounding: Rounding;
}

const fraction = { type: "number", min: 0, max: 1 } as const;
const optional = { type: "number", default: null, nullable: true } as const;
const no = { type: "boolean", default: false } as const;
const number = (value: number) => ({ type: "number", default: value }) as const;

/** What an optimiser of Keras 2 takes for its ε where it is None. Source: Keras 2.1.6 backend/common.py. */
const fuzz = 1e-7;

/** The optimisers by class name. Source: Keras 3.15.1 optimizers/*.py and backend/torch/optimizers/*.py, tf_keras 2.21.0, Keras 2.1.6 optimizers.py. */
const classes: { readonly [name: string]: OptimizerClass } = {
  SGD: {
    arguments: () => ({ momentum: { ...fraction, default: 0 }, nesterov: no }),
    update: ({ momentum, nesterov }, { modern, torch }) => {
      if (momentum === 0) return { rule: "sgd" };
      const parts = torch ? "gradient, then momentum" : modern ? "parts together" : "momentum, then gradient";
      return { rule: "momentum", momentum: momentum as number, nesterov: nesterov === true ? parts : null, rateInside: true };
    },
  },
  Adagrad: {
    arguments: ({ modern }) => (modern ? { initial_accumulator_value: number(0.1), epsilon: number(fuzz) } : { epsilon: optional }),
    update: ({ initial_accumulator_value, epsilon }, { modern }) => ({
      rule: "adagrad",
      start: modern ? (initial_accumulator_value as number) : 0,
      epsilon: (epsilon as number | null) ?? fuzz,
      epsilonAt: modern ? "inside the root" : "outside the root",
    }),
  },
  RMSprop: {
    arguments: ({ modern }) => ({
      rho: number(0.9),
      ...(modern ? { momentum: number(0), epsilon: number(fuzz), centered: no } : { epsilon: optional }),
    }),
    update: ({ rho, momentum, epsilon, centered }, { generation, modern }): Rmsprop => ({
      rule: "rmsprop",
      kept: rho as number,
      momentum: (momentum as number | undefined) ?? 0,
      centered: centered === true,
      epsilon: (epsilon as number | null) ?? fuzz,
      epsilonAt: modern ? "inside the root" : "outside the root",
      start: 0,
      rateInside: true,
      reciprocal: generation === "tf_keras",
      averaging: "sum",
      averagingOfGradients: "sum",
      squaredFirst: true,
    }),
  },
  Adam: { arguments: adamArguments, update: adamUpdate },
  AdamW: { arguments: adamArguments, update: adamUpdate },
};

/** Classes that Keras has and gatewise does not do. */
const others = [
  "Adadelta",
  "Adamax",
  "Nadam",
  "Ftrl",
  "Lion",
  "Lamb",
  "Muon",
  "Adafactor",
  "LossScaleOptimizer",
  "ScheduleFreeAdamW",
  "TFOptimizer",
];

function adamArguments({ generation, modern }: Style): ArgumentTable {
  return {
    beta_1: number(0.9),
    beta_2: number(0.999),
    epsilon: modern ? number(fuzz) : optional,
    amsgrad: no,
    ...(generation === "tf_keras" ? { adaptive_epsilon: no } : {}),
  };
}

function adamUpdate({ beta_1, beta_2, epsilon, amsgrad, adaptive_epsilon }: Values, { modern, torch }: Style): Adam {
  const averaging = modern && !torch ? "towards" : "sum";
  return {
    rule: "adam",
    beta1: beta_1 as number,
    beta2: beta_2 as number,
    epsilon: (epsilon as number | null) ?? fuzz,
    epsilonAt: adaptive_epsilon === true ? "the corrected root" : "the raw root",
    greatest: amsgrad as boolean,
    powers: "tensor",
    ratioFirst: !modern,
    averaging,
    averagingOfSquares: averaging,
    squaredFirst: true,
  };
}

/** Arguments that every class has, beside its own and the rate. */
function sharedArguments({ generation, modern }: Style, className: string): ArgumentTable {
  if (!modern) return { decay: { type: "number", default: 0 }, clipnorm: optional, clipvalue: optional };
  return {
    weight_decay: { ...optional, default: className === "AdamW" ? 0.004 : null },
    clipnorm: optional,
    clipvalue: optional,
    global_clipnorm: optional,
    use_ema: no,
    ema_momentum: { ...fraction, default: 0.99 },
    ema_overwrite_frequency: {
      type: "integer",
      default: className === "RMSprop" && generation === "tf_keras" ? 100 : null,
      nullable: true,
    },
    ...(generation === "keras 3"
      ? { loss_scale_factor: optional, gradient_accumulation_steps: { type: "integer", default: null, nullable: true } as const }
      : { jit_compile: { type: "boolean", default: true } as const, is_legacy_optimizer: no }),
  };
}

const defaultRates: { readonly [className: string]: number } = { SGD: 0.01 };

function argumentsOf(className: string, style: Style): ArgumentTable {
  const { modern } = style;
  const rate = defaultRates[className] ?? (className === "Adagrad" && !modern ? 0.01 : 0.001);
  return {
    [modern ? "learning_rate" : "lr"]: { type: "any", default: rate },
    ...classes[className].arguments(style),
    ...sharedArguments(style, className),
    ...(modern ? { name: { type: "string", default: null, nullable: true } as const } : {}),
  };
}

/** The arguments of every class that a generation has. */
export function optimizerTables(generation: Conventions["generation"]): { readonly [className: string]: ArgumentTable } {
  const modern = generation === "keras 3" || generation === "tf_keras";
  const style: Style = { generation, modern, torch: false, tensorflow: true, rounding: { scalars: "double", fused: false } };
  return Object.fromEntries(namesOf(style).map((name) => [name, argumentsOf(name, style)]));
}

function namesOf({ modern }: Style): string[] {
  return Object.keys(classes).filter((one) => modern || one !== "AdamW");
}

/**
 * Reads an optimiser of Keras into its equation and conventions.
 *
 * Throws: unknown-class, unknown-option, wrong-type, out-of-range, contradiction, missing-option, not-supported.
 */
export function kerasOptimizer({ conventions, backend }: ResolvedDialect, entry: OptimizerEntry): OptimizerDefinition {
  const { generation } = conventions;
  const modern = generation === "keras 3" || generation === "tf_keras";
  const torch = generation === "keras 3" && backend.name === "torch";
  const tensorflow = backend.name === "tensorflow";
  const style: Style = { generation, modern, torch, tensorflow, rounding: { scalars: modern ? "double" : "tensor", fused: torch } };
  const { className, config } = read(entry, style);
  const where = `optimizer ${className}`;
  const rateName = modern ? "learning_rate" : "lr";
  const { values } = checkArguments(where, argumentsOf(className, style), config);
  refuse(where, values, style, className);
  const scheduled = rateOf(`${where}, argument ${rateName}`, values[rateName], style);
  const decay = values.weight_decay as number | null | undefined;
  return {
    update: classes[className].update(values, style),
    ...scheduled,
    ...(typeof values.decay === "number" && values.decay > 0 ? { rateDecay: values.decay } : {}),
    clip: clipsOf(where, values, style),
    ...(decay === null || decay === undefined
      ? {}
      : { decay: { amount: decay, how: torch ? ("shrink" as const) : ("subtract" as const) } }),
    rounding: style.rounding,
    counts: "together",
    ...rowByRow(values, style),
  };
}

/**
 * What TensorFlow 2 does with an Embedding's gradient, which comes as rows (IndexedSlices): tf_keras clips them and then adds them up;
 * Keras 3 squares them too, unless the clip by a global norm has added them up.
 * Source: tf_keras 2.21.0 optimizers/optimizer.py `apply_gradients`; Keras 3.15.1 backend/tensorflow/sparse.py and optimizer.py, optimizers/base_optimizer.py.
 */
function rowByRow({ global_clipnorm }: Values, { generation, tensorflow }: Style): Pick<OptimizerDefinition, "rowByRow"> {
  if (generation === "tf_keras") return { rowByRow: "clipped" };
  if (generation !== "keras 3" || !tensorflow) return {};
  const added = typeof global_clipnorm === "number" && global_clipnorm > 0;
  return { rowByRow: added ? "clipped" : "clipped and squared" };
}

function read(entry: OptimizerEntry, style: Style): { className: string; config: Values } {
  const given = typeof entry === "string" ? { class_name: entry } : entry;
  checkRecord("optimizer", given, "a name, or { class_name, config }");
  onlyKeys(given, ["class_name", "config", "module", "registered_name", "build_config"], "optimizer");
  const name = given.class_name;
  const legal = namesOf(style);
  const known = typeof name === "string" ? [...legal, ...others].find((one) => one.toLowerCase() === name.toLowerCase()) : undefined;
  if (known === undefined) throw unknownName("unknown-class", "optimizer", typeof name === "string" ? name : show(name), legal);
  if (others.includes(known)) {
    throw new GatewiseError("not-supported", {
      where: "optimizer",
      received: known,
      expected: `one of ${legal.join(", ")}`,
      fix: "choose another optimiser",
    });
  }
  const config = given.config ?? {};
  checkRecord(`optimizer ${known}, config`, config, "{ argument: value }");
  return { className: known, config };
}

function refuse(where: string, values: Values, { generation }: Style, className: string): void {
  const unsupported = (argument: string, fix: string) =>
    new GatewiseError("not-supported", {
      where: `${where}, argument ${argument}`,
      received: show(values[argument]),
      expected: "its default",
      fix,
    });
  const decayed = className !== "SGD" && typeof values.decay === "number" && values.decay > 0;
  if (generation === "tf.keras 1" && (className === "Adam" || decayed)) {
    throw new GatewiseError("not-supported", {
      where,
      received: className === "Adam" ? "Adam of tf.keras 1" : `decay=${show(values.decay)} in tf.keras 1`,
      expected: "an optimiser that does not read its count of steps",
      fix: "take SGD, or RMSprop or Adagrad without decay, or keras@2.1.6: here the count is read before or after its own increment, at random",
    });
  }
  if (className === "AdamW" && values.weight_decay === null) {
    throw new GatewiseError("wrong-type", {
      where: `${where}, argument weight_decay`,
      received: "null",
      expected: "a number: AdamW's `weight_decay` must be a float",
      fix: "give a number, or take Adam",
    });
  }
  if (values.use_ema === true) throw unsupported("use_ema", "leave it out: averaged weights are not kept");
  if ((values.loss_scale_factor ?? null) !== null) throw unsupported("loss_scale_factor", "leave it out: losses are computed in float32");
  if ((values.gradient_accumulation_steps ?? null) !== null)
    throw unsupported("gradient_accumulation_steps", "leave it out, and take larger batches");
}

function rateOf(where: string, given: unknown, { modern }: Style): { rate: number; schedule?: Schedule } {
  if (typeof given === "number" && Number.isFinite(given)) return { rate: given };
  if (modern && given !== null && typeof given === "object") return scheduleOf(where, given);
  throw new GatewiseError("wrong-type", {
    where,
    received: show(given),
    expected: modern ? "a number, or a schedule { class_name, config }" : "a number",
    fix: "give a learning rate",
  });
}

function clipsOf(where: string, values: Values, { modern }: Style): Clip[] {
  const norm = (values.clipnorm as number | null) ?? 0;
  const value = (values.clipvalue as number | null) ?? 0;
  const global = (values.global_clipnorm as number | null | undefined) ?? 0;
  const given = ["clipnorm", "global_clipnorm", "clipvalue"].filter((name) => (values[name] ?? null) !== null);
  if (modern && given.length > 1) {
    throw new GatewiseError("contradiction", {
      where,
      received: given.join(" and "),
      expected: "Only one of `clipnorm`, `clipvalue` and `global_clipnorm` can be set.",
      fix: "leave all but one out",
    });
  }
  const clips: Clip[] = [];
  if (norm > 0) clips.push(modern ? { kind: "norm", max: norm } : { kind: "globalNorm", max: norm, scale: "ratio" });
  if (global > 0) clips.push({ kind: "globalNorm", max: global, scale: "reciprocals", spoils: true });
  if (value > 0) clips.push({ kind: "value", low: -value, high: value });
  return clips;
}
