/**
 * Trains a net of some 300 MB as a process of its own: prints by how many bytes its resident size rose at most above what it was
 * before the model was built, and the net's computed size: activations (of an LSTM seven numbers a unit and row: four gates, c, h and
 * the output), weights, their gradients and the optimiser's state.
 */
const built = (door) => import(new URL(`../../dist/${door}.mjs`, import.meta.url).href);
const [{ fit, windows }, { dense, embedding, lstm, sequential }, { useBackend }, { torch }] = await Promise.all(
  ["train", "layers", "tensor", "torch"].map(built),
);

const [backend, steps] = process.argv.slice(2);
useBackend(backend);
const before = process.memoryUsage.rss();

const [layers, hidden, batch, window, words, width] = [3, 256, 64, 200, 60, 64];
const model = sequential([embedding(words, width), ...Array.from({ length: layers }, () => lstm(hidden)), dense(words)], {
  like: torch.session({ version: "2.13", seed: 7 }),
});
const sequence = Int32Array.from({ length: batch * window * 4 + 1 }, (_, i) => ((i * 97) % 251) % words);
await fit(model, windows(sequence, { batch, window }), {
  loss: { kind: "labelCrossEntropy", from: "logits" },
  optimizer: torch.optim.Adam({ lr: 0.001 }),
  steps: Number(steps),
  executor: "caller",
});
const weights = [...model.parameters.values()].reduce((sum, { value }) => sum + value.size, 0);
const computed = 4 * (batch * window * (width + layers * 7 * hidden + words) + 4 * weights);
console.log(JSON.stringify({ computed, peak: process.resourceUsage().maxRSS * 1024 - before }));
