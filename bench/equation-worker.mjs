/**
 * Trains an LSTM of 10 steps, 64 samples, 27 inputs and 64 units for twenty steps, forward and backward with every gradient, at each
 * line it reads: `equation`, written by a user, or `fused`, the primitive. Answers the seconds of processor time of one step.
 * Argument: the folder built.
 */
import { createInterface } from "node:readline";

const [folder] = process.argv.slice(2);
const { useBackend } = await import(`${folder}/kernels.mjs`);
const { recurrentSequence, sum, tensor } = await import(`${folder}/tensor.mjs`);
const { scan } = await import(`${folder}/cells.mjs`);
useBackend("native");
const [T, B, I, H, steps] = [10, 64, 27, 64, 20];
const gates = ["i", "f", "g", "o"];

const own = {
  name: "own",
  gates,
  states: { h: (sizes) => sizes.H, c: (sizes) => sizes.H },
  weights: { Wx: (sizes) => [sizes.I, 4 * sizes.H], Wh: (sizes) => [sizes.H, 4 * sizes.H], b: (sizes) => [4 * sizes.H] },
  fromInput: (o, x, { Wx, b }) => o.add(o.matmul(x, Wx), b),
  step(o, x, { h, c }, { Wh }) {
    const [i, f, g, out] = o.split(o.add(x, o.matmul(h, Wh)), gates);
    const next = o.add(o.mul(o.activation("sigmoid", f), c), o.mul(o.activation("sigmoid", i), o.activation("tanh", g)));
    return { h: o.mul(o.activation("sigmoid", out), o.activation("tanh", next)), c: next };
  },
};

const some = (shape) => {
  const values = Float32Array.from({ length: shape.reduce((size, one) => size * one, 1) }, (_, i) => (((i * 97) % 251) - 125) / 1024);
  return tensor(values, { shape, requiresGrad: true });
};
const x = some([T, B, I]);
const weights = { Wx: some([I, 4 * H]), Wh: some([H, 4 * H]), b: some([4 * H]) };
const matrix = (of) => ({ of, row: 4 * H, column: 1 });
const runs = {
  equation: () => scan(own, x, { weights }).y,
  fused: () => recurrentSequence({ cell: "lstm", units: H, x, Wx: matrix(weights.Wx), Wh: matrix(weights.Wh), bx: { of: weights.b } }).y,
};

function train(run) {
  for (let step = 0; step < steps; step++) {
    for (const one of [x, ...Object.values(weights)]) one.grad = null;
    sum(run()).backward();
  }
}

for (const run of Object.values(runs)) for (let round = 0; round < 5; round++) train(run);
const [a, b] = Object.values(runs).map((run) => run().data);
if (a.some((value, i) => Math.abs(value - b[i]) > 1e-5)) throw new Error("the equation is not the fused primitive's");
for await (const line of createInterface({ input: process.stdin })) {
  const from = process.cpuUsage();
  train(runs[line]);
  const { user, system } = process.cpuUsage(from);
  console.log((user + system) / 1e6 / steps);
}
