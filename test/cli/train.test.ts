/** gatewise train text, sample and doctor, run as a user would: also killed, interrupted and with a full disk. */
import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, it, onTestFinished } from "vitest";
import { readWeights } from "../../src/index.ts";
import { buildCommand, mainFile } from "./command.ts";
import { type Folder, folderOf } from "./folder.ts";

const text = "Call me Ishmael. Some years ago, never mind how long precisely, having little or no money in my purse, I thought. ".repeat(
  60,
);
const net = ["--layers", "1", "--hidden", "16", "--embedding", "8", "--batch", "4", "--window", "16"];
const line = (...more: string[]) => ["train", "text", "--text", "a.txt", "--like", "torch@2.13", "--out", "m.safetensors", ...net, ...more];
const read = (folder: Folder, name: string) => readWeights(name, new Uint8Array(readFileSync(join(folder.path, name))));
const numbersOf = (folder: Folder, name = "m.safetensors") =>
  Object.fromEntries([...read(folder, name).arrays].map(([key, { data }]) => [key, [...(data as Float32Array)]]));
const checkpoint = "m.checkpoint.safetensors";
const stepOf = (folder: Folder) => JSON.parse(read(folder, checkpoint).metadata.get("gatewise.training") ?? "").step as number;

beforeAll(buildCommand, 180_000);

/** Starts a long training, and gives it once its first checkpoint is there. */
async function longTraining(folder: Folder): Promise<{ child: ChildProcess; ended: Promise<[code: number | null, said: string]> }> {
  const child = spawn(process.execPath, [mainFile, ...line("--steps", "1000000", "--checkpoint-every", "20")], { cwd: folder.path });
  onTestFinished(() => void child.kill("SIGKILL"));
  let said = "";
  child.stdout.on("data", (piece) => {
    said += piece;
  });
  const ended = new Promise<[number | null, string]>((resolve) => child.on("close", (code) => resolve([code, said])));
  while (!existsSync(join(folder.path, checkpoint))) await new Promise((resolve) => setTimeout(resolve, 20));
  return { child, ended };
}

/** What an uninterrupted training to a step gives. */
function uninterrupted(steps: number) {
  const folder = folderOf({ "a.txt": text });
  folder.succeed(...line("--steps", String(steps)));
  return numbersOf(folder);
}

