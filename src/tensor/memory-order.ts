import { type Shape, stridesOf } from "../base/index.ts";

/**
 * The axes of a tensor from the slowest to the fastest as they lie in the memory of a framework whose tensors have strides.
 *
 * null: in their own order. Our arrays are row-major whatever it says; it tells how a framework would fill the tensor that has this shape.
 */
export type MemoryOrder = readonly number[] | null;

interface Laid {
  readonly shape: Shape;
  readonly memory: MemoryOrder;
}

/** Strides of a tensor that lies in an order without gaps. */
function stridesIn(shape: Shape, order: MemoryOrder): number[] {
  if (order === null) return stridesOf(shape);
  const strides = new Array<number>(shape.length);
  let step = 1;
  for (let k = order.length - 1; k >= 0; k--) {
    strides[order[k]] = step;
    step *= shape[order[k]];
  }
  return strides;
}

/** null for axes in their own order. */
function plainOrNot(order: readonly number[]): MemoryOrder {
  return order.every((axis, k) => axis === k) ? null : order;
}

/**
 * Gives the order of what is computed number by number: that of the first input which tells two axes apart.
 *
 * Source: torch@2.13 aten/src/ATen/TensorIterator.cpp `reorder_dimensions`.
 */
export function elementwiseOrder(inputs: readonly Laid[], shape: Shape): MemoryOrder {
  let plain = true;
  for (let k = 0; k < inputs.length; k++) if (inputs[k].memory !== null) plain = false;
  if (plain) return null;
  const rank = shape.length;
  const strides = inputs.map((input) => {
    const missing = rank - input.shape.length;
    const own = stridesIn(input.shape, input.memory);
    return shape.map((size, axis) => (axis < missing || (input.shape[axis - missing] === 1 && size !== 1) ? 0 : own[axis - missing]));
  });
  const slower = (a: number, b: number): number => {
    for (const stride of strides) {
      if (stride[a] === 0 || stride[b] === 0) continue;
      if (stride[a] !== stride[b]) return stride[a] - stride[b];
      if (shape[a] > shape[b]) return 1;
    }
    return 0;
  };
  // From the fastest to the slowest, sorted by insertion: comparisons may be undecided.
  const order = Array.from({ length: rank }, (_, k) => rank - 1 - k);
  for (let i = 1; i < rank; i++) {
    let at = i;
    for (let before = i - 1; before >= 0; before--) {
      const compared = slower(order[before], order[at]);
      if (compared < 0) break;
      if (compared === 0) continue;
      [order[before], order[at]] = [order[at], order[before]];
      at = before;
    }
  }
  return plainOrNot(order.reverse());
}

/** Gives the order behind an exchange of axes: nothing moves in memory. */
export function permutedOrder({ shape, memory }: Laid, axes: readonly number[]): MemoryOrder {
  return plainOrNot((memory ?? shape.map((_, axis) => axis)).map((axis) => axes.indexOf(axis)));
}

/**
 * Gives the order of the same values in another shape: axes are cut and joined where they lie, or else copied into their own order.
 *
 * Source: torch@2.13 aten/src/ATen/TensorUtils.cpp `computeStride`.
 */
export function reshapedOrder({ shape, memory }: Laid, wanted: Shape): MemoryOrder {
  if (memory === null) return null;
  const old = stridesIn(shape, memory);
  const strides = new Array<number>(wanted.length);
  let view = wanted.length - 1;
  let chunk = old[old.length - 1];
  let [elements, viewed] = [1, 1];
  for (let axis = shape.length - 1; axis >= 0; axis--) {
    elements *= shape[axis];
    if (axis > 0 && (shape[axis - 1] === 1 || old[axis - 1] === elements * chunk)) continue;
    while (view >= 0 && (viewed < elements || wanted[view] === 1)) {
      strides[view] = viewed * chunk;
      viewed *= wanted[view];
      view--;
    }
    if (viewed !== elements) return null;
    if (axis > 0) {
      chunk = old[axis - 1];
      [elements, viewed] = [1, 1];
    }
  }
  if (view !== -1) return null;
  return plainOrNot(wanted.map((_, axis) => axis).sort((a, b) => strides[b] - strides[a] || a - b));
}

/** Lays values that were filled in one after another in memory into the row-major array of their shape. */
export function laidByMemory<T extends Float32Array | Float64Array>(values: T, shape: Shape, order: MemoryOrder): T {
  if (order === null) return values;
  const strides = stridesIn(shape, order);
  const laid = values.slice() as T;
  const index = new Array<number>(shape.length).fill(0);
  let from = 0;
  for (let i = 0; i < laid.length; i++) {
    laid[i] = values[from];
    for (let axis = shape.length - 1; axis >= 0; axis--) {
      from += strides[axis];
      if (++index[axis] < shape[axis]) break;
      from -= shape[axis] * strides[axis];
      index[axis] = 0;
    }
  }
  return laid;
}
