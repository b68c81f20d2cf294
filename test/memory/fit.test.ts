/** Training takes no more memory the longer it goes, in a worker and on the caller's thread, checkpoints included. */
import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { beforeAll, expect, it } from "vitest";
import { buildCommand } from "../cli/command.ts";

beforeAll(buildCommand, 180_000);

it.each(["worker", "caller"])("keeps to its memory: %s", (executor) => {
  const { status, stdout, stderr } = spawnSync(process.execPath, [fileURLToPath(new URL("fit.mjs", import.meta.url)), executor, "4000"], {
    encoding: "utf8",
  });
  expect([status, stderr]).toEqual([0, ""]);
  const { early, late } = JSON.parse(stdout) as { early: number; late: number };
  // A batch, its graph or a checkpoint that is kept at each step would be 60 MB and more; the collector's own room takes some to settle.
  expect(late - early).toBeLessThan(early * 0.02 + 16 * 2 ** 20);
});
