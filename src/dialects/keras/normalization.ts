import { GatewiseError, show } from "../../base/index.ts";
import { type Role, wholeBlock } from "../../layout/index.ts";
import type { BuildContext } from "./build-context.ts";
import type { Initializer } from "./initializer.ts";
import { type LayerClass, optional, yes } from "./layer.ts";
import { rankError, refuseGiven } from "./layer-refusals.ts";

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
        const fromEnd = axes.map((axis) => (axis < 0 ? axis : axis - length)).sort((a, b) => a - b);
        const modern = generation === "keras 3" || generation === "tf_keras";
        return {
          kind: "batchNorm",
          axis: fromEnd.length === 1 ? fromEnd[0] : fromEnd,
          epsilon: values.epsilon as number,
          // A frozen layer runs no updates. Source: Keras 2.1.6 engine/topology.py, TensorFlow 1.8 base_layer.py `updates`.
          momentum: !modern && values.trainable === false ? 0 : 1 - (values.momentum as number),
          unbiased: generation === "keras 2",
          // Source: Keras 2.1.6 layers/normalization.py, "sample variance"; tensorflow_backend.py `moving_average_update`, zero_debias.
          ...(generation === "keras 2" ? { besidesOne: values.epsilon as number, debiased: true } : {}),
          ...(generation === "keras 3" && construction.backend.name === "torch" ? { laid: "input" } : {}),
          // Source: Keras 3.15.1 batch_normalization.py `_moments` adds backend.epsilon(); tf_keras 2.21 takes weighted_moments.
          ...(modern ? { unmaskedAnd: generation === "keras 3" ? 1e-7 : 0, still: values.trainable === false ? "always" : "frozen" } : {}),
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
        const fromEnd = axes.map((axis) => (axis < 0 ? axis : axis - length)).sort((a, b) => a - b);
        const last = fromEnd.every((axis, k) => axis === k - fromEnd.length);
        return {
          kind: "layerNorm",
          axes: last ? fromEnd.length : fromEnd,
          epsilon: values.epsilon as number,
          ...(rms ? { keepsMean: true } : {}),
          // Source: Keras 3.15.1 backend/torch/nn.py; every other layer normalisation gives a new array.
          ...(rms && construction.conventions.generation === "keras 3" && construction.backend.name === "torch" ? { laid: "input" } : {}),
        };
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

function vector(context: BuildContext, owner: string, shape: number[], values: Readonly<Record<string, unknown>>) {
  return (name: string, role: Role, initializer: Initializer, trainable: boolean): void => {
    const blocks = wholeBlock(role === "other" ? `${owner}.${name}` : owner, role, shape);
    const [regularizer, constraint] = [values[`${name}_regularizer`], values[`${name}_constraint`]];
    context.weight({ name, shape, blocks, trainable, fills: [{ initializer }], regularizer, constraint });
  };
}
