import { type Floats, GatewiseError, type Shape, showShape, sizeOf } from "../base/index.ts";
import {
  add,
  div,
  mean,
  mul,
  layerNorm as normalise,
  ones,
  reshape,
  sqrt,
  square,
  sub,
  sum,
  type Tensor,
  tensor,
  transpose,
  zeros,
} from "../tensor/index.ts";
import type { BatchNormDefinition, NormDefinition } from "./definition.ts";
import { isWeight, type Parameter } from "./parameter.ts";
import { blockValue, partOfRole, placedBlocks } from "./parts.ts";
import type { Runner } from "./runner.ts";
import type { StepMask } from "./step-mask.ts";

/** Runs a layer normalisation over some axes. Equation: (x - mean) / √(variance + epsilon) · scale + shift. Throws: bad-shape. */
export const layerNorm: Runner<NormDefinition> = (definition, parameters, input, { mask }) => {
  const { name, axes, epsilon, keepsMean = false } = definition;
  const { shape } = input;
  const rank = shape.length;
  const places =
    typeof axes === "number"
      ? Array.from({ length: axes }, (_, k) => rank - axes + k)
      : axes.map((axis) => axis + rank).sort((a, b) => a - b);
  const fits = places.every((place) => place >= 0);
  const width = fits ? sizeOf(places.map((place) => shape[place])) : Number.NaN;
  const part = (role: "scale" | "shift", otherwise: typeof zeros) => {
    const found = partOfRole(parameters, role);
    return found === null ? otherwise([fits ? width : 1], { dtype: input.dtype }) : reshape(blockValue(found), [-1]);
  };
  const scale = part("scale", ones);
  if (!fits || scale.size !== width) {
    throw new GatewiseError("bad-shape", {
      where: `layer ${name}, input`,
      received: showShape(shape),
      expected: `${scale.size} features on ${axesText(axes)}`,
      fix: "give the layer the shape that it normalises",
    });
  }
  // The axes that are normalised come last, and go back to their places.
  const order = [...shape.keys()].filter((axis) => !places.includes(axis)).concat(places);
  const moved = order.some((axis, k) => axis !== k);
  const last = moved ? transpose(input, order) : input;
  const rows = reshape(last, [-1, width]);
  const shift = part("shift", zeros);
  const given = keepsMean ? add(mul(scaled(rows, epsilon), scale), shift) : normalise(rows, scale, shift, epsilon);
  const laid = reshape(given, last.shape);
  const back = order.map((_, axis) => order.indexOf(axis));
  return { output: moved ? transpose(laid, back) : laid, mask, state: {} };
};

/** Equation: x / √(variance + epsilon), rows of x. */
function scaled(x: Tensor, epsilon: number): Tensor {
  const variance = mean(square(sub(x, mean(x, { axis: 1, keepDims: true }))), { axis: 1, keepDims: true });
  return div(x, sqrt(add(variance, epsilon)));
}

function axesText(axes: NormDefinition["axes"]): string {
  if (typeof axes !== "number") return `the axes ${axes.join(", ")}`;
  return `the last ${axes === 1 ? "axis" : `${axes} axes`}`;
}

/** Runs a batch normalisation over all axes but those of the features; in training it moves the running statistics. Throws: bad-shape. */
export const batchNorm: Runner<BatchNormDefinition> = (definition, parameters, input, { mask, training }) => {
  const { name, epsilon } = definition;
  const { shape } = input;
  const axes = [definition.axis].flat().map((axis) => (axis < 0 ? axis + shape.length : axis));
  const features = sizeOf(axes.map((axis) => shape[axis] ?? 0));
  const own = parameters.find(({ definition: { shape: one } }) => one.length > 0)?.value.size ?? features;
  if (shape.length < 2 || own !== features) {
    throw new GatewiseError("bad-shape", {
      where: `layer ${name}, input`,
      received: showShape(shape),
      expected: `${own} features on ${axes.length === 1 ? `axis ${axes[0]}` : `the axes ${axes.join(", ")}`}`,
      fix: "give the layer the number of features that the one before it has",
    });
  }
  const along = shape.map((size, k) => (axes.includes(k) ? size : 1));
  const others = shape.map((_, k) => k).filter((k) => !axes.includes(k));
  const [runningMean, runningVariance, count] = runningOf(parameters);
  const moves = training && !isStill(definition, parameters);
  let [centre, variance]: [Tensor, Tensor] = [input, input];
  if (moves || runningMean === undefined) {
    if (definition.unbiased && definition.besidesOne === undefined && input.size === features) throw oneValue(name, shape);
    const counted = definition.unmaskedAnd === undefined || mask === null ? null : weightsOf(mask, input);
    const average = (x: Tensor) =>
      counted === null ? mean(x, { axis: others, keepDims: true }) : weighed(x, counted, others, definition.unmaskedAnd ?? 0);
    centre = average(input);
    variance = average(square(sub(input, centre)));
    if (moves && runningMean !== undefined)
      move(
        definition,
        parameters.find((one) => !isWeight(one)),
        [runningMean, runningVariance, count],
        centre,
        variance,
        input.size / features,
      );
  } else {
    centre = reshape(runningMean.value, along);
    variance = reshape(runningVariance.value, along);
  }
  let output = div(sub(input, centre), sqrt(add(variance, epsilon)));
  const [scale, shift] = (["scale", "shift"] as const).map((role) => partOfRole(parameters, role));
  if (scale !== null) output = mul(output, reshape(blockValue(scale), along));
  if (shift !== null) output = add(output, reshape(blockValue(shift), along));
  return { output, mask, state: {} };
};

