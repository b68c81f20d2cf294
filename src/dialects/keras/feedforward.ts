import { type ArgumentTable, GatewiseError, parseSeed, show, sizeOf } from "../../base/index.ts";
import type { LayerDefinition } from "../../layers/index.ts";
import { type Role, wholeBlock } from "../../layout/index.ts";
import { activationDefinition } from "./activation-definitions.ts";
import type { BuildContext, PartialShape } from "./build-context.ts";
import type { Computed } from "./computed.ts";
import type { Initializer } from "./initializer.ts";
import type { Layer, LayerClass, LayerConfig } from "./layer.ts";
import type { Conventions } from "./versions.ts";
import { activityRegularizerOf } from "./weight-terms.ts";
import { withoutMasks } from "./without-masks.ts";

const optional = { type: "any", default: null } as const;
const yes = { type: "boolean", default: true } as const;

function withoutWeights(table: ArgumentTable, runs: (config: LayerConfig, conventions: Conventions) => Computed): LayerClass {
  return {
    arguments: () => table,
    construct: (config, { conventions }) => ({
      build: (input) => [input],
      outputs: (input) => [input],
      runs: () => runs(config, conventions),
    }),
  };
}

/** Dense, Embedding, the normalisations, and layers without weights. */
export const dense: LayerClass = {
  arguments: ({ generation }) => ({
    units: { type: "integer", ...(generation === "keras 3" ? { above: 0 } : { min: 0 }) },
    activation: optional,
    use_bias: yes,
    kernel_initializer: { type: "any", default: "glorot_uniform" },
    bias_initializer: { type: "any", default: "zeros" },
    kernel_regularizer: optional,
    bias_regularizer: optional,
    activity_regularizer: optional,
    kernel_constraint: optional,
    bias_constraint: optional,
    ...(generation === "keras 3"
      ? { lora_rank: optional, quantization_config: optional }
      : { input_dim: { type: "integer", default: null, nullable: true, min: 0 } }),
  }),
  construct({ className, values, given, where }, construction) {
    refuseGiven(values, ["lora_rank", "quantization_config"], where);
    const { units, use_bias: useBias } = values as { units: number; use_bias: boolean };
    const kernel = construction.initializer(className, "kernel_initializer", values.kernel_initializer, given.has("kernel_initializer"));
    const bias = construction.initializer(className, "bias_initializer", values.bias_initializer, given.has("bias_initializer"));
    const outputs = (input: PartialShape): PartialShape[] => [[...input.slice(0, -1), units]];
    return {
      outputs,
      runs: () => ({
        kind: "dense",
        activation: activationDefinition(values.activation, `${where}, argument activation`, construction.conventions),
      }),
      build(input, context) {
        if (input.length < 2) throw rankError(where, input, "at least 2 dimensions");
        const width = known(input, where);
        if (width === 0 && construction.conventions.generation === "keras 2") throw rankError(where, input, "at least one feature");
        const owner = context.owner("dense");
        const shape = [width, units];
        context.weight({
          name: "kernel",
          shape,
          blocks: wholeBlock(owner, "W", shape, true),
          trainable: true,
          fills: [{ initializer: kernel }],
          regularizer: values.kernel_regularizer,
          constraint: values.kernel_constraint,
        });
        if (useBias) {
          context.weight({
            name: "bias",
            shape: [units],
            blocks: wholeBlock(owner, "b", [units]),
            trainable: true,
            fills: [{ initializer: bias }],
            regularizer: values.bias_regularizer,
            constraint: values.bias_constraint,
          });
        }
        return outputs(input);
      },
    };
  },
};

