/** Random forward cases of PyTorch: recurrent layers with every option, lengths and states, and what stands around them. */

/** A case as tools/goldens/forward-cases/torch.mjs has it, without a name. */
export function generate(random) {
  const kind = random.pick(["recurrent", "recurrent", "recurrent", "recurrent", "cell", "around", "convolution"]);
  const { modules, forward, inputs, ...rest } = { recurrent, cell, around, convolution }[kind](random);
  return { document: { gatewise: 1, dialect: "torch@2.13", seed: random.int(0, 1e9), modules }, inputs, forward, ...rest };
}

const small = (random) => random.int(1, 7);

/** Training; its masks are drawn after a seed, or in float32 behind the weights' draws, which are others in float64. */
function training(random, draws, seeded = random.chance(0.5)) {
  if (!random.chance(0.35)) return {};
  const drawn = seeded ? { manual_seed: random.int(0, 1e6) } : { dtype: "float32" };
  return { training: true, ...(draws ? drawn : {}) };
}

function layer(random, name, input) {
  const className = random.pick(["RNN", "LSTM", "LSTM", "GRU"]);
  const hidden = random.int(1, 9);
  const args = {
    input_size: input,
    hidden_size: hidden,
    ...random.some({
      num_layers: [0.5, () => random.int(1, 3)],
      bias: [0.25, () => random.chance(0.3)],
      bidirectional: [0.45, () => random.chance(0.8)],
      dropout: [0.3, () => random.pick([0, 0.2, 0.5, 0.9, 1])],
    }),
    ...(className === "RNN" ? random.some({ nonlinearity: [0.5, () => random.pick(["tanh", "relu"])] }) : {}),
    ...(className === "LSTM" && hidden > 1 ? random.some({ proj_size: [0.35, () => random.int(0, hidden - 1)] }) : {}),
  };
  const width = (args.proj_size || hidden) * (args.bidirectional === true ? 2 : 1);
  const draws = (args.dropout ?? 0) > 0 && (args.num_layers ?? 1) > 1;
  return { module: { name, class: className, args }, width, draws };
}

function recurrent(random) {
  const [steps, batch, input] = [small(random), random.int(1, 5), small(random)];
  const stack = [layer(random, "a", input)];
  if (random.chance(0.35)) stack.push(layer(random, "b", stack[0].width));
  const batchFirst = random.chance(0.5);
  if (batchFirst) for (const { module } of stack) module.args.batch_first = true;
  const packed = random.chance(0.4) ? random.list(batch, () => random.int(1, steps)) : null;
  if (packed !== null && random.chance(0.2)) packed.sort((x, y) => y - x);
  const sorted = packed?.every((length, k) => k === 0 || length <= packed[k - 1]) === true;
  const alone = packed === null && random.chance(0.15);
  const shape = alone ? [steps, input] : batchFirst ? [batch, steps, input] : [steps, batch, input];
  const lengths = packed === null ? {} : { lengths: packed, enforce_sorted: sorted && random.chance(0.5) };
  const forward = stack.map(({ module }, k) => ({
    module: module.name,
    ...(random.chance(0.5) ? { initial: true } : {}),
    ...lengths,
    // What comes behind reads the padded sequence, as long as the input.
    ...(packed === null || k < stack.length - 1 ? (packed === null ? {} : { total_length: steps }) : ends(random, packed, steps)),
  }));
  return {
    modules: stack.map(({ module }) => module),
    forward,
    inputs: [{ name: "x", shape, ...(random.chance(0.2) ? { scale: 8 } : {}) }],
    ...training(
      random,
      stack.some(({ draws }) => draws),
    ),
  };
}

function ends(random, lengths, steps) {
  if (random.chance(0.3)) return { total_length: steps };
  return random.chance(0.2) && Math.max(...lengths) > 1 ? { padding_value: -0.5 } : {};
}

function cell(random) {
  const className = random.pick(["RNNCell", "LSTMCell", "GRUCell"]);
  const [batch, input] = [random.int(1, 5), small(random)];
  const over = random.chance(0.5);
  const args = {
    input_size: input,
    hidden_size: random.int(1, 9),
    ...random.some({ bias: [0.3, () => random.chance(0.4)] }),
    ...(className === "RNNCell" ? random.some({ nonlinearity: [0.5, () => "relu"] }) : {}),
  };
  const shape = over ? [small(random), batch, input] : random.chance(0.25) ? [input] : [batch, input];
  return {
    modules: [{ name: "cell", class: className, args }],
    forward: [{ module: "cell", ...(over ? { over: "time" } : {}), ...(random.chance(0.6) ? { initial: true } : {}) }],
    inputs: [{ name: "x", shape }],
  };
}

const functions = [
  ["Tanh", {}],
  ["ReLU", {}],
  ["GELU", {}],
  ["SiLU", {}],
  ["ELU", { alpha: 1.5 }],
  ["LeakyReLU", {}],
  ["Softplus", {}],
  ["Softmax", { dim: -1 }],
  ["LogSoftmax", { dim: 1 }],
  ["Hardswish", {}],
  ["Identity", {}],
];

