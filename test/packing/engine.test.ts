/** The engine as npm installs it: it runs and trains in a bare folder, natively, and on WebAssembly where the addon does not load. */
import { execFileSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, describe, expect, inject, it } from "vitest";
import { namedArray, readWeights, writeWeights } from "../../src/index.ts";
import { hasCompiler } from "../kernels/compiler.ts";

const installed = inject("installed");
const addon = `gatewise-${process.platform}-${process.arch}.node`;
const built = inject("packed").includes(`dist/kernels/${addon}`);

const training = `
import { backend, useBackend } from "gatewise/kernels";
import { dense, embedding, lstm, sequential } from "gatewise/layers";
import { tensor } from "gatewise/tensor";
import { torch } from "gatewise/torch";
import { fit, windows } from "gatewise/train";
if (process.argv[2] !== undefined) useBackend(process.argv[2]);
const model = sequential([embedding(9, 5), lstm(12), dense(9)], { like: torch.session({ version: "2.13", seed: 7 }) });
const sequence = Int32Array.from({ length: 400 }, (_, i) => ((i * 97) % 251) % 9);
const losses = [];
const { executor } = await fit(model, windows(sequence, { batch: 4, window: 8 }), {
  loss: { kind: "labelCrossEntropy", from: "logits" },
  optimizer: torch.optim.Adam({ lr: 0.02 }),
  steps: 10,
  weightsEvery: 1,
  executor: process.argv[2] === undefined ? "worker" : "caller",
  onProgress: ({ loss }) => void losses.push(loss),
});
const [y] = model.step(tensor(Int32Array.of(3)));
process.stdout.write(JSON.stringify({ backend: backend().name, executor, losses, y: [...y.data] }));
`;

interface Trained {
  readonly backend: string;
  readonly executor: string;
  readonly losses: number[];
  readonly y: number[];
}

/** Trains ten steps in a folder that has the package, and says with what. */
function trainIn(folder: string, node: string, ...words: string[]): Trained {
  writeFileSync(join(folder, "training.mjs"), training);
  return JSON.parse(execFileSync(node, ["training.mjs", ...words], { cwd: folder, encoding: "utf8" })) as Trained;
}

function doctorIn(folder: string, node: string): { backend: string; why: string } {
  const main = join(folder, "node_modules/gatewise/dist/cli/main.mjs");
  return JSON.parse(execFileSync(node, [main, "doctor", "--json"], { cwd: folder, encoding: "utf8" })) as { backend: string; why: string };
}

describe("the package", () => {
  it("carries the WebAssembly, and the addon where there is a C compiler", () => {
    expect(inject("packed")).toContain("dist/gatewise.wasm");
    expect(built).toBe(hasCompiler);
  });

  it("runs nothing when it is installed", () => {
    const { scripts = {}, gypfile } = JSON.parse(readFileSync(join(installed, "node_modules/gatewise/package.json"), "utf8"));
    expect(Object.keys(scripts).filter((name) => /^(pre|post)?install$|^prepare$/.test(name))).toEqual([]);
    expect(gypfile).toBeUndefined();
    expect(inject("packed")).not.toContain("binding.gyp");
  });
});