export const embedding: LayerClass = {
  arguments: ({ generation }) => ({
    // Source: tf_keras 2.21 layers/core/embedding.py was the first to look.
    input_dim: { type: "integer", ...(generation === "keras 2" || generation === "tf.keras 1" ? { min: 0 } : { above: 0 }) },
    output_dim: { type: "integer", ...(generation === "keras 2" || generation === "tf.keras 1" ? { min: 0 } : { above: 0 }) },
    embeddings_initializer: { type: "any", default: "uniform" },
    embeddings_regularizer: optional,
    embeddings_constraint: optional,
    activity_regularizer: optional,
    mask_zero: { type: "boolean", default: false },
    input_length: optional,
    ...(generation === "keras 3" ? { weights: optional, lora_rank: optional, quantization_config: optional } : {}),
    ...(generation === "tf_keras" ? { sparse: { type: "boolean", default: false } } : {}),
  }),
  construct({ className, values, given, where }, construction) {
    refuseGiven(values, ["weights", "lora_rank", "quantization_config"], where);
    const shape = [values.input_dim as number, values.output_dim as number];
    const initializer = construction.initializer(
      className,
      "embeddings_initializer",
      values.embeddings_initializer,
      given.has("embeddings_initializer"),
    );
    const outputs = (input: PartialShape): PartialShape[] => [[...lengths(input), shape[1]]];
    // Source: Keras 2.1.6 layers/embeddings.py takes input_length for the length, whatever the input has.
    const lengths = ([batch, ...rest]: PartialShape): PartialShape => {
      const length = values.input_length;
      if (construction.conventions.generation !== "keras 2" || length === null) return [batch, ...rest];
      const own = (Array.isArray(length) ? length : [length]) as (number | null)[];
      return [batch, ...(own.length === rest.length ? own.map((one, k) => one ?? rest[k]) : own)];
    };
    return {
      outputs,
      runs: () => ({ kind: "embedding", maskZero: values.mask_zero === true }),
      build(input, context) {
        const blocks = wholeBlock(context.owner("embedding"), "W", shape);
        const { embeddings_regularizer: regularizer, embeddings_constraint: constraint } = values;
        context.weight({ name: "embeddings", shape, blocks, trainable: true, fills: [{ initializer }], regularizer, constraint });
        return outputs(input);
      },
    };
  },
};

export const batchNormalization: LayerClass = {
  arguments: ({ generation }) => ({
    axis: { type: "any", default: -1 },
    momentum: { type: "number", default: 0.99 },
    epsilon: { type: "number", default: 1e-3 },
    center: yes,
    scale: yes,
    beta_initializer: { type: "any", default: "zeros" },
    gamma_initializer: { type: "any", default: "ones" },
    moving_mean_initializer: { type: "any", default: "zeros" },
    moving_variance_initializer: { type: "any", default: "ones" },
    beta_regularizer: optional,
    gamma_regularizer: optional,
    beta_constraint: optional,
    gamma_constraint: optional,
    ...(generation === "keras 3" || generation === "tf_keras" ? { synchronized: { type: "boolean", default: false } as const } : {}),
    ...(generation === "keras 3" ? { renorm: optional, renorm_clipping: optional, renorm_momentum: optional } : {}),
  }),
  construct({ className, values, given, where }, construction) {
    refuseGiven(values, ["renorm"], where);
    const { generation } = construction.conventions;
    const axes = axesOf(values.axis, where);
    if (Array.isArray(values.axis) && (generation === "keras 3" || generation === "keras 2"))
      throw axisError(values.axis, where, "one axis");
    const make = (argument: string) => construction.initializer(className, argument, values[argument], given.has(argument));
    const beta = make("beta_initializer");
    const gamma = make("gamma_initializer");
    const mean = make("moving_mean_initializer");
    const variance = make("moving_variance_initializer");
    return {
      outputs: (input) => [input],
      runs: ({ length }) => {
        if (axes.length !== 1) throw notRun(where, `axis ${show(values.axis)}`, "one axis");
        return {
          kind: "batchNorm",
          axis: axes[0] < 0 ? axes[0] : axes[0] - length,
          epsilon: values.epsilon as number,
          momentum: 1 - (values.momentum as number),
          // Source: Keras 2.1.6 layers/normalization.py, "sample variance".
          unbiased: generation === "keras 2",
        };
      },
      build(input, context) {
        const places = axes.map((axis) => (axis < 0 ? axis + input.length : axis));
        if (places.length === 0 || new Set(places).size < places.length)
          throw axisError(values.axis, where, "at least one axis, and each once");
        const widths = places.map((place) => (place < 0 ? null : input[place]));
        if (!widths.every((width) => typeof width === "number"))
          throw rankError(where, input, `a known dimension at axis ${show(values.axis)}`);
        // Source: TensorFlow 1.8 layers/normalization.py, tf_keras 2.21: over several axes the weights have the input's rank.
        const shape = places.length === 1 ? widths : input.map((width, k) => (places.includes(k) ? (width as number) : 1));
        const owner = context.owner("batch_norm");
        const one = vector(context, owner, shape, values);
        if (values.scale === true) one("gamma", "scale", gamma, true);
        if (values.center === true) one("beta", "shift", beta, true);
        one("moving_mean", "other", mean, false);
        one("moving_variance", "other", variance, false);
        return [input];
      },
    };
  },
};

