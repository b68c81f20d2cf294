import type { Floats } from "../base/index.ts";
import { type TensorDType, zeroFloats } from "./numbers.ts";

/** Idle arrays of float32 by their length. */
const idle = new Map<number, Float32Array[]>();
let idleFloats = 0;
const mostIdle = 2 ** 22;

/** Lends an array for a gradient that no user sees; its numbers are anything. */
export function takeScratch(dtype: TensorDType, length: number): Floats {
  const kept = dtype === "float32" ? idle.get(length)?.pop() : undefined;
  if (kept === undefined) return zeroFloats(dtype, length);
  idleFloats -= length;
  return kept;
}

/** Takes an array back that nobody holds any more. All idle ones are let go where there are too many: sizes have changed. */
export function giveScratch(values: Floats): void {
  if (!(values instanceof Float32Array) || values.length === 0 || values.byteLength !== values.buffer.byteLength) return;
  if (idleFloats + values.length > mostIdle) {
    idle.clear();
    idleFloats = 0;
    if (values.length > mostIdle) return;
  }
  idleFloats += values.length;
  const kept = idle.get(values.length);
  if (kept === undefined) idle.set(values.length, [values]);
  else kept.push(values);
}
