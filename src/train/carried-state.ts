import { type NamedArray, namedArray } from "../base/index.ts";
import { Tensor, tensor } from "../tensor/index.ts";
import type { State } from "./trainable.ts";

/** Cuts a state from what it was computed from: gradients end here. */
export function detachedState(state: State): State {
  return mapState(state, (value) => value.detach());
}

/** The tensors of a state as named arrays, `lstm/h`. */
export function arraysOfState(state: State, prefix: string): NamedArray[] {
  return Object.entries(state).flatMap(([name, value]) => {
    const path = `${prefix}${encodeURIComponent(name)}`;
    return value instanceof Tensor ? [namedArray(path, value.dtype, value.shape, value.data as never)] : arraysOfState(value, `${path}/`);
  });
}

/** The state that {@link arraysOfState} gave; null where there is none. */
export function stateOfArrays(arrays: ReadonlyMap<string, NamedArray>, prefix: string): State | null {
  const found = [...arrays].filter(([name]) => name.startsWith(prefix));
  if (found.length === 0) return null;
  const root: { [name: string]: unknown } = {};
  for (const [path, { data, shape }] of found) {
    const names = path.slice(prefix.length).split("/").map(decodeURIComponent);
    let at = root;
    for (const name of names.slice(0, -1)) {
      at[name] ??= {};
      at = at[name] as typeof root;
    }
    at[names[names.length - 1]] = tensor((data as Float32Array).slice(), { shape });
  }
  return root as State;
}

function mapState(state: State, change: (value: Tensor) => Tensor): State {
  return Object.fromEntries(
    Object.entries(state).map(([name, value]) => [name, value instanceof Tensor ? change(value) : mapState(value, change)]),
  );
}
