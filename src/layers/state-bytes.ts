import { checkRecord, GatewiseError, namedArray, show } from "../base/index.ts";
import { readWeights, writeWeights } from "../formats/index.ts";
import { tensor } from "../tensor/index.ts";
import type { State } from "./layered-model.ts";
import { checkTensor } from "./wrong-kind.ts";

const file = "state.safetensors";

/** Writes a state as bytes: a safetensors file whose tensors are named by layer and state. Throws: wrong-type. */
export function saveState(state: State): Uint8Array {
  checkRecord("saveState, state", state, "{ layer: { h, … } }");
  const arrays = Object.entries(state).flatMap(([layer, states]) => {
    checkRecord(`saveState, state of ${layer}`, states, "{ h, … }: tensors by name");
    return Object.entries(states).map(([name, value]) => {
      checkTensor(`saveState, ${layer}/${name}`, value);
      const { dtype, shape, data } = value;
      return namedArray(`${layer}/${name}`, dtype, shape, data as never);
    });
  });
  return writeWeights(file, arrays, new Map());
}

/** Reads a state that {@link saveState} wrote. Throws: bad-file, and what the format refuses. */
export function restoreState(bytes: Uint8Array): State {
  const state: { [layer: string]: { [name: string]: ReturnType<typeof tensor> } } = {};
  for (const [path, { dtype, shape, data }] of readWeights(file, bytes).arrays) {
    const slash = path.lastIndexOf("/");
    if (slash < 0 || (dtype !== "float32" && dtype !== "float64")) {
      throw new GatewiseError("bad-file", {
        where: `state, tensor ${show(path)}`,
        received: dtype,
        expected: "float tensors named layer/state",
        fix: "give the bytes that saveState wrote",
      });
    }
    const layer = path.slice(0, slash);
    state[layer] ??= {};
    state[layer][path.slice(slash + 1)] = tensor((data as Float32Array).slice(), { shape });
  }
  return state;
}
