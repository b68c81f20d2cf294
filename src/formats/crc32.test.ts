import { expect, it } from "vitest";
import { crc32 } from "./crc32.ts";

/** Bit by bit: slow, and nothing to get wrong. */
function crc32OfBits(bytes: Uint8Array): number {
  let crc = 0xffffffff;
  for (const byte of bytes) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit++) crc = crc & 1 ? (crc >>> 1) ^ 0xedb88320 : crc >>> 1;
  }
  return (crc ^ 0xffffffff) >>> 0;
}

it("gives the check value of CRC-32/ISO-HDLC in the catalogue of parametrised CRC algorithms", () => {
  expect(crc32(new TextEncoder().encode("123456789"))).toBe(0xcbf43926);
});

it("agrees with the bit by bit form at every length and alignment", () => {
  const painted = Uint8Array.from({ length: 80 }, (_, i) => (i * 97) % 251);
  for (let start = 0; start < 5; start++) {
    for (let end = start; end <= painted.length; end++) {
      expect(crc32(painted.subarray(start, end))).toBe(crc32OfBits(painted.subarray(start, end)));
    }
  }
});
