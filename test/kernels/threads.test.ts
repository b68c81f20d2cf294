import { execFileSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { afterAll, describe, expect, it } from "vitest";
import { backend, useBackend } from "../../src/kernels/index.ts";
import { backends } from "./backends.ts";
import { hasCompiler } from "./compiler.ts";
import { painted } from "./painted.ts";
import { runSequence } from "./sequence-case.ts";

const addon = fileURLToPath(new URL(`../../node_modules/.cache/gatewise/gatewise-linux-${process.arch}.node`, import.meta.url)).replace(
  "linux",
  process.platform,
);

/** Calls that are worth several threads, in sizes that no number of threads divides. */
function everything(): Record<string, ArrayLike<number>> {
  const { kernels } = backend();
  const out: Record<string, ArrayLike<number>> = {};
  for (const [m, n, k] of [
    [331, 70, 600],
    [70, 331, 600],
  ]) {
    const c = painted(m * n, 3);
    kernels.gemm(m, n, k, painted(m * k, 1), k, 1, painted(k * n, 2), n, 1, c, n, 1);
    out[`gemm ${m} ${n}`] = c;
  }
  for (const cell of ["lstm", "gru", "rnn"] as const) {
    const sizes = { cell, T: 29, B: 23, I: 70, H: 137 };
    const all = { masked: true, reverse: true, batchFirst: true, accumulate: true, transposedWeights: true };
    for (const more of [{}, all, ...(cell === "gru" ? [{ resetAfter: true }, { ...all, resetAfter: true }] : [])]) {
      for (const [name, values] of Object.entries(runSequence({ ...sizes, ...more }, backend(), (values) => values))) {
        out[`${cell} ${JSON.stringify(more)} ${name}`] = values;
      }
    }
  }
  return out;
}

const bits = (values: ArrayLike<number>) => Buffer.from(Float32Array.from(values).buffer).toString("base64");

/** Runs a program that has the addon, with so many seconds to end. */
const run = (program: string, env: Record<string, string> = {}) =>
  execFileSync(process.execPath, ["-e", `const file = ${JSON.stringify(addon)};\n${program}`], {
    encoding: "utf8",
    timeout: 60_000,
    env: { ...process.env, ...env },
  }).trim();

const product = `
const { Worker, isMainThread } = require("node:worker_threads");
function product(addon) {
  const [n, a, c] = [400, new Float32Array(160000).fill(0.5), new Float32Array(160000)];
  for (let i = 0; i < 20; i++) addon.gemm(n, n, n, a, n, 1, a, n, 1, c, n, 0);
  return c.every((value) => value === 100);
}`;

const native: Record<string, () => void> = {
  "give the same bits, however many": () => {
    useBackend("native", undefined, 1);
    const wanted = everything();
    for (const count of [2, 3, 4, 2]) {
      expect(useBackend("native", undefined, count).threads).toBe(count);
      const found = everything();
      const differing = Object.keys(wanted).filter((name) => bits(found[name]) !== bits(wanted[name]));
      expect({ [count]: differing }).toEqual({ [count]: [] });
    }
  },

  "are as many as GATEWISE_THREADS says": () => {
    expect(run("console.log(require(file).facts().threads)", { GATEWISE_THREADS: "3" })).toBe("3");
    expect(Number(run("console.log(require(file).facts().threads)", { GATEWISE_THREADS: "" }))).toBeGreaterThan(0);
  },

  "serve several threads of Node at once, and end with the last of them": () => {
    // The main thread never loads the addon: it is unloaded when the workers have ended, twice.
    const program = `${product}
      // A function in a text is its source.
      const code = \`const file = \${JSON.stringify(file)};\n\${product}
        if (!product(require(file))) throw new Error("wrong");\`;
      const one = () => new Promise((done, failed) => new Worker(code, { eval: true }).on("exit", done).on("error", failed));
      (async () => {
        for (let round = 0; round < 2; round++) await Promise.all([one(), one(), one()]);
        console.log("ended");
      })();`;
    expect(run(program, { GATEWISE_THREADS: "4" })).toBe("ended");
  },

  "let the process end while they sleep, and use no processor then": () => {
    const program = `${product}
      if (!product(require(file))) throw new Error("wrong");
      setTimeout(() => {
        const from = process.cpuUsage();
        setTimeout(() => {
          const { user, system } = process.cpuUsage(from);
          console.log((user + system) / 1000 < 100 ? "asleep" : "awake for " + (user + system) / 1000 + " ms");
        }, 500);
      }, 200);`;
    expect(run(program, { GATEWISE_THREADS: "4" })).toBe("asleep");
  },
};

describe("threads of the kernels", () => {
  afterAll(() => useBackend(backends[0], undefined, 1));

  // Without a compiler there are no native kernels.
  it.each(hasCompiler ? Object.entries(native) : [])("%s", (_, test) => test());

  it.each(["wasm", "plain"] as const)("%s has the caller's alone", (name) => {
    expect(useBackend(name).threads).toBe(1);
  });
});
