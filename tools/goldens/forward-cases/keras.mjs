/** The forward cases of the Keras dialects: one list for every generation and backend; a case that a generation lacks is left out. */
import { bidirectional } from "./keras-bidirectional.mjs";
import { everyTerm } from "./keras-every-term.mjs";
import { masking } from "./keras-masking.mjs";
import { models } from "./keras-models.mjs";
import { options } from "./keras-options.mjs";
import { merges, otherLayers } from "./keras-other-layers.mjs";
import { randomness } from "./keras-randomness.mjs";
import { table } from "./keras-table.mjs";
import { weightTerms } from "./keras-weight-terms.mjs";

/**
 * What the parts of the list share.
 *
 * @typedef {{ generation: string, backend: string, three: boolean, modern: boolean, old: boolean,
 *   add: (name: string, layers: any[], rest?: any, only?: boolean) => void, layer: (class_name: string, config?: any) => any,
 *   kinds: { label: string, kind: string, own: any, states: number[] }[] }} List
 */

/**
 * Whether another backend of Keras 3 runs a case too: where each has code of its own (loops, masks, random bits, activations), and one
 * plain case of each layer and a model or two.
 *
 * @param {string} name
 */
function dependsOnBackend(name) {
  if (name.includes("reset before")) return false;
  const plain = /^(SimpleRNN|LSTM|GRU reset after) (return_sequences return_state|go_backwards return_sequences|unroll)$/;
  return plain.test(name) || /mask|dropout|stateful|^activation|activity_regularizer, |encoder|merged|everything/.test(name);
}

/** Keras 3.15 on PyTorch writes a state in place that the gradient of its fused layers still needs: PyTorch refuses the gradient. */
const failsInPlace = (name) => /^(Bidirectional )?(LSTM|GRU reset after) stateful(?! initial| masked)/.test(name);

/** @param {{ dialect: string, generation: string, backend: string }} set */
export function cases({ dialect, generation, backend }) {
  const found = [];
  const three = generation === "keras 3";
  const modern = three || generation === "tf_keras";
  const layer = (class_name, config = {}) => ({ class_name, config });
  const add = (name, layers, rest = {}, only = true) => {
    // tf.keras 1.8: a graph's seed would depend on the number of operations; the weights are painted anyway.
    const { input_shape = [null, 5, 3], seed = generation === "tf.keras 1" ? null : 0, ...other } = rest;
    const document = { gatewise: 1, dialect, seed, input_shape, layers };
    if ("functional" in rest && only) found.push({ name, document: { gatewise: 1, dialect, seed }, ...other });
    else if (only) found.push({ name, document, ...other });
  };
  const resets =
    generation === "tf.keras 1"
      ? [
          ["GRU", {}],
          ["GRU reset after", { reset_after: true }],
        ]
      : [
          ["GRU reset after", { reset_after: true }],
          ["GRU reset before", { reset_after: false }],
        ];
  const kinds = [
    { label: "SimpleRNN", kind: "SimpleRNN", own: {}, states: [4] },
    { label: "LSTM", kind: "LSTM", own: {}, states: [4, 4] },
    ...resets.map(([label, own]) => ({ label, kind: "GRU", own, states: [4] })),
  ];
  const list = { generation, backend, three, modern, old: !modern, add, layer, kinds };
  for (const part of [options, masking, bidirectional, weightTerms, models, randomness, table, everyTerm, otherLayers, merges]) part(list);
  if (backend === "tensorflow") return found;
  const mine = found.filter(({ name }) => dependsOnBackend(name) && !(backend === "torch" && failsInPlace(name)));
  // JAX refuses the float32 zeros that Keras starts a loop of float64 with.
  return backend === "jax" ? mine.map((one) => ({ ...one, dtype: "float32" })) : mine;
}
