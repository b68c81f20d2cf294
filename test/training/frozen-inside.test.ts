/** What `trainable: false` freezes, on a wrapper or what it wraps: numbers of weights that the running frameworks trained. */
import { describe, expect, it } from "vitest";
import { buildDocument } from "../../src/document/index.ts";

const still = { trainable: false };
/** `[…]`: the flag inside, outside, on both. */
const counts: Record<string, Record<"Bidirectional" | "TimeDistributed" | "RNN", number[]>> = {
  "keras@3.15/torch": { Bidirectional: [2, 8, 2], TimeDistributed: [3, 5, 3], RNN: [2, 5, 2] },
  "keras@3.15/tensorflow": { Bidirectional: [2, 8, 2], TimeDistributed: [3, 5, 3], RNN: [2, 5, 2] },
  "tf_keras@2.21": { Bidirectional: [2, 2, 2], TimeDistributed: [3, 3, 3], RNN: [2, 2, 2] },
  "keras@2.1.6": { Bidirectional: [8, 2, 2], TimeDistributed: [5, 3, 3], RNN: [2, 2, 2] },
  "tf.keras@1.8": { Bidirectional: [8, 2, 2], TimeDistributed: [5, 3, 3], RNN: [2, 2, 2] },
};

function layersOf(wrapper: string, inside: object, outside: object) {
  const layer = (class_name: string, config: object) => ({ class_name, config });
  if (wrapper === "Bidirectional")
    return [layer(wrapper, { layer: layer("GRU", { units: 3, ...inside }), ...outside }), layer("Dense", { units: 2 })];
  if (wrapper === "TimeDistributed")
    return [layer(wrapper, { layer: layer("Dense", { units: 3, ...inside }), ...outside }), layer("GRU", { units: 2 })];
  return [layer(wrapper, { cell: layer("GRUCell", { units: 3, ...inside }), ...outside }), layer("Dense", { units: 2 })];
}

describe.each(Object.entries(counts))("%s", (dialect, wrappers) => {
  it.each(Object.entries(wrappers))("%s", (wrapper, expected) => {
    const trained = [[still, {}] as const, [{}, still] as const, [still, still] as const].map(([inside, outside]) => {
      const layers = layersOf(wrapper, inside, outside);
      const model = buildDocument({ gatewise: 1, dialect, seed: null, input_shape: [2, 4, 2], layers }).runnable();
      return [...model.parameters.values()].filter(({ trainable }) => trainable).length;
    });
    expect(trained).toEqual(expected);
  });
});