describe("train text", () => {
  it("learns, tells how it goes, and saves a model that says what it is", () => {
    const folder = folderOf({ "a.txt": text });
    const said = folder.succeed(...line("--steps", "400", "--curve", "c.svg", "--samples"));
    expect(said).toContain("as torch@2.13 starts and trains it: embedding 8, LSTM 1 × 16");
    expect(said).toContain("adam at 0.002, a rate for text");
    const [, heldOut] = /m\.safetensors: 400 steps, ([\d.]+) bits per character on held-out text/.exec(said) ?? [];
    // 26 characters: 4.7 bits say nothing.
    expect(Number(heldOut)).toBeLessThan(3.6);
    expect(said).toMatch(/step 400 \(100 %\).* bits {2}held out .* characters\/s/);
    const { metadata, arrays } = read(folder, "m.safetensors");
    expect([...arrays.keys()].sort()).toEqual([
      "decoder.bias",
      "decoder.weight",
      "embedding.weight",
      "lstm.bias_hh_l0",
      "lstm.bias_ih_l0",
      "lstm.weight_hh_l0",
      "lstm.weight_ih_l0",
    ]);
    expect(JSON.parse(metadata.get("gatewise.model") ?? "")).toMatchObject({ dialect: "torch@2.13", seed: { manual_seed: "7" } });
    expect(JSON.parse(metadata.get("gatewise.trained") ?? "")).toMatchObject({ steps: 400, optimizer: "adam", rate: 0.002 });
    expect(metadata.get("gatewise.plan")).toMatch(/^[0-9a-f]{64}$/);
    const curve = readFileSync(join(folder.path, "c.svg"), "utf8");
    expect(curve).toMatch(/^<svg xmlns="http:\/\/www\.w3\.org\/2000\/svg"[^>]*>[\s\S]*<\/svg>\n$/);
    expect(curve).toContain("held-out text");
    expect(curve).not.toMatch(/NaN|Infinity|undefined/);
    expect(readdirSync(folder.path).sort()).toEqual(["a.txt", "c.svg", checkpoint, "m.safetensors"]);
  });

  it("starts with the framework's own weights", () => {
    const folder = folderOf({ "a.txt": text });
    folder.succeed(...line("--steps", "1", "--rate", "1e-30", "--held-out", "0"));
    const { metadata, arrays } = read(folder, "m.safetensors");
    const started = folderOf({ "model.json": metadata.get("gatewise.model") ?? "" });
    expect(started.succeed("init", "model.json", "--out", "m.safetensors")).toContain(`plan ${metadata.get("gatewise.plan")}`);
    expect(Object.keys(numbersOf(started))).toEqual([...arrays.keys()]);
    expect(numbersOf(started)).toEqual(numbersOf(folder));
  });

  it.each([
    ["keras@3.15/jax", ["--layers", "2", "--dropout", "0.3"], 3],
    ["keras@3.15/torch", ["--layers", "2", "--dropout", "0.3"], 3],
    ["tf_keras@2.21", [], 2],
    ["keras@2.1.6", ["--layers", "2", "--dropout", "0.3"], 3],
  ])("trains like %s", (dialect, chosen, biases) => {
    const folder = folderOf({ "a.txt": text });
    const like = (...more: string[]) => folder.succeed(...line(...more, ...chosen).map((word) => (word === "torch@2.13" ? dialect : word)));
    expect(like("--steps", "20")).toContain(`as ${dialect} starts and trains it`);
    expect(Object.keys(numbersOf(folder)).filter((name) => /bias$/.test(name))).toHaveLength(biases);
    const first = numbersOf(folder);
    like("--steps", "12");
    like("--steps", "20", "--resume");
    expect(numbersOf(folder)).toEqual(first);
    expect(folder.succeed("sample", "m.safetensors", "--length", "20")).toMatch(/^.{20}\n$/s);
  });

  it("takes another optimiser, a clip, dropout, and an end in time", () => {
    const folder = folderOf({ "a.txt": text });
    const chosen = ["--layers", "2", "--optimizer", "rmsprop", "--rate", "0.01", "--clip", "1", "--dropout", "0.2"];
    const said = folder.succeed(...line("--minutes", "0.02", ...chosen));
    expect(said).toContain("rmsprop at 0.01\n");
    const { metadata } = read(folder, "m.safetensors");
    expect(JSON.parse(metadata.get("gatewise.trained") ?? "")).toMatchObject({ optimizer: "rmsprop", rate: 0.01, clip: 1 });
    expect(metadata.get("gatewise.model")).toContain('"num_layers":2,"batch_first":true,"dropout":0.2');
    const { steps } = JSON.parse(metadata.get("gatewise.trained") ?? "");
    expect(steps).toBe(stepOf(folder));
    folder.succeed(
      "train",
      "text",
      "--text",
      "a.txt",
      "--like",
      "torch@2.13",
      "--out",
      "m.safetensors",
      "--resume",
      "--steps",
      `${steps + 2}`,
    );
    const whole = folderOf({ "a.txt": text });
    whole.succeed(...line("--steps", String(steps + 2), ...chosen));
    expect(numbersOf(folder)).toEqual(numbersOf(whole));
  });

  it("goes on after SIGKILL to the same bits", async () => {
    const folder = folderOf({ "a.txt": text });
    const { child, ended } = await longTraining(folder);
    child.kill("SIGKILL");
    await ended;
    const steps = stepOf(folder) + 7;
    folder.succeed(...line("--resume", "--steps", String(steps)));
    expect(numbersOf(folder)).toEqual(uninterrupted(steps));
  });

  it("saves at Ctrl-C and says how to go on, to the same bits", async () => {
    const folder = folderOf({ "a.txt": text });
    const { child, ended } = await longTraining(folder);
    child.kill("SIGINT");
    const [code, said] = await ended;
    expect(code).toBe(130);
    const stopped = Number(/stopped at step (\d+); to go on: gatewise train text .* --resume/.exec(said)?.[1]);
    expect(stepOf(folder)).toBe(stopped);
    expect(numbersOf(folder)).toEqual(uninterrupted(stopped));
    folder.succeed(...line("--resume", "--steps", String(stopped + 5)));
    expect(numbersOf(folder)).toEqual(uninterrupted(stopped + 5));
  });

  it("loses nothing but the steps since the last checkpoint where the disk is full", () => {
    const folder = folderOf({ "a.txt": text });
    folder.succeed(...line("--steps", "10", "--held-out", "0"));
    const before = readFileSync(join(folder.path, checkpoint));
    // No file may be larger than 8 blocks: the system refuses the write as a full disk does.
    const full = () =>
      execFileSync("sh", ["-c", `ulimit -f 8; exec "$0" "$@"`, process.execPath, mainFile, ...line("--resume", "--steps", "30")], {
        cwd: folder.path,
        encoding: "utf8",
        stdio: "pipe",
      });
    expect(full).toThrow(/unwritable[\s\S]*EFBIG/);
    expect(readFileSync(join(folder.path, checkpoint)).equals(before)).toBe(true);
    expect(readdirSync(folder.path).filter((name) => name.startsWith("."))).toEqual([]);
    folder.succeed(...line("--resume", "--steps", "30"));
    const whole = folderOf({ "a.txt": text });
    whole.succeed(...line("--steps", "30", "--held-out", "0"));
    expect(numbersOf(folder)).toEqual(numbersOf(whole));
  });

  it("refuses to go on with another net, another text, or what is no checkpoint", () => {
    const folder = folderOf({ "a.txt": text });
    folder.succeed(...line("--steps", "2"));
    expect(folder.run(...line("--resume", "--steps", "1")).stderr).toMatch(
      /out-of-range\n {2}where: {4}--steps\n {2}received: 1, where m\.checkpoint\.safetensors is of step 2/,
    );
    // As many as there are writes the model again.
    expect(folder.succeed(...line("--resume", "--steps", "2"))).toContain("m.safetensors: 2 steps");
    expect(folder.run(...line("--resume", "--hidden", "17")).stderr).toMatch(/contradiction\n {2}where: {4}--hidden\n {2}received: 17/);
    const other = folderOf({ "a.txt": `${text}x`, [checkpoint]: readFileSync(join(folder.path, checkpoint)) });
    expect(other.run(...line("--resume")).stderr).toMatch(/contradiction\n {2}where: {4}--text a\.txt/);
    const model = folderOf({ "a.txt": text, [checkpoint]: readFileSync(join(folder.path, "m.safetensors")) });
    expect(model.run(...line("--resume")).stderr).toMatch(/bad-file\n {2}where: {4}m\.checkpoint\.safetensors/);
  });
});

