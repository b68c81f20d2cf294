import { sha256 as digest } from "@noble/hashes/sha2.js";
import { bytesToHex } from "@noble/hashes/utils.js";
import { describe, expect, test } from "vitest";
import { loadGolden } from "../../test/golden/load.ts";
import { ErfInv, erf } from "./xla-float32.ts";

/** SHA-256 of what JAX gives, by tools/goldens/streams-xla.py. */
const golden: { by: string; count: number; sha256: Record<string, string> } = JSON.parse(
  new TextDecoder().decode(await loadGolden("streams/jax-0.10-functions.json")),
);
const { fround } = Math;
const { count } = golden;
const sha256 = (values: Float32Array): string => bytesToHex(digest(new Uint8Array(values.buffer)));

describe(`the bits of ${golden.by}`, () => {
  test("erf_inv of every argument that a normal can have", () => {
    const chunk = 512;
    const erfInv = new ErfInv(chunk);
    const u = new Float64Array(chunk);
    const out = new Float32Array(count);
    for (let at = 0; at < count; at += chunk) {
      for (let i = 0; i < chunk; i++) u[i] = Math.max(fround(-0.99999994), fround((2 * (at + i)) / count + fround(-0.99999994)));
      erfInv.apply(u, chunk);
      for (let i = 0; i < chunk; i++) out[at + i] = u[i];
    }
    expect(sha256(out)).toBe(golden.sha256["erf_inv of 2 k/2^23 - 0.99999994"]);
  });
  test("erf from -4 to 4", () => {
    const out = Float32Array.from({ length: count }, (_, k) => erf(k / 2 ** 20 - 4));
    expect(sha256(out)).toBe(golden.sha256["erf of k/2^20 - 4"]);
  });
});

test("erf_inv is odd", () => {
  const erfInv = new ErfInv(8);
  const x = Float64Array.of(0, fround(0.3), fround(-0.3), fround(0.9999), fround(-0.9999), fround(0.63), fround(-0.63), 0);
  erfInv.apply(x, 7);
  expect(x[0]).toBe(0);
  expect([x[2], x[4], x[6]]).toEqual([-x[1], -x[3], -x[5]]);
});
