import { type NamedArray, namedArray } from "../base/index.ts";
import type { LayerState, State } from "../layers/index.ts";
import { type Tensor, tensor } from "../tensor/index.ts";

/** Cuts a state from what it was computed from: gradients end here. */
export function detachedState(state: State): State {
  const cut = (one: LayerState): LayerState => Object.fromEntries(Object.entries(one).map(([name, value]) => [name, value.detach()]));
  return Object.fromEntries(Object.entries(state).map(([layer, one]) => [layer, cut(one)]));
}

/** The tensors of a state as named arrays, `lstm/h` behind the prefix. */
export function arraysOfState(state: State, prefix: string): NamedArray[] {
  return Object.entries(state).flatMap(([layer, one]) =>
    Object.entries(one).map(([name, { dtype, shape, data }]) => namedArray(`${prefix}${layer}/${name}`, dtype, shape, data as never)),
  );
}

/** The state that {@link arraysOfState} gave; null where there is none. */
export function stateOfArrays(arrays: ReadonlyMap<string, NamedArray>, prefix: string): State | null {
  const state: { [layer: string]: { [name: string]: Tensor } } = {};
  for (const [path, { data, shape }] of arrays) {
    if (!path.startsWith(prefix)) continue;
    // A layer's name may hold slashes, a state's does not.
    const cut = path.lastIndexOf("/");
    const layer = path.slice(prefix.length, cut);
    state[layer] = { ...state[layer], [path.slice(cut + 1)]: tensor((data as Float32Array).slice(), { shape }) };
  }
  return Object.keys(state).length === 0 ? null : state;
}
