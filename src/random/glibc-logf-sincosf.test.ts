import { sha256 } from "@noble/hashes/sha2.js";
import { bytesToHex } from "@noble/hashes/utils.js";
import { expect, test } from "vitest";
import { loadGolden } from "../../test/golden/load.ts";
import { logf, sincosf } from "./glibc-logf-sincosf.ts";

/** Of every argument that a float32 sampler can have, by tools/goldens/streams-libm.py. */
const golden: { by: string; everySha256: Record<string, string> } = JSON.parse(
  new TextDecoder().decode(await loadGolden("streams/glibc-2.36.json")),
);
const count = 2 ** 23;
const angle = { sin: 0, cos: 0 };
const turned = (u: number) => {
  sincosf(Math.fround(2 * Math.PI * u), angle);
  return angle;
};
const functions: Record<string, (u: number) => number> = {
  logf: (u) => logf(Math.max(u, Math.fround(1e-7))),
  sinf: (u) => turned(u).sin,
  cosf: (u) => turned(u).cos,
};

test.each(Object.entries(golden.everySha256))(`%s has the bits of ${golden.by} for all 2^23 arguments`, (name, expected) => {
  const out = new Float32Array(count);
  for (let k = 0; k < count; k++) out[k] = functions[name](k / count);
  expect(bytesToHex(sha256(new Uint8Array(out.buffer)))).toBe(expected);
});
