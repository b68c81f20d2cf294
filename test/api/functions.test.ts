/** Models as plain functions of tensors, and streams step by step, give what PyTorch gives: goldens/forward/torch-2.13. */
import { describe, expect, it } from "vitest";
import { type Layer, layer, model, restoreState, type State, saveState, sequential } from "../../src/layers.ts";
import { add, concat, mul, reshape, slice, sum, type Tensor, tensor } from "../../src/tensor/index.ts";
import { torch } from "../../src/torch.ts";
import { type ForwardCase, type GoldenArray, readForwardSet } from "../forward/read.ts";

const cases = await readForwardSet("torch-2.13");
const golden = (name: string): ForwardCase => {
  const found = cases.find((one) => one.name === name);
  if (found === undefined) throw new Error(`goldens/forward/torch-2.13 has no case ${name}`);
  return found;
};

const toTensor = ({ shape, data }: GoldenArray): Tensor => tensor(data, { shape, requiresGrad: !(data instanceof Int32Array) });
const at = (arrays: readonly GoldenArray[], name: string) => toTensor(arrays.find((array) => array.name === name) as GoldenArray);

/** The modules of a case by name, in float64, with its weights. */
function layersOf({ document, weights }: ForwardCase): ReadonlyMap<string, Layer> {
  const session = torch.session({ version: "2.13", seed: 0 });
  const modules = document.modules as { name: string; class: string; args: Record<string, unknown> }[];
  const layers = modules.map(({ name, class: className, args }) =>
    layer(session.construct(className, { ...args, dtype: "float64" }, name)),
  );
  for (const { name, value } of layers.flatMap(({ parameters }) => parameters))
    (value.data as Float64Array).set((weights.get(name) as GoldenArray).data);
  return new Map(layers.map((one) => [one.name, one]));
}

const apart = (a: ArrayLike<number>, b: ArrayLike<number>) => Math.max(...Array.from(b, (value, i) => Math.abs(a[i] - value)));

/** Holds outputs, and gradients of their painted sum to inputs, states and weights. */
function hold({ calls }: ForwardCase, found: Readonly<Record<string, Tensor>>, leaves: Readonly<Record<string, Tensor>>): void {
  const [call] = calls;
  for (const { name, data, shape } of call.outputs) {
    expect(found[name].shape, name).toEqual(shape);
    expect(apart(found[name].data, data), name).toBeLessThanOrEqual(1e-13);
  }
  call.outputs
    .map(({ name }, k) => sum(mul(found[name], toTensor({ ...call.sums[k] }).detach())))
    .reduce((a, b) => add(a, b))
    .backward();
  for (const [name, { data }] of call.gradients) expect(apart(leaves[name].grad?.data ?? [], data), name).toBeLessThanOrEqual(1e-12);
}

const last = (x: Tensor) => reshape(slice(x, 0, -1), x.shape.slice(1));
type Recurrent = [Tensor, Record<string, Tensor>];

describe("a function over a session's layers", () => {
  it("has two inputs and two outputs", () => {
    const one = golden("two inputs, two outputs");
    const layers = layersOf(one);
    const [embed, text, signal, head, other] = ["embed", "text", "signal", "head", "other"].map((name) => layers.get(name) as Layer);
    const net = model([...layers.values()], ({ words, x, h0 }: Readonly<Record<"words" | "x" | "h0", Tensor>>) => {
      const [t, fromText] = text.forward(embed.forward(words) as Tensor) as Recurrent;
      const [s, fromSignal] = signal.forward(x, { h: h0 }) as Recurrent;
      const y = head.forward(concat([t, s], -1)) as Tensor;
      return { output: { y, z: other.forward(last(t)) as Tensor }, state: { text: fromText, signal: fromSignal } };
    });
    const [{ inputs, states }] = one.calls;
    const given = { words: at(inputs, "words"), x: at(inputs, "x"), h0: at(states, "signal.h0") };
    const { output, state } = net.call(given, { training: true });
    const all = { ...output, "text.h": state.text.h, "text.c": state.text.c, "signal.h": state.signal.h };
    const weights = Object.fromEntries([...net.parameters].map(([name, { value }]) => [name, value]));
    hold(one, all, { ...weights, x: given.x, "signal.h0": given.h0 });
    expect(net.predict(given).y.data).toEqual(output.y.data);
  });

  it("calls a layer twice", () => {
    const one = golden("one module called twice, residual");
    const layers = layersOf(one);
    const [rnn, head] = ["rnn", "head"].map((name) => layers.get(name) as Layer);
    const net = model([rnn, head], ({ x, h0 }: Readonly<Record<"x" | "h0", Tensor>>) => {
      const [first, after] = rnn.forward(x) as Recurrent;
      const [second, end] = rnn.forward(add(x, first), { h: h0 }) as Recurrent;
      return { output: head.forward(add(first, second)) as Tensor, state: { first: after, second: end } };
    });
    const [{ inputs, states }] = one.calls;
    const given = { x: at(inputs, "x"), h0: at(states, states[0].name) };
    const { output, state } = net.call(given, { training: true });
    const weights = Object.fromEntries([...net.parameters].map(([name, { value }]) => [name, value]));
    hold(one, { output, "rnn.h": state.first.h, "rnn#2.h": state.second.h }, { ...weights, x: given.x, [states[0].name]: given.h0 });
  });
});

describe("step", () => {
  it.each([
    "LSTM two layers, state given",
    "GRU, state given",
    "LSTM projected two layers, state given",
    "RNN relu without bias, no state",
  ])("%s: a sequence step by step, its state through bytes", (name) => {
    const one = golden(name);
    const [{ inputs, states, outputs }] = one.calls;
    const chain = sequential([...layersOf(one).values()]);
    const first = Object.fromEntries(states.map((state) => [state.name.replace(/^rnn\.([hc])0$/, "$1"), toTensor(state)]));
    let state: State | undefined = states.length > 0 ? { rnn: first } : undefined;
    const x = toTensor(inputs[0]);
    const [steps] = outputs[0].shape;
    const size = outputs[0].data.length / steps;
    for (let t = 0; t < steps; t++) {
      const [y, next] = chain.step(reshape(slice(x, 0, t, t + 1), x.shape.slice(1)), state);
      state = restoreState(saveState(next));
      expect(apart(y.data, outputs[0].data.subarray(t * size, (t + 1) * size))).toBeLessThanOrEqual(1e-13);
    }
    for (const { name: label, data } of outputs.slice(1))
      expect(apart(state?.rnn[label.slice("rnn.".length)].data ?? [], data)).toBeLessThanOrEqual(1e-13);
  });
});
