import type { Floats } from "../base/index.ts";
import { apply, type Primitive } from "./primitive.ts";
import { badShape, checkDtypes, checkFloats, checkNotNegative } from "./refusals.ts";
import type { Tensor } from "./tensor.ts";

interface Saved {
  /** (x - mean) / deviation. */
  readonly normal: Floats;
  /** 1 / √(variance + epsilon) of each row. */
  readonly inverse: Float64Array;
  readonly scale: Floats;
}

/** @internal Inputs: values, scale, shift, the last two of the last axis' length; attribute: epsilon. */
export const layerNormPrimitive: Primitive<number, Saved> = {
  name: "layerNorm",
  shape([x, scale, shift]) {
    checkDtypes("layerNorm", [x, scale, shift]);
    checkFloats("layerNorm", x);
    const width = x.shape[x.shape.length - 1];
    for (const one of [scale, shift]) {
      if (x.shape.length > 0 && one.shape.length === 1 && one.shape[0] === width) continue;
      throw badShape("layerNorm", [x.shape, one.shape], "scale and shift of the last axis' length", "give the weights of this width");
    }
    return x.shape;
  },
  forward([x, scale, shift], epsilon, out) {
    const width = scale.size;
    const normal = (out as Floats).slice();
    const inverse = new Float64Array(width === 0 ? 0 : x.size / width);
    for (let row = 0; row < inverse.length; row++) {
      const start = row * width;
      let mean = 0;
      for (let j = 0; j < width; j++) mean += x.data[start + j];
      mean /= width;
      let variance = 0;
      for (let j = 0; j < width; j++) variance += (x.data[start + j] - mean) ** 2;
      inverse[row] = 1 / Math.sqrt(variance / width + epsilon);
      for (let j = 0; j < width; j++) {
        const value = (x.data[start + j] - mean) * inverse[row];
        normal[start + j] = value;
        out[start + j] = value * scale.data[j] + shift.data[j];
      }
    }
    return { normal, inverse, scale: scale.data as Floats };
  },
  vjp(node, gradient, { normal, inverse, scale }) {
    const [x, ofScale, ofShift] = node.inputs;
    const width = scale.length;
    if (ofScale !== null) addColumns(ofScale.sum(), width, (i) => gradient[i] * normal[i], gradient.length);
    if (ofShift !== null) addColumns(ofShift.sum(), width, (i) => gradient[i], gradient.length);
    if (x === null) return;
    const sum = x.sum();
    for (let row = 0; row < inverse.length; row++) {
      const start = row * width;
      let total = 0;
      let along = 0;
      for (let j = 0; j < width; j++) {
        const d = gradient[start + j] * scale[j];
        total += d;
        along += d * normal[start + j];
      }
      for (let j = 0; j < width; j++) {
        sum[start + j] += inverse[row] * (gradient[start + j] * scale[j] - (total + normal[start + j] * along) / width);
      }
    }
  },
};

function addColumns(sum: Floats, width: number, value: (i: number) => number, length: number): void {
  const totals = new Float64Array(width);
  for (let start = 0; start < length; start += width) for (let j = 0; j < width; j++) totals[j] += value(start + j);
  for (let j = 0; j < width; j++) sum[j] += totals[j];
}

/**
 * Brings each row of the last axis to mean 0 and variance 1, then scales and shifts it.
 *
 * Equation: (x - mean) / √(variance + epsilon) · scale + shift, the variance divided by the count.
 * Throws: bad-shape.
 */
export function layerNorm(x: Tensor, scale: Tensor, shift: Tensor, epsilon: number): Tensor {
  checkNotNegative("layerNorm", "epsilon", epsilon);
  return apply(layerNormPrimitive, [x, scale, shift], epsilon);
}
