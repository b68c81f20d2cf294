/** Random nets of Keras for forward passes and gradients: shapes, options, masks, states and dropout as people may set them. */

const activations = ["tanh", "relu", "sigmoid", "linear", "elu", "selu", "softplus", "softsign", "hard_sigmoid", "softmax"];
const gates = ["sigmoid", "hard_sigmoid", "tanh"];
const named = (class_name, config) => ({ class_name, config });

/**
 * @param {import("../random.mjs").Random} random
 * @param {{ dialect: string, generation: string, backend: string }} set
 */
export function generate(random, { dialect, generation, backend }) {
  const three = generation === "keras 3";
  const old = generation === "tf.keras 1";
  const modern = three || generation === "tf_keras";
  const training = generation !== "tf_keras" && random.chance(0.3);
  const batch = random.int(1, 4);
  const steps = random.int(2, 6);
  const width = random.int(1, 5);
  const layers = [];
  const one = { batch };
  const tokens = random.chance(0.2);
  const input_shape = tokens ? [null, steps] : [null, steps, width];
  const rows = () => random.list(batch, () => random.list(steps, () => Number(random.chance(0.65))));
  const version = { three, old, modern, backend, training, steps };
  if (tokens) {
    const mask_zero = random.chance(0.5);
    layers.push(named("Embedding", { input_dim: 7, output_dim: random.int(1, 5), mask_zero }));
    Object.assign(one, { input_dtype: "int32", input: { x: { integers: [0, 7] } } });
  } else if (random.chance(0.3)) {
    const mask_value = random.pick([0, 0.5]);
    layers.push(named("Masking", { mask_value }));
    one.input = { x: { masked: { mask: rows(), value: mask_value } } };
  }
  const ahead = random.int(0, 2);
  for (let k = 0; k < ahead; k++) layers.push(random.chance(0.6) ? recurrent(random, version, true).layer : between(random, version));
  const last = recurrent(random, version, random.chance(0.5), ahead === 0 && random.chance(0.4));
  if (ahead === 0 && random.chance(0.3) && last.widths !== null) {
    one.at = layers.length;
    one.states = last.widths;
  }
  if (layers.length === 0 && random.chance(0.25)) one.mask = rows();
  layers.push(last.layer);
  if (!last.several && random.chance(0.4)) layers.push(named("Dense", { units: random.int(1, 4), activation: random.pick(activations) }));
  const stateful = JSON.stringify(layers).includes('"stateful":true');
  if (training) Object.assign(one, { training: true, dtype: "float32" });
  if (backend === "jax") one.dtype = "float32";
  return {
    ...one,
    document: {
      gatewise: 1,
      dialect,
      seed: old ? (training ? { numpy: 3 } : null) : 3,
      input_shape: stateful ? [batch, ...input_shape.slice(1)] : input_shape,
      layers,
    },
    ...(stateful || (training && random.chance(0.3)) ? { calls: 2 } : {}),
  };
}

function terms(random, modern, ...arguments_) {
  const l1 = random.number(0.001, 0.1);
  const l2 = random.number(0.001, 0.1);
  return Object.fromEntries(
    arguments_.flatMap((argument) =>
      random.chance(0.12)
        ? [
            [
              `${argument}_regularizer`,
              random.pick([named("L1L2", { l1, l2 }), ...(modern ? [named("L1", { l1 }), named("L2", { l2 })] : [])]),
            ],
          ]
        : [],
    ),
  );
}

/** The options of a cell. */
function cellConfig(random, kind, { three, modern, training }) {
  const gated = kind !== "SimpleRNN";
  return {
    units: random.int(1, 5),
    ...random.some({
      activation: [0.3, () => random.pick(activations)],
      use_bias: [0.2, () => random.chance(0.3)],
      ...(gated ? { recurrent_activation: [0.3, () => random.pick(gates)], implementation: [0.4, () => random.int(1, 2)] } : {}),
      ...(kind === "GRU" ? { reset_after: [0.7, () => random.chance(0.5)] } : {}),
      dropout: [training ? 0.5 : 0.1, () => random.number(0.1, 0.6)],
      recurrent_dropout: [training ? 0.4 : 0.1, () => random.number(0.1, 0.6)],
      ...(three ? { seed: [0.5, () => random.int(0, 1000)] } : {}),
    }),
    ...terms(random, modern, "kernel", "recurrent", "bias"),
  };
}

