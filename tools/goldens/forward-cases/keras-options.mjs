/** Every option of a recurrent layer alone, and every activation. */

/** @param {import("./keras.mjs").List} list */
export function options({ generation, modern, three, add, layer, kinds }) {
  const every = ["linear", "relu", "elu", "selu", "softplus", "softsign", "sigmoid", "hard_sigmoid", "tanh", "softmax"];
  if (modern) every.push("swish", "gelu");
  if (three) every.push("leaky_relu", "relu6", "mish", "hard_silu", "log_softmax", "celu", "hard_tanh", "squareplus", "soft_shrink");
  for (const { label, kind, own, states } of kinds) {
    const of = (config = {}) => [layer(kind, { units: 4, ...own, ...config })];
    const sequence = { return_sequences: true };
    const state = { return_state: true };
    add(`${label}`, of());
    add(`${label} return_sequences`, of(sequence));
    add(`${label} return_state`, of(state));
    add(`${label} return_sequences return_state`, of({ ...sequence, ...state }));
    add(`${label} initial_state`, of(), { states });
    add(`${label} initial_state return_sequences return_state`, of({ ...sequence, ...state }), { states });
    add(`${label} go_backwards`, of({ go_backwards: true }));
    add(`${label} go_backwards return_sequences`, of({ ...sequence, go_backwards: true }));
    add(`${label} go_backwards return_sequences return_state initial_state`, of({ ...sequence, ...state, go_backwards: true }), { states });
    add(`${label} stateful`, of({ stateful: true }), { input_shape: [2, 5, 3], calls: 3 });
    add(`${label} stateful return_sequences return_state`, of({ ...sequence, ...state, stateful: true }), {
      input_shape: [2, 5, 3],
      calls: 2,
    });
    if (kind === "GRU")
      add(`${label} stateful go_backwards`, of({ ...sequence, stateful: true, go_backwards: true }), { input_shape: [2, 5, 3], calls: 2 });
    add(`${label} stateful initial_state`, of({ ...state, stateful: true }), { input_shape: [2, 5, 3], calls: 2, states });
    add(`${label} unroll`, of({ unroll: true, ...sequence, ...state }));
    add(`${label} unroll initial_state go_backwards`, of({ unroll: true, go_backwards: true, ...sequence }), { states });
    add(`${label} stateful unroll`, of({ stateful: true, unroll: true }), { input_shape: [2, 5, 3], calls: 2 });
    if (kind !== "SimpleRNN") {
      add(`${label} implementation 1`, of({ implementation: 1, ...sequence }), { states });
      // tf.keras 1.8 multiplies with nothing there.
      add(
        `${label} implementation 2`,
        of({ implementation: 2, ...sequence }),
        { states },
        !(generation === "tf.keras 1" && own.reset_after),
      );
      add(`${label} implementation 1 without bias`, of({ implementation: 1, use_bias: false }));
    }
    add(`${label} without bias`, of({ use_bias: false }), { states });
    add(`${label} one step`, of(sequence), { input_shape: [null, 1, 3], states });
    add(
      `${label} time_major`,
      of({ ...sequence, ...state, time_major: true }),
      { input_shape: [5, 2, 3], time_major: true },
      generation === "tf_keras",
    );
    add(
      `${label} time_major go_backwards last output`,
      of({ time_major: true, go_backwards: true }),
      { input_shape: [5, 2, 3] },
      generation === "tf_keras",
    );

    const names = kind === "LSTM" ? every : ["relu", "softsign"];
    for (const activation of names) add(`${label} activation ${activation}`, of({ activation, ...sequence }));
    add(`${label} activation null`, of({ activation: null }));
    if (kind !== "SimpleRNN") {
      for (const recurrent_activation of kind === "LSTM"
        ? ["sigmoid", "hard_sigmoid", "tanh", "relu", "linear", "softsign", "softmax"]
        : ["sigmoid", "hard_sigmoid"])
        add(`${label} recurrent_activation ${recurrent_activation}`, of({ recurrent_activation, ...sequence }));
      add(
        `${label} hard_sigmoid relu implementation 1`,
        of({ recurrent_activation: "hard_sigmoid", activation: "relu", implementation: 1 }),
      );
    }
  }
  add("GRU default reset", [layer("GRU", { units: 4 })]);
  for (const unit_forget_bias of [true, false])
    add(`LSTM unit_forget_bias ${unit_forget_bias}, bias as built`, [layer("LSTM", { units: 4, unit_forget_bias })], { built: ["bias"] });
  add(
    "LSTM unit_forget_bias with a constant, bias as built",
    [layer("LSTM", { units: 4, bias_initializer: { class_name: "Constant", config: { value: 0.25 } } })],
    { built: ["bias"] },
  );
}
