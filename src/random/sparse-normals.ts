import type { Floats } from "../base/index.ts";
import { log64, sincos64 } from "./elementary64.ts";
import { fma64 } from "./fma.ts";
import { normalBlocksAvx2 } from "./log-sincos-avx2.ts";
import type { Mt19937 } from "./mt19937.ts";

/** Normals of a block of PyTorch's: number j pairs with number j + 8. */
const blockSize = 16;
/** Numbers whose words are taken at once. */
const window = 1024;

const words = new Uint32Array(2 * window);
const packed = new Float32Array(2 * window);
const turned = { sin: 0, cos: 0 };

/**
 * Puts into the `wanted` elements of `out` what a PyTorch fill of all of `out` would, taking the words of the whole fill.
 *
 * Domain: `wanted` ascends; at least 16 elements, so that the fill takes the block path; for float32, mean and stddev are
 * float32 numbers.
 * Source: torch@2.13, aten/src/ATen/native/cpu/DistributionTemplates.h (normal_fill, normal_fill_AVX2).
 */
export function fillWanted(engine: Mt19937, out: Floats, wanted: Int32Array, mean: number, stddev: number): void {
  const single = out instanceof Float32Array;
  const { length } = out;
  const each = single ? 1 : 2;
  // The last 16 are drawn anew where they do not end a block.
  const redrawn = length % blockSize === 0 ? length : length - blockSize;
  let n = 0;
  for (let at = 0; at < length; at += window) {
    const count = Math.min(window, length - at);
    engine.take(words, each * count);
    const from = n;
    while (n < wanted.length && wanted[n] < at + count && wanted[n] < redrawn) n++;
    if (single) put32(out, at, wanted.subarray(from, n), mean, stddev);
    else put64(out, at, wanted.subarray(from, n), mean, stddev);
  }
  if (redrawn === length) return;
  engine.take(words, each * blockSize);
  if (single) put32(out, redrawn, wanted.subarray(n), mean, stddev);
  else put64(out, redrawn, wanted.subarray(n), mean, stddev);
}

/** Computes the wanted elements from the words of the window that begins at element `at`. */
function put32(out: Floats, at: number, wanted: Int32Array, mean: number, stddev: number): void {
  for (let n = 0; n < wanted.length; n++) {
    const i = wanted[n] - at;
    const first = i & ~8;
    packed[placeOf(n)] = (words[first] & 0xffffff) * 2 ** -24;
    packed[placeOf(n) + 8] = (words[first + 8] & 0xffffff) * 2 ** -24;
  }
  normalBlocksAvx2(packed, 0, Math.ceil(wanted.length / 8) * blockSize, mean, stddev);
  for (let n = 0; n < wanted.length; n++) out[wanted[n]] = packed[placeOf(n) + ((wanted[n] - at) & 8)];
}

function put64(out: Floats, at: number, wanted: Int32Array, mean: number, stddev: number): void {
  for (let n = 0; n < wanted.length; n++) {
    const i = wanted[n] - at;
    const first = i & ~8;
    const radius = Math.sqrt(-2 * log64(1 - uniform(first)));
    sincos64(2 * Math.PI * uniform(first + 8), turned);
    out[wanted[n]] = fma64(radius * (i === first ? turned.cos : turned.sin), stddev, mean);
  }
}

function uniform(i: number): number {
  return ((words[2 * i] & 0x1fffff) * 2 ** 32 + words[2 * i + 1]) * 2 ** -53;
}

/** Where the first of the packed pair is; the second is 8 further on. */
function placeOf(pair: number): number {
  return (pair >> 3) * blockSize + (pair & 7);
}
