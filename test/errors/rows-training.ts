/** What training, its checkpoints and text models are refused for. */
import { torchOptimizer } from "../../src/dialects/torch/index.ts";
import { dense, embedding, lstm, sequential } from "../../src/layers.ts";
import { tensor } from "../../src/tensor.ts";
import { torch } from "../../src/torch.ts";
import { evaluate, examples, fit, sampleText, Vocabulary, windows } from "../../src/train.ts";
import type { Row } from "./row.ts";

const net = () => sequential([embedding(4, 3), lstm(5), dense(4)], { like: torch.session({ version: "2.13", seed: 7 }) });
const data = () =>
  windows(
    Int32Array.from({ length: 60 }, (_, i) => (i * 97) % 4),
    { batch: 2, window: 5 },
  );
const options = {
  loss: { kind: "labelCrossEntropy", from: "logits" },
  optimizer: torchOptimizer("SGD", { lr: 0.1 }),
  steps: 3,
  executor: "caller",
} as const;
const ruined = () => {
  const model = net();
  (model.parameters.get("1.weight_hh_l0")?.value.data as Float32Array)[5 * 5] = Number.NaN;
  return fit(model, data(), options);
};
/** Goes on from a checkpoint of two steps, in another way. */
const resumed = async (change: object, model = net()) => {
  const kept: Uint8Array[] = [];
  await fit(net(), data(), { ...options, steps: 2, checkpoint: { every: 2, write: (bytes) => void kept.push(bytes) } });
  return fit(model, data(), { ...options, ...change, resume: kept[0] });
};
const text = "call me ishmael. ".repeat(9);
const train = (given: string | Uint8Array, ...more: string[]) => like("torch@2.13", "m.safetensors", given, ...more);
const like = (dialect: string, out: string, given: string | Uint8Array, ...more: string[]) => ({
  command: ["train", "text", "--text", "a.txt", "--like", dialect, "--out", out, ...more],
  files: { "a.txt": given },
});
const small = ["--batch", "2", "--window", "5"];
const vocabulary = new Vocabulary(["a", "b", "c", "d"]);
const sampled = (change: object) => ({
  call: () => [...sampleText(net(), vocabulary, { prompt: "a", length: 3, temperature: 1, seed: 7n, ...change })],
  written: `sampleText(model, vocabulary, ${JSON.stringify(change)})`,
});

/** Two samples of five steps, each of which counts or none does. */
const ofMask = (value: number) =>
  examples(tensor(new Int32Array(10), { shape: [2, 5] }), tensor(new Int32Array(10), { shape: [2, 5] }), {
    batch: 2,
    mask: tensor(new Int32Array(10).fill(value), { shape: [2, 5] }),
  });

const frozen = () => {
  const model = net();
  model.freeze();
  return model;
};
const fitted = (name: string, code: Row["code"], written: string, change: object, where: string, fix = ""): Row => ({
  name,
  code,
  given: { call: () => fit(net(), data(), { ...options, ...change } as never), written: `fit(model, data, ${written})` },
  where,
  fix,
});

