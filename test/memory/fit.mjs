/** fit as a process of its own: prints the resident size in bytes at a step and at its end. */
const built = (door) => import(new URL(`../../dist/${door}.mjs`, import.meta.url).href);
const [{ fit, windows }, { dense, embedding, lstm, sequential }, { torch }] = await Promise.all(["train", "layers", "torch"].map(built));

const [executor, steps, mark] = [process.argv[2], ...process.argv.slice(3).map(Number)];
const model = sequential([embedding(60, 32), lstm(64), dense(60)], { like: torch.session({ version: "2.13", seed: 7 }) });
const sequence = Int32Array.from({ length: 40_000 }, (_, i) => ((i * 97) % 251) % 60);
let early = 0;
await fit(model, windows(sequence, { batch: 8, window: 20 }), {
  loss: { kind: "labelCrossEntropy", from: "logits" },
  optimizer: torch.optim.Adam({ lr: 0.001 }),
  steps,
  executor,
  weightsEvery: mark,
  checkpoint: { every: 100, write() {} },
  onProgress({ step }) {
    if (step === mark) early = process.memoryUsage.rss();
  },
});
console.log(JSON.stringify({ early, late: process.memoryUsage.rss() }));
