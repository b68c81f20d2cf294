import { expect, it } from "vitest";
import { crc32OfBits } from "../../test/hostile/crc32-of-bits.ts";
import { crc32 } from "./crc32.ts";

/** The check value of CRC-32/ISO-HDLC in the catalogue of parametrised CRC algorithms. */
it("gives the published check value", () => {
  const digits = new TextEncoder().encode("123456789");
  expect(crc32(digits)).toBe(0xcbf43926);
  expect(crc32OfBits(digits)).toBe(0xcbf43926);
});

it("agrees with the bit by bit form at every length and alignment", () => {
  const painted = Uint8Array.from({ length: 80 }, (_, i) => (i * 97) % 251);
  for (let start = 0; start < 5; start++) {
    for (let end = start; end <= painted.length; end++) {
      expect(crc32(painted.subarray(start, end))).toBe(crc32OfBits(painted.subarray(start, end)));
    }
  }
});
