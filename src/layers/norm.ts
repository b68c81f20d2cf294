import { type Floats, GatewiseError, showShape, sizeOf } from "../base/index.ts";
import { add, div, mean, mul, layerNorm as normalise, ones, reshape, sqrt, square, sub, type Tensor, zeros } from "../tensor/index.ts";
import type { BatchNormDefinition, NormDefinition } from "./definition.ts";
import type { Parameter } from "./parameter.ts";
import { blockValue, partOfRole, placedBlocks } from "./parts.ts";
import type { Runner } from "./runner.ts";

/** Runs a layer normalisation over the last axes. Equation: (x - mean) / √(variance + epsilon) · scale + shift. */
export const layerNorm: Runner<NormDefinition> = ({ name, axes, epsilon }, parameters, input, { mask }) => {
  const { shape } = input;
  const sample = shape.slice(shape.length - axes);
  const width = sizeOf(sample);
  const part = (role: "scale" | "shift", otherwise: typeof zeros) => {
    const found = partOfRole(parameters, role);
    return found === null ? otherwise([width], { dtype: input.dtype }) : reshape(blockValue(found), [width]);
  };
  const scale = part("scale", ones);
  if (scale.size !== width || shape.length < axes) {
    throw new GatewiseError("bad-shape", {
      where: `layer ${name}, input`,
      received: showShape(shape),
      expected: `${scale.size} features on the last ${axes === 1 ? "axis" : `${axes} axes`}`,
      fix: "give the layer the shape that it normalises",
    });
  }
  const output = reshape(normalise(reshape(input, [-1, width]), scale, part("shift", zeros), epsilon), shape);
  return { output, mask, state: {} };
};

/** Runs a batch normalisation over all axes but one; in training it moves the running statistics. Throws: bad-shape. */
export const batchNorm: Runner<BatchNormDefinition> = (definition, parameters, input, { mask, training }) => {
  const { name, epsilon } = definition;
  const { shape } = input;
  const axis = definition.axis < 0 ? definition.axis + shape.length : definition.axis;
  const features = parameters.find(({ definition: { shape: own } }) => own.length === 1)?.definition.shape[0] ?? shape[axis];
  if (shape.length < 2 || shape[axis] !== features) {
    throw new GatewiseError("bad-shape", {
      where: `layer ${name}, input`,
      received: showShape(shape),
      expected: `${features} features on axis ${axis}`,
      fix: "give the layer the number of features that the one before it has",
    });
  }
  const along = shape.map((size, k) => (k === axis ? size : 1));
  const others = shape.map((_, k) => k).filter((k) => k !== axis);
  const [runningMean, runningVariance, count] = runningOf(parameters);
  const own = training || runningMean === undefined;
  let [centre, variance]: [Tensor, Tensor] = [input, input];
  if (own) {
    centre = mean(input, { axis: others, keepDims: true });
    variance = mean(square(sub(input, centre)), { axis: others, keepDims: true });
    if (training && runningMean !== undefined)
      move(definition, [runningMean, runningVariance, count], centre, variance, input.size / features);
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

/** Running mean, running variance and the number of batches, as far as the layer keeps them: its blocks of role `other`, in order. */
function runningOf(parameters: readonly Parameter[]): Parameter[] {
  return placedBlocks(parameters).flatMap(({ parameter, block }) => (block.role === "other" ? [parameter] : []));
}

function move(
  { momentum, unbiased }: BatchNormDefinition,
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
  const correction = unbiased ? elements / (elements - 1) : 1;
  blend(runningMean.value.data as Floats, centre.data as Floats, by, 1);
  blend(runningVariance.value.data as Floats, variance.data as Floats, by, correction);
}

function blend(running: Floats, batch: Floats, by: number, factor: number): void {
  for (let i = 0; i < running.length; i++) running[i] = (1 - by) * running[i] + by * batch[i] * factor;
}
