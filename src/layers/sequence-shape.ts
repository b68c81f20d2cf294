import type { Tensor } from "../tensor/index.ts";

/** How many samples a sequence has: [B, T, …], or [T, B, …] where the time comes first. */
export function batchOf({ shape }: Tensor, timeFirst: boolean): number {
  return shape[timeFirst ? 1 : 0] ?? 1;
}

/** How many steps a sequence has. */
export function stepsOf({ shape }: Tensor, timeFirst: boolean): number {
  return shape[timeFirst ? 0 : 1] ?? 1;
}
