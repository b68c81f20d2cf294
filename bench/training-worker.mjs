/**
 * Trains a recurrent layer for one step, forward and backward with every gradient, at each line `cell T,B,I,H` it reads, and answers
 * the seconds; the first line of a shape warms up. Arguments: the folder built, the backend.
 */
import { createInterface } from "node:readline";
import { secondsOf } from "./measure.mjs";

const [folder, name] = process.argv.slice(2);
const { useBackend } = await import(`${folder}/kernels.mjs`);
const { kernels, workspace, release } = useBackend(name);
const gates = { lstm: 4, gru: 3, rnn: 1 };
const prepared = new Map();

function prepare(line) {
  const [cell, shape] = line.split(" ");
  const [T, B, I, H] = shape.split(",").map(Number);
  const columns = gates[cell] * H;
  const some = (length, size = 1) => Float32Array.from({ length }, () => size * (2 * Math.random() - 1));
  const x = some(T * B * I);
  const [xTime, xBatch, yTime, yBatch] = [B * I, I, B * H, H];
  // PyTorch's layout: gates as rows.
  const weights = { Wx: some(columns * I, H ** -0.5), WxRow: 1, WxColumn: I, Wh: some(columns * H, H ** -0.5), WhRow: 1, WhColumn: H };
  const order = Int32Array.from({ length: gates[cell] }, (_, g) => g);
  const walk = { mask: null, maskTime: 0, maskBatch: 0, reverse: 0, gate: "sigmoid", activation: "tanh", resetAfter: 1 };
  const shared = { T, B, I, H, x, xTime, xBatch, y: some(T * B * H), yTime, yBatch, h0: null, c0: null, ...weights, order, ...walk };
  const forward = { bx: some(columns), bh: some(columns), hLast: null, cLast: null, forgetBias: 0, training: 1 };
  const given = { dy: some(T * B * H), dyTime: yTime, dyBatch: yBatch, dhLast: null, dcLast: null };
  const wanted = { dx: some(T * B * I), dxTime: xTime, dxBatch: xBatch, dWx: some(columns * I), dWh: some(columns * H) };
  const backward = { ...given, ...wanted, dbx: some(columns), dbh: some(columns), dh0: null, dc0: null, accumulate: 0 };
  return () => {
    const kept = workspace(kernels[`${cell}Workspace`](T, B, I, H, 1));
    kernels[`${cell}Forward`]({ ...shared, ...forward, workspace: kept });
    kernels[`${cell}Backward`]({ ...shared, ...backward, workspace: kept });
    release(kept);
  };
}

for await (const line of createInterface({ input: process.stdin })) {
  let step = prepared.get(line);
  if (step === undefined) {
    step = prepare(line);
    prepared.set(line, step);
    for (let i = 0; i < 3; i++) step();
  }
  console.log(await secondsOf(step));
}