/** A recurrent layer, the widths of its states as `initial_state` takes them, and whether it has several outputs. */
function recurrent(random, version, return_sequences, return_state = false) {
  const { three, old, modern, backend } = version;
  const kind = random.pick(["SimpleRNN", "LSTM", "GRU"]);
  const loop = {
    return_sequences,
    ...(return_state ? { return_state } : {}),
    ...random.some({
      go_backwards: [0.2, () => true],
      unroll: [0.2, () => true],
      stateful: [0.1, () => true],
      ...(modern ? { zero_output_for_mask: [0.15, () => true] } : {}),
    }),
  };
  const widthsOf = (name, units) => (name === "LSTM" ? [units, units] : [units]);
  const shape = random.unit();
  if (shape < 0.6) {
    const config = { ...cellConfig(random, kind, version), ...loop, ...terms(random, modern, "activity") };
    return { layer: named(kind, config), widths: widthsOf(kind, config.units), several: return_state };
  }
  if (shape < 0.75) {
    const kinds = random.list(random.int(1, 3), () => random.pick(["SimpleRNN", "LSTM", "GRU"]));
    const cells = kinds.map((name) => ({ name, config: cellConfig(random, name, version) }));
    const single = cells.length === 1;
    const cell = cells.map(({ name, config }) => named(`${name}Cell`, config));
    const flat = cells.map(({ name, config }) => widthsOf(name, config.units));
    const widths = single ? flat[0] : three ? flat : null;
    return { layer: named("RNN", { cell: single ? cell[0] : cell, ...loop }), widths, several: return_state };
  }
  const config = { ...cellConfig(random, kind, version), ...loop, ...terms(random, modern, "activity") };
  // Keras 2 cannot merge where a layer returns its states; the wrapper's own backward layer runs against go_backwards.
  if (three) delete config.go_backwards;
  if (!modern || random.chance(0.7)) delete config.return_state;
  if (!modern) delete config.stateful;
  if (old && config.go_backwards) delete config.go_backwards;
  if (backend === "torch") delete config.unroll;
  const merge_mode = random.pick(["concat", "sum", "mul", "ave"]);
  const twice = widthsOf(kind, config.units);
  return {
    layer: named("Bidirectional", { layer: named(kind, config), merge_mode }),
    widths: [...twice, ...twice],
    several: config.return_state === true,
  };
}

/** A layer between two recurrent ones. */
function between(random, { modern, three, old, training }) {
  const rate = random.number(0.1, 0.6);
  const choices = [
    () =>
      named("Dense", {
        units: random.int(1, 5),
        activation: random.pick(activations),
        ...terms(random, modern, "kernel", "bias", "activity"),
      }),
    () => named("Activation", { activation: random.pick(activations) }),
    () => named("TimeDistributed", { layer: named("Dense", { units: random.int(1, 4), activation: random.pick(activations) }) }),
    () =>
      named(
        "BatchNormalization",
        random.some({ epsilon: [0.5, () => random.number(0.001, 0.1)], scale: [0.3, () => false], center: [0.3, () => false] }),
      ),
  ];
  if (!old || !training) choices.push(() => named("Dropout", { rate, ...random.some({ seed: [0.5, () => random.int(0, 1000)] }) }));
  if (modern)
    choices.push(() =>
      named("LayerNormalization", {
        ...random.some({
          epsilon: [0.5, () => random.number(0.001, 0.1)],
          scale: [0.3, () => false],
          center: [0.3, () => false],
          axis: [0.4, () => random.pick([1, 2, -1, -2, [1, 2]])],
        }),
        ...(three && random.chance(0.15) ? { rms_scaling: true } : {}),
      }),
    );
  return random.pick(choices)();
}
