import { afterAll, describe, expect, it } from "vitest";
import type { Floats } from "../../src/base/index.ts";
import { startByKernels } from "../../src/init/index.ts";
import { useBackend } from "../../src/kernels/index.ts";
import { orthonormalColumns } from "../../src/linalg/index.ts";
import { algorithms, type Stream, type StreamAlgorithm } from "../../src/random/index.ts";
import { streamAlgorithms } from "../../src/random/stream.ts";
import { backends, widths } from "./backends.ts";
import { painted } from "./painted.ts";

startByKernels();

const bits = (values: Float32Array | Float64Array) => Buffer.from(values.buffer, values.byteOffset, values.byteLength).toString("base64");

/** What a computation gives in TypeScript, and on every backend and width. */
function everywhere(compute: () => unknown): void {
  useBackend("plain");
  const wanted = compute();
  for (const name of backends) {
    useBackend(name);
    expect(compute(), name).toEqual(wanted);
  }
  for (const width of widths) {
    useBackend("native", width);
    expect(compute(), width).toEqual(wanted);
  }
}

type Fill = (stream: Stream, out: Floats) => void;

const uniforms: Record<string, Fill> = {
  uniform: (stream, out) => stream.uniform(out, -0.3, 0.5),
  "uniform from zero": (stream, out) => stream.uniform(out, 0, 1),
  "uniform of tiny numbers": (stream, out) => stream.uniform(out, -(2 ** -140), 2 ** -139),
  "uniform of large numbers": (stream, out) => stream.uniform(out, -3e37, 1e38),
  "uniform whose low is high": (stream, out) => stream.uniform(out, 16777216, 16777218),
  "uniform beyond fused steps": (stream, out) => stream.uniform(out, 2 ** -1060, 2 ** -1030),
};
const normals: Record<string, Fill> = {
  normal: (stream, out) => stream.normal(out, 0.1, 0.7),
  "standard normal": (stream, out) => stream.normal(out, 0, 1),
  "normal without spread": (stream, out) => stream.normal(out, 0.1, 0),
  "tiny normal": (stream, out) => stream.normal(out, 2 ** -130, 2 ** -132),
};
const truncated: Record<string, Fill> = {
  "truncated normal": (stream, out) => stream.truncatedNormal(out, 0.1, 0.7),
  "bounded normal": (stream, out) => (stream.boundedNormal ?? stream.truncatedNormal).call(stream, out, 0.5, 1, 0.1, 3),
};
const fills = { ...uniforms, ...normals, ...truncated };

/** Streams that fill one tensor only. */
const once: readonly StreamAlgorithm[] = ["philox-tensorflow-stateless", "threefry-jax"];
const untruncated: readonly StreamAlgorithm[] = ["mt19937-numpy", "mt19937-python", "pcg64-numpy"];
const arrays = { float32: Float32Array, float64: Float64Array };
const lengths = [0, 1, 255, 256, 257, 271, 272, 511, 623, 624, 625, 1023, 1024, 1027, 1040, 2050, 5003];
const cases = streamAlgorithms.flatMap((name) =>
  (["float32", "float64"] as const).filter((dtype) => dtype === "float32" || name !== "threefry-jax").map((dtype) => ({ name, dtype })),
);

describe.each(cases)("the long fills of $name in $dtype", ({ name, dtype }) => {
  const kinds = Object.keys(fills).filter((kind) => !(kind in truncated) || !untruncated.includes(name));
  const single = once.includes(name);
  it.each(kinds)("have the bits of TypeScript on every backend and width, wherever they begin: %s", (kind) => {
    everywhere(() =>
      [0n, 42n, 2n ** 32n - 7n].flatMap((seed) => {
        const out: unknown[] = [];
        let stream = algorithms[name].open([seed, 5n]);
        for (const length of lengths) {
          if (single) stream = algorithms[name].open([seed, BigInt(length)]);
          const values = new arrays[dtype](length);
          fills[kind](stream, values);
          out.push(bits(values), stream.position);
          if (single) continue;
          // What comes between tells whether the engine stands where it should, and moves it by an odd count.
          const between = new Float32Array(3);
          stream.uniform(between, 0, 1);
          out.push(bits(between), stream.integer?.(0, 1000));
        }
        if (!single) {
          const after = new Float32Array(7);
          stream.normal(after, 0, 1);
          out.push(bits(after), stream.position);
        }
        return out;
      }),
    );
  });

  it("have them in a hundred thousand numbers", () => {
    everywhere(() =>
      kinds
        .filter((kind) => ["uniform", "normal", "truncated normal"].includes(kind))
        .map((kind) => {
          const values = new arrays[dtype](100_001);
          fills[kind](algorithms[name].open([1234n, 9n]), values);
          return bits(values);
        }),
    );
  });
});

describe("a counter that carries", () => {
  it("is carried by the kernels too", () => {
    everywhere(() => {
      const stream = algorithms["philox-tensorflow"].open([3n, 2n ** 64n - 1n]);
      const [values, out] = [new Float32Array(40_000), [] as string[]];
      // 256 blocks a number: the second fill begins 2^32 blocks on, less a few.
      for (let fill = 0; fill < 420; fill++) stream.uniform(new Float32Array(fill === 419 ? 17_200 : 40_000), 0, 1);
      for (let fill = 0; fill < 2; fill++) {
        stream.truncatedNormal(values, 0, 1);
        out.push(bits(values), String(stream.position));
      }
      return out;
    });
  });
});

describe("the orthonormal columns", () => {
  it.each([
    [8, 8],
    [9, 7],
    [33, 31],
    [64, 32],
    [65, 33],
    [100, 67],
    [131, 131],
    [257, 1],
    [128, 96],
  ])("have the bits of TypeScript on every backend and width: %i by %i", (rows, columns) => {
    const a = Float64Array.from(painted(rows * columns, 3), (value, i) => value / 3 + Math.sin(i));
    const small = a.map((value) => value * 2 ** -1040);
    const wide = a.map((value, i) => value * 2 ** (i % columns === 0 ? 900 : -20));
    const dependent = a.map((value, i) => (i % columns === columns - 1 ? 0 : value));
    const broken = a.map((value, i) => (i === Math.min(5, a.length - 1) ? Number.NaN : value));
    everywhere(() => [a, small, wide, dependent].map((values) => bits(orthonormalColumns(values, rows, columns))));
    everywhere(() => orthonormalColumns(broken, rows, columns));
  });
});

afterAll(() => useBackend(backends[0]));
