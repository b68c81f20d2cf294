/** Regularizers, whose terms enter the loss and the gradients, and constraints, which act behind one step of SGD(0.1). */

/** @param {import("./keras.mjs").List} list */
export function weightTerms({ modern, three, add, layer, kinds }) {
  const named = (class_name, config) => ({ class_name, config });
  const l1l2 = { l1: 0.03, l2: 0.02 };
  // Keras 2 has one class for all three; in Keras 3 and tf_keras they are classes of their own.
  const regularizers = modern
    ? [
        ["l1", named("L1", { l1: 0.03 })],
        ["l2", named("L2", { l2: 0.02 })],
        ["l1 and l2", named("L1L2", l1l2)],
        ["orthogonal", named("OrthogonalRegularizer", { factor: 0.05, mode: "rows" })],
        ["orthogonal columns", named("OrthogonalRegularizer", { factor: 0.05, mode: "columns" })],
      ]
    : [
        ["l1", named("L1L2", { l1: 0.03, l2: 0 })],
        ["l2", named("L1L2", { l1: 0, l2: 0.02 })],
        ["l1 and l2", named("L1L2", l1l2)],
      ];
  const constraints = [
    ["max_norm", named("MaxNorm", { max_value: 0.4, axis: 0 })],
    ["max_norm axis 1", named("MaxNorm", { max_value: 0.4, axis: 1 })],
    ["unit_norm", named("UnitNorm", { axis: 0 })],
    ["non_neg", named("NonNeg", {})],
    ["min_max_norm", named("MinMaxNorm", { min_value: 0.3, max_value: 0.5, rate: 0.7, axis: 0 })],
  ];
  for (const { label, kind, own } of kinds) {
    const of = (config) => [layer(kind, { units: 4, ...own, ...config })];
    for (const [k, [name, regularizer]] of regularizers.entries()) {
      const precise = name.startsWith("orthogonal") ? { dtype: "float32" } : {}; // Keras 3 on TensorFlow cannot take it in float64
      if (kind !== "LSTM" && k !== 2) continue;
      add(`${label} kernel_regularizer ${name}`, of({ kernel_regularizer: regularizer }), precise);
      add(`${label} recurrent_regularizer ${name}`, of({ recurrent_regularizer: regularizer }), precise);
      if (!name.startsWith("orthogonal")) {
        add(`${label} bias_regularizer ${name}`, of({ bias_regularizer: regularizer }));
        add(`${label} activity_regularizer ${name}`, of({ activity_regularizer: regularizer, return_sequences: true }));
      }
    }
    const term = regularizers[2][1];
    add(`${label} activity_regularizer, states returned`, of({ activity_regularizer: term, return_sequences: true, return_state: true }));
    add(`${label} activity_regularizer, last output`, of({ activity_regularizer: term }));
    add(
      `${label} every regularizer`,
      of({ kernel_regularizer: term, recurrent_regularizer: term, bias_regularizer: term, activity_regularizer: term }),
    );
    for (const [k, [name, constraint]] of constraints.entries()) {
      if (kind !== "LSTM" && k !== 0) continue;
      add(`${label} kernel_constraint ${name}`, of({ kernel_constraint: constraint }), { step: true });
      add(`${label} recurrent_constraint ${name}`, of({ recurrent_constraint: constraint }), { step: true });
      if (name !== "max_norm axis 1" || own.reset_after)
        add(`${label} bias_constraint ${name}`, of({ bias_constraint: constraint }), { step: true });
    }
    const constraint = constraints[4][1];
    add(`${label} every constraint`, of({ kernel_constraint: constraint, recurrent_constraint: constraint, bias_constraint: constraint }), {
      step: true,
    });
  }
  const all = { kernel_regularizer: "l2", bias_regularizer: named("L1L2", l1l2), activity_regularizer: named("L1L2", l1l2) };
  add("dense with regularizers", [layer("Dense", { units: 4, ...all })], { input_shape: [null, 3] });
  add(
    "dense on a sequence with regularizers and constraints",
    [layer("Dense", { units: 4, ...all, kernel_constraint: constraints[0][1], bias_constraint: constraints[3][1] })],
    {
      step: true,
    },
  );
  add(
    "embedding with a regularizer and a constraint",
    [
      layer("Embedding", {
        input_dim: 7,
        output_dim: 3,
        embeddings_regularizer: named("L1L2", l1l2),
        embeddings_constraint: constraints[1][1],
      }),
    ],
    {
      input_shape: [null, 5],
      input_dtype: "int32",
      step: true,
    },
  );
  add("Bidirectional LSTM with regularizers", [
    layer("Bidirectional", {
      layer: layer("LSTM", { units: 4, kernel_regularizer: "l2", recurrent_regularizer: named("L1L2", l1l2), return_sequences: true }),
    }),
  ]);
  add("Bidirectional LSTM with activity_regularizer", [
    layer("Bidirectional", { layer: layer("LSTM", { units: 4, activity_regularizer: named("L1L2", l1l2), return_sequences: true }) }),
  ]);
  add(
    "RNN over a cell with regularizers and constraints",
    [layer("RNN", { cell: layer("LSTMCell", { units: 4, kernel_regularizer: "l2", recurrent_constraint: constraints[2][1] }) })],
    { step: true },
  );
  add(
    "time distributed dense with regularizers",
    [layer("TimeDistributed", { layer: layer("Dense", { units: 4, ...all }) })],
    {},
    three || modern,
  );
}
