import { createHash } from "node:crypto";
import { expect, it } from "vitest";
import { sineTable } from "./sine-table.ts";

it("has the bits of glibc's table, read from its libm by tools/glibc-tables.py", () => {
  const digest = createHash("sha256").update(new Uint8Array(sineTable().buffer)).digest("hex");
  expect(digest).toBe("17173ddfc81eee03cdfacdeaceeab32521591d9df73099f2fe5adfcf669f9c79");
});
