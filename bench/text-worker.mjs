/**
 * Trains a character model, embedding 64, LSTMs and a decoder, with Adam, 32 readers of 64 characters each, for five steps at each line
 * `layers,hidden` it reads, and answers the seconds of one step. Arguments: the folder built, the backend.
 */
import { createInterface } from "node:readline";
import { secondsOf } from "./measure.mjs";

const [folder, name] = process.argv.slice(2);
const { useBackend } = await import(`${folder}/kernels.mjs`);
const { buildDocument, textModel } = await import(`${folder}/document.mjs`);
const { fit, windows } = await import(`${folder}/train.mjs`);
useBackend(name);
const [characters, batch, window, steps] = [87, 32, 64, 5];
const data = windows(
  Int32Array.from({ length: batch * window * 20 + 1 }, (_, i) => (i * i * 97 + i * 31) % characters),
  { batch, window },
);
const prepared = new Map();

function prepare(line) {
  const [layers, hidden] = line.split(",").map(Number);
  const sizes = { characters, embedding: 64, hidden, layers, dropout: 0, batch, window, seed: "7" };
  const { document, optimizer } = textModel("torch@2.13", sizes, { name: "adam", rate: 0.002, clip: null });
  const model = buildDocument(document).runnable();
  const loss = { kind: "labelCrossEntropy", from: "logits" };
  return () => fit(model, data, { loss, optimizer, steps, executor: "caller" });
}

for await (const line of createInterface({ input: process.stdin })) {
  let train = prepared.get(line);
  if (train === undefined) {
    train = prepare(line);
    prepared.set(line, train);
    for (let i = 0; i < 4; i++) await train();
  }
  console.log((await secondsOf(train)) / steps);
}
