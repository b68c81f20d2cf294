/** The golden documents of our own dialect; an independent NumPy program stands in for a framework. */

const lstm = { input_size: 5, hidden_size: 8 };
const doc = (seed, modules) => ({ gatewise: 1, dialect: "gatewise@1", seed, modules });
const one = (className, args, init) => [{ name: "net", class: className, args, ...(init === undefined ? {} : { init }) }];

/** @type {{ name: string, document: any }[]} */
export const cases = [];
const add = (name, document) => cases.push({ name, document });

for (const seed of [0, 7, -3, 4294967303, "18446744073709551615"]) add(`seed ${seed}`, doc(seed, one("LSTM", lstm)));
add("gru", doc(1, one("GRU", lstm)));
add("rnn", doc(2, one("RNN", lstm)));
add("two layers bidirectional", doc(3, one("LSTM", { ...lstm, num_layers: 2, bidirectional: true })));
add("without bias, float64", doc(4, one("GRU", { ...lstm, bias: false, dtype: "float64" })));
add(
  "a model",
  doc(5, [
    { name: "embed", class: "Embedding", args: { num_embeddings: 7, embedding_dim: 5 } },
    { name: "net.rnn", class: "LSTM", args: lstm },
    { name: "head", class: "Linear", args: { in_features: 8, out_features: 3 } },
  ]),
);
add(
  "adding a layer changes no other weight",
  doc(5, [
    { name: "new", class: "LSTM", args: lstm },
    { name: "net.rnn", class: "LSTM", args: lstm },
  ]),
);
const rules = [
  "glorot_uniform",
  "glorot_normal",
  "he_uniform",
  "he_normal",
  "lecun_uniform",
  "lecun_normal",
  { glorot_uniform: { gain: 0.5 } },
  "orthogonal",
  { orthogonal: { gain: 1.1 } },
  "identity",
  { identity: { gain: 0.9 } },
  { uniform: { low: -0.3, high: 0.7 } },
  { normal: { mean: 0.1, stddev: 0.2 } },
  { truncated_normal: { stddev: 0.05 } },
  { constant: { value: 0.25 } },
  "zeros",
  "ones",
];
rules.forEach((rule, k) => {
  add(`${JSON.stringify(rule)} for each gate`, doc(100 + k, one("LSTM", lstm, { Wx: rule, Wh: rule })));
  add(`${JSON.stringify(rule)} on the whole matrix`, doc(200 + k, one("GRU", lstm, { Wh: { whole: rule } })));
});
add(
  "one rule for each gate of each matrix",
  doc(
    6,
    one("LSTM", lstm, {
      Wx: { i: "glorot_uniform", f: "he_normal", g: { normal: { stddev: 0.1 } }, o: "zeros" },
      Wh: { each: "orthogonal", g: { orthogonal: { gain: 1.1 } } },
      bx: { each: "zeros", f: { constant: { value: 1 } } },
      bh: { each: "zeros", o: { uniform: { low: -1, high: 0 } } },
    }),
  ),
);
add("chrono", doc(8, one("LSTM", lstm, { bx: { chrono: { max_time: 100 } } })));
add("chrono of a GRU", doc(9, one("GRU", lstm, { bx: { chrono: { max_time: 20 } } })));
add("uniform gate", doc(10, one("LSTM", { ...lstm, dtype: "float64" }, { bx: { uniform_gate: {} } })));
add("identity stack", doc(11, one("RNN", lstm, { Wh: "identity", Wx: { normal: { stddev: 0.001 } } })));
