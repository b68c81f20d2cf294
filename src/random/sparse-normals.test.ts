/** What is computed sparsely against what PyTorch's whole fill gives (held to the real one by goldens.test.ts). */
import { describe, expect, test } from "vitest";
import type { Floats } from "../base/index.ts";
import { firstInsideOfFour } from "./four-tries.ts";
import { Mt19937 } from "./mt19937.ts";
import { TorchStream } from "./mt19937-torch.ts";
import { fillWanted } from "./sparse-normals.ts";

const make = (dtype: string, length: number): Floats => (dtype === "float32" ? new Float32Array(length) : new Float64Array(length));
const lengths = [16, 17, 24, 31, 32, 33, 1023, 1024, 1025, 1040, 2049, 5000];

describe.each(["float32", "float64"])("%s", (dtype) => {
  test.each(lengths)("wanted elements of %i, the words of all", (length) => {
    const whole = make(dtype, length);
    const stream = new TorchStream(7n);
    stream.normal(whole, 0.25, 1.5);
    for (const step of [1, 2, 3, 7, 29]) {
      const wanted = Int32Array.from({ length: Math.ceil(length / step) }, (_, k) => k * step);
      const engine = Mt19937.fromSeed(7);
      const some = make(dtype, length).fill(99);
      fillWanted(engine, some, wanted, 0.25, 1.5);
      expect(engine.position).toBe(stream.position);
      expect([...some]).toEqual([...whole].map((z, i) => (i % step === 0 ? z : 99)));
    }
  });

  test("nothing wanted takes all words", () => {
    const engine = Mt19937.fromSeed(7);
    fillWanted(engine, make(dtype, 40), new Int32Array(0), 0, 1);
    expect(engine.position).toBe(dtype === "float32" ? 56 : 112);
  });

  test.each([4, 5, 6, 7, 8, 255, 256, 257, 1030, 40_000])("the first inside of four tries for %i elements", (length) => {
    const whole = make(dtype, 4 * length);
    const stream = new TorchStream(11n);
    stream.normal(whole, 0, 1);
    const engine = Mt19937.fromSeed(11);
    const out = make(dtype, length);
    firstInsideOfFour(engine, out);
    expect(engine.position).toBe(stream.position);
    const plain = Array.from({ length }, (_, i) => {
      const tries = [...whole.subarray(4 * i, 4 * i + 4)];
      return tries.find((z) => z > -2 && z < 2) ?? tries[0];
    });
    expect([...out]).toEqual(plain);
    // Of 40 000 elements some refuse twice, and a few three times.
    if (length === 40_000) expect(plain.filter((z, i) => z === whole[4 * i + 3]).length).toBeGreaterThan(0);
  });
});
