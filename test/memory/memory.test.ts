/**
 * Synchronous loops without one await, in plain Node, each in a process of its own: what they take at their end is what they took at
 * step 1,000. `npm run memory` goes on to step 10,000.
 */
import { spawnSync } from "node:child_process";
import { beforeAll, expect, it } from "vitest";
import { buildCommand } from "../cli/command.ts";
import { hasCompiler } from "../kernels/compiler.ts";

beforeAll(buildCommand, 180_000);

const kinds = ["train fused", "train equation", "train model", "run without gradients", "forward alone", "predict", "step"];

const backends = hasCompiler ? ["native", "wasm"] : ["wasm"];

it.each(backends.flatMap((backend) => kinds.map((kind) => [kind, backend] as const)))(
  "%s, %s",
  (kind, backend) => {
    // Arrays are freed by a thread of V8's own, which waits its turn on a busy machine: the best of two.
    const grown: number[] = [];
    while (grown.length < 2 && !grown.some((bytes) => bytes <= 0)) {
      const { status, stdout, stderr } = spawnSync(process.execPath, ["test/memory/loop.mjs", kind, backend, "3000", "1000"], {
        encoding: "utf8",
      });
      expect([status, stderr]).toEqual([0, ""]);
      const { early, late } = JSON.parse(stdout) as { early: number; late: number };
      grown.push(late - early * 1.02 - 8e6);
    }
    expect(Math.min(...grown)).toBeLessThanOrEqual(0);
  },
  360_000,
);
