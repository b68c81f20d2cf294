/** What must hold of recurrent layers whatever their weights are, in float64. */
import { describe, expect, it } from "vitest";
import { TorchSession } from "../../src/dialects/torch/index.ts";
import { type Layer, type LayerState, layer, type RecurrentDefinition } from "../../src/layers/index.ts";
import { add, concat, mul, reshape, reverse, slice, stack, sum, type Tensor, tensor } from "../../src/tensor/index.ts";

const painted = (shape: readonly number[], from = 0): Tensor =>
  tensor(
    Float64Array.from({ length: shape.reduce((a, b) => a * b, 1) }, (_, i) => ((((i + from) * 97) % 251) - 125) / 128),
    { shape },
  );
const distance = (a: Tensor, b: Tensor): number => {
  expect(a.shape).toEqual(b.shape);
  return Math.max(...Array.from(a.data, (value, i) => Math.abs(value - b.data[i])));
};

type Recurrent = Layer<RecurrentDefinition>;
const kinds = ["LSTM", "GRU", "RNN"] as const;

function made(className: string, args: Record<string, unknown> = {}, changes: Partial<RecurrentDefinition> = {}): Recurrent {
  const session = new TorchSession({ version: "2.13", seed: 3 });
  const module = session.construct(className, { input_size: 3, hidden_size: 4, dtype: "float64", ...args }, "rnn");
  const definition = { ...(module.definition as RecurrentDefinition), ...changes };
  return layer({ definition, initialWeights: () => module.stateDict() });
}

/** Gives a layer the weights of one direction of another. */
function copyWeights(into: Recurrent, from: Recurrent, suffix: string): void {
  for (const { name, value } of into.parameters) {
    const source = from.parameters.find((one) => one.name === `${name}${suffix}`);
    (value.data as Float64Array).set(source?.value.data as Float64Array);
  }
}

