import { describe, expect, test } from "vitest";
import { TorchStream } from "./mt19937-torch.ts";

/** float32 numbers printed with 9 digits name one float32 each. */
const f32 = (text: string): number[] => text.split(" ").map((x) => Math.fround(Number(x)));

/** Printed by torch 2.13.0+cpu (and 2.9.1) on x86-64 with AVX2: manual_seed, then one call. */
describe.each([
  {
    seed: 0n,
    rand: "0.49625659 0.768221796 0.0884774327 0.132030487",
    rand64: [0.9700530018065531, 0.707819864399788],
    scalar: "1.54099607 -0.293428898 -2.17878938 0.568431258 -1.08452237",
    block:
      "-1.12583983 -1.1523602 -0.250578582 -0.433878809 0.848710358 0.692009151 -0.31601277 -2.11521935 " +
      "0.322274923 -1.26333475 0.349983186 0.30813393 0.119841509 1.2376579 1.11677718 -0.247278154",
    tailHead: "-1.12583983 -1.6959312 0.566650629 0.793508351",
    tailEnd: "-0.843676746 0.931826591",
    truncated: "-0.562919915 -0.5761801 -0.125289291 -0.216939405",
  },
  {
    seed: 42n,
    rand: "0.882269263 0.915003955 0.38286376 0.959305644",
    rand64: [0.05815448596142969, 0.06291016742457756],
    scalar: "0.336690366 0.128809407 0.234462366 0.23033303 -1.12285638",
    block:
      "1.92691529 1.48728406 0.900717199 -2.10552096 0.678418458 -1.23454487 -0.0430674776 -1.60466695 " +
      "-0.752135277 1.64872301 -0.392478645 -1.40360713 -0.727881312 -0.559430182 -0.768838882 0.76244539",
    tailHead: "1.92691529 -0.159597471 -0.497397542 0.439589262",
    tailEnd: "0.859858513 -0.309726775",
    truncated: "-0.456911504 -0.0797987357 0.450358599 0.219794631",
  },
])("seed $seed", (golden) => {
  const filled = (size: number, fill: (stream: TorchStream, out: Float32Array) => void): number[] => {
    const out = new Float32Array(size);
    fill(new TorchStream(golden.seed), out);
    return [...out];
  };

  test("rand", () => {
    expect(filled(4, (s, out) => s.uniform(out, 0, 1))).toEqual(f32(golden.rand));
  });
  test("rand in float64", () => {
    const out = new Float64Array(2);
    new TorchStream(golden.seed).uniform(out, 0, 1);
    expect([...out]).toEqual(golden.rand64);
  });
  test("randn of 5: the scalar path", () => {
    expect(filled(5, (s, out) => s.normal(out, 0, 1))).toEqual(f32(golden.scalar));
  });
  test("randn of 16: one block", () => {
    expect(filled(16, (s, out) => s.normal(out, 0, 1))).toEqual(f32(golden.block));
  });
  test("randn of 17: the last 16 drawn anew", () => {
    const out = filled(17, (s, o) => s.normal(o, 0, 1));
    expect(out.slice(0, 4)).toEqual(f32(golden.tailHead));
    expect(out.slice(15)).toEqual(f32(golden.tailEnd));
  });
  test("trunc_normal_ by redrawing", () => {
    const out = filled(16, (s, o) => s.boundedNormal(o, 0, 0.5, -0.6, 0.6));
    expect(out.slice(0, 4)).toEqual(f32(golden.truncated));
  });
});

/** torch.nn.LSTM(2, 3).weight_ih_l0 of torch 2.13.0+cpu: no power of two is its range, so the fused step shows. */
test.each([
  [0n, "-0.00432251766 0.309715837 -0.475185335 -0.424894601"],
  [42n, "0.441406518 0.479205281 -0.135257274 0.53036046"],
])("uniform_ of LSTM(2, 3), seed %s", (seed, golden) => {
  const out = new Float32Array(4);
  new TorchStream(seed).uniform(out, -1 / Math.sqrt(3), 1 / Math.sqrt(3));
  expect([...out]).toEqual(f32(golden));
});
