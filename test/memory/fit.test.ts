/** Training takes no more memory the longer it goes, in a worker and on the caller's thread, checkpoints included. */
import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { beforeAll, expect, it } from "vitest";
import { buildCommand } from "../cli/command.ts";

beforeAll(buildCommand, 180_000);

it.each(["worker", "caller"])("keeps to its memory: %s", (executor) => {
  // Arrays are freed by a thread of V8's own, which waits its turn on a busy machine: the best of two.
  const grown: number[] = [];
  while (grown.length < 2 && !grown.some((bytes) => bytes <= 0)) {
    const program = fileURLToPath(new URL("fit.mjs", import.meta.url));
    const { status, stdout, stderr } = spawnSync(process.execPath, [program, executor, "4000", "1000"], { encoding: "utf8" });
    expect([status, stderr]).toEqual([0, ""]);
    const { early, late } = JSON.parse(stdout) as { early: number; late: number };
    grown.push(late - early * 1.02 - 8e6);
  }
  expect(Math.min(...grown)).toBeLessThanOrEqual(0);
});