/** The refusal of a variance of one value over none. */
function oneValue(name: string, shape: Shape): GatewiseError {
  return new GatewiseError("bad-shape", {
    where: `layer ${name}, input`,
    received: showShape(shape),
    expected: "more than one value of each feature, where the batch's own statistics count",
    fix: "give more samples, or longer ones",
  });
}

/** Whether a layer keeps its running statistics in training. */
function isStill({ still }: BatchNormDefinition, parameters: readonly Parameter[]): boolean {
  if (still !== "frozen") return still === "always";
  const learned = placedBlocks(parameters).filter(({ block }) => block.role !== "other");
  return learned.length > 0 && learned.every(({ parameter }) => !parameter.trainable);
}

/** A mask as 1 and 0 beside the values that it counts. */
function weightsOf({ data }: StepMask, { shape, dtype }: Tensor): Tensor {
  const leading = shape.findIndex((_, k) => sizeOf(shape.slice(0, k)) === data.length);
  const values = dtype === "float64" ? Float64Array.from(data) : Float32Array.from(data);
  return tensor(values, { shape: shape.map((size, k) => (k < leading ? size : 1)) });
}

/** Equation: Σ weight · x / (Σ weight + added). */
function weighed(x: Tensor, weights: Tensor, axis: readonly number[], added: number): Tensor {
  const every = mul(ones(x.shape, { dtype: x.dtype }), weights);
  return div(sum(mul(x, weights), { axis, keepDims: true }), add(sum(every, { axis, keepDims: true }), added));
}

/** Running mean, running variance and the number of batches, as far as the layer keeps them: its blocks of role `other`, in order. */
function runningOf(parameters: readonly Parameter[]): Parameter[] {
  return placedBlocks(parameters).flatMap(({ parameter, block }) => (block.role === "other" ? [parameter] : []));
}

function move(
  { momentum, unbiased, besidesOne = 0 }: BatchNormDefinition,
  updates: Parameter | undefined,
  [runningMean, runningVariance, count]: readonly Parameter[],
  centre: Tensor,
  variance: Tensor,
  elements: number,
): void {
  let share = momentum;
  if (count !== undefined) {
    (count.value.data as Floats)[0] += 1;
    share ??= 1 / count.value.data[0];
  }
  const by = share ?? 0;
  // Nothing moves, and nothing is divided by what has come in.
  if (by === 0) return;
  const correction = unbiased ? elements / (elements - (1 + besidesOne)) : 1;
  // How much of an average from 0 on has come in: what it is divided by, before this batch and after it.
  const [before, after] = updates === undefined ? [1, 1] : [0, 1].map((k) => 1 - (1 - by) ** ((updates.value.data as Floats)[0] + k));
  if (updates !== undefined) (updates.value.data as Floats)[0] += 1;
  blend(runningMean.value.data as Floats, centre.data as Floats, by, 1, before, after);
  blend(runningVariance.value.data as Floats, variance.data as Floats, by, correction, before, after);
}

function blend(running: Floats, batch: Floats, by: number, factor: number, before: number, after: number): void {
  const round = running instanceof Float32Array ? Math.fround : (x: number) => x;
  for (let i = 0; i < running.length; i++) {
    const moved = ((1 - by) * running[i] * before + by * batch[i] * factor) / after;
    // Source: TensorFlow 1.8 training/moving_averages.py subtracts the difference to it, rounded; beside a start far off digits are lost.
    running[i] = before === 1 ? moved : running[i] - round(running[i] - round(moved));
  }
}
