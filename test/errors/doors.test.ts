/**
 * Every function of every door has a row of wrong arguments. The engine's are refused with four facts wherever a value is not legal:
 * nothing passes silently. Those that initial weights come through are tried by arguments.test.ts.
 */
import { describe, expect, it } from "vitest";
import * as audit from "../../src/audit.ts";
import * as cells from "../../src/cells.ts";
import * as convert from "../../src/convert.ts";
import * as documents from "../../src/document.ts";
import * as gatewise from "../../src/gatewise.ts";
import * as root from "../../src/index.ts";
import * as keras from "../../src/keras.ts";
import * as kernels from "../../src/kernels.ts";
import * as layers from "../../src/layers.ts";
import * as tensor from "../../src/tensor.ts";
import * as tf1 from "../../src/tf1.ts";
import * as torch from "../../src/torch.ts";
import * as train from "../../src/train.ts";
import { kerasCalls, torchCalls } from "./calls-optimizers.ts";
import { startCalls } from "./calls-start.ts";
import { cellCalls, kernelCalls, tensorCalls } from "./calls-tensor.ts";
import { layerCalls, trainCalls } from "./calls-train.ts";
import { type Call, complaints, succeed } from "./kinds.ts";

const engine: Readonly<Record<string, Readonly<Record<string, Call>>>> = {
  "gatewise/tensor": tensorCalls,
  "gatewise/cells": cellCalls,
  "gatewise/kernels": kernelCalls,
  "gatewise/train": trainCalls,
  "gatewise/layers": layerCalls,
  "gatewise/torch": torchCalls,
  "gatewise/keras": kerasCalls,
};

const doors: Readonly<Record<string, object>> = {
  gatewise: root,
  "gatewise/audit": audit,
  "gatewise/cells": cells,
  "gatewise/convert": convert,
  "gatewise/document": documents,
  "gatewise/gatewise": gatewise,
  "gatewise/keras": keras,
  "gatewise/kernels": kernels,
  "gatewise/layers": layers,
  "gatewise/tensor": tensor,
  "gatewise/tf1": tf1,
  "gatewise/torch": torch,
  "gatewise/train": train,
};

/** Classes whose values other functions give or throw: their methods have rows, and nobody calls `new`. */
const given = ["GatewiseError", "Tensor", "TorchSession", "TorchModule", "TorchInit", "ParameterRef", "KerasSession", "KerasLayer"];
const alsoGiven = ["GatewiseSession", "TensorFlowGraph"];
/** What runPlan is handed: its row tries them. */
const handed = /^(?:algorithms|decompositions)[.]/;

/** Every function of a door by its name, those of its objects too; an object of the door's own name is the door itself. */
function functionsOf(value: object, own: string, before = ""): string[] {
  return Object.entries(value).flatMap(([name, one]) => {
    if (typeof one === "function") return [`${before}${name}`];
    const plain = one !== null && typeof one === "object" && Object.getPrototypeOf(one) === Object.prototype;
    return plain ? functionsOf(one, own, name === own ? before : `${before}${name}.`) : [];
  });
}

describe.each(Object.entries(doors))("%s", (door, exported) => {
  it("has a row for every function", () => {
    const rows = [...Object.keys(engine[door] ?? {}), ...Object.keys(startCalls[door] ?? {})].map((name) => name.replace(/[, ].*/, ""));
    const has = (name: string) => rows.some((row) => row === name || row.startsWith(`${name}.`));
    const missing = functionsOf(exported, door.replace("gatewise/", "")).filter((name) => !has(name));
    expect(missing.filter((name) => ![...given, ...alsoGiven].includes(name) && !handed.test(name))).toEqual([]);
  });
});

describe.each(Object.entries(engine))("wrong arguments of %s", (_, calls) => {
  it.each(Object.entries(calls))("%s", async (name, row) => {
    await succeed(row);
    const found = await complaints(name, row);
    expect(found.slice(0, 6), `${found.length} in all`).toEqual([]);
  });
});
