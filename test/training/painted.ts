/** Painted numbers as tools/frameworks/painted.py has them: the cycle of a prime, so that no two rows, gates or steps are alike. */
import { type Tensor, tensor } from "../../src/tensor/index.ts";

const size = (shape: readonly number[]) => shape.reduce((product, one) => product * one, 1);

/** (i·97 mod 251 - 125)/128 for i from start on; exact in float32. */
export function paint(start: number, shape: readonly number[], scale = 1): Float64Array {
  return Float64Array.from({ length: size(shape) }, (_, i) => (((((start + i) * 97) % 251) - 125) / 128) * scale);
}

/** i·97 mod 251 mod classes, for i from start on. */
export function paintClasses(start: number, shape: readonly number[], classes: number): Int32Array {
  return Int32Array.from({ length: size(shape) }, (_, i) => (((start + i) * 97) % 251) % classes);
}

interface Painting {
  readonly shape: readonly number[];
  readonly classes?: number;
  readonly ones?: boolean;
}

/** What a golden document says of its data. */
export interface PaintedData {
  readonly input: Painting;
  readonly target: Painting;
  readonly advance: number;
  readonly steps: number;
}

/** The batches of all steps, one behind the other. */
export function paintedSteps(
  { input, target, advance, steps }: PaintedData,
  dtype: "float32" | "float64",
): [inputs: Tensor, targets: Tensor] {
  return [joined(input, 0, advance, steps, dtype), joined(target, 60, advance, steps, dtype)];
}

function joined({ shape, classes, ones }: Painting, start: number, advance: number, steps: number, dtype: "float32" | "float64"): Tensor {
  const whole = [steps * shape[0], ...shape.slice(1)];
  const parts = Array.from({ length: steps }, (_, step) => start + step * advance);
  if (classes !== undefined) {
    const labels = parts.flatMap((from) => [...paintClasses(from, shape, classes)]);
    return tensor(Int32Array.from(labels), { shape: whole });
  }
  const values = parts.flatMap((from) => [...paint(from, shape)]).map((value) => (ones === true ? Number(value > 0) : value));
  return tensor(dtype === "float32" ? Float32Array.from(values) : Float64Array.from(values), { shape: whole });
}
