import { GatewiseError, showShape, sizeOf } from "../base/index.ts";
import { broadcast, mul, reshape, tensor, transpose } from "../tensor/index.ts";
import { activationOf } from "./activation.ts";
import type { ActivationLayerDefinition, FlattenDefinition, MaskingDefinition, RepeatDefinition, ReshapeDefinition } from "./definition.ts";
import type { Runner } from "./runner.ts";

/** Runs an activation as a layer of its own. */
export const activation: Runner<ActivationLayerDefinition> = (definition, _, input, { mask }) => ({
  output: activationOf(definition.activation, `layer ${definition.name}`)(input),
  mask,
  state: {},
});

/** Gives each sample another shape. Shapes: [B, …] to [B, ...shape]. Throws: bad-shape. */
export const reshaped: Runner<ReshapeDefinition> = ({ name, shape }, _, input) => {
  const [batch, ...sample] = input.shape;
  const known = sizeOf(shape.filter((size) => size !== -1));
  const size = sizeOf(sample);
  const fits = shape.includes(-1) ? known > 0 && size % known === 0 : known === size;
  if (!fits) {
    throw new GatewiseError("bad-shape", {
      where: `layer ${name}, input`,
      received: `${showShape(sample)} for each sample`,
      expected: `${showShape(shape)}, as many numbers`,
      fix: "choose a shape with as many numbers as a sample has",
    });
  }
  return { output: reshape(input, [batch, ...shape.map((one) => (one === -1 ? size / known : one))]), mask: null, state: {} };
};

/** Makes one axis of axes `from` to `to`. Throws: bad-shape. */
export const flattened: Runner<FlattenDefinition> = ({ name, from, to, channelsFirst = false }, _, input) => {
  const { shape } = input;
  const [first, last] = [from, to].map((axis) => (axis < 0 ? axis + shape.length : axis));
  if (!(first >= 0 && first <= last && last < shape.length)) {
    throw new GatewiseError("bad-shape", {
      where: `layer ${name}, input`,
      received: showShape(shape),
      expected: `axes ${from} to ${to}`,
      fix: "give an input with those axes",
    });
  }
  const middle = sizeOf(shape.slice(first, last + 1));
  const turned = channelsFirst && shape.length > 2 ? transpose(input, [0, ...[...shape.keys()].slice(2), 1]) : input;
  return { output: reshape(turned, [...shape.slice(0, first), middle, ...shape.slice(last + 1)]), mask: null, state: {} };
};

/** Repeats a vector. Shapes: [B, I] to [B, times, I]. */
export const repeated: Runner<RepeatDefinition> = ({ name, times }, _, input) => {
  if (input.shape.length !== 2) {
    throw new GatewiseError("bad-shape", {
      where: `layer ${name}, input`,
      received: showShape(input.shape),
      expected: "[batch, features]",
      fix: "give one vector for each sample",
    });
  }
  const [batch, width] = input.shape;
  return { output: broadcast(reshape(input, [batch, 1, width]), [batch, times, width]), mask: null, state: {} };
};

/** Masks steps whose features are all one value, and makes them zero. Shapes: [B, T, …, I], each but the last axis a step of steps. */
export const masking: Runner<MaskingDefinition> = ({ name, value }, _, input) => {
  const { shape, data } = input;
  if (shape.length < 3) {
    throw new GatewiseError("bad-shape", {
      where: `layer ${name}, input`,
      received: showShape(shape),
      expected: "[batch, steps, features]",
      fix: "give a sequence of feature vectors",
    });
  }
  const outer = shape.slice(0, -1);
  const width = shape[shape.length - 1];
  const target = input.dtype === "float32" ? Math.fround(value) : value;
  const mask = new Uint8Array(sizeOf(outer));
  for (let i = 0; i < mask.length; i++) {
    for (let k = 0; k < width; k++) if (data[i * width + k] !== target) mask[i] = 1;
  }
  const factor = input.dtype === "float32" ? Float32Array.from(mask) : Float64Array.from(mask);
  const keeps = tensor(factor, { shape: [...outer, 1] });
  const steps = outer[outer.length - 1];
  return { output: mul(input, keeps), mask: { data: mask, batch: sizeOf(outer.slice(0, -1)), steps, implied: true }, state: {} };
};