describe.each(Object.entries(inject("nodes")))("%s", (_, node) => {
  it("trains ten steps and runs in a worker, natively where the addon is", () => {
    const backend = built ? "native" : "wasm";
    expect(doctorIn(installed, node)).toMatchObject({ backend, why: expect.stringContaining(addon) });
    const trained = trainIn(installed, node);
    expect(trained).toMatchObject({ backend, executor: "worker" });
    expect(trained.losses).toHaveLength(10);
    expect(trained.losses[9]).toBeLessThan(trained.losses[0]);
    expect(trained.y).toHaveLength(9);
  });

  it("runs a document, trains ten steps on a text and writes on, from the command line", () => {
    const folder = mkdtempSync(join(installed, "work-"));
    const main = join(installed, "node_modules/gatewise/dist/cli/main.mjs");
    const gatewise = (...words: string[]) => execFileSync(node, [main, ...words], { cwd: folder, encoding: "utf8" });
    const document = {
      gatewise: 1,
      dialect: "torch@2.13",
      seed: 7,
      modules: [{ name: "net", class: "GRU", args: { input_size: 3, hidden_size: 4 } }],
    };
    writeFileSync(join(folder, "model.json"), JSON.stringify(document));
    const input = namedArray(
      "input",
      "float32",
      [5, 2, 3],
      Float32Array.from({ length: 30 }, (_, i) => (((i * 97) % 251) - 125) / 128),
    );
    writeFileSync(join(folder, "input.safetensors"), writeWeights("input.safetensors", [input]));
    gatewise("init", "model.json", "--out", "weights.safetensors");
    gatewise("run", "model.json", "--weights", "weights.safetensors", "--input", "input.safetensors", "--out", "output.safetensors");
    const { arrays } = readWeights("output.safetensors", new Uint8Array(readFileSync(join(folder, "output.safetensors"))));
    expect(arrays.get("output")?.shape).toEqual([5, 2, 4]);
    expect(arrays.get("output")?.data.some((value) => value !== 0)).toBe(true);

    writeFileSync(join(folder, "text.txt"), "call me ishmael. some years ago, never mind how long precisely. ".repeat(20));
    const small = ["--hidden", "8", "--layers", "1", "--batch", "2", "--window", "8", "--steps", "10"];
    gatewise("train", "text", "--text", "text.txt", "--like", "keras@3.15/torch", "--out", "text.safetensors", ...small);
    const said = gatewise("sample", "text.safetensors", "--prompt", "call", "--length", "30");
    expect(said.trimEnd().length).toBeGreaterThan(10);
    rmSync(folder, { recursive: true });
  });

  it("trains the same on WebAssembly and in plain TypeScript, up to rounding", () => {
    const [best, ...others] = [trainIn(installed, node), trainIn(installed, node, "wasm"), trainIn(installed, node, "plain")];
    expect(others.map(({ backend }) => backend)).toEqual(["wasm", "plain"]);
    for (const { losses } of others) {
      losses.forEach((loss, k) => {
        expect(loss).toBeCloseTo(best.losses[k], 4);
      });
    }
  });
});

describe("an addon that does not load", () => {
  const folder = mkdtempSync(join(tmpdir(), "gatewise-broken-"));
  const file = join(folder, "node_modules/gatewise/dist/kernels", addon);
  const whole = built ? readFileSync(join(installed, "node_modules/gatewise/dist/kernels", addon)) : Buffer.alloc(0);
  beforeAll(() => {
    mkdirSync(join(folder, "node_modules"));
    cpSync(join(installed, "node_modules/gatewise"), join(folder, "node_modules/gatewise"), { recursive: true });
    for (const name of ["@noble", "fflate", "zod", "commander", "cli-progress"]) {
      symlinkSync(join(installed, "node_modules", name), join(folder, "node_modules", name), "junction");
    }
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  /** The addon as a system with another C library finds it: the library that it needs is not there. */
  const needingAnother = () => Buffer.from(whole.toString("latin1").replaceAll("libc.so.6", "libc.so.7"), "latin1");

  /** What is left of a whole addon needs one. */
  const spoilt: [string, () => Buffer, RegExp][] = [
    ["a file cut off in its header", () => whole.subarray(0, 40), /cut off after 40 of 64 bytes/],
    ["a file cut off in the middle", () => whole.subarray(0, whole.length >> 1), /cut off after \d+ of \d+ bytes/],
    ["a file cut off at its end", () => whole.subarray(0, whole.length - 1), /cut off after \d+ of \d+ bytes/],
    ["an addon for another C library", needingAnother, /libc[.]so[.]7/],
  ];

  it.each<[string, () => Buffer, RegExp]>([
    ["text", () => Buffer.from("no library at all".repeat(100)), /does not load/],
    ["an empty file", () => Buffer.alloc(0), /does not load/],
    ...(built ? spoilt : []),
  ])("%s: WebAssembly serves, and doctor says why", (_, content, reason) => {
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, content());
    for (const node of Object.values(inject("nodes"))) {
      const said = doctorIn(folder, node);
      expect(said.backend).toBe("wasm");
      expect(said.why).toMatch(reason);
      expect(said.why).toContain(addon);
    }
    const [node] = Object.values(inject("nodes"));
    expect(trainIn(folder, node)).toMatchObject({ backend: "wasm", executor: "worker", losses: expect.objectContaining({ length: 10 }) });
  });

  it("no addon at all: the same", () => {
    rmSync(file, { force: true });
    const [node] = Object.values(inject("nodes"));
    expect(doctorIn(folder, node)).toMatchObject({ backend: "wasm", why: expect.stringContaining(`there is no ${addon}`) });
  });
});
