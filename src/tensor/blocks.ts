import type { Floats, Shape } from "../base/index.ts";
import { addInto } from "./add-into.ts";
import type { Numbers } from "./numbers.ts";

/** A part of every row of an array: where the first begins, how far the next, and how long each is. */
export interface Blocks {
  readonly first: number;
  readonly step: number;
  readonly count: number;
  readonly length: number;
}

/** Gives the blocks of an array of a shape that a part of one axis is: from an index, so many. */
export function blocksOf(shape: Shape, axis: number, from: number, many: number): Blocks {
  let after = 1;
  for (let k = axis + 1; k < shape.length; k++) after *= shape[k];
  let count = 1;
  for (let k = 0; k < axis; k++) count *= shape[k];
  return { first: from * after, step: shape[axis] * after, count, length: many * after };
}

/** From which length on the copy of a block is worth a call. */
const worthACall = 256;

/** Copies the blocks of an array to another, one after the other. */
export function gatherBlocks(source: Numbers, { first, step, count, length }: Blocks, out: Numbers): void {
  for (let block = 0, to = 0, at = first; block < count; block++, to += length, at += step) {
    if (length >= worthACall) out.set(source.subarray(at, at + length), to);
    else for (let j = 0; j < length; j++) out[to + j] = source[at + j];
  }
}

/** Copies an array to the blocks of another, one after the other. */
export function spreadBlocks(source: Numbers, out: Numbers, { first, step, count, length }: Blocks): void {
  for (let block = 0, from = 0, at = first; block < count; block++, from += length, at += step) {
    if (length >= worthACall) out.set(source.subarray(from, from + length), at);
    else for (let j = 0; j < length; j++) out[at + j] = source[from + j];
  }
}

/** Adds the blocks of an array to another: the gradient of {@link spreadBlocks}. */
export function addGathered(source: Floats, { first, step, count, length }: Blocks, sum: Floats): void {
  for (let block = 0, to = 0, at = first; block < count; block++, to += length, at += step) {
    if (length >= worthACall) addInto(sum.subarray(to, to + length), source.subarray(at, at + length));
    else for (let j = 0; j < length; j++) sum[to + j] += source[at + j];
  }
}

/** Adds an array to the blocks of another: the gradient of {@link gatherBlocks}. */
export function addSpread(source: Floats, sum: Floats, { first, step, count, length }: Blocks): void {
  for (let block = 0, from = 0, at = first; block < count; block++, from += length, at += step) {
    if (length >= worthACall) addInto(sum.subarray(at, at + length), source.subarray(from, from + length));
    else for (let j = 0; j < length; j++) sum[at + j] += source[from + j];
  }
}
