import { afterAll, describe, expect, it } from "vitest";
import { backend, useBackend } from "../../src/kernels/index.ts";
import { backends, widths } from "./backends.ts";
import { painted } from "./painted.ts";
import { runSequence } from "./sequence-case.ts";
import { sequenceCases } from "./sequence-cases.ts";

/** Everything that has a family of bits: sequences, a product over several blocks, elementary functions, a loss. */
function everything(): Record<string, ArrayLike<number>> {
  const out: Record<string, ArrayLike<number>> = {};
  for (const what of sequenceCases) {
    for (const [name, values] of Object.entries(runSequence(what, backend(), (values) => values))) {
      out[`${JSON.stringify(what)} ${name}`] = values;
    }
  }
  const { kernels } = backend();
  const [m, n, k] = [23, 70, 700];
  out.gemm = painted(m * n, 3);
  const thirds = (length: number, from: number) => painted(length, from).map((value) => value / 3);
  kernels.gemm(m, n, k, thirds(m * k, 1), k, 1, thirds(k * n, 2), n, 1, out.gemm as Float32Array, n, 1);
  for (const kind of ["sigmoid", "tanh", "exp", "log", "softplus", "silu"] as const) {
    out[kind] = painted(1001, 3);
    kernels.unary(kind, 1001, out[kind] as Float32Array, out[kind] as Float32Array);
  }
  out.sumRows = new Float32Array(33);
  kernels.sumRows(700, 33, painted(700 * 33, 4), out.sumRows as Float32Array, 0);
  out.sumOfSquares = [kernels.sumOfSquares(1003, painted(1003, 7))];
  const [loss, gradient] = [new Float32Array(7), new Float32Array(7 * 43)];
  kernels.softmaxCrossEntropy(7, 43, painted(7 * 43, 9), Int32Array.of(0, 6, 12, 18, 24, 30, 42), null, loss, gradient);
  return { ...out, loss, gradient };
}

const differing = (a: ReturnType<typeof everything>, b: ReturnType<typeof everything>) => {
  const bits = (values: ArrayLike<number>) => new BigUint64Array(Float64Array.from(values).buffer).join();
  return Object.keys(a).filter((name) => bits(a[name]) !== bits(b[name]));
};

describe("the bits of the kernels", () => {
  afterAll(() => useBackend(backends[0]));

  it("are the same in each run, on every vector width of a family, and without fusing in WebAssembly too", () => {
    const runs: { name: string; fused: boolean; out: ReturnType<typeof everything> }[] = [];
    for (const width of [...widths, ...widths]) {
      const { fused } = useBackend("native", width);
      runs.push({ name: width, fused, out: everything() });
    }
    useBackend("wasm");
    for (let run = 0; run < 2; run++) runs.push({ name: "wasm", fused: false, out: everything() });
    for (const fused of widths.length > 0 ? [true, false] : [false]) {
      const family = runs.filter((run) => run.fused === fused);
      expect(family.length).toBeGreaterThanOrEqual(2);
      for (const { name, out } of family) expect({ [name]: differing(out, family[0].out) }).toEqual({ [name]: [] });
    }
    if (widths.length === 0) return;
    const [fused, unfused] = [true, false].map((kind) => runs.find((run) => run.fused === kind)?.out);
    expect(differing(fused as never, unfused as never)).toContain("gemm");
  });
});
