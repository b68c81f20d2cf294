/** fit in a worker, from the built package: the same bits as on the caller's thread, and the caller stays free. */
import { join } from "node:path";
import { monitorEventLoopDelay } from "node:perf_hooks";
import { pathToFileURL } from "node:url";
import { Worker } from "node:worker_threads";
import { beforeAll, describe, expect, it } from "vitest";
import { buildCommand, mainFile } from "../cli/command.ts";
import { folderOf } from "../cli/folder.ts";

type Train = typeof import("../../src/train.ts");
type Layers = typeof import("../../src/layers.ts");
type Torch = typeof import("../../src/torch.ts");

const door = (name: string) => pathToFileURL(join(mainFile, `../../${name}.mjs`)).href;
let train: Train;
let layers: Layers;
let torch: Torch["torch"];

beforeAll(async () => {
  buildCommand();
  train = (await import(door("train"))) as Train;
  layers = (await import(door("layers"))) as Layers;
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
const numbersOf = (model: ReturnType<typeof net>) => model.weights().map(({ data: values }) => [...(values as Float32Array)]);

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

  it("leaves the caller's event loop free: the 99th percentile of its gaps is under 20 ms", async () => {
    // A machine that others keep busy has gaps of its own: those beside a worker that only counts.
    const counting = new Worker("for (let i = 0; ; i++);", { eval: true });
    const idle = await longGaps(new Promise((resolve) => setTimeout(resolve, 1000)));
    await counting.terminate();
    const abort = new AbortController();
    const fitting = train.fit(net(160), data(16, 40), {
      ...options,
      epochs: Number.POSITIVE_INFINITY,
      signal: abort.signal,
      onProgress: () => {},
    });
    await new Promise((resolve) => setTimeout(resolve, 200));
    const gaps = await longGaps(new Promise((resolve) => setTimeout(resolve, 1000)));
    abort.abort();
    expect((await fitting).executor).toBe("worker");
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
