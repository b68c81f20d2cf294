import { describe, expect, it } from "vitest";
import { cutOff } from "./cut-off.ts";

/** An ELF file of 64 bytes of header, some content, and `count` section headers of 64 bytes at its end. */
function library(content: number, count: number): Uint8Array {
  const file = new Uint8Array(64 + content + 64 * count);
  file.set([0x7f, 0x45, 0x4c, 0x46, 2, 1]);
  const view = new DataView(file.buffer);
  view.setBigUint64(0x28, BigInt(64 + content), true);
  view.setUint16(0x3a, 64, true);
  view.setUint16(0x3c, count, true);
  return file;
}

describe("cutOff", () => {
  it("takes a whole file, also one with something behind it", () => {
    expect(cutOff(library(1000, 7))).toBeNull();
    expect(cutOff(Uint8Array.from([...library(8, 3), 0]))).toBeNull();
  });

  it.each([40, 63, 64, 500, 1511])("refuses the first %i bytes of one", (length) => {
    expect(cutOff(library(1000, 7).subarray(0, length))).toBe(`it is cut off after ${length} of ${length < 64 ? 64 : 1512} bytes`);
  });

  it("leaves other forms to the system", () => {
    expect(cutOff(new Uint8Array(0))).toBeNull();
    expect(cutOff(Uint8Array.from([0xcf, 0xfa, 0xed, 0xfe, 7]))).toBeNull();
  });
});
