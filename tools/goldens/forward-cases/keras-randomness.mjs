/** Dropout in training, where the masks are known: Keras 3 from seeds, Keras 2 from TensorFlow's stream. In float32, since masks depend on the type. */

/** @param {import("./keras.mjs").List} list */
export function randomness({ generation, three, add, layer, kinds }) {
  if (generation === "tf_keras") return;
  const old = generation === "tf.keras 1";
  // In tf.keras 1.8 a graph's seed would seed initial weights too, by the number of its operations.
  const training = { training: true, dtype: "float32", seed: old ? { numpy: 3 } : 3 };
  const seeded = three ? { seed: 5 } : {};
  for (const { label, kind, own } of kinds) {
    const of = (config) => layer(kind, { units: 4, ...own, ...seeded, ...config });
    add(`${label} dropout in training`, [of({ dropout: 0.3 })], training);
    add(`${label} dropout in training, return_sequences`, [of({ dropout: 0.3, return_sequences: true })], training);
    add(`${label} recurrent_dropout in training`, [of({ recurrent_dropout: 0.4, return_sequences: true })], training);
    add(`${label} both dropouts in training`, [of({ dropout: 0.3, recurrent_dropout: 0.4, return_sequences: true })], training);
    add(
      `${label} both dropouts in inference`,
      [of({ dropout: 0.3, recurrent_dropout: 0.4, return_sequences: true })],
      old ? {} : { seed: 3 },
    );
    if (kind !== "SimpleRNN")
      add(
        `${label} both dropouts in training, implementation 1`,
        [of({ dropout: 0.3, recurrent_dropout: 0.4, implementation: 1 })],
        training,
      );
    add(`${label} both dropouts in training, two calls`, [of({ dropout: 0.3, recurrent_dropout: 0.4 })], { ...training, calls: 2 });
    add(
      `Bidirectional ${label} both dropouts in training`,
      [layer("Bidirectional", { layer: of({ dropout: 0.3, recurrent_dropout: 0.4 }) })],
      training,
    );
  }
  add("dropout layer in training", [layer("Dropout", { rate: 0.4, seed: 9 }), layer("SimpleRNN", { units: 4 })], training);
  add(
    "dropout layer with a noise_shape in training",
    [layer("Dropout", { rate: 0.4, seed: 9, noise_shape: [2, 1, 3] }), layer("SimpleRNN", { units: 4 })],
    training,
  );
  add(
    "dropout in TimeDistributed in training, two calls",
    [layer("TimeDistributed", { layer: layer("Dropout", { rate: 0.4, seed: 9 }) })],
    {
      ...training,
      calls: 2,
    },
  );
  // tf.keras 1.8 cannot call a recurrent layer in each step.
  for (const { label, kind, own } of old ? [] : kinds)
    add(
      `TimeDistributed ${label} both dropouts in training, two calls`,
      [layer("TimeDistributed", { layer: layer(kind, { units: 4, ...own, dropout: 0.3, recurrent_dropout: 0.4, ...seeded }) })],
      { ...training, input_shape: [null, 3, 5, 3], calls: 2 },
    );
  for (const { label, kind, own } of kinds)
    add(`one ${label} with both dropouts called twice in training`, [], {
      ...training,
      functional: {
        inputs: [
          { name: "a", shape: [5, 3] },
          { name: "b", shape: [5, 3] },
        ],
        nodes: [
          { as: "first", class_name: kind, of: ["a"], config: { units: 4, ...own, dropout: 0.3, recurrent_dropout: 0.4 }, layer: "shared" },
          {
            as: "second",
            class_name: kind,
            of: ["b"],
            config: { units: 4, ...own, dropout: 0.3, recurrent_dropout: 0.4 },
            layer: "shared",
          },
          { as: "end", class_name: "Concatenate", of: ["first", "second"], config: {} },
        ],
        outputs: ["end"],
      },
    });
  if (old) {
    const cellOf = (kind) => layer(`${kind}Cell`, { units: 4, dropout: 0.3, recurrent_dropout: 0.4 });
    add(
      "stacked cells both dropouts in training, two calls",
      [layer("RNN", { cell: ["SimpleRNN", "LSTM", "GRU"].map(cellOf), return_sequences: true })],
      {
        ...training,
        calls: 2,
      },
    );
    return;
  }
  // Seeds that the framework draws; on PyTorch masks then come from its global generator.
  const both = { units: 4, dropout: 0.3, recurrent_dropout: 0.4, return_sequences: true };
  add(
    "dropout layers and both dropouts in training without seeds, two calls",
    [layer("Dropout", { rate: 0.4 }), layer("LSTM", both), layer("Dropout", { rate: 0.5, noise_shape: [null, 1, 4] }), layer("GRU", both)],
    { ...training, calls: 2 },
  );
  const cell = (kind) => layer(`${kind}Cell`, { units: 4, dropout: 0.3, recurrent_dropout: 0.4 });
  add(
    "stacked cells both dropouts in training without seeds, two calls",
    [layer("RNN", { cell: [cell("SimpleRNN"), cell("LSTM"), cell("GRU")], return_sequences: true })],
    { ...training, calls: 2 },
  );
}
