/** fit in a worker, from the built package: the same bits as on the caller's thread, and the caller stays free. */
import { join } from "node:path";
import { monitorEventLoopDelay } from "node:perf_hooks";
import { pathToFileURL } from "node:url";
import { Worker } from "node:worker_threads";
import { beforeAll, describe, expect, it } from "vitest";
import { buildCommand, mainFile } from "../cli/command.ts";
import { folderOf } from "../cli/folder.ts";
import { hasCompiler } from "../kernels/compiler.ts";

type Tensors = typeof import("../../src/tensor.ts");
type Train = typeof import("../../src/train.ts");
type Layers = typeof import("../../src/layers.ts");
type Named = Record<string, ReturnType<Tensors["tensor"]>>;
type Torch = typeof import("../../src/torch.ts");

const door = (name: string) => pathToFileURL(join(mainFile, `../../${name}.mjs`)).href;
let train: Train;
let layers: Layers;
let torch: Torch["torch"];
let tensors: Tensors;

beforeAll(async () => {
  buildCommand();
  train = (await import(door("train"))) as Train;
  layers = (await import(door("layers"))) as Layers;
  tensors = (await import(door("tensor"))) as Tensors;
  ({ torch } = (await import(door("torch"))) as Torch);
}, 180_000);

const net = (hidden = 12) =>
  layers.sequential([layers.embedding(9, 5), layers.lstm(hidden), layers.dense(9)], { like: torch.session({ version: "2.13", seed: 7 }) });
const data = (batch = 4, window = 8) =>
  train.windows(
    Int32Array.from({ length: 4000 }, (_, i) => ((i * 97) % 251) % 9),
    { batch, window },
  );
const options = {
  loss: { kind: "labelCrossEntropy", from: "logits" },
  optimizer: {
    update: { rule: "sgd" },
    rate: 0.1,
    rounding: { scalars: "double", fused: true },
    counts: "each",
  },
} as const;
/** Two inputs and two outputs: a GRU reads one, both meet before the second output. */
const joined = (hidden = 7) => {
  const session = torch.session({ version: "2.13", seed: 3 });
  const declared = [
    session.GRU({ inputSize: 3, hiddenSize: hidden, batchFirst: true }, "read"),
    session.Linear({ inFeatures: 2, outFeatures: 5 }, "aside"),
    session.Linear({ inFeatures: hidden, outFeatures: 4 }, "first"),
    session.Linear({ inFeatures: hidden + 5, outFeatures: 2 }, "second"),
  ];
  const model = layers.graphOf({
    kind: "graph",
    inputs: ["series", "facts"],
    layers: declared.map((one) => one.definition),
    nodes: [
      { name: "reading", call: "read", of: [["series", 0]] },
      { name: "fact", call: "aside", of: [["facts", 0]] },
      {
        name: "meet",
        call: { kind: "concat", axis: -1, masks: "all" },
        of: [
          ["reading", 0],
          ["fact", 0],
        ],
      },
      { name: "a", call: "first", of: [["reading", 0]] },
      { name: "b", call: "second", of: [["meet", 0]] },
    ],
    outputs: [
      { name: "labels", from: ["a", 0] },
      { name: "levels", from: ["b", 0] },
    ],
  });
  model.load(session.stateDict());
  return model;
};
const painted = (shape: number[], scale = 1) => {
  const size = shape.reduce((a, b) => a * b);
  return tensors.tensor(
    Float32Array.from({ length: size }, (_, i) => ((((i * 97) % 251) - 125) / 128) * scale),
    { shape },
  );
};
const joinedData = (samples = 10, steps = 6) =>
  train.examples(
    { series: painted([samples, steps, 3]), facts: painted([samples, steps, 2], 0.7) },
    {
      labels: tensors.tensor(
        Int32Array.from({ length: samples * steps }, (_, i) => ((i * 89) % 251) % 4),
        { shape: [samples, steps] },
      ),
      levels: painted([samples, steps, 2], 0.3),
    },
    { batch: 4 },
  );
const joinedLoss = {
  kind: "outputs",
  of: { labels: { kind: "labelCrossEntropy", from: "logits" }, levels: { kind: "squaredError", weight: 0.5 } },
} as const;
const numbersOf = (model: { weights(): readonly { readonly data: ArrayLike<unknown> }[] }) =>
  model.weights().map(({ data: values }) => [...(values as Float32Array)]);

/** The 99th percentile of the event loop's gaps until something has happened, in milliseconds. */
async function longGaps(until: Promise<unknown>): Promise<number> {
  const delays = monitorEventLoopDelay({ resolution: 1 });
  delays.enable();
  await until;
  delays.disable();
  return delays.percentile(99) / 1e6;
}