export const layerNormalization: LayerClass = {
  exists: ({ layerNormalization: there }) => there,
  arguments: ({ generation }) => ({
    axis: { type: "any", default: -1 },
    epsilon: { type: "number", default: 1e-3 },
    center: yes,
    scale: yes,
    ...(generation === "keras 3" ? { rms_scaling: { type: "boolean", default: false } as const } : {}),
    beta_initializer: { type: "any", default: "zeros" },
    gamma_initializer: { type: "any", default: "ones" },
    beta_regularizer: optional,
    gamma_regularizer: optional,
    beta_constraint: optional,
    gamma_constraint: optional,
  }),
  construct({ className, values, given, where }, construction) {
    const make = (argument: string) => construction.initializer(className, argument, values[argument], given.has(argument));
    const beta = make("beta_initializer");
    const gamma = make("gamma_initializer");
    const axes = axesOf(values.axis, where);
    // Source: Keras 3.15.1 layer_normalization.py sorts the axes as they are written, negative ones first; tf_keras leaves them.
    if (construction.conventions.generation === "keras 3") axes.sort((a, b) => a - b);
    const rms = values.rms_scaling === true;
    return {
      outputs: (input) => [input],
      runs: ({ length }) => {
        const places = axes.map((axis) => (axis < 0 ? axis + length : axis));
        if (rms) throw notRun(where, "rms_scaling=True", "rms_scaling=False");
        if (places.some((place, k) => place !== length - places.length + k)) {
          throw notRun(where, `axis ${show(values.axis)}`, "the last axes, in order");
        }
        return { kind: "layerNorm", axes: axes.length, epsilon: values.epsilon as number };
      },
      build(input, context) {
        const distinct = new Set(axes.map((axis) => (axis < 0 ? axis + input.length : axis))).size;
        if (distinct === 0 || distinct < axes.length) throw axisError(values.axis, where, "at least one axis, and each once");
        const shape = axes.map((axis) => input.at(axis));
        if (shape.some((dimension) => typeof dimension !== "number"))
          throw rankError(where, input, `known dimensions at axis ${show(values.axis)}`);
        const one = vector(context, context.owner("layer_norm"), shape as number[], values);
        if (values.scale === true || rms) one("gamma", "scale", gamma, true);
        if (values.center === true && !rms) one("beta", "shift", beta, true);
        return [input];
      },
    };
  },
};

/** A normalisation's axes, as a list of their own. */
function axesOf(value: unknown, where: string): number[] {
  const axes: unknown[] = Array.isArray(value) ? [...value] : [value];
  if (!axes.every((axis) => Number.isSafeInteger(axis))) throw axisError(value, where, "a whole number, or a list of them");
  return axes as number[];
}

function axisError(value: unknown, where: string, expected: string): GatewiseError {
  return new GatewiseError("wrong-type", { where: `${where}, argument axis`, received: show(value), expected, fix: "such as -1" });
}

/** Refuses options that add or replace weights in a way that is not built. */
function refuseGiven(values: Readonly<Record<string, unknown>>, names: readonly string[], where: string): void {
  for (const name of names) {
    const value = values[name];
    if (value === undefined || value === null || value === false) continue;
    throw new GatewiseError("not-supported", {
      where: `${where}, argument ${name}`,
      received: show(value),
      expected: "nothing: it changes which weights the layer has, or their values",
      fix: `leave ${name} out`,
    });
  }
}

function vector(context: BuildContext, owner: string, shape: number[], values: Readonly<Record<string, unknown>>) {
  return (name: string, role: Role, initializer: Initializer, trainable: boolean): void => {
    const blocks = wholeBlock(role === "other" ? `${owner}.${name}` : owner, role, shape);
    const [regularizer, constraint] = [values[`${name}_regularizer`], values[`${name}_constraint`]];
    context.weight({ name, shape, blocks, trainable, fills: [{ initializer }], regularizer, constraint });
  };
}

