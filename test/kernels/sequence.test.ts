import { describe, expect, it } from "vitest";
import { plainBackend, useBackend } from "../../src/kernels/index.ts";
import { backends } from "./backends.ts";
import { distance } from "./painted.ts";
import { runSequence } from "./sequence-case.ts";
import { sequenceCases } from "./sequence-cases.ts";

/**
 * Float32 rounds each of the some hundred sums and the elementary functions, which are good to 4 units in the last place; steps
 * carry it on. 32 half units of the largest entry cover the longest case, and no wrong term is so small.
 */
const bound = 32 * 2 ** -24;

describe.each(backends)("the sequence kernels of the %s backend", (name) => {
  it.each(sequenceCases.map((what) => [JSON.stringify(what), what] as const))("agree with the float64 twin: %s", (_, what) => {
    const wanted = runSequence(what, plainBackend, (values) => Float64Array.from(values));
    const got = runSequence(what, useBackend(name), (values) => values);
    const far = Object.keys(wanted).filter((key) => !(distance(got[key], wanted[key]) <= bound));
    expect(far.map((key) => `${key} ${distance(got[key], wanted[key])}`)).toEqual([]);
  });
});
