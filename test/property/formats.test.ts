/** Whatever is written comes back: any arrays, any bits (NaN payloads too), any names and metadata. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  bytesOf,
  bytesOfArray,
  type DType,
  dtypes,
  GatewiseError,
  type NamedArray,
  namedArray,
  sizeOf,
  storageView,
} from "../../src/base/index.ts";
import { readWeights, writeWeights } from "../../src/formats/index.ts";

const name = fc.oneof(
  fc.string({ unit: "binary", maxLength: 20 }),
  fc.constantFrom(
    "",
    "__proto__",
    "constructor",
    "toString",
    "a/b",
    "../x",
    "a.npy",
    " ",
    "\n",
    "W:0",
    "rnn.weight_ih_l0",
    "\u{1f600}",
    "\ufeff",
  ),
);

const array = (types: readonly DType[]): fc.Arbitrary<NamedArray> =>
  fc.record({ name, dtype: fc.constantFrom(...types), shape: fc.array(fc.integer({ min: 0, max: 4 }), { maxLength: 5 }) }).chain((told) => {
    const bytes = sizeOf(told.shape) * bytesOf(told.dtype);
    return fc
      .uint8Array({ minLength: bytes, maxLength: bytes })
      .map((data) => namedArray(told.name, told.dtype, told.shape, storageView(told.dtype, data)));
  });

const arrays = (types: readonly DType[]) => fc.uniqueArray(array(types), { maxLength: 8, selector: (one) => one.name });
const metadata = fc.array(fc.tuple(name, fc.string({ unit: "binary" })), { maxLength: 5 }).map((pairs) => new Map(pairs));

const told = (one: NamedArray) => [one.name, one.dtype, one.shape, Buffer.from(bytesOfArray(one)).toString("hex")];
const sorted = (all: Iterable<NamedArray>) => [...all].map(told).sort((a, b) => (a[0] < b[0] ? -1 : 1));

/** A zip file cannot tell such names apart from others, or cannot hold them; the writer must say so. */
const isPlain = (given: string) => !given.includes("\0");
const pathOf = (given: string) =>
  `${given}.npy`
    .split(/[/\\]/)
    .filter((part) => part !== "" && part !== ".")
    .join("/");

describe("round trips", () => {
  it("safetensors", () => {
    fc.assert(
      fc.property(arrays(dtypes), metadata, (given, notes) => {
        const usable = given.filter((one) => one.name !== "__metadata__");
        const bytes = writeWeights("x.safetensors", usable, notes);
        const back = readWeights("x.safetensors", bytes);
        expect(sorted(back.arrays.values())).toEqual(sorted(usable));
        expect([...back.metadata]).toEqual([...notes]);
        // Sorted once, sorted for ever: what was read is written to the same bytes, in any order.
        expect(writeWeights("x.safetensors", [...back.arrays.values()].reverse(), back.metadata)).toEqual(bytes);
        const header = Number(new DataView(bytes.buffer).getBigUint64(0, true));
        expect(header % 8).toBe(0);
      }),
      { seed: 7, numRuns: 300 },
    );
  });

  it("npz, in the given order", () => {
    fc.assert(
      fc.property(arrays(dtypes.filter((dtype) => dtype !== "bfloat16")), metadata, (given, notes) => {
        const paths = new Set<string>();
        const usable = given.filter(
          (one) => isPlain(one.name) && !paths.has(pathOf(one.name)) && paths.add(pathOf(one.name)) !== undefined,
        );
        const bytes = writeWeights("x.npz", usable, notes);
        const back = readWeights("x.npz", bytes);
        expect([...back.arrays.values()].map(told)).toEqual(usable.map(told));
        expect([...back.metadata]).toEqual([...notes]);
        expect(writeWeights("x.npz", back.arrays.values(), back.metadata)).toEqual(bytes);
      }),
      { seed: 7, numRuns: 300 },
    );
  });

  it("npy", () => {
    fc.assert(
      fc.property(array(dtypes.filter((dtype) => dtype !== "bfloat16")), (given) => {
        const bytes = writeWeights("dir/W.npy", [given], new Map());
        const [back] = readWeights("dir/W.npy", bytes).arrays.values();
        expect(told(back)).toEqual(told({ ...given, name: "W" }));
      }),
      { seed: 7, numRuns: 200 },
    );
  });

  it("from bytes that lie unaligned in their buffer", () => {
    fc.assert(
      fc.property(arrays(dtypes), fc.integer({ min: 1, max: 7 }), (given, shift) => {
        const usable = given.filter((one) => one.name !== "__metadata__");
        const bytes = writeWeights("x.safetensors", usable, new Map());
        const moved = new Uint8Array(bytes.length + shift).subarray(shift);
        moved.set(bytes);
        expect(sorted(readWeights("x.safetensors", moved).arrays.values())).toEqual(sorted(usable));
      }),
      { seed: 7, numRuns: 100 },
    );
  });
});

describe("any bytes", () => {
  it.each(["x.safetensors", "x.npz", "x.npy"])("%s: read or refused, never another error", (file) => {
    const start = file === "x.npy" ? Uint8Array.of(0x93, 0x4e, 0x55, 0x4d, 0x50, 0x59, 1, 0) : new Uint8Array();
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (noise) => {
        const bytes = new Uint8Array([...start, ...noise]);
        try {
          readWeights(file, bytes);
        } catch (error) {
          expect(error).toBeInstanceOf(GatewiseError);
        }
      }),
      { seed: 7, numRuns: 500 },
    );
  });
});
