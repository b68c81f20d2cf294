/** What fit promises, on the caller's thread; test/training/worker.test.ts holds the worker to the same. */
import { describe, expect, it } from "vitest";
import { readWeights } from "../../src/index.ts";
import { tensor } from "../../src/tensor.ts";
import { examples, fit, type Progress } from "../../src/train.ts";
import { kerasNet, numbersOf, options, smallData, smallNet } from "./small-net.ts";

async function checkpointAfterTwo(metadata = {}): Promise<Uint8Array> {
  const kept: Uint8Array[] = [];
  const checkpoint = { every: 2, metadata, write: (bytes: Uint8Array) => void kept.push(bytes) };
  await fit(smallNet(), smallData(), { ...options, steps: 2, checkpoint });
  return kept[0];
}

describe("fit", () => {
  it("learns: the loss of the last steps is far below that of a guess", async () => {
    const heard: Progress[] = [];
    const model = smallNet();
    const data = smallData();
    const { steps, ending, loss } = await fit(model, data, { ...options, epochs: 3, onProgress: (progress) => void heard.push(progress) });
    expect([ending, steps]).toEqual(["complete", 3 * data.batches]);
    expect(heard[0].loss).toBeGreaterThan(2.5);
    expect(loss).toBeLessThan(1);
    expect(heard.map(({ step }) => step)).toEqual(heard.map((_, k) => k + 1));
    expect(heard.at(-1)).toMatchObject({ steps, epoch: 3, rate: 0.02 });
  });

  it("gives the same bits again", async () => {
    const [a, b] = [smallNet(), smallNet()];
    for (const model of [a, b]) await fit(model, smallData(), { ...options, steps: 20 });
    expect(numbersOf(a)).toEqual(numbersOf(b));
    expect(numbersOf(a)).not.toEqual(numbersOf(smallNet()));
  });

  it("goes on from any checkpoint to the same bits: weights, optimiser, carried states and place in the data", async () => {
    const whole = smallNet();
    await fit(whole, smallData(), { ...options, steps: 150 });
    const kept = new Map<number, Uint8Array>();
    const checkpoint = { every: 37, write: (bytes: Uint8Array, step: number) => void kept.set(step, bytes) };
    await fit(smallNet(), smallData(), { ...options, steps: 100, checkpoint });
    expect([...kept.keys()]).toEqual([37, 74, 100]);
    for (const resume of kept.values()) {
      // Of another seed: everything must come from the checkpoint.
      const model = smallNet(8);
      const { steps } = await fit(model, smallData(), { ...options, steps: 150, resume });
      expect(steps).toBe(150);
      expect(numbersOf(model)).toEqual(numbersOf(whole));
    }
  });

  it("keeps what the caller says in the metadata of its checkpoints", async () => {
    const { metadata, arrays } = readWeights("a.safetensors", await checkpointAfterTwo({ mine: "x" }));
    expect(metadata.get("mine")).toBe("x");
    expect(JSON.parse(metadata.get("gatewise.training") ?? "")).toMatchObject({ version: 1, step: 2 });
    expect([...arrays.keys()]).toContain("training/optimizer/m/lstm.weight_hh_l0");
  });

  it("ends after the step that is under way when it is aborted, with a checkpoint", async () => {
    const abort = new AbortController();
    const kept: number[] = [];
    const result = await fit(smallNet(), smallData(), {
      ...options,
      steps: 1000,
      signal: abort.signal,
      checkpoint: { every: 500, write: (_, step) => void kept.push(step) },
      onProgress: ({ step }) => {
        if (step === 5) abort.abort();
      },
    });
    expect([result.ending, result.steps, kept]).toEqual(["aborted", 5, [5]]);
  });

  it("stops early, and brings the best weights back", async () => {
    const model = smallNet();
    const heard: Progress[] = [];
    const earlyStopping = {
      better: "smaller",
      by: 0,
      firstCounts: true,
      patience: 2,
      from: 0,
      mayStopAtFirst: false,
      restoreBest: true,
    } as const;
    let best = { value: Number.POSITIVE_INFINITY, weights: {} };
    const result = await fit(model, smallData(), {
      ...options,
      optimizer: { ...options.optimizer, rate: 0.5 },
      epochs: 50,
      validation: { data: smallData(), every: 5 },
      earlyStopping,
      onProgress(progress) {
        heard.push(progress);
        if (progress.validation !== null && progress.validation < best.value)
          best = { value: progress.validation, weights: numbersOf(model) };
      },
    });
    expect(result.ending).toBe("stopped early");
    expect(result.steps).toBeLessThan(50 * smallData().batches);
    expect(numbersOf(model)).toEqual(best.weights);
  });

  it("stops at a loss that is not finite, naming step, layer and gate, with the weights of before", async () => {
    const model = smallNet();
    const weight = model.parameters.get("lstm.weight_hh_l0")?.value.data as Float32Array;
    let before = {};
    const ruined = fit(model, smallData(), {
      ...options,
      steps: 10,
      onProgress({ step }) {
        if (step !== 3) return;
        // Rows 20 to 29 of gates i f g o are g.
        weight[25 * 10 + 3] = Number.NaN;
        before = numbersOf(model);
      },
    });
    await expect(ruined).rejects.toMatchObject({
      code: "not-finite",
      where: "training, step 4, layer lstm#0.forward",
      received: expect.stringContaining("lstm.weight_hh_l0, gate g, whose weight is NaN"),
    });
    expect(numbersOf(model)).toEqual(before);
  });

  it("counts only what a mask counts", async () => {
    const input = tensor(
      Int32Array.from({ length: 24 }, (_, i) => (i * 97) % 11),
      { shape: [4, 6] },
    );
    const target = tensor(
      Int32Array.from({ length: 24 }, (_, i) => (i * 89) % 11),
      { shape: [4, 6] },
    );
    const other = tensor(
      target.data.map((label, i) => (i % 6 < 4 ? label : (label + 1) % 11)),
      { shape: [4, 6] },
    );
    const mask = tensor(
      Int32Array.from({ length: 24 }, (_, i) => Number(i % 6 < 4)),
      { shape: [4, 6] },
    );
    const losses = [];
    for (const targets of [target, other]) {
      for (const chosen of [{ mask }, {}]) {
        const data = examples(input, targets, { batch: 3, ...chosen });
        expect(data.batches).toBe(2);
        losses.push((await fit(smallNet(), data, { ...options, epochs: 1, validation: data })).validation);
      }
    }
    expect(losses[0]).toBe(losses[2]);
    expect(losses[1]).not.toBe(losses[3]);
  });

  it.each([
    ["another net", {}, true, "missing-tensor", "the checkpoint, more.bias"],
    ["another optimiser", { rate: 0.03 }, false, "contradiction", "the checkpoint, optimizer"],
  ])("refuses a checkpoint of %s", async (_, optimizer, wider, code, where) => {
    const resume = await checkpointAfterTwo();
    const model = smallNet();
    if (wider) {
      const bias = model.parameters.get("decoder.bias");
      (model.parameters as Map<string, unknown>).set("more.bias", { ...bias, name: "more.bias" });
    }
    const resumed = fit(model, smallData(), { ...options, optimizer: { ...options.optimizer, ...optimizer }, steps: 4, resume });
    await expect(resumed).rejects.toMatchObject({ code, where: expect.stringContaining(where) });
  });
});

