/** Masks: which steps count, what stands at the others, and what becomes of a mask beside an initial state. */

/** Middle gaps, masked first steps, a masked end, a sample without a single step. */
const patterns = {
  "a gap and an end": [
    [1, 0, 0, 1, 1],
    [1, 1, 1, 0, 0],
  ],
  "masked first steps": [
    [0, 0, 1, 1, 1],
    [0, 1, 0, 1, 0],
  ],
  "a sample without a step": [
    [0, 0, 0, 0, 0],
    [1, 1, 0, 1, 1],
  ],
};
const value = 0.5;

/** @param {import("./keras.mjs").List} list */
export function masking({ generation, backend, modern, three, add, layer, kinds }) {
  const masked = (mask) => ({ input: { x: { masked: { mask, value } } } });
  const first = layer("Masking", { mask_value: value });
  for (const { label, kind, own, states } of kinds) {
    const of = (config = {}) => layer(kind, { units: 4, ...own, ...config });
    const all = { return_sequences: true, return_state: true };
    const zero = { zero_output_for_mask: true };
    for (const [pattern, mask] of Object.entries(patterns)) {
      add(`${label} masked, ${pattern}`, [first, of(all)], masked(mask));
      add(`${label} masked, ${pattern}, last output`, [first, of()], masked(mask));
      add(`${label} mask argument, ${pattern}, initial_state`, [of(all)], { mask, states });
      if (kind !== "SimpleRNN") continue;
      add(`${label} zero_output_for_mask, ${pattern}`, [of({ ...all, ...zero })], { mask, states }, modern);
      add(`${label} zero_output_for_mask, ${pattern}, last output`, [of({ ...zero, return_state: true })], { mask, states }, modern);
    }
    const mask = patterns["masked first steps"];
    add(`${label} masked, initial_state`, [first, of(all)], { ...masked(mask), at: 1, states });
    add(`${label} mask argument`, [of(all)], { mask });
    add(`${label} unroll masked`, [first, of({ ...all, unroll: true })], masked(mask));
    add(`${label} unroll, mask argument, initial_state`, [of({ ...all, unroll: true })], { mask, states });
    add(`${label} go_backwards masked`, [first, of({ ...all, go_backwards: true })], masked(mask));
    // Keras 3.15 on PyTorch turns a list of masks round as if it were a tensor, and fails.
    const turns = backend !== "torch";
    add(`${label} go_backwards unroll masked`, [first, of({ ...all, go_backwards: true, unroll: true })], masked(mask), turns);
    const turned = { ...all, ...zero, go_backwards: true, unroll: true };
    add(`${label} zero_output_for_mask go_backwards unroll`, [of(turned)], { mask, states }, modern && turns);
    add(`${label} zero_output_for_mask masked`, [first, of({ ...all, ...zero })], masked(mask), modern);
    add(`${label} zero_output_for_mask unroll`, [of({ ...all, ...zero, unroll: true })], { mask, states }, modern);
    add(`${label} stateful masked`, [first, of({ return_sequences: true, stateful: true })], {
      ...masked(mask),
      input_shape: [2, 5, 3],
      calls: 2,
    });
    add(
      `${label} implementation 1 masked`,
      [first, of({ return_sequences: true, ...(kind === "SimpleRNN" ? {} : { implementation: 1 }) })],
      masked(mask),
    );
    add(`${label} two layers masked`, [first, of({ return_sequences: true }), of({ return_sequences: true, units: 3 })], masked(mask));
    add(`${label} two layers masked, last output`, [first, of({ return_sequences: true }), of({ units: 3 })], masked(mask));
    const tokens = { input_shape: [null, 5], input_dtype: "int32" };
    add(`${label} behind an embedding with mask_zero`, [layer("Embedding", { input_dim: 7, output_dim: 3, mask_zero: true }), of(all)], {
      ...tokens,
      input: { x: { integers: [1, 7], masked: { mask, value: 0 } } },
    });
    add(
      `${label} behind an embedding with mask_zero, initial_state`,
      [layer("Embedding", { input_dim: 7, output_dim: 3, mask_zero: true }), of(all)],
      { ...tokens, input: { x: { integers: [1, 7], masked: { mask, value: 0 } } }, at: 1, states },
    );
    add(
      `${label} masked, dense behind`,
      [first, of({ return_sequences: true }), layer("Dense", { units: 2 })],
      masked(patterns["a gap and an end"]),
    );
    add(
      `${label} time_major masked`,
      [of({ ...all, time_major: true })],
      { input_shape: [5, 2, 3], mask: [0, 1, 2, 3, 4].map((t) => mask.map((row) => row[t])) },
      generation === "tf_keras",
    );
  }
  const mask = patterns["masked first steps"];
  add("masking alone", [first], masked(mask));
  // tf_keras takes the state of a cell with one state bare in a masked loop; Keras 2.1.6 and tf.keras 1.8 have it all flat, last cell first.
  const nested = (...widths) => (three ? widths : modern ? widths.map((w) => (w.length === 1 ? w[0] : w)) : [...widths].reverse().flat());
  for (const unroll of [false, true]) {
    for (const [width, label] of [
      [3, unroll ? "stacked cells unroll" : "stacked cells"],
      [4, unroll ? "stacked cells of one width unroll" : "stacked cells of one width"],
    ]) {
      const config = { cell: [layer("LSTMCell", { units: 4 }), layer("GRUCell", { units: width })], return_sequences: true, unroll };
      // In a loop Keras 2.1.6 and tf.keras 1.8 lay a mask of the output's width over every state.
      const fits = modern || unroll || width === 4;
      add(`${label} masked`, [first, layer("RNN", config)], masked(mask), fits);
      add(
        `${label}, mask argument, initial_state`,
        [layer("RNN", { ...config, return_state: true })],
        { mask, states: nested([4, 4], [width]) },
        fits,
      );
    }
  }
  add(
    "masked, dropout layer, activation, two kinds",
    [
      first,
      layer("LSTM", { units: 4, return_sequences: true }),
      layer("Dropout", { rate: 0.5 }),
      layer("Activation", { activation: "relu" }),
      layer("GRU", { units: 3 }),
    ],
    masked(mask),
  );
}
