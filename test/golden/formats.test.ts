/** Weights files against the libraries that own the formats: safetensors 0.8 and NumPy 2.4 wrote every file and byte here. */
import { bytesToHex, hexToBytes } from "@noble/hashes/utils.js";
import { describe, expect, it } from "vitest";
import { bytesOf, bytesOfArray, type DType, namedArray, storageView } from "../../src/base/index.ts";
import { readWeights, writeWeights } from "../../src/formats/index.ts";
import { loadGolden } from "./load.ts";

interface Row {
  readonly name: string;
  readonly dtype: DType;
  readonly shape: readonly number[];
  readonly bytes: string;
}

interface GoldenFile {
  readonly file: string;
  readonly arrays: readonly Row[];
  readonly metadata: { readonly [key: string]: string };
  readonly undecodable: { readonly [name: string]: string };
  readonly rewrites: boolean;
}

const golden = JSON.parse(new TextDecoder().decode(await loadGolden("formats/expected.json"))) as {
  readonly files: readonly GoldenFile[];
  readonly npy: readonly (Row & { readonly file: string })[];
};

const hex = bytesToHex;
const arrayOf = ({ name, dtype, shape, bytes }: Row) => namedArray(name, dtype, shape, storageView(dtype, hexToBytes(bytes)));
const byName = (a: { readonly name: string }, b: { readonly name: string }) => (a.name < b.name ? -1 : 1);
const rowOf = (name: string, array: ReturnType<typeof arrayOf>): Row => ({
  name,
  dtype: array.dtype,
  shape: array.shape,
  bytes: hex(bytesOfArray(array)),
});

describe.each(golden.files)("$file", ({ file, arrays, metadata, undecodable }) => {
  it("is read as its library reads it", async () => {
    const weights = readWeights(file, await loadGolden(`formats/${file}`));
    const found = [...weights.arrays].map(([name, array]) => rowOf(name, array));
    expect(found.sort(byName)).toEqual([...arrays].sort(byName));
    for (const [name, array] of weights.arrays) expect(array.name).toBe(name);
    expect(weights.metadata).toEqual(new Map(Object.entries(metadata)));
    expect(weights.undecodable).toEqual(new Map(Object.entries(undecodable)));
  });

  // NumPy writes zip64 fields that a small archive does not need, so only the arrays come back, not the archive's bytes.
  it("comes back from our own writer in both formats", () => {
    for (const ending of [".safetensors", ".npz"]) {
      const given = arrays.map(arrayOf).filter(({ dtype, name }) => ending !== ".npz" || (dtype !== "bfloat16" && !name.includes("\0")));
      const { arrays: back } = readWeights(`x${ending}`, writeWeights(`x${ending}`, given, new Map(Object.entries(metadata))));
      expect([...back].map(([name, array]) => rowOf(name, array)).sort(byName)).toEqual(
        given.map((array) => rowOf(array.name, array)).sort(byName),
      );
    }
  });
});

describe.each(golden.files.filter(({ rewrites }) => rewrites))("$file", ({ file, arrays, metadata }) => {
  it("is written byte for byte, whatever the order of the arrays", async () => {
    const wanted = hex(await loadGolden(`formats/${file}`));
    const given = arrays.map(arrayOf);
    expect(hex(writeWeights(file, given, new Map(Object.entries(metadata))))).toBe(wanted);
    expect(hex(writeWeights(file, given.toReversed(), new Map(Object.entries(metadata))))).toBe(wanted);
  });
});

describe("members of an archive", () => {
  it.each(golden.npy)("holds $dtype $shape as numpy.save writes it", ({ file, ...row }) => {
    const archive = hex(writeWeights("x.npz", [arrayOf({ ...row, name: "W" })], new Map()));
    expect(archive).toContain(file);
    expect(file.length / 2 - bytesOf(row.dtype) * row.shape.reduce((a, b) => a * b, 1)).toSatisfy((header: number) => header % 64 === 0);
  });
});
