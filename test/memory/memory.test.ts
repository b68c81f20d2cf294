/** Synchronous loops without one await, each in a process of its own: the resident size at their end is what it was early on. */
import { spawnSync } from "node:child_process";
import { beforeAll, expect, it } from "vitest";
import { buildCommand } from "../cli/command.ts";
import { hasCompiler } from "../kernels/compiler.ts";

beforeAll(buildCommand, 180_000);

const rows = (hasCompiler ? ["native", "wasm"] : ["wasm"]).flatMap((backend) => [
  ["train fused", backend, 5000] as const,
  ["run without gradients", backend, 5000] as const,
  ["forward alone", backend, 5000] as const,
  ["train equation", backend, 5000] as const,
]);

it.each(rows)(
  "%s, %s",
  (kind, backend, steps) => {
    // By the half of it the collector has made the room that it keeps.
    const { status, stdout, stderr } = spawnSync(
      process.execPath,
      ["test/memory/loop.mjs", kind, backend, String(steps), String(steps / 2)],
      {
        encoding: "utf8",
      },
    );
    expect([status, stderr]).toEqual([0, ""]);
    const { early, late } = JSON.parse(stdout) as { early: number; late: number };
    // One output a step that is not let go would be 70 MB or more; the collector's own room grows by some until it is settled. Graphs
    // that no backward goes through are the collector's alone, workspaces included.
    const room = kind === "forward alone" ? 36e6 : 16e6;
    expect(late - early).toBeLessThan(early * 0.02 + room);
  },
  180_000,
);