describe.each(kinds)("%s", (className) => {
  const x = painted([5, 2, 3], 17);
  const states = (from: number): LayerState => ({
    h: painted([1, 2, 4], from),
    ...(className === "LSTM" ? { c: painted([1, 2, 4], from + 50) } : {}),
  });

  it("a bidirectional layer is a layer, and a layer on the flipped input, side by side", () => {
    const both = made(className, { bidirectional: true });
    const [forward, backward] = [made(className), made(className)];
    copyWeights(forward, both, "");
    copyWeights(backward, both, "_reverse");
    const [y, last] = both.forward(x);
    const [ahead, aheadLast] = forward.forward(x);
    const [back, backLast] = backward.forward(reverse(x, 0));
    expect(distance(y, concat([ahead, reverse(back, 0)], -1))).toBeLessThan(1e-14);
    expect(distance(last.h, concat([aheadLast.h, backLast.h], 0))).toBeLessThan(1e-14);
  });

  it.each([
    ["sum", add],
    ["mul", mul],
    ["ave", (a: Tensor, b: Tensor) => mul(add(a, b), 0.5)],
  ] as const)("directions are merged by %s", (merge, together) => {
    const [y] = made(className, { bidirectional: true }, { merge }).forward(x);
    const [apart] = made(className, { bidirectional: true }).forward(x);
    expect(distance(y, together(slice(apart, 2, 0, 4), slice(apart, 2, 4, 8)))).toBeLessThan(1e-14);
  });

  it("outputs in the order of reading are those in time, turned", () => {
    const options = { reversed: ["forward"] as const };
    const [y] = made(className, {}, options).forward(x);
    const [turned] = made(className, {}, { ...options, outputs: "reading" }).forward(x);
    const [last] = made(className, {}, { ...options, returnSequences: false }).forward(x);
    expect(distance(turned, reverse(y, 0))).toBe(0);
    expect(distance(last, reshape(slice(y, 0, 0, 1), [2, 4]))).toBe(0);
  });

  it("two levels are two layers", () => {
    const two = made(className, { num_layers: 2 });
    const [lower, upper] = [made(className), made(className, { input_size: 4 })];
    copyWeights(lower, two, "");
    for (const { name, value } of upper.parameters) {
      const source = two.parameters.find((one) => one.name === name.replace("_l0", "_l1"));
      (value.data as Float64Array).set(source?.value.data as Float64Array);
    }
    const [y] = two.forward(x);
    expect(distance(y, upper.forward(lower.forward(x)[0])[0])).toBeLessThan(1e-14);
  });

  it("directions that are stacks of their own are two stacks", () => {
    const both = made(className, { bidirectional: true, num_layers: 2 });
    // Levels above the first take one direction alone: the weights of the first half of their inputs.
    const definition: RecurrentDefinition = { ...both.definition, stacking: "apart", states: "each" };
    const single = definition.parameters?.filter(({ name }) => !name.includes("_l1")) ?? [];
    const [forward, backward] = [made(className), made(className)];
    copyWeights(forward, both, "");
    copyWeights(backward, both, "_reverse");
    const one = layer({
      definition: { ...definition, parameters: single },
      initialWeights: () =>
        new Map(
          both.parameters.flatMap(({ name, value }) =>
            name.includes("_l1") ? [] : [[name, { name, dtype: "float64", shape: value.shape, data: value.data as Float64Array }]],
          ),
        ),
    });
    const [y] = one.forward(x);
    expect(distance(y, concat([forward.forward(x)[0], reverse(backward.forward(reverse(x, 0))[0], 0)], -1))).toBeLessThan(1e-14);
  });

  it("step by step is the whole sequence", () => {
    const whole = made(className);
    const [y, last] = whole.forward(x, states(101));
    let state = states(101);
    const steps = Array.from({ length: 5 }, (_, t) => {
      const [out, next] = whole.forward(slice(x, 0, t, t + 1), state);
      state = next;
      return reshape(out, [2, 4]);
    });
    expect(distance(y, stack(steps, 0))).toBeLessThan(1e-14);
    expect(distance(last.h, state.h)).toBeLessThan(1e-14);
  });

  it("a sample with a length is that sample alone, in both directions and batch first too", () => {
    const lengths = [2, 5, 3];
    const batchFirst = made(className, { bidirectional: true, num_layers: 2, batch_first: true });
    const input = painted([3, 5, 3], 40);
    const [y, last] = batchFirst.forward(input, undefined, { lengths });
    lengths.forEach((length, b) => {
      const alone = slice(slice(input, 0, b, b + 1), 1, 0, length);
      const [own, ownLast] = batchFirst.forward(alone);
      expect(distance(slice(slice(y, 0, b, b + 1), 1, 0, length), own)).toBeLessThan(1e-14);
      expect(distance(slice(last.h, 1, b, b + 1), ownLast.h)).toBeLessThan(1e-14);
      if (length < 5) expect(Math.max(...slice(slice(y, 0, b, b + 1), 1, length, 5).data.map(Math.abs))).toBe(0);
    });
  });

  it("masked steps are passed over: repeated or zero, and before the first step that counts zero or the state", () => {
    const mask = [0, 1, 0, 1, 0, /**/ 1, 1, 1, 0, 0];
    const state = states(7);
    const outputs = (masked: NonNullable<RecurrentDefinition["masked"]>) => made(className, {}, { masked }).forward(x, state, { mask });
    const sample = slice(x, 1, 0, 1);
    const counted = concat([slice(sample, 0, 1, 2), slice(sample, 0, 3, 4)], 0);
    const own = Object.fromEntries(Object.entries(state).map(([name, value]) => [name, slice(value, 1, 0, 1)]));
    const [y, last] = made(className).forward(counted, own);
    const [first, second] = [slice(y, 0, 0, 1), slice(y, 0, 1, 2)];
    const zero = mul(first, 0);
    const all = (parts: readonly Tensor[]) => concat([...parts], 0);
    const of = ([given]: [Tensor, LayerState]) => slice(given, 1, 0, 1);
    expect(distance(of(outputs({ output: "repeat", first: "zeros" })), all([zero, first, first, second, second]))).toBeLessThan(1e-14);
    expect(distance(of(outputs({ output: "repeat", first: "state" })), all([own.h, first, first, second, second]))).toBeLessThan(1e-14);
    const zeroed = outputs({ output: "zero", first: "zeros" });
    expect(distance(of(zeroed), all([zero, first, zero, second, zero]))).toBeLessThan(1e-14);
    expect(distance(slice(zeroed[1].h, 1, 0, 1), last.h)).toBeLessThan(1e-14);
  });

  it.each([
    ["hard gates", { gateActivation: "hardSigmoid" }],
    ["Keras 3's hard gates", { gateActivation: "hardSigmoidSixth" }],
    ["relu", { activation: "relu" }],
    ["linear", { activation: "linear" }],
    ["a forget bias as it runs", { forgetBias: 1 }],
    ["the reset before", { reset: "before" }],
  ] as const)("kernel and equation agree with %s, masked and backwards, outputs and gradients", (_, options) => {
    const changes: Partial<RecurrentDefinition> = {
      cells: [{ kind: className.toLowerCase(), ...options }],
      reversed: ["forward"],
      masked: { output: "repeat", first: "state" },
    };
    const mask = [1, 1, 0, 1, 1, /**/ 0, 1, 1, 1, 0];
    const [fast, slow] = [false, true].map((equations) => {
      const one = made(className, {}, changes);
      one.equations = equations;
      const input = painted([5, 2, 3], 17);
      input.requiresGrad = true;
      const state = states(9);
      for (const value of Object.values(state)) value.requiresGrad = true;
      const [y, last] = one.forward(input, state, { mask });
      const ends = Object.values(last).map((value, k) => sum(mul(value, painted(value.shape, 30 + k))));
      ends.reduce((a, b) => add(a, b), sum(mul(y, painted(y.shape, 5)))).backward();
      return [y, ...[input, ...Object.values(state), ...one.parameters.map(({ value }) => value)].map(({ grad }) => grad as Tensor)];
    });
    fast.forEach((value, k) => {
      expect(distance(value, slow[k])).toBeLessThan(1e-13);
    });
  });
});
