/** The training that a page and Node run alike: a small LSTM that learns a text by heart. */
import { dense, embedding, lstm, sequential } from "gatewise/layers";
import { torch } from "gatewise/torch";
import * as training from "gatewise/train";

const text = "call me ishmael. some years ago, never mind how long precisely. ".repeat(60);

const { Vocabulary, windows } = training;

const vocabulary = Vocabulary.of(text);

export const data = windows(vocabulary.encode(text, "the text"), { batch: 16, window: 32 });

export const options = {
  loss: { kind: "labelCrossEntropy", from: "logits" },
  optimizer: torch.optim.Adam({ lr: 0.01 }),
  clip: torch.clipGradNorm({ maxNorm: 1 }),
};

export function makeModel() {
  const letters = vocabulary.characters.length;
  return sequential([embedding(letters, 16), lstm(96), dense(letters)], { like: torch.session({ version: "2.13", seed: 7 }) });
}

/** Trains, and gives what can be compared: the loss of every step and the numbers of every weight. */
export async function train(more, each = () => {}) {
  const model = makeModel();
  const losses = [];
  const { executor, ending } = await training.fit(model, data, {
    ...options,
    ...more,
    // Every step is told, and not only those that there is time to listen to.
    weightsEvery: 1,
    onProgress({ loss }) {
      losses.push(loss);
      each(loss);
    },
  });
  return { executor, ending, losses, weights: model.weights().map(({ name, data }) => [name, [...data]]) };
}
