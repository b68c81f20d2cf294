import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { GatewiseError, type NamedArray, namedArray } from "../base/index.ts";
import { arrayNamed, formatOf, formats, readWeights, writeWeights } from "./index.ts";

const painted = (name: string, shape: readonly number[]) =>
  namedArray(
    name,
    "float32",
    shape,
    Float32Array.from({ length: shape.reduce((a, b) => a * b, 1) }, (_, i) => (((i * 97) % 251) - 125) / 128),
  );
const W = painted("W", [3, 5]);
const b = painted("b", [5]);

function refusal(run: () => unknown): GatewiseError {
  try {
    run();
  } catch (error) {
    if (error instanceof GatewiseError) return error;
    throw error;
  }
  throw new Error("it was taken");
}

describe("formats", () => {
  it("are as many as the folder has files that export one", () => {
    const folder = new URL("./", import.meta.url);
    const exported = readdirSync(folder).filter(
      (name) => !name.includes(".test.") && /export const \w+: WeightFormat\b/.test(readFileSync(new URL(name, folder), "utf8")),
    );
    expect(formats.map(({ ending }) => `${ending.slice(1)}.ts`).sort()).toEqual(exported.sort());
  });

  it("are found by their ending, in any case", () => {
    expect(formats.map(({ ending }) => formatOf(`folder.npz/weights${ending.toUpperCase()}`))).toEqual(formats.map(({ ending }) => ending));
  });

  it.each([
    ["w.h5", "npz"],
    ["w", "add .safetensors"],
    ["w.safetensor", "did you mean .safetensors?"],
    ["npz/w", "add .safetensors"],
  ])("refuse %s", (name, words) => {
    const error = refusal(() => formatOf(name));
    expect(error.code).toBe("not-supported");
    expect(`${error.expected} ${error.fix}`).toContain(words);
  });

  it("take a Node Buffer at any alignment, and the arrays keep their numbers", () => {
    for (const { ending } of formats) {
      const bytes = writeWeights(`W${ending}`, [W]);
      for (let shift = 0; shift < 8; shift++) {
        const moved = Buffer.alloc(bytes.length + shift);
        moved.set(bytes, shift);
        expect(readWeights(`W${ending}`, moved.subarray(shift)).arrays.get("W")).toEqual(W);
      }
    }
  });

  it("refuse what is no bytes", () => {
    expect(refusal(() => readWeights("w.npz", "PK" as unknown as Uint8Array)).code).toBe("wrong-type");
  });

  it("keep metadata, in its order", () => {
    const metadata = new Map([
      ["z", "1"],
      ["2", '"\\\n\u0001'],
      ["1", "é😀"],
      ["__proto__", ""],
      ["", "x"],
    ]);
    for (const ending of [".safetensors", ".npz"]) {
      expect([...readWeights(`w${ending}`, writeWeights(`w${ending}`, [W], metadata)).metadata]).toEqual([...metadata]);
    }
    expect(refusal(() => writeWeights("w.npy", [W], metadata)).code).toBe("not-supported");
  });

  it("keep the order of arrays where the format has one", () => {
    expect([...readWeights("w.npz", writeWeights("w.npz", [b, W])).arrays.keys()]).toEqual(["b", "W"]);
  });
});

describe("writers refuse", () => {
  it.each([
    ["a dimension of 1.5", ".safetensors", [{ ...W, shape: [1.5, 10] }], "bad-shape"],
    ["negative dimensions", ".npz", [{ ...W, shape: [-3, -5] }], "bad-shape"],
    ["bfloat16 in npy", ".npy", [namedArray("W", "bfloat16", [2])], "not-supported"],
    ["two arrays in npy", ".npy", [W, b], "not-supported"],
    ["no array in npy", ".npy", [], "not-supported"],
  ])("%s", (_, ending, arrays, code) => {
    const error = refusal(() => writeWeights(`out${ending}`, arrays as NamedArray[]));
    expect(error.code).toBe(code);
    expect(error.where).toContain(`out${ending}`);
  });
});

describe("arrayNamed", () => {
  const file = new URL("../../goldens/formats/undecodable.safetensors", import.meta.url);
  const weights = readWeights("u.safetensors", readFileSync(file));

  it("gives an array, or says why not", () => {
    expect(arrayNamed(weights, "W", "u.safetensors").dtype).toBe("float32");
    expect(refusal(() => arrayNamed(weights, "e4m3", "u.safetensors")).code).toBe("not-supported");
    const missing = refusal(() => arrayNamed(weights, "w", "u.safetensors"));
    expect([missing.code, missing.fix]).toEqual(["missing-tensor", 'the nearest name in it is "W"']);
  });
});
