/** Random documents of our own dialect: a rule for each gate of each matrix. */

const seeds = [0, 1, -1, 4294967296, "18446744073709551615", "-9223372036854775808"];
const gates = { RNN: [], LSTM: ["i", "f", "g", "o"], GRU: ["r", "z", "n"] };

export function generate(random, { dialect }) {
  const names = ["a", "net.rnn", "net.head", "layers.0", "x_1", "é"];
  const modules = random.list(random.int(1, 3), () => moduleOf(random, names.splice(random.int(0, names.length - 1), 1)[0]));
  return { gatewise: 1, dialect, seed: random.chance(0.5) ? random.pick(seeds) : random.int(-1e9, 1e9), modules };
}

function moduleOf(random, name) {
  const className = random.pick(["RNN", "LSTM", "LSTM", "GRU", "GRU", "Linear", "Embedding"]);
  const dtype = random.some({ dtype: [0.3, () => random.pick(["float32", "float64"])] });
  if (className === "Linear") {
    const args = {
      in_features: random.size(),
      out_features: random.size(),
      ...random.some({ bias: [0.4, () => random.chance(0.5)] }),
      ...dtype,
    };
    return {
      name,
      class: className,
      args,
      init: random.some({ W: [0.7, () => rule(random, true)], ...(args.bias === false ? {} : { b: [0.5, () => rule(random, false)] }) }),
    };
  }
  if (className === "Embedding")
    return {
      name,
      class: className,
      args: { num_embeddings: random.size(), embedding_dim: random.size(), ...dtype },
      init: random.some({ W: [0.7, () => rule(random, true)] }),
    };
  const args = {
    input_size: random.size(),
    hidden_size: random.size() + 2,
    ...random.some({
      num_layers: [0.4, () => random.int(1, 3)],
      bias: [0.3, () => random.chance(0.5)],
      bidirectional: [0.4, () => random.chance(0.7)],
    }),
    ...dtype,
  };
  const init = random.some({
    Wx: [0.7, () => byGate(random, className, true)],
    Wh: [0.7, () => byGate(random, className, true)],
    ...(args.bias === false ? {} : { bx: [0.7, () => biasRule(random, className)], bh: [0.5, () => byGate(random, className, false)] }),
  });
  return { name, class: className, args, init };
}

function biasRule(random, className) {
  if (className !== "RNN" && random.chance(0.4))
    return random.pick([{ chrono: { max_time: random.number(3, 500) } }, { uniform_gate: {} }]);
  return byGate(random, className, false);
}

function byGate(random, className, matrix) {
  const letters = gates[className];
  if (letters.length === 0 || random.chance(0.3)) return random.chance(0.3) ? { whole: rule(random, matrix) } : rule(random, matrix);
  if (random.chance(0.3)) return Object.fromEntries(letters.map((gate) => [gate, rule(random, matrix)]));
  return {
    each: rule(random, matrix),
    ...random.some(Object.fromEntries(letters.map((gate) => [gate, [0.4, () => rule(random, matrix)]]))),
  };
}

function rule(random, matrix) {
  const gain = { gain: [0.5, () => random.number(0.1, 3)] };
  const low = random.number(-2, 2);
  const names = ["zeros", "ones", "glorot_uniform", "glorot_normal", "he_uniform", "he_normal", "lecun_uniform", "lecun_normal"];
  const scaled = random.pick(names);
  return random.pick([
    scaled,
    scaled === "zeros" || scaled === "ones" ? scaled : { [scaled]: random.some(gain) },
    { constant: { value: random.number(-3, 3) } },
    { uniform: { low, high: low + random.number(0, 2) } },
    { normal: { stddev: random.number(0, 2), ...random.some({ mean: [0.5, () => low] }) } },
    { truncated_normal: { stddev: random.number(0, 2), ...random.some({ mean: [0.5, () => low] }) } },
    ...(matrix ? [random.pick(["orthogonal", "identity"]), { orthogonal: random.some(gain) }, { identity: random.some(gain) }] : []),
  ]);
}
