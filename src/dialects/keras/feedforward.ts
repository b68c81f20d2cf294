import { type ArgumentTable, GatewiseError, parseSeed, show, sizeOf } from "../../base/index.ts";
import { wholeBlock } from "../../layout/index.ts";
import { activationDefinition } from "./activation-definitions.ts";
import type { PartialShape } from "./build-context.ts";
import type { Computed } from "./computed.ts";
import { type LayerClass, type LayerConfig, optional, yes } from "./layer.ts";
import { rankError, refuseGiven } from "./layer-refusals.ts";
import type { Conventions } from "./versions.ts";

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

/** Dense, Embedding, and layers without weights. */
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
    // In Keras 2 a rate outside (0, 1) drops nothing.
    const old = generation === "keras 2" || generation === "tf.keras 1";
    const stream =
      generation === "keras 3" && rate > 0
        ? construction.seedGenerator(className, seed, values.noise_shape !== null)
        : old && rate > 0 && rate < 1 && (generation === "keras 2" || seed !== null)
          ? construction.maskOperation()
          : null;
    // In tf.keras of TensorFlow 1 a seed that is not given is the number of the graph's operations, which is not known here.
    const draws = old && stream !== null;
    const unchanged = (input: PartialShape) => [input];
    const shape = values.noise_shape as readonly (number | null)[] | null;
    const runs = (): Computed => ({
      kind: "dropout",
      rate: old && !(rate > 0 && rate < 1) ? 0 : rate,
      ...(shape === null ? {} : { noiseShape: shape }),
      ...(stream === null ? {} : { stream }),
    });
    return {
      outputs: unchanged,
      build: unchanged,
      runs,
      ...(draws ? { draws: () => [{ why: `dropout mask of ${name}`, stream, ...(seed === null ? {} : { seed }) }] } : {}),
    };
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
    const runs = (): Computed => ({
      kind: "flatten",
      from: 1,
      to: -1,
      ...(values.data_format === "channels_first" ? { channelsFirst: true } : {}),
    });
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

function known(input: PartialShape, where: string): number {
  const width = input[input.length - 1];
  if (typeof width === "number") return width;
  throw rankError(where, input, "a known last dimension");
}
