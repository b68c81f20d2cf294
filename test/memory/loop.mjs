/** One synchronous loop without an await, as a process of its own: prints the resident size in bytes early on (a third of it, or at the step named) and at its end. */

const built = (door) => import(new URL(`../../dist/${door}.mjs`, import.meta.url).href);
const { lstm, scan } = await built("cells");
const { mean, noGrad, recurrentSequence, square, sub, tensor, useBackend } = await built("tensor");

const [kind, backend, steps, mark = Math.floor(Number(steps) / 3)] = process.argv.slice(2);
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
const loops = {
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
