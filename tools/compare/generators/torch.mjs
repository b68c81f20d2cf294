/** Random documents of PyTorch: modules with rare options, programs of nn.init. */

const seeds = [0, 1, 42, -1, -7, 2147483648, 4294967295, 4294967296, "-9223372036854775808", "18446744073709551615", "1234567890123456789"];
const names = ["a", "b", "rnn", "net.rnn", "net.head", "layers.0", "layers.1", "layers.10", "encoder.l.x", "encoder.deep.y", "Z_9"];

export function generate(random, { dialect }) {
  const free = [...names];
  const modules = random.list(random.int(1, 4), () => {
    const name = free.splice(random.int(0, free.length - 1), 1)[0];
    return { name, ...moduleOf(random) };
  });
  const document = { gatewise: 1, dialect, seed: random.chance(0.5) ? random.pick(seeds) : random.int(0, 1e9), modules };
  if (random.chance(0.3)) document.seed = { manual_seed: document.seed };
  if (random.chance(0.7)) document.then = random.list(random.int(1, 4), () => callOf(random, modules));
  return document;
}

function moduleOf(random) {
  const { chance, size, pick, number } = bound(random);
  const dtype = () => (chance(0.2) ? { dtype: pick(["float64", "float32"]) } : {});
  const recurrent = (more = {}) => ({
    input_size: chance(0.02) ? 0 : size(),
    hidden_size: chance(0.02) ? 0 : size(),
    ...random.some({
      num_layers: [0.5, () => (chance(0.03) ? 0 : random.int(1, 3))],
      bias: [0.3, () => chance(0.5)],
      batch_first: [0.2, () => chance(0.5)],
      dropout: [0.2, () => (chance(0.1) ? pick([1, 1.5, -0.1]) : number(0, 1))],
      bidirectional: [0.4, () => chance(0.7)],
    }),
    ...more,
    ...dtype(),
  });
  const cell = (more = {}) => ({
    input_size: chance(0.05) ? 0 : size(),
    hidden_size: chance(0.05) ? 0 : size(),
    ...random.some({ bias: [0.4, () => chance(0.5)] }),
    ...more,
    ...dtype(),
  });
  const nonlinearity = random.some({ nonlinearity: [0.4, () => pick(["tanh", "relu"])] });
  const kernel = (rank) => (chance(0.5) ? random.int(1, 4) : random.list(rank, () => random.int(1, 4)));
  const convolution = (rank) => {
    const groups = chance(0.3) ? random.int(1, 3) : 1;
    return {
      in_channels: groups * random.int(1, 5) + (chance(0.03) ? 1 : 0),
      out_channels: groups * random.int(1, 5),
      kernel_size: kernel(rank),
      ...(groups === 1 ? {} : { groups }),
      ...random.some({
        stride: [0.2, () => random.int(1, 2)],
        padding: [0.2, () => (chance(0.3) ? pick(["same", "valid"]) : random.int(0, 2))],
        dilation: [0.2, () => random.int(1, 2)],
        bias: [0.3, () => chance(0.5)],
        padding_mode: [0.2, () => pick(["zeros", "reflect", "replicate", "circular"])],
      }),
      ...dtype(),
    };
  };
  const classes = {
    RNN: () => recurrent(nonlinearity),
    LSTM: () => recurrent(random.some({ proj_size: [0.3, () => random.int(0, 5)] })),
    GRU: () => recurrent(),
    RNNCell: () => cell(nonlinearity),
    LSTMCell: () => cell(),
    GRUCell: () => cell(),
    Linear: () => ({
      in_features: chance(0.05) ? 0 : size(),
      out_features: chance(0.05) ? 0 : size(),
      ...random.some({ bias: [0.3, () => chance(0.5)] }),
      ...dtype(),
    }),
    Embedding: () => {
      const count = chance(0.04) ? 0 : size();
      return {
        num_embeddings: count,
        embedding_dim: chance(0.04) ? 0 : size(),
        ...random.some({
          padding_idx: [0.4, () => random.int(-count - (chance(0.1) ? 1 : 0), Math.max(0, count - 1 + (chance(0.1) ? 1 : 0)))],
          max_norm: [0.1, () => number(0, 3)],
          norm_type: [0.1, () => number(0, 3)],
          scale_grad_by_freq: [0.1, () => chance(0.5)],
          sparse: [0.1, () => chance(0.5)],
        }),
        ...dtype(),
      };
    },
    Conv1d: () => convolution(1),
    Conv2d: () => convolution(2),
    LayerNorm: () => ({
      normalized_shape: chance(0.5) ? size() : random.list(random.int(1, 3), () => random.int(1, 5)),
      ...random.some({ eps: [0.1, () => 1e-3], elementwise_affine: [0.2, () => chance(0.5)], bias: [0.3, () => chance(0.5)] }),
      ...dtype(),
    }),
    BatchNorm1d: () => ({
      num_features: chance(0.05) ? 0 : size(),
      ...random.some({
        eps: [0.1, () => 1e-3],
        momentum: [0.2, () => (chance(0.3) ? null : 0.2)],
        affine: [0.3, () => chance(0.5)],
        track_running_stats: [0.3, () => chance(0.5)],
      }),
      ...dtype(),
    }),
  };
  const weighted = ["RNN", "LSTM", "LSTM", "GRU", "GRU", ...Object.keys(classes)];
  const className = pick(weighted);
  const args = classes[className]();
  if (chance(0.02)) args[pick(["inputs", "hidden", "device_", "num_layer"])] = 3;
  return { class: className, args };
}

