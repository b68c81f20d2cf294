/** Meters against streams on sequences that no framework need run: what is foretold is what is taken. */
import { describe, expect, test } from "vitest";
import type { FloatDType } from "../base/index.ts";
import { meterOf, openStream } from "./open-stream.ts";
import type { StreamAlgorithm } from "./stream.ts";

type Kind = "uniform" | "normal" | "truncatedNormal";
type Step = readonly [Kind, number, FloatDType] | readonly ["integer", number, number];

/** Painted: every size from 0 to 34 in an order without pattern, both dtypes, uniforms and normals in turn. */
const painted = (kinds: readonly Kind[]): Step[] =>
  Array.from({ length: 120 }, (_, i) => [kinds[(i * 7) % kinds.length], (i * 97) % 35, (i * 5) % 3 === 0 ? "float64" : "float32"]);

function follow(name: StreamAlgorithm, steps: readonly Step[]): { known: number; wrong: string[] } {
  const stream = openStream(name, [11n]);
  const meter = meterOf(name);
  const wrong: string[] = [];
  let known = 0;
  for (const [kind, a, b] of steps) {
    const before = stream.position;
    const foretold = kind === "integer" ? meter.integer?.(a, b) : meter[kind](a, b);
    if (kind === "integer") stream.integer?.(a, b);
    else stream[kind](b === "float32" ? new Float32Array(a) : new Float64Array(a), 0.5, 0.25);
    const taken = stream.position - before;
    if (typeof foretold === "number") known++;
    if (typeof foretold === "number" && foretold !== taken) wrong.push(`${kind} ${a} ${b}: ${foretold}, not ${taken}`);
    if (meter.position !== null && meter.position !== stream.position) wrong.push(`${kind} ${a} ${b}: position`);
  }
  return { known, wrong };
}

describe("streams whose every fill is foretold", () => {
  test.each<[StreamAlgorithm, Kind[]]>([
    ["mt19937-torch", ["uniform", "normal", "normal"]],
    ["mt19937-keras-torch", ["uniform", "normal", "truncatedNormal"]],
    ["mt19937-python", ["uniform", "normal"]],
    ["mt19937-numpy", ["uniform"]],
    ["pcg64-numpy", ["uniform"]],
    ["pcg64-keras-numpy", ["uniform"]],
    ["philox-tensorflow", ["uniform", "normal", "truncatedNormal"]],
    ["philox-tensorflow-1.2", ["uniform", "normal", "truncatedNormal"]],
    ["philox-gatewise", ["uniform", "normal"]],
  ])("%s", (name, kinds) => {
    expect(follow(name, painted(kinds))).toEqual({ known: 120, wrong: [] });
  });
});

describe("keys of one tensor", () => {
  const kinds = ["uniform", "normal", "truncatedNormal"] as const;
  test.each([
    ["philox-tensorflow-stateless", ["float32", "float64"]],
    ["threefry-jax", ["float32"]],
  ] as const)("%s", (name, dtypes) => {
    for (const kind of kinds)
      for (const dtype of dtypes)
        for (const count of [0, 1, 2, 3, 4, 5, 8, 17, 4097]) expect(follow(name, [[kind, count, dtype]])).toEqual({ known: 1, wrong: [] });
  });
  test.each(["philox-tensorflow-stateless", "threefry-jax"] as const)("%s is not asked twice", (name) => {
    const stream = openStream(name, [11n]);
    stream.normal(new Float32Array(3), 0, 1);
    for (const kind of kinds) expect(() => stream[kind](new Float32Array(3), 0, 1)).toThrow(/used twice/);
  });
  test("JAX's numbers are float32", () => {
    expect(() => openStream("threefry-jax", [11n]).uniform(new Float64Array(3), 0, 1)).toThrow(/float64/);
  });
});

describe("streams that depend on their numbers", () => {
  test("torch's truncated fills of odd size below 16 hide the cache; even ones do not", () => {
    const even = follow("mt19937-torch", [
      ["normal", 3, "float32"],
      ["truncatedNormal", 8, "float32"],
      ["normal", 3, "float32"],
    ]);
    expect(even).toEqual({ known: 2, wrong: [] });
    const odd = follow("mt19937-torch", [
      ["normal", 3, "float32"],
      ["truncatedNormal", 9, "float32"],
      ["normal", 4, "float32"],
      ["normal", 3, "float32"],
      ["normal", 16, "float32"],
    ]);
    expect(odd).toEqual({ known: 3, wrong: [] });
  });
  test("NumPy's polar method keeps a known parity", () => {
    const steps: Step[] = [
      ["normal", 3, "float64"],
      ["normal", 1, "float64"],
      ["normal", 2, "float64"],
      ["normal", 1, "float32"],
    ];
    // The second fill comes out of the cache whole; the last is drawn.
    expect(follow("mt19937-numpy", steps)).toEqual({ known: 1, wrong: [] });
  });
  test("half words of PCG64 are forgotten after float32 normals", () => {
    const steps: Step[] = [
      ["uniform", 3, "float32"],
      ["uniform", 2, "float64"],
      ["uniform", 1, "float32"],
      ["normal", 5, "float32"],
      ["uniform", 4, "float32"],
      ["uniform", 3, "float32"],
      ["uniform", 4, "float64"],
    ];
    expect(follow("pcg64-numpy", steps)).toEqual({ known: 5, wrong: [] });
  });
  test("our own stream knows no more after a truncated fill", () => {
    const steps: Step[] = [
      ["normal", 5, "float32"],
      ["truncatedNormal", 9, "float32"],
      ["uniform", 9, "float64"],
    ];
    expect(follow("philox-gatewise", steps)).toEqual({ known: 2, wrong: [] });
    const meter = meterOf("philox-gatewise");
    meter.truncatedNormal(9, "float32");
    meter.uniform(9, "float64");
    expect(meter.position).toBeNull();
  });
  test("integers", () => {
    const steps: Step[] = [
      ["integer", 5, 6],
      ["integer", 0, 8],
      ["integer", 0, 2 ** 32],
      ["integer", 0, 10],
    ];
    expect(follow("mt19937-numpy", steps)).toEqual({ known: 3, wrong: [] });
    expect(follow("pcg64-numpy", steps)).toEqual({ known: 3, wrong: [] });
    expect(follow("mt19937-python", steps)).toEqual({ known: 0, wrong: [] });
  });
  test("nothing is taken for nothing", () => {
    for (const name of ["mt19937-torch", "mt19937-keras-torch", "pcg64-keras-numpy"] as const) {
      const steps: Step[] = [
        ["normal", 0, "float32"],
        ["truncatedNormal", 0, "float64"],
        ["uniform", 0, "float32"],
      ];
      expect(follow(name, steps)).toEqual({ known: 3, wrong: [] });
    }
  });
});

test("a sampler that a framework lacks is refused", () => {
  for (const name of ["mt19937-numpy", "mt19937-python", "pcg64-numpy"] as const) {
    expect(() => openStream(name, [1n]).truncatedNormal(new Float32Array(4), 0, 1)).toThrow(/no truncated normal/);
    expect(() => meterOf(name).truncatedNormal(4, "float32")).toThrow(/no truncated normal/);
  }
});
