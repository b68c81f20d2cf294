/** What layers, models, their states and backends are refused for. */
import { keras } from "../../src/keras.ts";
import { useBackend } from "../../src/kernels.ts";
import { activation, chainOf, dense, layer, lstm, model, restoreState, saveState, sequential } from "../../src/layers.ts";
import { tensor } from "../../src/tensor.ts";
import { torch } from "../../src/torch.ts";
import type { Row } from "./row.ts";

const session = () => torch.session({ version: "2.13", seed: 7 });
const net = () => sequential([lstm(4), dense(2)], { like: session(), input: 3 });
const unrolled = () => {
  const k = keras.session({ version: "3.15", backend: "torch", seed: 7 });
  return sequential([k.layer("GRU", { units: 4, unroll: true, goBackwards: true })], { input: 3 });
};
const x = (...shape: number[]) => tensor(new Float32Array(shape.reduce((a, b) => a * b, 1)), { shape });
const call = (name: string, code: Row["code"], written: string, run: () => unknown, facts: Partial<Row>): Row => ({
  name,
  code,
  given: { call: run, written },
  ...facts,
});

export const layerRows: readonly Row[] = [
  call("layers that are no list", "wrong-type", "sequential(lstm(4))", () => sequential(lstm(4) as never), { where: "sequential, layers" }),
  call("a layer that is a name", "wrong-type", 'sequential(["lstm"])', () => sequential(["lstm" as never]), {
    where: "sequential, layer 0",
  }),
  call(
    "neutral layers without a session",
    "missing-option",
    "sequential([lstm(4)], { input: 3 })",
    () => sequential([lstm(4)], { input: 3 }),
    {
      where: "sequential, layer 0 (lstm)",
      fix: "like:",
    },
  ),
  call(
    "a first layer that does not know its input",
    "missing-option",
    "sequential([lstm(4)], { like })",
    () => sequential([lstm(4)], { like: session() }),
    { where: "sequential, layer 0", received: "no number of input features" },
  ),
  call("half a unit", "wrong-type", "lstm(1.5)", () => lstm(1.5), { where: "lstm, argument units" }),
  call("no units", "out-of-range", "lstm(0)", () => lstm(0), { where: "lstm, argument units" }),
  call(
    "an option that a layer has not",
    "unknown-option",
    "lstm(4, { bidrectional: true })",
    () => lstm(4, { bidrectional: true } as never),
    {
      fix: "bidirectional",
    },
  ),
  call("an activation that nobody knows", "unknown-rule", 'activation("rellu")', () => activation("rellu" as never), { fix: "relu" }),
  call("a layer that no session declared", "wrong-type", "layer({})", () => layer({} as never), { where: "layer, declared" }),
  call("a model of a definition that is none", "wrong-type", "chainOf({})", () => chainOf({} as never), { where: "chainOf, definition" }),
  call("a model without a function", "wrong-type", "model([], undefined)", () => model([], undefined as never), {
    where: "model, forward",
  }),
  call("an input of another width", "bad-shape", "net.predict(zeros([2, 5, 4]))", () => net().predict(x(2, 5, 4)), {
    where: "layer 0",
    received: "[2, 5, 4]",
  }),
  call("an input that is no tensor", "wrong-type", "net.predict([1, 2])", () => net().predict([1, 2] as never), { where: "model, input" }),
  call("a call that does not say whether it trains", "missing-option", "net.call(x, {})", () => net().call(x(2, 5, 3), {} as never), {
    where: "model, call, argument training",
  }),
  call(
    "a state of a layer that is not there",
    "no-match",
    "net.predict(x, { state: { encoder: { h } } })",
    () => net().predict(x(2, 5, 3), { state: { encoder: { h: x(2, 4) } } }),
    { where: "model, state", received: "encoder" },
  ),
  call("a mask of other steps", "bad-shape", "net.predict(x, { mask: [1, 1, 0] })", () => net().predict(x(2, 5, 3), { mask: [1, 1, 0] }), {
    where: "layer 0, mask",
    received: "3 values",
    expected: "10 for [2, 5]",
  }),
  call(
    "a mask under which the framework fails",
    "not-supported",
    "unrolled.predict(x, { mask })",
    () => unrolled().predict(x(2, 5, 3), { mask: [1, 1, 0, 1, 1, 1, 1, 1, 1, 0] }),
    { where: "mask", received: "reads backwards under a mask" },
  ),
  call(
    "a length beyond the steps",
    "out-of-range",
    "net.predict(x, { lengths: [5, 6] })",
    () => net().predict(x(2, 5, 3), { lengths: [5, 6] }),
    {
      where: "layer 0, lengths[1]",
      received: "6",
    },
  ),
  call("weights of another net", "missing-tensor", "net.load(new Map())", () => net().load(new Map()), {
    where: "load",
    fix: "strict: false",
  }),
  call("weights that are a name", "wrong-type", 'net.load("w.npz")', () => net().load("w.npz" as never), { where: "load, weights" }),
  call("a pattern that fits nothing", "no-match", 'net.freeze("encoder.*")', () => net().freeze("encoder.*"), { received: "encoder.*" }),
  call("a step that is a scalar", "bad-shape", "net.step(tensor(1))", () => net().step(tensor(1)), { where: "step, input" }),
  call("a state that is no record", "wrong-type", "saveState(null)", () => saveState(null as never), { where: "saveState, state" }),
  call("bytes that are no state", "truncated", "restoreState(new Uint8Array(3))", () => restoreState(new Uint8Array(3)), {
    where: "state.safetensors",
  }),
  call("a backend that nobody knows", "out-of-range", 'useBackend("gpu")', () => useBackend("gpu" as never), { where: "useBackend, name" }),
  call("a width of WebAssembly", "contradiction", 'useBackend("wasm", "avx2")', () => useBackend("wasm", "avx2"), { where: "useBackend" }),
  call("half a thread", "out-of-range", 'useBackend("native", undefined, 0.5)', () => useBackend("native", undefined, 0.5), {
    where: "useBackend, threads",
  }),
];