/** Dropout has no weights, but making or calling it may draw a seed and so move all after it. */
export const dropout: LayerClass = {
  arguments: () => ({ rate: { type: "number" }, noise_shape: optional, seed: optional }),
  construct({ className, values, where, name }, construction) {
    const { generation } = construction.conventions;
    const rate = values.rate as number;
    const seed =
      values.seed === null ? null : parseSeed(`${where}, argument seed`, values.seed, { min: -(2n ** 63n), max: 2n ** 63n - 1n });
    if (generation === "keras 3" || generation === "tf_keras") {
      if (!(rate >= 0 && rate <= 1)) {
        throw new GatewiseError("out-of-range", {
          where: `${where}, argument rate`,
          received: show(rate),
          expected: "a number from 0 to 1",
          fix: "choose such a rate",
        });
      }
    }
    const stream =
      generation === "keras 3" && rate > 0
        ? construction.seedGenerator(className, seed, values.noise_shape !== null)
        : generation === "keras 2" && rate > 0 && rate < 1
          ? construction.maskOperation(seed ?? undefined)
          : null;
    const draws = generation === "keras 2" && seed === null && stream !== null;
    const unchanged = (input: PartialShape) => [input];
    // In Keras 2 a rate outside (0, 1) drops nothing.
    const old = generation === "keras 2" || generation === "tf.keras 1";
    const shape = values.noise_shape as readonly (number | null)[] | null;
    const runs = (): Computed => ({
      kind: "dropout",
      rate: old && !(rate > 0 && rate < 1) ? 0 : rate,
      ...(shape === null ? {} : { noiseShape: shape }),
      ...(stream === null ? {} : { stream }),
    });
    return { outputs: unchanged, build: unchanged, runs, ...(draws ? { draws: () => [{ why: `dropout mask of ${name}`, stream }] } : {}) };
  },
};

export const masking = withoutWeights({ mask_value: { type: "number", default: 0 } }, ({ values }) => ({
  kind: "masking",
  value: values.mask_value as number,
}));
export const activation = withoutWeights({ activation: { type: "any" } }, ({ values, where }, conventions) => ({
  kind: "activation",
  activation: activationDefinition(values.activation, `${where}, argument activation`, conventions),
}));

export const flatten: LayerClass = {
  arguments: ({ generation }) =>
    generation === "tf.keras 1"
      ? {}
      : { data_format: { type: "string", default: null, nullable: true, oneOf: ["channels_first", "channels_last"] } },
  construct({ where, values }, { conventions }) {
    const outputs = (input: PartialShape): PartialShape[] => {
      // Source: Keras 2.1.6 layers/core.py `Flatten`, input_spec.
      if (conventions.generation === "keras 2" && input.length < 3) throw rankError(where, input, "at least 3 dimensions in this version");
      const rest = input.slice(1);
      const open = rest.some((d) => d === null);
      // Source: Keras 2.1.6 layers/core.py, TensorFlow 1.8 keras/_impl/keras/layers/core.py: a dimension of 0 counts as unknown.
      const unknown = open || (rest.includes(0) && (conventions.generation === "keras 2" || conventions.generation === "tf.keras 1"));
      if (unknown && conventions.generation === "keras 2")
        throw rankError(where, input, "known dimensions above 0, the batch apart, in this version");
      return [[input[0], unknown ? null : sizeOf(rest as number[])]];
    };
    const runs = (): Computed => {
      if (values.data_format === "channels_first") throw notRun(where, 'data_format="channels_first"', '"channels_last", or null');
      return { kind: "flatten", from: 1, to: -1 };
    };
    return { outputs, build: outputs, runs };
  },
};

export const reshape: LayerClass = {
  arguments: () => ({ target_shape: { type: "any" } }),
  construct({ values, where }, { conventions }) {
    const target = values.target_shape;
    const listed = Array.isArray(target) && target.every((d) => Number.isSafeInteger(d) && (d > 0 || d === -1));
    if (!listed || target.filter((d) => d === -1).length > 1) {
      throw new GatewiseError("bad-shape", {
        where: `${where}, argument target_shape`,
        received: show(target),
        expected: "a list of positive whole numbers, -1 for at most one of them",
        fix: "give such a list",
      });
    }
    const outputs = (input: PartialShape): PartialShape[] => {
      const rest = input.slice(1);
      const size = rest.some((d) => d === null) ? null : sizeOf(rest as number[]);
      const fixed = sizeOf(target.filter((d) => d !== -1));
      const open = target.includes(-1);
      if (size !== null && (open ? size % fixed !== 0 : size !== fixed)) {
        throw new GatewiseError("bad-shape", {
          where,
          received: `input shape ${show(input)} for target_shape ${show(target)}`,
          expected: `as many elements as the input: ${size}`,
          fix: "correct target_shape",
        });
      }
      // Its graph does not work them out. Source: TensorFlow 1.8 keras/_impl/keras/layers/core.py `Reshape.call`.
      if (conventions.generation === "tf.keras 1") return [[null, ...target.map((d) => (d === -1 ? null : d))]];
      return [[input[0], ...target.map((d) => (d === -1 ? (size === null ? null : size / fixed) : d))]];
    };
    return { outputs, build: outputs, runs: () => ({ kind: "reshape", shape: target }) };
  },
};