/** An embedding or features, a recurrent layer, and modules behind it. */
function around(random) {
  const [steps, batch] = [random.int(2, 6), random.int(2, 4)];
  const words = random.chance(0.6);
  const width = random.int(2, 6);
  const rows = random.int(2, 9);
  const modules = [];
  if (words) {
    const args = {
      num_embeddings: rows,
      embedding_dim: width,
      ...random.some({
        padding_idx: [0.4, () => random.int(-rows, rows - 1)],
        scale_grad_by_freq: [0.3, () => random.chance(0.7)],
        max_norm: [0.25, () => random.pick([0.2, 0.6, 1.3])],
        norm_type: [0.25, () => random.pick([1, 2, 3])],
      }),
    };
    modules.push({ name: "embed", class: "Embedding", args });
  }
  const { module, width: given, draws } = layer(random, "rnn", width);
  const batchFirst = random.chance(0.4);
  if (batchFirst) module.args.batch_first = true;
  modules.push(module);
  let last = given;
  let drops = draws;
  let norms = false;
  for (let k = random.int(1, 4); k > 0; k--) {
    const name = `m${k}`;
    const next = random.pick(["Linear", "Dropout", "LayerNorm", "function", "function"]);
    if (next === "Linear") {
      const out = random.int(2, 6);
      modules.push({ name, class: next, args: { in_features: last, out_features: out, ...random.some({ bias: [0.3, () => false] }) } });
      last = out;
    } else if (next === "Dropout") {
      modules.push({ name, class: next, args: { p: random.pick([0.1, 0.5, 0.75]) } });
      drops = true;
    } else if (next === "LayerNorm") {
      // Of one number, or of zeros alone, it enlarges rounding without bound.
      if (last < 2 || norms || modules.some(({ class: one }) => one === "Dropout")) continue;
      norms = true;
      const options = random.some({ eps: [0.3, () => 1e-3], elementwise_affine: [0.3, () => false], bias: [0.2, () => false] });
      modules.push({ name, class: next, args: { normalized_shape: last, ...options } });
    } else {
      const [className, args] = random.pick(functions);
      modules.push({ name, class: className, args });
    }
  }
  const outer = batchFirst ? [batch, steps] : [steps, batch];
  const input = words ? { name: "x", shape: outer, integers: [0, rows] } : { name: "x", shape: [...outer, width] };
  return { modules, forward: modules.map(({ name }) => ({ module: name })), inputs: [input], ...training(random, drops, true) };
}

/** A convolution, perhaps a normalisation, and a recurrent layer behind it. */
function convolution(random) {
  const flat = random.chance(0.35);
  const groups = random.chance(0.3) ? 2 : 1;
  const [channels, out] = [groups * random.int(1, 3), groups * random.int(1, 3)];
  const axes = flat ? 2 : 1;
  const each = (make) => (random.chance(0.5) ? make() : random.list(axes, make));
  const same = random.chance(0.25);
  const args = {
    in_channels: channels,
    out_channels: out,
    kernel_size: each(() => random.int(1, 3)),
    ...(groups > 1 ? { groups } : {}),
    ...random.some({
      stride: [same ? 0 : 0.3, () => each(() => random.int(1, 3))],
      padding: [same ? 1 : 0.5, () => (same ? "same" : each(() => random.int(0, 2)))],
      dilation: [0.3, () => each(() => random.int(1, 2))],
      bias: [0.2, () => false],
      padding_mode: [0.4, () => random.pick(["zeros", "reflect", "replicate", "circular"])],
    }),
  };
  const conv = { name: "conv", class: flat ? "Conv2d" : "Conv1d", args };
  const shape = [random.int(1, 3), channels, ...random.list(axes, () => random.int(5, 8))];
  if (flat || random.chance(0.3)) {
    const alone = random.chance(0.2) ? shape.slice(1) : shape;
    return { modules: [conv], forward: [{ module: "conv" }], inputs: [{ name: "x", shape: alone }] };
  }
  const { module, draws } = layer(random, "rnn", out);
  module.args.batch_first = true;
  const options = random.some({
    momentum: [0.4, () => random.pick([0.3, null])],
    affine: [0.3, () => false],
    track_running_stats: [0.2, () => false],
  });
  const norm = shape[0] > 1 && random.chance(0.5) ? [{ name: "bn", class: "BatchNorm1d", args: { num_features: out, ...options } }] : [];
  return {
    modules: [conv, ...norm, module],
    forward: [{ module: "conv" }, ...norm.map(({ name }) => ({ module: name })), { op: "transpose", dims: [1, 2] }, { module: "rnn" }],
    inputs: [{ name: "x", shape }],
    ...training(random, draws, true),
  };
}