describe("fit of a model with dropout", () => {
  const dropping = () => smallNet(7, 0.3);

  it("draws the session's masks, and goes on from a checkpoint with the masks that would have followed", async () => {
    const [plain, whole] = [smallNet(), dropping()];
    for (const model of [plain, whole]) await fit(model, smallData(), { ...options, steps: 30 });
    expect(numbersOf(whole)).not.toEqual(numbersOf(plain));
    let kept: Uint8Array | undefined;
    const write = (bytes: Uint8Array, step: number) => {
      if (step === 12) kept = bytes;
    };
    await fit(dropping(), smallData(), { ...options, steps: 20, checkpoint: { every: 12, write } });
    const model = dropping();
    await fit(model, smallData(), { ...options, steps: 30, ...(kept === undefined ? {} : { resume: kept }) });
    expect(numbersOf(model)).toEqual(numbersOf(whole));
  });

  it.each(["keras@3.15/tensorflow", "keras@3.15/torch", "keras@2.1.6"])(
    "does so in %s, where evaluation may move the masks too",
    async (like) => {
      const net = () => kerasNet(like);
      const held = smallData();
      const validation = { data: held, every: 4 };
      const write = (bytes: Uint8Array) => void kept.push(bytes);
      const kept: Uint8Array[] = [];
      const [whole, stopped, resumed] = [net(), net(), net()];
      await fit(whole, smallData(), { ...options, validation, steps: 14 });
      await fit(stopped, smallData(), { ...options, validation, steps: 8, checkpoint: { every: 6, write } });
      await fit(resumed, smallData(), { ...options, validation, steps: 14, resume: kept[0] as Uint8Array });
      expect(numbersOf(resumed)).toEqual(numbersOf(whole));
      expect(numbersOf(stopped)).not.toEqual(numbersOf(whole));
    },
  );

  it("leaves what is frozen as it is, with no state of the optimiser", async () => {
    const model = dropping();
    const before = numbersOf(model);
    model.freeze("lstm.*");
    await fit(model, smallData(), { ...options, steps: 5 });
    const after = numbersOf(model);
    for (const name of Object.keys(before)) {
      if (name.startsWith("lstm.")) expect(after[name]).toEqual(before[name]);
      else expect(after[name]).not.toEqual(before[name]);
    }
  });
});