export const timeDistributed: LayerClass = {
  arguments: () => ({ layer: { type: "any" } }),
  construct({ values, where }, construction) {
    const inner = construction.inner(values.layer, `${where}, layer`);
    const step = (input: PartialShape): PartialShape => {
      if (input.length < 3) throw rankError(where, input, "at least 3 dimensions");
      return [input[0], ...input.slice(2)];
    };
    const outputs = (input: PartialShape): PartialShape[] => {
      const [[batch, ...rest], ...others] = inner.outputs(step(input));
      if (others.length > 0) throw notInSteps(inner, where, "a layer with one output");
      return [[batch, input[1], ...rest]];
    };
    return {
      outputs,
      runs: (input) => {
        // Source: Keras 3.15.1 layers/rnn/time_distributed.py uses `layer.call`, which passes the penalty over; before it, steps are samples.
        const { generation } = construction.conventions;
        const activity = generation === "keras 3" ? null : inner.config.activity_regularizer;
        const activityRegularizer = activityRegularizerOf(activity, false, where, construction.conventions);
        return {
          kind: "timeDistributed",
          // Steps are called one by one in Keras 3 and, with a known batch size, in Keras 2.
          layer: {
            name: inner.name,
            ...withoutMasks(inner.runs(step(input))),
            ...(activityRegularizer === undefined ? {} : { activityRegularizer }),
          } as LayerDefinition,
        };
      },
      // With a known batch size Keras 2 calls the layer in a loop over time, which calls it once more to learn its output.
      draws: (input, again) => [
        ...(inner.draws?.(step(input), again) ?? []),
        ...(input[0] === null ? [] : (inner.draws?.(step(input), true) ?? [])),
      ],
      build(input, context) {
        checkStep(inner, step(input), where, construction.conventions);
        inner.build(
          step(input),
          context.inside(
            { kind: "wrapped", className: inner.className, name: inner.name, counted: inner.config.name === null },
            inner.config,
          ),
        );
        return outputs(input);
      },
    };
  },
};

/**
 * Holds that a layer can be called in each step. Source: Keras 2.1.6 layers/wrappers.py, where a known batch size leads past an
 * unset variable; TensorFlow 1.8 keras/_impl/keras/layers/wrappers.py, whose call builds no cell.
 */
function checkStep(inner: Layer, step: PartialShape, where: string, { generation }: Conventions): void {
  const loops = "return_sequences" in inner.config;
  const old = generation === "tf.keras 1";
  if (old && (loops || inner.className === "Bidirectional"))
    throw notInSteps(inner, where, "a layer that is not recurrent, in tf.keras of TensorFlow 1");
  if (old && inner.className === "Embedding" && step[0] === null)
    throw notInSteps(inner, where, "a known batch size around an Embedding, in tf.keras of TensorFlow 1");
  if (generation === "keras 2" && loops && step[0] !== null && (inner.draws?.(step, false) ?? []).length === 0)
    throw notInSteps(inner, where, "an unknown batch size around a recurrent layer without dropout, in this version");
}

function notInSteps({ className }: Layer, where: string, expected: string): GatewiseError {
  return new GatewiseError("not-supported", {
    where: `${where}, layer`,
    received: className,
    expected,
    fix: "the framework refuses it: wrap another layer, or take the layer out of TimeDistributed",
  });
}

function notRun(where: string, received: string, expected: string): GatewiseError {
  return new GatewiseError("not-supported", { where, received, expected, fix: "leave it out to run the layer; it starts all the same" });
}

function known(input: PartialShape, where: string): number {
  const width = input[input.length - 1];
  if (typeof width === "number") return width;
  throw rankError(where, input, "a known last dimension");
}

function rankError(where: string, input: PartialShape, expected: string): GatewiseError {
  return new GatewiseError("bad-shape", {
    where,
    received: `input shape ${show(input)}`,
    expected,
    fix: "correct the shape of what goes in",
  });
}
