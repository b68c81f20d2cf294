import { spawnSync } from "node:child_process";
import { expect, it } from "vitest";

it("docs/errors.md shows the refusals as they are", () => {
  const { status, stderr } = spawnSync(process.execPath, ["tools/docs/errors.mjs", "--check"], { encoding: "utf8" });
  expect([status, stderr]).toEqual([0, ""]);
}, 180_000);
