import { deflateRawSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { GatewiseError } from "../base/index.ts";
import { inflateBounded } from "./inflate-bounded.ts";

const place = { file: "f.npz", member: "W.npy" };
const deflated = (bytes: Uint8Array, level = 9) => new Uint8Array(deflateRawSync(bytes, { level }));

describe("inflateBounded", () => {
  it.each([0, 1, 9])("gives back what zlib deflated at level %i, at lengths around every piece", (level) => {
    for (const length of [0, 1, 16_383, 16_384, 16_385, 300_000]) {
      const painted = Uint8Array.from({ length }, (_, i) => ((i * i) % 251) ^ (i >> 9));
      expect(Buffer.compare(inflateBounded(deflated(painted, level), length, place), painted)).toBe(0);
    }
    const zeros = new Uint8Array(20_000_000);
    expect(Buffer.compare(inflateBounded(deflated(zeros), zeros.length, place), zeros)).toBe(0);
  });

  /** Node counts array buffers apart from the heap; what is declared may be allocated, and one piece of output. */
  it.each([
    ["256 MiB behind a size of 250 KB", deflated(new Uint8Array(2 ** 28)), 250_000, "more than the 250000 bytes"],
    ["2 GiB declared by 150 bytes", new Uint8Array(150), 2 ** 31, "2147483648 bytes declared for 150"],
    ["a million empty blocks", new Uint8Array(5_000_000).map((_, at) => (at % 5 > 2 ? 255 : 0)), 100, "5000000 compressed bytes for 100"],
  ])("refuses %s without the memory or the time", (_, compressed, size, received) => {
    const before = process.memoryUsage().arrayBuffers;
    const start = performance.now();
    let error: unknown;
    try {
      inflateBounded(compressed, size, place);
    } catch (reason) {
      error = reason;
    }
    expect(error).toBeInstanceOf(GatewiseError);
    expect((error as GatewiseError).code).toBe("bad-file");
    expect((error as GatewiseError).received).toContain(received);
    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(100 * 2 ** 20);
    expect(performance.now() - start).toBeLessThan(3000);
  });
});
