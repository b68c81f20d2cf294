/** A net small enough to train in a test, on a text that repeats. */

import { torchOptimizer } from "../../src/dialects/torch/index.ts";
import { buildDocument } from "../../src/document.ts";
import { type Chain, sequential } from "../../src/layers.ts";
import { torch } from "../../src/torch.ts";
import { type FitOptions, type Trainable, Vocabulary, windows } from "../../src/train.ts";

const text = "call me ishmael. some years ago, never mind how long. ".repeat(40);
const vocabulary = Vocabulary.of(text);

/** Where each call finds the same text, in windows of 8 by 4 readers. */
export const smallData = () => windows(vocabulary.encode(text, "the text"), { batch: 4, window: 8 });

export function smallNet(seed = 7, dropout = 0): Chain {
  const session = torch.session({ version: "2.13", seed });
  const letters = vocabulary.characters.length;
  return sequential([
    session.Embedding({ numEmbeddings: letters, embeddingDim: 6 }, "embedding"),
    session.LSTM({ inputSize: 6, hiddenSize: 10, batchFirst: true }, "lstm"),
    ...(dropout === 0 ? [] : [session.Dropout({ p: dropout }, "dropout")]),
    session.Linear({ inFeatures: 10, outFeatures: letters }, "decoder"),
  ]);
}

/** The same in a dialect of Keras, with dropout of every kind. */
export function kerasNet(dialect: string): Trainable {
  const letters = vocabulary.characters.length;
  const layers = [
    { class_name: "Embedding", config: { input_dim: letters, output_dim: 6 } },
    { class_name: "LSTM", config: { units: 8, dropout: 0.2, recurrent_dropout: 0.3, return_sequences: true } },
    { class_name: "Dropout", config: { rate: 0.4 } },
    { class_name: "Dense", config: { units: letters } },
  ];
  return buildDocument({ gatewise: 1, dialect, seed: 7, input_shape: [null, 8], layers }).runnable();
}

export const options = {
  loss: { kind: "labelCrossEntropy", from: "logits" },
  optimizer: torchOptimizer("Adam", { lr: 0.02 }),
  executor: "caller",
} as const satisfies FitOptions;

/** The weights as plain numbers. */
export const numbersOf = (model: Trainable) =>
  Object.fromEntries([...model.parameters].map(([name, { value }]) => [name, [...value.data]]));
