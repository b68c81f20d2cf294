/** What Keras documents and sessions are refused for. */
import { keras } from "../../src/keras.ts";
import type { Row } from "./row.ts";

const dialect = "keras@3.15/jax";
const of = (layers: unknown, extra: Record<string, unknown> = {}) => ({
  gatewise: 1,
  dialect,
  seed: 7,
  input_shape: [null, 6, 5],
  layers,
  ...extra,
});
const layer = (className: string, config: unknown, extra?: Record<string, unknown>) => of([{ class_name: className, config }], extra);
const lstm = { class_name: "LSTM", config: { units: 4 } };
const kernel = (value: unknown, extra?: Record<string, unknown>) => layer("Dense", { units: 3, kernel_initializer: value }, extra);
const model = (value: unknown) => ({ gatewise: 1, dialect, model: value });
const input = { class_name: "InputLayer", config: { batch_shape: [null, 6, 5], name: "in" }, name: "in", inbound_nodes: [] };
const called = (from: unknown) => [{ args: [{ class_name: "__keras_tensor__", config: { keras_history: [from, 0, 0] } }], kwargs: {} }];
const functional = (layers: unknown) => model({ class_name: "Functional", config: { name: "m", layers } });

let wrapped: unknown = { class_name: "Dense", config: { units: 2 } };
for (let k = 0; k < 60; k++) wrapped = { class_name: "TimeDistributed", config: { layer: wrapped } };

const stolen = ["constructor", "toString", "hasOwnProperty"].flatMap((name): Row[] => [
  { name: `layer ${name}`, code: "unknown-class", given: { document: layer(name, {}) }, received: name },
  { name: `argument ${name}`, code: "unknown-option", given: { document: layer("LSTM", { units: 4, [name]: 1 }) }, where: name },
  { name: `initialiser ${name}`, code: "unknown-rule", given: { document: kernel(name) }, received: name },
  {
    name: `initialiser class ${name}`,
    code: "unknown-rule",
    given: { document: kernel({ class_name: name, config: {} }) },
    received: name,
  },
  {
    name: `initialiser's argument ${name}`,
    code: "unknown-option",
    given: { document: kernel({ class_name: "Zeros", config: { [name]: 1 } }) },
    where: name,
  },
  {
    name: `activation ${name}`,
    code: "unknown-option",
    given: { document: layer("LSTM", { units: 4, activation: name }) },
    received: name,
  },
  { name: `backend ${name}`, code: "unknown-dialect", given: { document: of([lstm], { dialect: `keras@3.15/${name}` }) }, received: name },
  { name: `key ${name}`, code: "unknown-key", given: { document: of([{ ...lstm, [name]: 1 }]) }, received: name },
]);

