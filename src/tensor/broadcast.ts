import { type Floats, type Shape, sizeOf } from "../base/index.ts";
import { addInto } from "./add-into.ts";
import { lightKernels } from "./kernels-of.ts";
import { dtypeOf, type Numbers, numbersOf, sameShape } from "./numbers.ts";
import { badShape } from "./refusals.ts";

/** Gives the shape of two shapes laid over each other as NumPy does. Throws: bad-shape. */
export function broadcastShape(operation: string, a: Shape, b: Shape): Shape {
  if (sameShape(a, b)) return a;
  const rank = Math.max(a.length, b.length);
  const shape = new Array<number>(rank);
  for (let back = 1; back <= rank; back++) {
    const [p, q] = [a[a.length - back] ?? 1, b[b.length - back] ?? 1];
    if (p !== q && p !== 1 && q !== 1) {
      throw badShape(
        operation,
        [a, b],
        `equal lengths, or 1, on every axis counted from the last; the ${ordinal(back)} has ${p} and ${q}`,
        "reshape one of them, or look for a transposed axis",
      );
    }
    shape[rank - back] = p === 1 ? q : p;
  }
  return shape;
}

function ordinal(back: number): string {
  return back === 1 ? "last" : back === 2 ? "last but one" : `last but ${back - 1}`;
}

/** How the values of an input lie under a result: one for all, repeated rows, in step, or by strides. */
type Lie = "same" | "scalar" | "row" | "strided";

/** Tells how an input lies under a result. A row is a trailing part of the result's shape, repeated over the leading axes. */
export function lieOf(input: Shape, result: Shape): Lie {
  if (sameShape(input, result)) return "same";
  const size = sizeOf(input);
  if (size === 1) return "scalar";
  let first = 0;
  while (input[first] === 1) first++;
  const length = input.length - first;
  for (let back = 1; back <= length; back++) if (input[input.length - back] !== result[result.length - back]) return "strided";
  return size === sizeOf(result) ? "same" : "row";
}

/** For each element of the result, the place of the input's element under it. */
export function placesUnder(input: Shape, result: Shape): Int32Array {
  const places = new Int32Array(sizeOf(result));
  const shift = result.length - input.length;
  const strides = new Array<number>(result.length).fill(0);
  let step = 1;
  for (let axis = input.length - 1; axis >= 0; axis--) {
    if (input[axis] !== 1) strides[axis + shift] = step;
    step *= input[axis];
  }
  const counter = new Array<number>(result.length).fill(0);
  let place = 0;
  for (let i = 0; i < places.length; i++) {
    places[i] = place;
    for (let axis = result.length - 1; axis >= 0; axis--) {
      counter[axis] += 1;
      place += strides[axis];
      if (counter[axis] < result[axis]) break;
      place -= strides[axis] * counter[axis];
      counter[axis] = 0;
    }
  }
  return places;
}

/** Gives the values of an input laid out under a result; the input's own array where it lies in step already. */
export function laidUnder(values: Numbers, input: Shape, result: Shape): Numbers {
  if (lieOf(input, result) === "same") return values;
  const laid = new (numbersOf(dtypeOf(values)))(sizeOf(result));
  layInto(laid, values, input, result);
  return laid;
}

/** Writes the values of an input laid out under a result. */
export function layInto(laid: Numbers, values: Numbers, input: Shape, result: Shape): void {
  const lie = lieOf(input, result);
  if (lie === "same") laid.set(values);
  else if (lie === "scalar") laid.fill(values[0]);
  else if (lie === "row") {
    for (let start = 0; start < laid.length; start += values.length) laid.set(values, start);
  } else {
    const places = placesUnder(input, result);
    for (let i = 0; i < laid.length; i++) laid[i] = values[places[i]];
  }
}

/** Adds a result-shaped array into an input-shaped one: the gradient of laying an input under a result. */
export function sumUnder(values: Floats, result: Shape, sum: Floats, input: Shape): void {
  const lie = lieOf(input, result);
  if (lie === "same") addInto(sum, values);
  else if (lie === "scalar") {
    let total = 0;
    for (let i = 0; i < values.length; i++) total += values[i];
    sum[0] += total;
  } else if (lie === "row") {
    const columns = sum.length;
    const kernels = lightKernels(values);
    if (kernels !== null) {
      kernels.sumRows(values.length / columns, columns, values, sum, 1);
      return;
    }
    const totals = new Float64Array(columns);
    for (let start = 0; start < values.length; start += columns) {
      for (let j = 0; j < columns; j++) totals[j] += values[start + j];
    }
    for (let j = 0; j < columns; j++) sum[j] += totals[j];
  } else {
    const places = placesUnder(input, result);
    for (let i = 0; i < values.length; i++) sum[places[i]] += values[i];
  }
}
