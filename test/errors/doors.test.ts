/** Every function of the engine's doors with wrong arguments: what is not legal is refused with four facts; nothing passes silently. */
import { describe, expect, it } from "vitest";
import * as cells from "../../src/cells.ts";
import * as kernels from "../../src/kernels.ts";
import * as tensorDoor from "../../src/tensor.ts";
import { cellCalls, kernelCalls, tensorCalls } from "./calls-tensor.ts";
import { type Call, complaints, succeed } from "./kinds.ts";

const doors: Readonly<Record<string, readonly [door: object, calls: Readonly<Record<string, Call>>, classes?: readonly string[]]>> = {
  "gatewise/tensor": [tensorDoor, tensorCalls],
  "gatewise/cells": [cells, cellCalls],
  "gatewise/kernels": [kernels, kernelCalls],
};

/** Every function of a door by its name, those of its objects too. */
function functionsOf(door: object, before = ""): string[] {
  return Object.entries(door).flatMap(([name, value]) => {
    if (typeof value === "function") return [`${before}${name}`];
    const plain = value !== null && typeof value === "object" && Object.getPrototypeOf(value) === Object.prototype;
    return plain ? functionsOf(value, `${before}${name}.`) : [];
  });
}

describe.each(Object.entries(doors))("%s", (_, [door, calls]) => {
  it("has a row for every function", () => {
    const rows = Object.keys(calls).map((name) => name.replace(/[,.]? .*/, ""));
    const has = (name: string) => rows.some((row) => row === name || row.startsWith(`${name}.`));
    expect(functionsOf(door).filter((name) => !has(name))).toEqual([]);
  });

  it.each(Object.entries(calls))("%s", async (name, row) => {
    await succeed(row);
    const found = await complaints(name, row);
    expect(found.slice(0, 6), `${found.length} in all`).toEqual([]);
  });
});
