import type { Floats, Shape } from "../base/index.ts";
import type { Numbers } from "./numbers.ts";

/** Elements of an array that are read as a shape: where it begins, and the step along each axis. */
export interface Strides {
  readonly offset: number;
  readonly steps: readonly number[];
}

/** Copies strided elements to a row-major array of a shape. */
export function copyStrided(source: Numbers, { offset, steps }: Strides, shape: Shape, out: Numbers): void {
  let i = 0;
  eachRow(shape, steps, offset, (place, length, step) => {
    for (let at = place, end = i + length; i < end; i++, at += step) out[i] = source[at];
  });
}

/** Adds a row-major array of a shape, to strided elements: the gradient of {@link copyStrided}. */
export function addStrided(values: Floats, shape: Shape, sum: Floats, { offset, steps }: Strides): void {
  let i = 0;
  eachRow(shape, steps, offset, (place, length, step) => {
    for (let at = place, end = i + length; i < end; i++, at += step) sum[at] += values[i];
  });
}

type VisitRow = (place: number, length: number, step: number) => void;

/** Visits the rows along the last axis in row-major order; axes that lie in step with the next are first merged with it. */
function eachRow(shape: Shape, steps: readonly number[], offset: number, visit: VisitRow): void {
  const lengths: number[] = [];
  const strides: number[] = [];
  for (let axis = 0; axis < shape.length; axis++) {
    if (shape[axis] === 0) return;
    if (shape[axis] === 1) continue;
    const last = lengths.length - 1;
    if (last >= 0 && strides[last] === steps[axis] * shape[axis]) {
      lengths[last] *= shape[axis];
      strides[last] = steps[axis];
    } else {
      lengths.push(shape[axis]);
      strides.push(steps[axis]);
    }
  }
  const length = lengths.pop() ?? 1;
  const step = strides.pop() ?? 1;
  const counter = new Array<number>(lengths.length).fill(0);
  let place = offset;
  for (;;) {
    visit(place, length, step);
    let axis = lengths.length - 1;
    for (; axis >= 0; axis--) {
      counter[axis] += 1;
      place += strides[axis];
      if (counter[axis] < lengths[axis]) break;
      place -= strides[axis] * lengths[axis];
      counter[axis] = 0;
    }
    if (axis < 0) return;
  }
}