function callOf(random, modules) {
  const { chance, pick, number } = bound(random);
  const { name, class: className, args: own } = pick(modules);
  const gates = { LSTM: "ifgo", LSTMCell: "ifgo", GRU: "rzn", GRUCell: "rzn" }[className];
  const recurrent = /^(RNN|LSTM|GRU)/.test(className);
  const wild = chance(0.12);
  const matrix = wild || (recurrent ? chance(0.7) : /Linear|Embedding|Conv/.test(className));
  const reversed = own.bidirectional === true ? [`${name}.*_reverse`] : [];
  const on = wild
    ? pick(["*", `${name}.*`, "*weight_hh*", "*weight*", "*bias*", "*_reverse", "*weight_hr*", "nothing.*"])
    : matrix
      ? pick(
          recurrent
            ? [
                `${name}.weight*`,
                `${name}.weight_hh*`,
                `${name}.weight_ih*`,
                `${name}.*ih*l0`.replace("ih*", className.endsWith("Cell") ? "weight_ih" : "weight_ih_"),
              ].slice(0, className.endsWith("Cell") ? 3 : 4)
            : [`${name}.weight`, `${name}.w*t`],
        )
      : pick([`${name}.*`, ...reversed]);
  const gain = { gain: [0.4, () => pick([1, 0, 2.5, -1, 0.1, 1.4142135623730951])] };
  const kaiming = {
    a: [0.3, () => number(-1, 3)],
    mode: [0.4, () => (chance(0.05) ? "fan_avg" : pick(["fan_in", "fan_out"]))],
    nonlinearity: [
      0.4,
      () => (chance(0.05) ? "gelu" : pick(["linear", "conv1d", "conv_transpose3d", "sigmoid", "tanh", "relu", "leaky_relu", "selu"])),
    ],
  };
  const low = number(-3, 3);
  const functions = {
    uniform_: () => random.some({ a: [0.5, () => low], b: [0.5, () => (chance(0.05) ? low - 1 : Math.max(low, 0) + number(0, 2))] }),
    normal_: () => random.some({ mean: [0.5, () => low], std: [0.5, () => (chance(0.05) ? pick([0, -1]) : number(0, 2))] }),
    trunc_normal_: () =>
      random.some({
        mean: [0.5, () => number(-3, 3)],
        std: [0.5, () => (chance(0.05) ? 0 : number(0.01, 3))],
        a: [0.4, () => number(-4, 0)],
        b: [0.4, () => number(0, 4)],
      }),
    constant_: () => ({ val: pick([0, 1, -0.5, 1e-8, 3, 0.1]) }),
    ones_: () => ({}),
    zeros_: () => ({}),
    eye_: () => ({}),
    xavier_uniform_: () => random.some(gain),
    xavier_normal_: () => random.some(gain),
    kaiming_uniform_: () => random.some(kaiming),
    kaiming_normal_: () => random.some(kaiming),
    orthogonal_: () => random.some(gain),
  };
  const anywhere = ["uniform_", "normal_", "trunc_normal_", "constant_", "ones_", "zeros_"];
  const call = pick(matrix ? Object.keys(functions).filter((one) => one !== "eye_" || !className.startsWith("Conv")) : anywhere);
  const args = functions[call]();
  const rows = [random.int(0, 5), random.int(5, 50)];
  const parts = [{ rows }, { each_gate: false }, { rows: [random.int(0, 6), random.int(6, 12)] }];
  const byGate = gates !== undefined && (own.proj_size ?? 0) === 0;
  const gated = byGate || wild ? [{ each_gate: true }, { each_gate: true }, { gate: pick([...(gates ?? "ifgorzn")]) }] : [];
  const part = chance(0.4) ? {} : pick([...parts, ...gated, ...gated]);
  return { call, on, ...part, ...(Object.keys(args).length > 0 || chance(0.3) ? { args } : {}) };
}

function bound(random) {
  return {
    chance: (p) => random.chance(p),
    size: () => random.size(),
    pick: (list) => random.pick(list),
    number: (low, high) => random.number(low, high),
  };
}
