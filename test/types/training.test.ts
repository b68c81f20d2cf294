/** Training as TypeScript sees it: models of several inputs and outputs, losses of one's own, and loops of one's own. */
import { describe, expect, it } from "vitest";
import { keras } from "../../src/keras.ts";
import { dense, embedding, gru, layer, lstm, model, sequential } from "../../src/layers.ts";
import * as T from "../../src/tensor.ts";
import { torch } from "../../src/torch.ts";
import { evaluate, examples, fit, Optimizer } from "../../src/train.ts";

const painted = (shape: readonly number[], shift = 0) => {
  const size = shape.reduce((all, one) => all * one, 1);
  return T.tensor(
    Float32Array.from({ length: size }, (_, i) => ((((i + shift) * 97) % 251) - 125) / 128),
    { shape },
  );
};

function twoOutputs() {
  const t = torch.session({ version: "2.13", seed: 1 });
  const w = layer(t.LSTM({ inputSize: 3, hiddenSize: 4 }, "w"));
  const head = layer(t.Linear({ inFeatures: 4, outFeatures: 1 }, "head"));
  return model([w, head], ({ x, s }: { x: T.Tensor; s: T.Tensor }, context) => {
    const [q, states] = w.forward(x, context.state?.w, context);
    return { output: { one: head.forward(q), two: T.add(q, s) }, state: { w: states } };
  });
}

describe("a model of several inputs and outputs in TypeScript", () => {
  const input = { x: painted([2, 3, 3]), s: painted([2, 3, 4], 7) };
  const data = { batches: 1, batch: () => ({ input, target: { one: painted([2, 3, 1], 5) }, carried: false }) };

  it("predicts, trains and is judged by outputs of their names", async () => {
    const net = twoOutputs();
    const outputs = net.predict(input);
    expect([outputs.one.shape, outputs.two.shape]).toEqual([
      [2, 3, 1],
      [2, 3, 4],
    ]);
    // @ts-expect-error no such output
    expect(outputs.three).toBeUndefined();
    const byHand = evaluate(net, data, (output, target) => T.mean(T.squaredError(output.one, target.one)));
    const defined = { kind: "outputs", of: { one: { kind: "squaredError" } } } as const;
    expect(byHand).toBe(evaluate(net, data, defined));
    const { loss } = await fit(net, data, {
      loss: (output, target) => T.add(T.mean(T.squaredError(output.one, target.one)), T.mean(T.square(output.two))),
      optimizer: torch.optim.SGD(),
      epochs: 2,
    });
    expect(loss).toBeGreaterThan(0);
  });
});

describe("a loop of one's own in TypeScript", () => {
  const x = painted([4, 3, 2]);
  const y = painted([4, 3, 1], 9);
  const fresh = () => sequential([lstm(3), gru(2), dense(1)], { input: 2, like: torch.session({ version: "2.13", seed: 1 }) });
  const numbers = (net: ReturnType<typeof fresh>) => net.weights().map(({ data }) => [...(data as Float32Array)]);
  type Step = (optimizer: Optimizer, net: ReturnType<typeof fresh>) => unknown;
  const ways: { readonly [name: string]: Step } = {
    "model.parameters": (optimizer, net) => optimizer.step(net.parameters),
    "a list of them": (optimizer, net) => optimizer.step([...net.parameters.values()]),
    "arrays by hand": (optimizer, net) =>
      optimizer.step(
        [...net.parameters.values()].map(({ name, value }) => {
          const gradient = value.grad?.data ?? null;
          value.grad = null;
          return { name, value: value.data, gradient, shape: value.shape };
        }),
      ),
  };

  it.each(Object.keys(ways))("takes %s, with the bits of fit", async (way) => {
    const [own, other] = [fresh(), fresh()];
    const optimizer = new Optimizer(torch.optim.Adam({ weightDecay: 0.1 }));
    for (let k = 0; k < 3; k++) {
      T.mean(T.squaredError(own.call(x, { training: true }).output, y)).backward();
      ways[way](optimizer, own);
    }
    const loss = { kind: "squaredError" } as const;
    await fit(other, examples(x, y, { batch: 4 }), { loss, optimizer: torch.optim.Adam({ weightDecay: 0.1 }), epochs: 3 });
    expect(numbers(own)).toEqual(numbers(other));
  });

  it("takes an embedding's gradient row by row where the parameters were given to begin with", async () => {
    const k = () => keras.session({ version: "3.15", backend: "tensorflow", seed: 1 });
    const make = () => sequential([embedding(5, 3), dense(1)], { like: k() });
    const ids = T.tensor(new Int32Array([1, 3, 1, 1, 2, 0]), { shape: [2, 3] });
    const target = painted([2, 3, 1]);
    const definition = keras.optimizer(k(), "Adam", { learningRate: 0.1, clipvalue: 0.05 });
    const [own, other] = [make(), make()];
    const optimizer = new Optimizer(definition, own.parameters);
    for (let step = 0; step < 3; step++) {
      T.mean(T.squaredError(own.call(ids, { training: true }).output, target)).backward();
      optimizer.step();
    }
    await fit(other, examples(ids, target, { batch: 2 }), { loss: { kind: "squaredError" }, optimizer: definition, epochs: 3 });
    expect(own.weights()).toEqual(other.weights());
    expect(() => new Optimizer(definition).step(own.parameters)).toThrow(/new Optimizer\(definition, model.parameters\)/);
    expect(() => new Optimizer(definition).step()).toThrow(/model\.parameters/);
    // @ts-expect-error no parameters
    expect(() => new Optimizer(definition).step([3])).toThrow(/wrong-type/);
  });

  it("leaves frozen parameters", () => {
    const net = fresh();
    const before = numbers(net);
    net.freeze("0.*");
    T.mean(T.square(net.call(x, { training: true }).output)).backward();
    new Optimizer(torch.optim.SGD({ lr: 1 })).step(net.parameters);
    expect(numbers(net).map((values, k) => values.every((value, i) => value === before[k][i]))).toEqual([
      ...Array(4).fill(true),
      ...Array(6).fill(false),
    ]);
    expect([...net.parameters.values()].map(({ value }) => value.grad)).toEqual(Array(10).fill(null));
  });
});
