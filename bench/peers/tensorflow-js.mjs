/**
 * Trains a recurrent layer of TensorFlow.js for one step on its WebAssembly backend at each line `cell T,B,I,H` it reads; answers the
 * seconds of processor time.
 */
import { createRequire } from "node:module";
import { createInterface } from "node:readline";

const require = createRequire(import.meta.url);
const load = (name) => require(`@tensorflow/tfjs-${name}`);
const tf = load("core");
load("backend-cpu");
const wasm = load("backend-wasm");
const layers = load("layers");
wasm.setThreadsCount(1);
await tf.setBackend("wasm");
await tf.ready();

const made = { lstm: layers.layers.lstm, gru: layers.layers.gru, rnn: layers.layers.simpleRNN };
const prepared = new Map();

function prepare(line) {
  const [cell, shape] = line.split(" ");
  const [T, B, I, H] = shape.split(",").map(Number);
  const x = tf.variable(tf.randomUniform([B, T, I], -1, 1));
  const dy = tf.randomUniform([B, T, H], -1, 1);
  const layer = made[cell]({ units: H, returnSequences: true, recurrentActivation: "sigmoid", recurrentInitializer: "glorotUniform" });
  layer.apply(x).dispose();
  const weights = layer.trainableWeights.map((weight) => weight.read());
  const loss = () => tf.sum(tf.mul(layer.apply(x), dy));
  return () => tf.tidy(() => tf.variableGrads(loss, [x, ...weights]));
}

for await (const line of createInterface({ input: process.stdin })) {
  let step = prepared.get(line);
  if (step === undefined) {
    step = prepare(line);
    prepared.set(line, step);
  }
  const from = process.cpuUsage();
  step();
  const { user, system } = process.cpuUsage(from);
  console.log((user + system) / 1e6);
}
