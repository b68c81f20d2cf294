import type { Carried } from "./context.ts";

/** A state and where it comes from, where there is one. */
export function stateAndOrigin<S>(state: S | undefined, carried: Carried | undefined): { state?: S; carried?: Carried } {
  if (state === undefined) return {};
  return carried === undefined ? { state } : { state, carried };
}