describe("fit in a worker", () => {
  it("gives the bits of the caller's thread, and the weights to the caller's model", async () => {
    const [here, there] = [net(), net()];
    const before = numbersOf(there);
    const a = await train.fit(here, data(), { ...options, steps: 30, executor: "caller" });
    const b = await train.fit(there, data(), { ...options, steps: 30 });
    expect([a.executor, b.executor]).toEqual(["caller", "worker"]);
    expect(numbersOf(there)).toEqual(numbersOf(here));
    expect(numbersOf(there)).not.toEqual(before);
    expect(b.loss).toBe(a.loss);
  });

  it("goes on from its checkpoint, delivers weights with progress, and ends when it is aborted", async () => {
    const whole = net();
    await train.fit(whole, data(), { ...options, steps: 30 });
    const abort = new AbortController();
    const kept: [number, Uint8Array][] = [];
    const delivered: number[] = [];
    const first = await train.fit(net(), data(), {
      ...options,
      epochs: Number.POSITIVE_INFINITY,
      signal: abort.signal,
      weightsEvery: 5,
      checkpoint: { every: 4, write: (bytes, step) => void kept.push([step, bytes]) },
      onProgress: ({ step, weights }) => {
        if (weights) delivered.push(step);
        if (step >= 15) abort.abort();
      },
    });
    expect(first.ending).toBe("aborted");
    expect(delivered.slice(0, 3)).toEqual([5, 10, 15]);
    expect(kept.map(([step]) => step).slice(0, 3)).toEqual([4, 8, 12]);
    expect(kept.at(-1)?.[0]).toBe(first.steps);
    const resumed = net();
    await train.fit(resumed, data(), { ...options, steps: 30, resume: kept[2][1] });
    expect(numbersOf(resumed)).toEqual(numbersOf(whole));
  });

  it("trains a graph of several inputs and outputs as the caller's thread does, to what its losses give by hand", async () => {
    const [here, there, byHand] = [joined(), joined(), joined()];
    const fitting = { ...options, loss: joinedLoss, epochs: 3 };
    const a = await train.fit(here, joinedData(), { ...fitting, executor: "caller" });
    const b = await train.fit(there, joinedData(), fitting);
    expect([a.executor, b.executor, b.steps]).toEqual(["caller", "worker", 9]);
    expect(numbersOf(there)).toEqual(numbersOf(here));
    expect(b.loss).toBe(a.loss);
    const { labelCrossEntropy, squaredError, add, mean, mul } = tensors;
    const data = joinedData();
    const losses: [number, number][] = [];
    for (let step = 0; step < 9; step++) {
      const { input, target } = data.batch(step % 3) as { input: Named; target: Named };
      const output = byHand.call(input, { training: true }).output as Named;
      const labels = mean(labelCrossEntropy(output.labels, target.labels, { from: "logits" }));
      const levels = mean(mean(squaredError(output.levels, target.levels), { axis: -1 }));
      const loss = add(labels, mul(levels, 0.5));
      loss.backward();
      for (const { value } of byHand.parameters.values()) {
        const gradient = value.grad?.data as Float32Array;
        for (let i = 0; i < value.size; i++) value.data[i] -= 0.1 * gradient[i];
        value.grad = null;
      }
      losses.push([loss.item(), input.series.shape[0]]);
    }
    const last = losses.slice(6);
    expect(b.loss).toBeCloseTo(last.reduce((sum, [loss, samples]) => sum + loss * samples, 0) / 10, 6);
    const [ours, hands] = [numbersOf(there), numbersOf(byHand)];
    ours.forEach((values, k) => {
      values.forEach((value, i) => {
        expect(value).toBeCloseTo(hands[k][i] as number, 6);
      });
    });
  });

  it("draws dropout's masks as the caller's thread does, and leaves the session where they end", async () => {
    const dropping = () => {
      const session = torch.session({ version: "2.13", seed: 7 });
      const stack = { inputSize: 5, hiddenSize: 12, numLayers: 2, dropout: 0.4, batchFirst: true };
      const model = layers.sequential(
        [
          session.Embedding({ numEmbeddings: 9, embeddingDim: 5 }, "embedding"),
          session.LSTM(stack, "lstm"),
          layers.dropout(0.2),
          session.Linear({ inFeatures: 12, outFeatures: 9 }, "decoder"),
        ],
        { like: session },
      );
      return { model, session };
    };
    const [here, there, resumed] = [dropping(), dropping(), dropping()];
    const kept = new Map<number, Uint8Array>();
    const checkpoint = { every: 8, write: (bytes: Uint8Array, step: number) => void kept.set(step, bytes) };
    const fitting = { ...options, validation: data(), steps: 20 };
    const a = await train.fit(here.model, data(), { ...fitting, executor: "caller" });
    const b = await train.fit(there.model, data(), { ...fitting, checkpoint });
    expect([a.executor, b.executor, b.loss]).toEqual(["caller", "worker", a.loss]);
    expect(numbersOf(there.model)).toEqual(numbersOf(here.model));
    await train.fit(resumed.model, data(), { ...fitting, resume: kept.get(8) as Uint8Array });
    expect(numbersOf(resumed.model)).toEqual(numbersOf(here.model));
    const first = data().batch(0).input;
    const masked = [here, there, resumed].map(({ model }) => [...model.call(first, { training: true }).output.data]);
    expect(masked[1]).toEqual(masked[0]);
    expect(masked[2]).toEqual(masked[0]);
    const fresh = [here, there, resumed].map(({ session }) => [
      ...session.Linear({ inFeatures: 3, outFeatures: 2 }, "more").initialWeights(),
    ]);
    expect(fresh[1]).toEqual(fresh[0]);
    expect(fresh[0].length).toBe(2);
    await train.fit(here.model, data(), { ...options, steps: 5, executor: "caller" });
    await train.fit(there.model, data(), { ...options, steps: 5 });
    expect(numbersOf(there.model)).toEqual(numbersOf(here.model));
  });

  it("names the kernels that it ran on, and takes those that the caller has asked for", async () => {
    const { useBackend } = tensors;
    const { name, width } = useBackend("wasm");
    const result = await train.fit(net(), data(), { ...options, steps: 2 });
    const back = useBackend(hasCompiler ? "native" : "plain");
    expect([result.executor, result.backend.name, result.backend.width]).toEqual(["worker", name, width]);
    expect((await train.fit(net(), data(), { ...options, steps: 2 })).backend).toMatchObject({ name: back.name, width: back.width });
  });

  it("stops early where the caller's thread would", async () => {
    const stopping = {
      better: "smaller",
      by: 0,
      firstCounts: true,
      patience: 2,
      from: 0,
      mayStopAtFirst: false,
      restoreBest: true,
      of: "training",
    } as const;
    const fitting = { ...options, optimizer: { ...options.optimizer, rate: 6 }, epochs: 40, earlyStopping: stopping };
    const [here, there] = [net(), net()];
    const a = await train.fit(here, data(8, 16), { ...fitting, executor: "caller" });
    const b = await train.fit(there, data(8, 16), fitting);
    expect([b.ending, b.executor]).toEqual(["stopped early", "worker"]);
    expect([b.steps, b.loss]).toEqual([a.steps, a.loss]);
    expect(numbersOf(there)).toEqual(numbersOf(here));
  });

  it("takes no step where it is aborted before, and ends a training that nobody listens to when it is aborted later", async () => {
    const model = net();
    const before = numbersOf(model);
    const none = await train.fit(model, data(), { ...options, steps: 5, signal: AbortSignal.abort() });
    expect([none.ending, none.steps, none.executor]).toEqual(["aborted", 0, "worker"]);
    expect(none.loss).toBeNaN();
    expect(numbersOf(model)).toEqual(before);
    const kept: number[] = [];
    const later = await train.fit(model, data(), {
      ...options,
      epochs: Number.POSITIVE_INFINITY,
      signal: AbortSignal.timeout(700),
      checkpoint: { every: 1_000_000, write: (_, step) => void kept.push(step) },
    });
    expect(later.ending).toBe("aborted");
    expect(later.steps).toBeGreaterThan(0);
    expect(kept).toEqual([later.steps]);
    expect(numbersOf(model)).not.toEqual(before);
  });

  it.each([
    ["ends", 3],
    ["ends as if all were well", 0],
  ])("says so where its thread %s, and loses only the steps since the last checkpoint", async (_, status) => {
    const { path } = folderOf({
      "fatal.mjs": `
        import { sequential, embedding, lstm, dense, model } from ${JSON.stringify(door("layers"))};
        import { torch } from ${JSON.stringify(door("torch"))};
        export default () => {
          const inner = sequential([embedding(9, 5), lstm(12), dense(9)], { like: torch.session({ version: "2.13", seed: 7 }) });
          let calls = 0;
          return { model: model(inner.layers, (input, context) => {
            if (++calls === 8) process.exit(${status});
            return inner.call(input, context);
          }) };
        };`,
    });
    const kept = new Map<number, Uint8Array>();
    const checkpoint = { every: 3, write: (bytes: Uint8Array, step: number) => void kept.set(step, bytes) };
    const fitting = train.fit(pathToFileURL(join(path, "fatal.mjs")), data(), { ...options, steps: 20, checkpoint });
    await expect(fitting).rejects.toMatchObject({
      code: "not-supported",
      where: "fit, the worker",
      received: `it ended with status ${status}`,
    });
    expect(kept.has(3)).toBe(true);
    const [whole, resumed] = [net(), net()];
    await train.fit(whole, data(), { ...options, steps: 12 });
    await train.fit(resumed, data(), { ...options, steps: 12, resume: kept.get(3) as Uint8Array });
    expect(numbersOf(resumed)).toEqual(numbersOf(whole));
  });

  it.each([
    ["a chain", () => [net(160), data(16, 40), options] as const],
    ["a graph", () => [joined(160), joinedData(64, 40), { ...options, loss: joinedLoss }] as const],
  ])("leaves the caller's event loop free beside %s: the 99th percentile of its gaps is under 20 ms", async (_, made) => {
    const [model, training, fitting] = made();
    // A machine that others keep busy has gaps of its own: those beside a worker that only counts.
    const counting = new Worker("for (let i = 0; ; i++);", { eval: true });
    const idle = await longGaps(new Promise((resolve) => setTimeout(resolve, 1000)));
    await counting.terminate();
    const abort = new AbortController();
    const fitted = train.fit(model, training, {
      ...fitting,
      epochs: Number.POSITIVE_INFINITY,
      signal: abort.signal,
      onProgress: () => {},
    });
    await new Promise((resolve) => setTimeout(resolve, 200));
    const gaps = await longGaps(new Promise((resolve) => setTimeout(resolve, 1000)));
    abort.abort();
    expect((await fitted).executor).toBe("worker");
    expect(gaps).toBeLessThan(Math.max(20, 2 * idle));
  });

  it("passes on what stops the training, in four facts", async () => {
    const model = net();
    (model.parameters.get("1.weight_hh_l0")?.value.data as Float32Array)[13 * 12 + 5] = Number.NaN;
    await expect(train.fit(model, data(), { ...options, steps: 3 })).rejects.toMatchObject({
      code: "not-finite",
      where: "training, step 1, layer lstm#0.forward",
      received: expect.stringContaining("gate f"),
    });
  });

  it("fails where the checkpoint cannot be stored", async () => {
    const checkpoint = {
      every: 2,
      write() {
        throw new Error("the disk is full");
      },
    };
    await expect(train.fit(net(), data(), { ...options, steps: 100, checkpoint })).rejects.toThrow("the disk is full");
  });

  it("trains a model with functions of its own from a module, and on the caller's thread as a closure", async () => {
    const { path } = folderOf({
      "own.mjs": `
        import { sequential, embedding, lstm, dense, model } from ${JSON.stringify(door("layers"))};
        import { torch } from ${JSON.stringify(door("torch"))};
        import { mul } from ${JSON.stringify(door("tensor"))};
        export const make = () => {
          const inner = sequential([embedding(9, 5), lstm(12), dense(9)], { like: torch.session({ version: "2.13", seed: 7 }) });
          return model(inner.layers, (input, context) => {
            const { output, state } = inner.call(input, context);
            return { output: mul(output, 2), state };
          });
        };
        export default () => ({ model: make() });`,
      "bad.mjs": "export default 3;",
    });
    const url = pathToFileURL(join(path, "own.mjs"));
    const { make } = (await import(url.href)) as { make: () => ReturnType<typeof net> };
    const closure = make();
    const a = await train.fit(closure, data(), { ...options, steps: 10 });
    const b = await train.fit(url, data(), { ...options, steps: 10 });
    expect([a.executor, b.executor]).toEqual(["caller", "worker"]);
    expect(a.why).toContain("functions of its own");
    expect([...b.weights.values()].map(({ data: values }) => [...(values as Float32Array)])).toEqual(numbersOf(closure));
    const bad = pathToFileURL(join(path, "bad.mjs"));
    await expect(train.fit(bad, data(), { ...options, steps: 1 })).rejects.toMatchObject({
      code: "wrong-type",
      received: expect.stringContaining("3"),
    });
    await expect(train.fit(closure, data(), { ...options, steps: 1, executor: "worker" })).rejects.toMatchObject({ code: "not-supported" });
  });
});
