import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { allocate, type DType, namedArray, sizeOf } from "../base/index.ts";
import { defaultLimits } from "./limits.ts";
import { readNpy, writeNpy } from "./npy.ts";

function npy(descr: string, shape: readonly number[], data: Uint8Array): Uint8Array {
  const tuple = shape.length === 1 ? `(${shape[0]},)` : `(${shape.join(", ")})`;
  const text = `{'descr': '${descr}', 'fortran_order': True, 'shape': ${tuple}, }\n`;
  const start = Uint8Array.of(0x93, 0x4e, 0x55, 0x4d, 0x50, 0x59, 1, 0, text.length & 255, text.length >> 8);
  return new Uint8Array(Buffer.concat([start, Buffer.from(text, "latin1"), data]));
}

/** Where row-major element `flat` stands in Fortran order: Σ index·stride, the first stride being 1. */
function fortranPosition(flat: number, shape: readonly number[]): number {
  let rest = flat;
  const index = shape.map(() => 0);
  for (let axis = shape.length - 1; axis >= 0; axis--) {
    index[axis] = rest % shape[axis];
    rest = Math.floor(rest / shape[axis]);
  }
  return index.reduceRight((sum, i, axis) => sum * shape[axis] + i, 0);
}

describe("readNpy", () => {
  it.each([
    ["f4", "float32", 4],
    ["i2", "int16", 2],
    ["u1", "uint8", 1],
  ] as const)("reads Fortran order of %s in both byte orders as the index formula says", (code, dtype: DType, size) => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 4 }), { maxLength: 5 }), fc.boolean(), (shape, little) => {
        const count = sizeOf(shape);
        const data = new Uint8Array(count * size);
        const view = new DataView(data.buffer);
        const expected = allocate(dtype, count);
        for (let flat = 0; flat < count; flat++) {
          const at = fortranPosition(flat, shape) * size;
          if (size === 4) view.setFloat32(at, flat / 8, little);
          else if (size === 2) view.setInt16(at, flat - 300, little);
          else view.setUint8(at, flat % 256);
          expected[flat] = size === 4 ? flat / 8 : size === 2 ? flat - 300 : flat % 256;
        }
        const bytes = npy(`${little ? "<" : ">"}${code}`, shape, data);
        expect(readNpy(bytes, "x", { file: "x.npy" }, defaultLimits)).toEqual(namedArray("x", dtype, shape, expected));
      }),
      { numRuns: 200, seed: 3 },
    );
  });
});

/** Lengths of numpy.save(numpy.zeros(shape, "f4")) with NumPy 2.4.6: headers that end at 128 and at 192 get 64 bytes more. */
it.each([
  [[0, 100, ...new Array<number>(12).fill(1)], 192],
  [[0, 100_000, ...new Array<number>(11).fill(1)], 192],
  [[0, ...new Array<number>(35).fill(1)], 256],
])("pads a header that ends on the boundary as NumPy does: %j", (shape, length) => {
  const bytes = writeNpy(namedArray("x", "float32", shape), { file: "x.npy" });
  expect(bytes.length).toBe(length);
  expect(readNpy(bytes, "x", { file: "x.npy" }, defaultLimits)).toEqual(namedArray("x", "float32", shape));
});