describe("sample", () => {
  it("gives the same text for the same seed, another for another, and refuses what the model never saw", () => {
    const folder = folderOf({ "a.txt": text });
    folder.succeed(...line("--steps", "60"));
    const sample = (...more: string[]) => folder.succeed("sample", "m.safetensors", "--length", "80", ...more);
    const first = sample("--prompt", "Call ");
    expect(first).toMatch(/^Call .{80}\n$/s);
    expect(sample("--prompt", "Call ")).toBe(first);
    expect(sample("--prompt", "Call ", "--seed", "8")).not.toBe(first);
    expect(sample("--prompt", "Call ", "--temperature", "0")).toBe(sample("--prompt", "Call ", "--temperature", "0", "--seed", "8"));
    // A checkpoint is a model too.
    expect(folder.succeed("sample", checkpoint, "--length", "80", "--prompt", "Call ")).toBe(first);
    const refused = folder.run("sample", "m.safetensors", "--prompt", "Call ♥");
    expect(refused.stdout).toBe("");
    expect(refused.stderr).toMatch(/^gatewise: unknown-character\n {2}where: {4}the prompt, character 6/);
  });
});

describe("doctor", () => {
  it("says what computes, and why", () => {
    const folder = folderOf({});
    expect(folder.succeed("doctor")).toMatch(/^backend {8}(native|wasm|plain)\nvector width .*\n/);
    const facts = JSON.parse(folder.succeed("doctor", "--json"));
    expect(facts).toMatchObject({ node: process.version, threads: expect.any(Number), why: expect.stringMatching(/./) });
  });
});
