/** Every kind of regularizer and constraint on every weight and every output, for docs/options.md. */

const named = (class_name, config) => ({ class_name, config });

const regularizersOf = (modern) => [
  modern ? named("L1", { l1: 0.03 }) : named("L1L2", { l1: 0.03, l2: 0 }),
  modern ? named("L2", { l2: 0.02 }) : named("L1L2", { l1: 0, l2: 0.02 }),
  named("L1L2", { l1: 0.01, l2: 0.05 }),
  ...(modern ? [named("OrthogonalRegularizer", { factor: 0.05 })] : []),
];
const constraints = [
  named("MaxNorm", { max_value: 0.4, axis: 0 }),
  named("UnitNorm", { axis: 0 }),
  named("NonNeg", {}),
  named("MinMaxNorm", { min_value: 0.3, max_value: 0.5, rate: 0.7, axis: 0 }),
];
const kindText = ({ class_name, config }) =>
  class_name !== "L1L2" ? class_name : config.l2 === 0 ? "L1" : config.l1 === 0 ? "L2" : class_name;

/**
 * At each weight a different kind, and each kind at each.
 *
 * @param {import("./keras.mjs").List} list
 */
export function everyTerm({ modern, three, add, layer, kinds }) {
  const regularizers = regularizersOf(modern);
  const wide = { dtype: "float32" }; // Keras 3 on TensorFlow cannot take the orthogonal one in float64
  const round = (list, k) => list[k % list.length];
  for (const k of regularizers.keys()) {
    const text = kindText(regularizers[k]);
    for (const { label, kind, own } of kinds) {
      // A bias is orthogonal to nothing where it has one row; so is what an activity term looks at, except without the sequence.
      const rows = own.reset_after === true;
      const bias = round(regularizers, k + 2);
      const activity = round(regularizers, k + 3);
      const config = {
        kernel_regularizer: regularizers[k],
        recurrent_regularizer: round(regularizers, k + 1),
        ...(rows || bias.class_name !== "OrthogonalRegularizer" ? { bias_regularizer: bias } : {}),
        // tf_keras wants to know the size of the batch for an orthogonal one.
        ...(three || activity.class_name !== "OrthogonalRegularizer" ? { activity_regularizer: activity } : {}),
      };
      const rest = modern ? wide : {};
      add(`${label} regularizers from ${text} on`, [layer(kind, { units: 4, ...own, ...config })], rest);
      add(
        `Bidirectional ${label} regularizers from ${text} on`,
        [layer("Bidirectional", { layer: layer(kind, { units: 4, ...own, ...config }) })],
        rest,
      );
      const { activity_regularizer: _, ...ofCell } = config;
      add(
        `RNN over ${label} cell, regularizers from ${text} on`,
        // tf.keras 1.8 has no class of its own that reads the term of an RNN.
        [
          layer("RNN", {
            cell: layer(`${kind}Cell`, { units: 4, ...own, ...ofCell }),
            ...(modern && "activity_regularizer" in config ? { activity_regularizer: activity } : {}),
          }),
        ],
        rest,
      );
    }
    add(
      `dense regularizers from ${text} on`,
      [
        layer("Dense", {
          units: 4,
          kernel_regularizer: regularizers[k],
          bias_regularizer: round(regularizersOf(false), k + 1),
          activity_regularizer: round(regularizersOf(false), k + 2),
        }),
      ],
      { input_shape: [null, 3], ...(modern ? wide : {}) },
    );
    add(
      `dense activity_regularizer ${text} on rows`,
      [layer("Dense", { units: 4, activity_regularizer: regularizers[k] })],
      { input_shape: [null, 3], ...(modern ? wide : {}) },
      three || text !== "OrthogonalRegularizer",
    );
    add(
      `embedding regularizers from ${text} on`,
      [
        layer("Embedding", {
          input_dim: 7,
          output_dim: 3,
          embeddings_regularizer: regularizers[k],
          activity_regularizer: round(regularizersOf(modern).slice(0, 3), k + 1),
        }),
      ],
      { input_shape: [null, 5], input_dtype: "int32", ...(modern ? wide : {}) },
    );
    const normed = {
      gamma_regularizer: round(regularizersOf(modern).slice(0, 3), k),
      beta_regularizer: round(regularizersOf(modern).slice(0, 3), k + 1),
    };
    add(`batch normalisation regularizers from ${text} on`, [layer("BatchNormalization", normed)], {});
    add(`layer normalisation regularizers from ${text} on`, [layer("LayerNormalization", normed)], {}, modern);
    // What the base class of every layer takes.
    const sized = three || text !== "OrthogonalRegularizer";
    const penalty = { activity_regularizer: regularizers[k] };
    const flat = { input_shape: [null, 3], ...(modern ? wide : {}) };
    for (const [name, config] of [
      ["Activation", { activation: "tanh" }],
      ["BatchNormalization", {}],
      ["Dropout", { rate: 0.4 }],
      ["LayerNormalization", {}],
    ])
      add(`${name} activity_regularizer ${text}`, [layer(name, { ...config, ...penalty })], flat, modern && sized);
    add(`Flatten activity_regularizer ${text}`, [layer("Flatten", penalty)], modern ? wide : {}, modern && sized);
    add(
      `Reshape activity_regularizer ${text}`,
      [layer("Reshape", { target_shape: [15], ...penalty })],
      modern ? wide : {},
      modern && sized,
    );
    add(`Masking activity_regularizer ${text}`, [layer("Masking", penalty)], {}, modern && text !== "OrthogonalRegularizer");
    add(
      `TimeDistributed own activity_regularizer ${text}`,
      [layer("TimeDistributed", { layer: layer("Dense", { units: 4 }), ...penalty })],
      {},
      modern && text !== "OrthogonalRegularizer",
    );
    add(
      `Bidirectional own activity_regularizer ${text}`,
      [layer("Bidirectional", { layer: layer("LSTM", { units: 4 }), ...penalty })],
      modern ? wide : {},
      modern && sized,
    );
  }
  for (const k of constraints.keys()) {
    const text = constraints[k].class_name;
    const of = {
      kernel_constraint: constraints[k],
      recurrent_constraint: round(constraints, k + 1),
      bias_constraint: round(constraints, k + 2),
    };
    const step = { step: true };
    for (const { label, kind, own } of kinds) {
      add(`${label} constraints from ${text} on`, [layer(kind, { units: 4, ...own, ...of })], step);
      add(
        `Bidirectional ${label} constraints from ${text} on`,
        [layer("Bidirectional", { layer: layer(kind, { units: 4, ...own, ...of }) })],
        step,
      );
      add(
        `RNN over ${label} cell, constraints from ${text} on`,
        [layer("RNN", { cell: layer(`${kind}Cell`, { units: 4, ...own, ...of }) })],
        step,
      );
    }
    const { recurrent_constraint: _, ...ofDense } = of;
    add(`dense constraints from ${text} on`, [layer("Dense", { units: 4, ...ofDense })], { ...step, input_shape: [null, 3] });
    add(`embedding constraint ${text}`, [layer("Embedding", { input_dim: 7, output_dim: 3, embeddings_constraint: constraints[k] })], {
      ...step,
      input_shape: [null, 5],
      input_dtype: "int32",
    });
    const normed = { gamma_constraint: constraints[k], beta_constraint: round(constraints, k + 1) };
    add(`batch normalisation constraints from ${text} on`, [layer("BatchNormalization", normed)], step);
    add(`layer normalisation constraints from ${text} on`, [layer("LayerNormalization", normed)], step, modern);
  }
}
