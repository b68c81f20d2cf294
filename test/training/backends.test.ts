/** On every backend: the same bits from run to run, and from a checkpoint on those of the training that was never interrupted. */
import { afterAll, describe, expect, it } from "vitest";
import { useBackend } from "../../src/kernels/index.ts";
import { fit } from "../../src/train/index.ts";
import { backends, widths } from "../kernels/backends.ts";
import { casesOf, type TrainingCase } from "./sets.ts";
import { modelOf, trainingOf } from "./whole.ts";

afterAll(() => useBackend(backends[0]));

/** One of each cell, each with an optimiser that keeps something, and one that goes both ways on two levels. */
const chosen = ["momentum lstm", "rmsprop gru", "adam all", "cosine schedule", "deep bidirectional", "frozen weights"];
const cases = casesOf("torch-2.13").filter(({ name }) => chosen.includes(name));

/** The weights after training, as their bits. */
async function trained(one: TrainingCase, more: { resume?: Uint8Array; steps?: number; keep?: (bytes: Uint8Array) => void } = {}) {
  const { model } = modelOf(one, "float32");
  const { data, options } = trainingOf(one.document, "float32");
  const { keep, ...given } = more;
  const checkpoint = keep === undefined ? {} : { checkpoint: { every: 4, write: keep } };
  const { steps } = await fit(model, data, { ...options, ...given, ...checkpoint });
  expect(steps).toBe(more.steps ?? 10);
  return model.weights().map(({ name, data: values }) => [name, [...new Uint32Array((values as Float32Array).slice().buffer)]]);
}

type Ground = readonly [name: (typeof backends)[number], width: (typeof widths)[number] | undefined];

const grounds = backends.flatMap((name): Ground[] =>
  name === "native" && widths.length > 0 ? widths.map((width) => [name, width]) : [[name, undefined]],
);

it("takes every chosen case", () => expect(cases.length).toBe(chosen.length));

describe.each(grounds)("%s %s", (name, width) => {
  it.each(cases)("$name: the same bits again, and resumed", async (one) => {
    expect(useBackend(name, width).name).toBe(name);
    const whole = await trained(one);
    expect(await trained(one)).toEqual(whole);
    let kept: Uint8Array | undefined;
    await trained(one, {
      steps: 4,
      keep(bytes) {
        kept = bytes;
      },
    });
    expect(kept).toBeDefined();
    expect(await trained(one, { resume: kept as Uint8Array })).toEqual(whole);
  });
});
