/** A training that is stopped at every moment, or loses who listens: what was saved is whole, and goes on to the same bits. */
import { type ChildProcess, spawn } from "node:child_process";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, it, onTestFinished } from "vitest";
import { readWeights } from "../../src/index.ts";
import { buildCommand, mainFile } from "../cli/command.ts";
import { type Folder, folderOf } from "../cli/folder.ts";

const text = "Call me Ishmael. Some years ago, never mind how long precisely, having little or no money in my purse. ".repeat(60);
const net = ["--layers", "1", "--hidden", "16", "--embedding", "8", "--batch", "4", "--window", "16"];
const line = (...more: string[]) => ["train", "text", "--text", "a.txt", "--like", "torch@2.13", "--out", "m.safetensors", ...net, ...more];
const checkpoint = "m.checkpoint.safetensors";

beforeAll(buildCommand, 180_000);

const read = (folder: Folder, name: string) => readWeights(name, new Uint8Array(readFileSync(join(folder.path, name))));
const bitsOf = (folder: Folder) =>
  Object.fromEntries([...read(folder, "m.safetensors").arrays].map(([key, { data }]) => [key, [...(data as Float32Array)]]));
const files = (folder: Folder) => readdirSync(folder.path).sort();

function start(folder: Folder, ...more: string[]): { child: ChildProcess; ended: Promise<number | null> } {
  const child = spawn(process.execPath, [mainFile, ...line(...more)], { cwd: folder.path });
  onTestFinished(() => void child.kill("SIGKILL"));
  child.stdout.resume();
  child.stderr.resume();
  return { child, ended: new Promise((resolve) => child.on("close", resolve)) };
}

async function until(there: () => boolean): Promise<void> {
  while (!there()) await new Promise((resolve) => setTimeout(resolve, 5));
}

/** Goes on for some steps, and compares with a training that nobody stopped. */
function goesOn(folder: Folder): void {
  const { step } = JSON.parse(read(folder, checkpoint).metadata.get("gatewise.training") ?? "") as { step: number };
  folder.succeed(...line("--resume", "--steps", String(step + 3)));
  const whole = folderOf({ "a.txt": text });
  whole.succeed(...line("--steps", String(step + 3)));
  expect(bitsOf(folder)).toEqual(bitsOf(whole));
}

describe.each(["SIGINT", "SIGTERM", "SIGHUP"] as const)("%s", (signal) => {
  it("saves, ends with 130, and goes on to the same bits", async () => {
    const folder = folderOf({ "a.txt": text });
    const { child, ended } = start(folder, "--steps", "1000000", "--checkpoint-every", "20");
    await until(() => existsSync(join(folder.path, checkpoint)));
    child.kill(signal);
    expect(await ended).toBe(130);
    expect(files(folder)).toEqual(["a.txt", checkpoint, "m.safetensors"]);
    goesOn(folder);
  });

  it("leaves nothing where it comes before the first step", async () => {
    const folder = folderOf({ "a.txt": text });
    const { child, ended } = start(folder, "--steps", "1000000");
    child.kill(signal);
    await ended;
    expect(files(folder)).toEqual(["a.txt"]);
  });
});

it("ends at once on a second Ctrl-C, with a whole checkpoint", async () => {
  const folder = folderOf({ "a.txt": text });
  const { child, ended } = start(folder, "--steps", "1000000", "--checkpoint-every", "20");
  await until(() => existsSync(join(folder.path, checkpoint)));
  child.kill("SIGINT");
  child.kill("SIGINT");
  expect(await ended).toBe(130);
  goesOn(folder);
});

it.each(Array.from({ length: 6 }, (_, k) => k))("is whole wherever SIGKILL hits a write: %i", async (k) => {
  const folder = folderOf({ "a.txt": text });
  const { child, ended } = start(folder, "--steps", "1000000", "--checkpoint-every", "1");
  await until(() => existsSync(join(folder.path, checkpoint)));
  await new Promise((resolve) => setTimeout(resolve, 7 * k));
  child.kill("SIGKILL");
  await ended;
  goesOn(folder);
});

describe("a reader that goes away", () => {
  it("loses no training: it goes on without telling", async () => {
    const folder = folderOf({ "a.txt": text });
    const { child, ended } = start(folder, "--steps", "150");
    child.stdout?.destroy();
    expect(await ended).toBe(0);
    expect(JSON.parse(read(folder, "m.safetensors").metadata.get("gatewise.trained") ?? "")).toMatchObject({ steps: 150 });
  });

  it("ends a sample, however long", async () => {
    const folder = folderOf({ "a.txt": text });
    folder.succeed(...line("--steps", "2"));
    const child = spawn(process.execPath, [mainFile, "sample", "m.safetensors", "--length", "1000000000"], { cwd: folder.path });
    onTestFinished(() => void child.kill("SIGKILL"));
    const ended = new Promise((resolve) => child.on("close", resolve));
    child.stdout.once("data", () => child.stdout.destroy());
    expect(await ended).toBe(0);
  });
});

it("names step, layer and gate where the loss is not finite, and keeps the last checkpoint", () => {
  const folder = folderOf({ "a.txt": text });
  const { status, stderr } = folder.run(...line("--steps", "50", "--optimizer", "sgd", "--rate", "1e30"));
  expect(status).toBe(1);
  expect(stderr).toMatch(/not-finite\n {2}where: {4}training, step \d+, layer \S+\n {2}received: a loss of \S+; found first in \S+/);
  expect(files(folder)).toEqual(["a.txt"]);
});
