/** The built command, run as a user does. */
import { spawnSync } from "node:child_process";
import { mkdirSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { ensureBuilt } from "../../tools/built.mjs";

const root = fileURLToPath(new URL("../..", import.meta.url)).replace(/[/\\]$/, "");

/** The file behind the name `gatewise`. */
export const mainFile = join(root, "dist/cli/main.mjs");

const lock = join(tmpdir(), `gatewise-building-${root.replace(/\W+/g, "-")}`);
const longestBuild = 120_000;
let built = false;

/** Builds the command where the sources have changed; test files run side by side, and one of them builds. */
export function buildCommand(): void {
  if (built) return;
  const start = performance.now();
  while (!takeLock()) {
    if (performance.now() - start > longestBuild) throw new Error(`another test builds without end; remove ${lock} if there is none`);
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 100);
  }
  try {
    ensureBuilt(root);
    built = true;
  } finally {
    rmSync(lock, { recursive: true, force: true });
  }
}

function takeLock(): boolean {
  try {
    mkdirSync(lock);
    return true;
  } catch {
    const age = Date.now() - (statSync(lock, { throwIfNoEntry: false })?.mtimeMs ?? 0);
    if (age > longestBuild) rmSync(lock, { recursive: true, force: true });
    return false;
  }
}

export interface Outcome {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs `gatewise …` to its end. */
export function gatewiseCommand(line: readonly string[], options: { readonly cwd: string }): Outcome {
  buildCommand();
  const { status, stdout, stderr, error } = spawnSync(process.execPath, [mainFile, ...line], { ...options, encoding: "utf8" });
  if (error !== undefined) throw error;
  return { status, stdout, stderr };
}
