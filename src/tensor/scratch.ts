import type { Floats } from "../base/index.ts";
import { type TensorDType, zeroFloats } from "./numbers.ts";

/** Arrays of one length: those that are idle, and how many are lent. */
interface Shelf {
  readonly idle: Float32Array[];
  lent: number;
}

const shelves = new Map<number, Shelf>();
let idleFloats = 0;
const mostIdle = 2 ** 22;

/** Lends an array for a gradient that no user sees; its numbers are anything. */
export function takeScratch(dtype: TensorDType, length: number): Floats {
  if (dtype !== "float32" || length === 0) return zeroFloats(dtype, length);
  let shelf = shelves.get(length);
  if (shelf === undefined) {
    shelf = { idle: [], lent: 0 };
    shelves.set(length, shelf);
  }
  shelf.lent += 1;
  const kept = shelf.idle.pop();
  if (kept === undefined) return zeroFloats(dtype, length);
  idleFloats -= length;
  return kept;
}

/**
 * Takes an array back that nobody holds any more. No more come in than went out, so that the store does not grow; all is let go where
 * it is too large: sizes have changed.
 */
export function giveScratch(values: Floats): void {
  if (!(values instanceof Float32Array)) return;
  const shelf = shelves.get(values.length);
  if (shelf === undefined || shelf.lent === 0) return;
  shelf.lent -= 1;
  if (idleFloats + values.length > mostIdle) {
    shelves.clear();
    idleFloats = 0;
    return;
  }
  idleFloats += values.length;
  shelf.idle.push(values);
}
