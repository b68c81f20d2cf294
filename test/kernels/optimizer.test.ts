import { afterAll, describe, expect, it } from "vitest";
import { type AveragingKind, type Kernels, plainBackend, useBackend } from "../../src/kernels/index.ts";
import { backends, widths } from "./backends.ts";
import { painted } from "./painted.ts";

const averagings: readonly AveragingKind[] = ["towards", "sum", "squaresTowards", "squaresSum", "squaresSumFirst"];

/** Numbers of many sizes, some so small that their squares are subnormal. */
const numbers = (n: number, from: number) => painted(n, from).map((value, i) => (value * 2 ** -((i * 7) % 68)) / 3);

/** Every step on some arrays; gives what they wrote. */
function steps(kernels: Kernels, n: number): Record<string, Float32Array> {
  const out: Record<string, Float32Array> = {};
  const [gradient, squares] = [numbers(n, 5), numbers(n, 17).map(Math.abs)];
  const value = (name: string) => {
    out[name] = numbers(n, 43);
    return out[name];
  };
  kernels.scale(n, 0.3, value("scale"));
  for (const fused of [0, 1]) {
    kernels.descend(n, 0.01, fused, gradient, value(`descend ${fused}`));
    for (const kind of averagings) kernels.average(kind, n, 0.9, 0.1, fused, gradient, value(`${kind} ${fused}`));
  }
  kernels.adamStep(n, 0.001, 0.03, 1e-8, gradient, squares, value("adamStep"));
  for (const inside of [0, 1]) kernels.rootStep(n, 0.01, 1e-7, inside, gradient, squares, value(`rootStep ${inside}`));
  return out;
}

describe("the steps of optimisers", () => {
  it.each([1, 3, 16, 17, 1000])("have every bit of the twin on every backend and width: %i numbers", (n) => {
    const wanted = steps(plainBackend.kernels, n);
    for (const name of backends) expect(steps(useBackend(name).kernels, n), name).toEqual(wanted);
    for (const width of widths) expect(steps(useBackend("native", width).kernels, n), width).toEqual(wanted);
  });

  afterAll(() => useBackend(backends[0]));

  it("differ where an operation is fused, and keep subnormal numbers", () => {
    const out = steps(plainBackend.kernels, 1000);
    for (const kind of averagings) expect(out[`${kind} 0`]).not.toEqual(out[`${kind} 1`]);
    expect(out["descend 0"]).not.toEqual(out["descend 1"]);
    expect(out["squaresSum 0"].some((value) => value !== 0 && Math.abs(value) < 2 ** -126)).toBe(true);
  });
});