export const trainingRows: readonly Row[] = [
  {
    name: "a weight that is not a number",
    code: "not-finite",
    given: { call: ruined, written: "fit(model, data, { loss, optimizer, steps: 3 })" },
    where: "training, step 1, layer lstm#0.forward",
    received: "1.weight_hh_l0, gate f, whose weight is NaN",
  },
  { name: "an empty text", code: "bad-text", given: train(""), where: "a.txt", received: "an empty file" },
  {
    name: "a text shorter than its windows",
    code: "bad-text",
    given: train(text),
    received: "153 characters, of which 7 are held out",
    expected: "at least 2049",
    fix: "--batch and --window",
  },
  {
    name: "held-out text shorter than a window",
    code: "bad-text",
    given: train(text, "--batch", "2", "--window", "10"),
    received: "7 characters held out",
    expected: "at least 11",
  },
  {
    name: "a text in Latin-1",
    code: "bad-text",
    given: train(Uint8Array.of(97, 98, 0xe9, 99, 10)),
    received: "a byte at 2 that is not UTF-8",
    fix: "iconv",
  },
  {
    name: "a character that the model never saw",
    code: "unknown-character",
    given: sampled({ prompt: "ab♥" }),
    where: "the prompt, character 3",
    received: "U+2665",
    expected: "abcd",
  },
  { name: "an empty prompt", code: "out-of-range", given: sampled({ prompt: "" }), where: "sample, prompt" },
  { name: "a temperature below 0", code: "out-of-range", given: sampled({ temperature: -1 }), received: "-1" },
  { name: "half a character", code: "out-of-range", given: sampled({ length: 1.5 }), received: "1.5" },
  {
    name: "training like a dialect that has none",
    code: "not-supported",
    given: like("gatewise@1", "m.safetensors", text, ...small),
    where: "--like",
    received: "gatewise@1",
    expected: "torch",
  },
  {
    name: "training like a dialect that nobody knows",
    code: "unknown-dialect",
    given: like("troch@2.13", "m.safetensors", text, ...small),
    where: "--like",
    fix: "did you mean torch",
  },
  {
    name: "a model with another ending",
    code: "not-supported",
    given: like("torch@2.13", "m.npz", text),
    where: "--out",
    received: "m.npz",
  },
  {
    name: "a curve with another ending",
    code: "not-supported",
    given: train(text, "--curve", "c.png"),
    where: "--curve",
    received: "c.png",
  },
  {
    name: "a model in a folder that is not there",
    code: "unwritable",
    given: like("torch@2.13", "there/m.safetensors", text),
    where: "there/m.safetensors",
    received: "ENOENT",
  },
  {
    name: "no whole number of layers",
    code: "out-of-range",
    given: train(text, "--layers", "0"),
    where: "--layers",
    expected: "1 or more",
  },
  { name: "a rate that is no number", code: "wrong-type", given: train(text, "--rate", "fast"), where: "--rate", received: '"fast"' },
  { name: "dropout of everything", code: "out-of-range", given: train(text, "--dropout", "1"), where: "--dropout", expected: "below 1" },
  {
    name: "dropout with one layer",
    code: "contradiction",
    given: train(text, "--dropout", "0.3", "--layers", "1"),
    where: "--dropout",
    received: "0.3 with one layer",
    fix: "--layers 2",
  },
  {
    name: "a model that would be written over its text",
    code: "contradiction",
    given: {
      command: ["train", "text", "--text", "a.safetensors", "--like", "torch@2.13", "--out", "./a.safetensors"],
      files: { "a.safetensors": text },
    },
    where: "--out",
    received: "the file that --text is",
  },
  {
    name: "a batch of which no step counts",
    code: "out-of-range",
    given: {
      call: () => fit(net(), ofMask(0), options),
      written: "fit(model, examples(inputs, targets, { batch: 2, mask: zeros([2, 5]) }), options)",
    },
    where: "loss, mask",
    received: "[2, 5] of zeros",
    fix: 'reduction: "sum"',
  },
  { name: "a text that is a list", code: "wrong-type", given: sampled({ prompt: ["a"] }), where: "sample, argument prompt" },
  {
    name: "a sequence as a list",
    code: "wrong-type",
    given: { call: () => windows([1, 2, 3] as never, { batch: 1, window: 2 }), written: "windows([1, 2, 3], { batch: 1, window: 2 })" },
    where: "windows, sequence",
    expected: "Int32Array",
  },
  { name: "an optimiser that nobody knows", code: "unknown-option", given: train(text, "--optimizer", "adamm"), fix: "adam" },
  {
    name: "a resume without a checkpoint",
    code: "unreadable",
    given: train(text, "--resume"),
    where: "m.checkpoint.safetensors",
  },
  {
    name: "a resume with another optimiser",
    code: "contradiction",
    given: { call: () => resumed({ optimizer: torchOptimizer("SGD", { lr: 0.2 }) }), written: "fit(model, data, { optimizer, resume })" },
    where: "the checkpoint, optimizer",
  },
  {
    name: "a checkpoint of another net",
    code: "bad-shape",
    given: {
      call: () => resumed({}, sequential([embedding(4, 3), lstm(6), dense(4)], { like: torch.session({ version: "2.13", seed: 7 }) })),
      written: "fit(wider, data, { optimizer, resume })",
    },
    where: "the checkpoint, 1.weight_ih_l0",
    fix: "another net",
  },
  {
    name: "a checkpoint that is only a model",
    code: "bad-file",
    given: { command: ["sample", "w.safetensors"], files: { "w.safetensors": emptyFile() } },
    where: "w.safetensors",
    expected: "a model that gatewise train text has saved",
  },
  {
    name: "no steps at all",
    code: "out-of-range",
    given: { call: () => fit(net(), data(), { ...options, steps: 0 }), written: "fit(model, data, { steps: 0 })" },
    where: "fit, steps",
  },
  {
    name: "a sequence shorter than a window",
    code: "bad-shape",
    given: { call: () => windows(new Int32Array(9), { batch: 2, window: 5 }), written: "windows(sequence, { batch: 2, window: 5 })" },
    received: "9 numbers",
    expected: "at least 11",
  },
  {
    name: "a batch of none",
    code: "out-of-range",
    given: { call: () => windows(new Int32Array(9), { batch: 0, window: 5 }), written: "windows(sequence, { batch: 0, window: 5 })" },
    where: "windows, batch",
  },
  {
    name: "fewer targets than inputs",
    code: "bad-shape",
    given: {
      call: () => examples(tensor(new Float32Array(6), { shape: [3, 2] }), tensor(new Float32Array(2), { shape: [2] }), { batch: 2 }),
      written: "examples(inputs, targets, { batch: 2 })",
    },
    where: "examples, targets",
    received: "2 samples",
  },
  {
    name: "a loss that is many numbers",
    code: "bad-shape",
    given: {
      call: () => fit(net(), data(), { ...options, loss: (output) => output }),
      written: "fit(model, data, { loss: (output) => output })",
    },
    where: "the loss function's result",
    expected: "one number",
  },
  fitted("an option that fit has not", "unknown-option", "{ epoch: 3 }", { epoch: 3 }, "fit, argument epoch", "epochs"),
  fitted(
    "a loss that does not say what it reads",
    "missing-option",
    '{ loss: { kind: "labelCrossEntropy" } }',
    { loss: { kind: "labelCrossEntropy" } },
    "fit, loss, argument from",
  ),
  fitted("a loss by its name alone", "wrong-type", '{ loss: "mse" }', { loss: "mse" }, "fit, loss"),
  fitted("no optimiser", "missing-option", "{ loss }", { optimizer: undefined }, "fit, argument optimizer"),
  fitted("an optimiser by its name alone", "wrong-type", '{ optimizer: "adam" }', { optimizer: "adam" }, "fit, optimizer"),
  fitted(
    "a plateau as schedule",
    "wrong-type",
    "{ schedule: plateau }",
    { schedule: torch.optim.lrScheduler.ReduceLROnPlateau() },
    "fit, schedule",
    "option plateau",
  ),
  fitted(
    "a plateau without validation",
    "missing-option",
    "{ plateau }",
    { plateau: torch.optim.lrScheduler.ReduceLROnPlateau() },
    "fit, plateau",
  ),
  fitted("early stopping of nothing", "wrong-type", "{ earlyStopping: {} }", { earlyStopping: {} }, "fit, earlyStopping"),
  fitted("a negative clip", "out-of-range", "{ clip }", { clip: { kind: "norm", max: -1 } }, "fit, clip"),
  {
    name: "a negative clip of PyTorch's",
    code: "out-of-range",
    given: { call: () => torch.clipGradValue({ clipValue: -1 }), written: "torch.clipGradValue({ clipValue: -1 })" },
    where: "clip_grad_value_, argument clipValue",
  },
  {
    name: "data that is a list",
    code: "wrong-type",
    given: { call: () => fit(net(), [1, 2, 3] as never, options), written: "fit(model, [1, 2, 3], options)" },
    where: "fit, data",
  },
  {
    name: "data without batches",
    code: "out-of-range",
    given: {
      call: () => fit(net(), { batches: 0, batch: () => ({}) as never }, options),
      written: "fit(model, { batches: 0, batch }, options)",
    },
    where: "fit, data, batches",
  },
  {
    name: "no options of fit",
    code: "wrong-type",
    given: { call: () => fit(net(), data(), undefined as never), written: "fit(model, data)" },
    where: "fit, options",
  },
  {
    name: "no model",
    code: "wrong-type",
    given: { call: () => fit(undefined as never, data(), options), written: "fit(undefined, data, options)" },
    where: "fit, model",
  },
  {
    name: "a model that is frozen throughout",
    code: "contradiction",
    given: { call: () => fit(frozen(), data(), options), written: "model.freeze(); fit(model, data, options)" },
    where: "fit, model",
    fix: "unfreeze",
  },
  {
    name: "an evaluation without a loss",
    code: "wrong-type",
    given: { call: () => evaluate(net(), data(), undefined as never), written: "evaluate(model, data)" },
    where: "evaluate, loss",
  },
  {
    name: "a closure in a worker",
    code: "not-supported",
    given: {
      call: () => fit(net(), data(), { ...options, loss: (output) => output, executor: "worker" }),
      written: 'fit(model, data, { loss: (output) => output, executor: "worker" })',
    },
    where: "fit, executor",
    received: "the loss is a function",
  },
];

/** A safetensors file without tensors and metadata. */
function emptyFile(): Uint8Array {
  const bytes = new Uint8Array(16).fill(32);
  bytes.set([8, 0, 0, 0, 0, 0, 0, 0, 123, 125]);
  return bytes;
}