export const kerasRows: readonly Row[] = [
  {
    name: "an unknown layer",
    code: "unknown-class",
    given: { document: layer("LSMT", { units: 4 }) },
    where: "layers[0]",
    received: "LSMT",
    fix: "did you mean LSTM?",
  },
  {
    name: "an unknown argument",
    code: "unknown-option",
    given: { document: layer("LSTM", { unit: 4 }) },
    where: "argument unit",
    fix: "did you mean units?",
  },
  {
    name: "an argument of another version",
    code: "unknown-option",
    given: { document: layer("GRU", { units: 4, zero_output_for_mask: true }, { dialect: "keras@2.1.6" }) },
    where: "zero_output_for_mask",
  },
  { name: "no units", code: "missing-option", given: { document: layer("LSTM", {}) }, where: "units", fix: "give units" },
  { name: "a string for units", code: "wrong-type", given: { document: layer("LSTM", { units: "4" }) }, received: '"4"' },
  {
    name: "a thousand million units",
    code: "limit",
    given: { document: layer("Dense", { units: 1e9 }) },
    where: "kernel",
    expected: "2147483648",
  },
  {
    name: "a list for a config",
    code: "bad-document",
    given: { document: layer("LSTM", [4]) },
    where: "layers[0].config",
    received: "[4]",
  },
  { name: "null for a layer", code: "bad-document", given: { document: of([null]) }, where: "layers[0]", received: "null" },
  {
    name: "an unknown key of a layer",
    code: "unknown-key",
    given: { document: of([{ class_name: "LSTM", confg: {} }]) },
    where: "layers[0]",
    fix: "did you mean config?",
  },
  { name: "no input shape", code: "missing-option", given: { document: { gatewise: 1, dialect, layers: [lstm] } }, where: "input_shape" },
  {
    name: "0 in the input shape",
    code: "bad-document",
    given: { document: of([lstm], { input_shape: [null, 6, 0] }) },
    where: "input_shape[2]",
  },
  {
    name: "an input without features",
    code: "bad-shape",
    given: { document: of([lstm], { input_shape: [null, 6, null] }) },
    expected: "a known last dimension",
  },
  {
    name: "a matrix for a recurrent layer",
    code: "bad-shape",
    given: { document: of([lstm, lstm]) },
    where: "layers[1]",
    expected: "[batch, time, features]",
    fix: "return_sequences",
  },
  {
    name: "states inside a Sequential",
    code: "bad-shape",
    given: {
      document: of([
        { class_name: "LSTM", config: { units: 4, return_state: true } },
        { class_name: "Dense", config: { units: 1 } },
      ]),
    },
    received: "several outputs",
  },
  { name: "layers and model", code: "contradiction", given: { document: of([lstm], { model: {} }) }, received: "both" },
  { name: "neither layers nor model", code: "contradiction", given: { document: { gatewise: 1, dialect } }, received: "neither" },
  {
    name: "two layers of one name",
    code: "name-taken",
    given: { document: of(["a", "a"].map((name) => ({ class_name: "LSTM", config: { units: 4, return_sequences: true, name } }))) },
    received: "two layers named",
  },
  {
    name: "a name with a slash",
    code: "bad-scope",
    given: { document: layer("LSTM", { units: 4, name: "a/b" }) },
    received: "a/b",
    expected: "without /",
  },
  {
    name: "a name that no scope may have",
    code: "bad-scope",
    given: { document: layer("LSTM", { units: 4, name: "a b" }, { dialect: "keras@2.1.6" }) },
    received: "a b",
  },
  {
    name: "an unknown activation",
    code: "unknown-option",
    given: { document: layer("LSTM", { units: 4, activation: "tanhh" }) },
    where: "activation",
    fix: "did you mean tanh?",
  },
  {
    name: "a number for an activation",
    code: "wrong-type",
    given: { document: layer("LSTM", { units: 4, recurrent_activation: 5 }) },
    where: "recurrent_activation",
    received: "5",
  },
  {
    name: "an unknown initialiser",
    code: "unknown-rule",
    given: { document: kernel("glorot_unifrom") },
    where: "kernel_initializer",
    fix: "did you mean glorot_uniform?",
  },
  {
    name: "a class that is a function there",
    code: "unknown-rule",
    given: { document: kernel("GlorotUniform", { dialect: "keras@2.1.6" }) },
    fix: "did you mean glorot_uniform?",
  },
  { name: "a number for an initialiser", code: "wrong-type", given: { document: kernel(0) }, received: "0", expected: "class_name" },
  { name: "null for an initialiser", code: "wrong-type", given: { document: kernel(null) }, received: "null" },
  {
    name: "null for an initialiser's config",
    code: "wrong-type",
    given: { document: kernel({ class_name: "Zeros", config: null }) },
    received: "null",
  },
  {
    name: "an unknown key of an initialiser",
    code: "unknown-key",
    given: { document: kernel({ class_name: "Zeros", args: {} }) },
    received: '"args"',
  },
  {
    name: "a negative deviation",
    code: "out-of-range",
    given: { document: kernel({ class_name: "RandomNormal", config: { stddev: -1 } }) },
    where: "stddev",
    received: "-1",
    expected: "at least 0",
  },
  {
    name: "a scale of 0",
    code: "out-of-range",
    given: { document: kernel({ class_name: "VarianceScaling", config: { scale: 0 } }) },
    where: "scale",
    expected: "above 0",
  },
  {
    name: "a mode that is none",
    code: "out-of-range",
    given: { document: kernel({ class_name: "VarianceScaling", config: { mode: "fan" } }) },
    fix: "did you mean fan_in?",
  },
  {
    name: "a fraction for a seed",
    code: "bad-seed",
    given: { document: kernel({ class_name: "RandomNormal", config: { seed: 1.5 } }) },
    where: "seed",
    received: "1.5",
  },
  {
    name: "a seed that the backend cannot hold",
    code: "bad-seed",
    given: { document: kernel({ class_name: "RandomNormal", config: { seed: -1 } }) },
    received: "-1",
    expected: "4294967295",
  },
  {
    name: "a string for a dropout's seed",
    code: "bad-seed",
    given: { document: layer("Dropout", { rate: 0.5, seed: "x" }) },
    where: "seed",
  },
  { name: "a rate above 1", code: "out-of-range", given: { document: layer("Dropout", { rate: 2 }) }, where: "rate", received: "2" },
  {
    name: "set_random_seed before it came",
    code: "unknown-key",
    given: { document: of([lstm], { dialect: "keras@2.1.6", seed: { set_random_seed: 7 } }) },
    where: "set_random_seed",
  },
  { name: "an unknown seed", code: "unknown-key", given: { document: of([lstm], { seed: { nunpy: 7 } }) }, fix: "did you mean numpy?" },
  {
    name: "an orthogonal bias",
    code: "bad-shape",
    given: { document: layer("Dense", { units: 3, bias_initializer: "orthogonal" }) },
    expected: "at least 2 dimensions",
  },
  {
    name: "a dtype that JAX has not",
    code: "not-supported",
    given: { document: layer("Dense", { units: 3, dtype: "float64" }) },
    where: "dtype",
    received: "float64",
  },
  { name: "a cell as a layer", code: "not-supported", given: { document: layer("LSTMCell", { units: 3 }) }, fix: "wrap it in RNN" },
  {
    name: "wrappers inside wrappers without end",
    code: "limit",
    given: { document: of([wrapped], { input_shape: new Array(64).fill(1) }) },
    where: "layer (TimeDistributed), layer (TimeDistributed)",
    expected: "at most 16 levels",
  },
  { name: "null for a cell", code: "wrong-type", given: { document: layer("RNN", { cell: null }) }, where: "cell" },
  { name: "no cells", code: "wrong-type", given: { document: layer("RNN", { cell: [] }) }, received: "[]" },
  {
    name: "a layer for a cell",
    code: "wrong-type",
    given: { document: layer("RNN", { cell: lstm }) },
    received: "LSTM",
    expected: "LSTMCell",
  },
  {
    name: "a layer that pretends to be built",
    code: "wrong-type",
    given: { document: layer("Bidirectional", { layer: { build: 1, config: {}, name: "x" } }) },
    where: "layer",
  },
  {
    name: "a Dense in both directions",
    code: "wrong-type",
    given: { document: layer("Bidirectional", { layer: { class_name: "Dense", config: { units: 2 } } }) },
    received: "Dense",
  },
  {
    name: "no backend",
    code: "missing-option",
    given: { document: of([lstm], { dialect: "keras@3.15" }) },
    received: "no backend",
    expected: "tensorflow, jax, torch, numpy",
  },
  {
    name: "an unknown backend",
    code: "unknown-dialect",
    given: { document: of([lstm], { dialect: "keras@3.15/jaxx" }) },
    received: "jaxx",
    fix: "did you mean jax?",
  },
  { name: "a model file", code: "not-supported", given: { document: model("model.keras") }, where: "model", received: "model.keras" },
  { name: "null for a model", code: "wrong-type", given: { document: model(null) }, received: "null" },
  {
    name: "a model of an unknown class",
    code: "unknown-class",
    given: { document: model({ class_name: "Subclassed", config: {} }) },
    received: "Subclassed",
    expected: "Sequential",
  },
  {
    name: "a model without layers",
    code: "bad-document",
    given: { document: model({ class_name: "Sequential", config: null }) },
    expected: "a list of layers",
  },
  {
    name: "a model without a shape",
    code: "missing-option",
    given: { document: model({ class_name: "Sequential", config: { layers: [lstm] } }) },
    where: "first layer",
    received: "no input shape",
  },
  {
    name: "a Functional model's layer without a name",
    code: "bad-document",
    given: { document: functional([{ class_name: "LSTM", config: { units: 4 } }]) },
    expected: "a name",
  },
  { name: "a Functional model's layer twice", code: "name-taken", given: { document: functional([input, input]) }, received: '"in"' },
  {
    name: "an input from nowhere",
    code: "bad-document",
    given: { document: functional([input, { ...lstm, name: "lstm", inbound_nodes: called("out") }]) },
    received: "out",
    expected: "layers of the model",
  },
  {
    name: "layers in a circle",
    code: "bad-document",
    given: { document: functional([input, { ...lstm, name: "lstm", inbound_nodes: called("lstm") }]) },
    where: "layer lstm",
  },
  {
    name: "a string for inbound_nodes",
    code: "bad-document",
    given: { document: functional([input, { ...lstm, name: "lstm", inbound_nodes: "in" }]) },
    where: "inbound_nodes",
    received: '"in"',
  },
  {
    name: "a number for an input",
    code: "bad-document",
    given: { document: functional([input, { ...lstm, name: "lstm", inbound_nodes: called(5) }]) },
    where: "inbound_nodes",
  },
  {
    name: "a bare model without a dialect",
    code: "missing-option",
    given: { document: { class_name: "Sequential", config: { layers: [lstm] } } },
    where: "--dialect",
  },
  {
    name: "a bare model of another version",
    code: "contradiction",
    given: {
      document: { class_name: "Sequential", config: { layers: [lstm] }, keras_version: "2.1.6" },
      options: { dialect: "keras@3.15/jax" },
    },
    received: "2.1.6",
  },
  {
    name: "weights before build",
    code: "not-evaluated",
    given: {
      call: () => keras.session({ version: "3.15", backend: "jax" }).LSTM({ units: 8 }).weights(),
      written: 'keras.session({ version: "3.15", backend: "jax" }).LSTM({ units: 8 }).weights()',
    },
    where: "layer lstm",
    fix: ".build(",
  },
  ...stolen,
];
