/** Bidirectional: every merge, two outputs, states, masks, and a backward layer of another kind. */

/** @param {import("./keras.mjs").List} list */
export function bidirectional({ generation, backend, modern, old, add, layer, kinds }) {
  const mask = [
    [0, 1, 1, 0, 0],
    [1, 0, 1, 1, 1],
  ];
  const masked = { input: { x: { masked: { mask, value: 0 } } } };
  const first = layer("Masking");
  for (const { label, kind, own, states } of kinds) {
    const inner = (config = {}) => layer(kind, { units: 4, ...own, ...config });
    const both = (config = {}, rest = {}) => layer("Bidirectional", { layer: inner(config), ...rest });
    const sequence = { return_sequences: true };
    for (const merge_mode of kind === "LSTM" ? ["concat", "sum", "mul", "ave", null] : ["concat", "mul"]) {
      add(`Bidirectional ${label} ${merge_mode}`, [both({}, { merge_mode })]);
      add(`Bidirectional ${label} ${merge_mode} return_sequences`, [both(sequence, { merge_mode })]);
      add(`Bidirectional ${label} ${merge_mode} masked`, [first, both(sequence, { merge_mode })], masked);
      // Keras 2.1.6 and tf.keras 1.8 cannot merge where a layer returns its states as well.
      add(
        `Bidirectional ${label} ${merge_mode} return_state`,
        [both({ ...sequence, return_state: true }, { merge_mode })],
        {},
        modern || merge_mode === "concat",
      );
    }
    add(`Bidirectional ${label} masked, last output`, [first, both()], masked);
    add(`Bidirectional ${label} initial_state`, [both({ ...sequence, return_state: true })], { states: [...states, ...states] });
    add(
      `Bidirectional ${label} mask argument, initial_state`,
      [both({ ...sequence, return_state: true })],
      { mask, states: [...states, ...states] },
      modern,
    );
    add(`Bidirectional ${label} go_backwards`, [both({ ...sequence, go_backwards: true })], {}, old);
    add(`Bidirectional ${label} stateful`, [both({ ...sequence, stateful: true })], { input_shape: [2, 5, 3], calls: 2 });
    // Keras 3.15 on PyTorch turns a list of masks round as if it were a tensor, and fails.
    add(`Bidirectional ${label} unroll masked`, [first, both({ ...sequence, unroll: true })], masked, backend !== "torch");
    add(`Bidirectional ${label} unroll masked, last output`, [first, both({ unroll: true })], masked, backend !== "torch");
    add(
      `Bidirectional ${label} unroll go_backwards masked, backward_layer`,
      [
        first,
        layer("Bidirectional", {
          layer: inner({ ...sequence, unroll: true, go_backwards: true }),
          backward_layer: inner({ ...sequence, unroll: true }),
        }),
      ],
      masked,
      modern && backend !== "torch",
    );
    add(`Bidirectional ${label} unroll without bias`, [both({ ...sequence, unroll: true, use_bias: false })]);
    add(
      `Bidirectional ${label} backward_layer`,
      [
        layer("Bidirectional", {
          layer: inner(sequence),
          backward_layer: layer("SimpleRNN", { units: 4, activation: "relu", go_backwards: true, return_sequences: true }),
        }),
      ],
      {},
      modern,
    );
    add(
      `Bidirectional ${label} backward_layer of other units, last output`,
      [layer("Bidirectional", { layer: inner(), backward_layer: layer("LSTM", { units: 2, go_backwards: true }), merge_mode: "concat" })],
      {},
      modern,
    );
    add(`Bidirectional ${label} twice, dense`, [
      both(sequence),
      layer("Bidirectional", { layer: layer(kind, { units: 3, ...own }), merge_mode: "sum" }),
      layer("Dense", { units: 2 }),
    ]);
  }
  // tf.keras 1.8 names the weights of the backward cells in a way that the document does not follow.
  add(
    "Bidirectional stacked cells",
    [
      layer("Bidirectional", {
        layer: layer("RNN", { cell: [layer("LSTMCell", { units: 4 }), layer("GRUCell", { units: 3 })], return_sequences: true }),
      }),
    ],
    {},
    generation !== "tf.keras 1",
  );
  add(
    "Bidirectional stacked cells unroll masked",
    [
      first,
      layer("Bidirectional", {
        layer: layer("RNN", {
          cell: [layer("LSTMCell", { units: 4 }), layer("GRUCell", { units: 3 })],
          return_sequences: true,
          unroll: true,
        }),
      }),
    ],
    masked,
    modern && backend !== "torch",
  );
  add(
    "Bidirectional zero_output_for_mask of the last step",
    [first, layer("Bidirectional", { layer: layer("LSTM", { units: 4 }) })],
    masked,
    generation !== "keras 2",
  );
}
