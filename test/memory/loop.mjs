/** One synchronous loop of a user's own without an await, in plain Node, as a process of its own: prints the resident size in bytes at a step and at its end. */

const built = (door) => import(new URL(`../../dist/${door}.mjs`, import.meta.url).href);
const { lstm, scan } = await built("cells");
const { mean, noGrad, recurrentSequence, square, sub, tensor, useBackend } = await built("tensor");

const { dense, lstm: lstmLayer, sequential } = await built("layers");
const { torch } = await built("torch");

const [kind, backend, steps, mark] = process.argv.slice(2);
useBackend(backend);

const [T, B, I, H] = [10, 16, 27, 32];
const painted = (shape, scale) => {
  const size = shape.reduce((a, b) => a * b, 1);
  return tensor(
    Float32Array.from({ length: size }, (_, i) => ((((i * 97) % 251) - 125) / 128) * scale),
    { shape },
  );
};
const [x, target] = [painted([T, B, I], 1), painted([T, B, H], 1)];
const weights = { Wx: painted([I, 4 * H], 0.1), Wh: painted([H, 4 * H], 0.1), bx: painted([4 * H], 0.1) };
for (const weight of Object.values(weights)) weight.requiresGrad = true;
const matrix = (of) => ({ of, row: 4 * H, column: 1 });
const cell = lstm({ biases: 1 });

const outputs = {
  fused: () => recurrentSequence({ cell: "lstm", units: H, x, Wx: matrix(weights.Wx), Wh: matrix(weights.Wh), bx: { of: weights.bx } }).y,
  equation: () => scan(cell, x, { weights }).y,
};
const loss = (run) => mean(square(sub(run(), target)));
const train = (run) => {
  loss(run).backward();
  for (const weight of Object.values(weights)) {
    for (let i = 0; i < weight.size; i++) weight.data[i] -= 0.1 * weight.grad.data[i];
    weight.grad = null;
  }
};
const model = sequential([lstmLayer(64), dense(8)], { input: 16, like: torch.session({ version: "2.13", seed: 7 }) });
const trainModel = () => {
  // Batches of a loop of one's own are new arrays.
  const [batch, wanted] = [painted([16, 20, 16], 1), painted([16, 20, 8], 0.5)];
  mean(square(sub(model.call(batch, { training: true }).output, wanted))).backward();
  for (const { value } of model.parameters.values()) {
    for (let i = 0; i < value.size; i++) value.data[i] -= 0.01 * value.grad.data[i];
    value.grad = null;
  }
};
const [sequence, one] = [painted([16, 20, 16], 1), painted([1, 16], 1)];
let streamed;
const loops = {
  "train model": trainModel,
  predict: () => model.predict(sequence),
  step: () => {
    [, streamed] = model.step(one, streamed);
  },
  "train fused": () => train(outputs.fused),
  "train equation": () => train(outputs.equation),
  "run without gradients": () => noGrad(() => loss(outputs.fused)),
  "forward alone": () => loss(outputs.fused),
};

let early = 0;
for (let step = 1; step <= Number(steps); step++) {
  loops[kind]();
  if (step === Number(mark)) early = process.memoryUsage.rss();
}
console.log(JSON.stringify({ early, late: process.memoryUsage.rss() }));
