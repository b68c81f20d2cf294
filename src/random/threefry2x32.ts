/**
 * Threefry2x32-20: encrypts `count` pairs of words, (c0, c1), (c0, c1 + 1), …, under a pair of key words, into `out`:
 * both words of each pair, or, `combined`, their exclusive or alone.
 *
 * Domain: c1 + count at most 2^32.
 * Golden: the known-answer vectors of Random123 (threefry2x32-20).
 */
export function threefry2x32(k0: number, k1: number, c0: number, c1: number, count: number, out: Uint32Array, combined = false): void {
  const k2 = k0 ^ k1 ^ 0x1bd11bda;
  const start0 = (c0 + k0) | 0;
  const start1 = (c1 + k1) | 0;
  // The key words that are added with the number of their group.
  const k2And1 = (k2 + 1) | 0;
  const k0And2 = (k0 + 2) | 0;
  const k1And3 = (k1 + 3) | 0;
  const k2And4 = (k2 + 4) | 0;
  const k0And5 = (k0 + 5) | 0;
  for (let i = 0; i < count; i++) {
    let x0 = start0;
    let x1 = (start1 + i) | 0;
    // Five groups of four rounds, written out: the rotations alternate, the key words go round.
    x0 = (x0 + x1) | 0;
    x1 = ((x1 << 13) | (x1 >>> 19)) ^ x0;
    x0 = (x0 + x1) | 0;
    x1 = ((x1 << 15) | (x1 >>> 17)) ^ x0;
    x0 = (x0 + x1) | 0;
    x1 = ((x1 << 26) | (x1 >>> 6)) ^ x0;
    x0 = (x0 + x1) | 0;
    x1 = ((x1 << 6) | (x1 >>> 26)) ^ x0;
    x0 = (x0 + k1) | 0;
    x1 = (x1 + k2And1) | 0;
    x0 = (x0 + x1) | 0;
    x1 = ((x1 << 17) | (x1 >>> 15)) ^ x0;
    x0 = (x0 + x1) | 0;
    x1 = ((x1 << 29) | (x1 >>> 3)) ^ x0;
    x0 = (x0 + x1) | 0;
    x1 = ((x1 << 16) | (x1 >>> 16)) ^ x0;
    x0 = (x0 + x1) | 0;
    x1 = ((x1 << 24) | (x1 >>> 8)) ^ x0;
    x0 = (x0 + k2) | 0;
    x1 = (x1 + k0And2) | 0;
    x0 = (x0 + x1) | 0;
    x1 = ((x1 << 13) | (x1 >>> 19)) ^ x0;
    x0 = (x0 + x1) | 0;
    x1 = ((x1 << 15) | (x1 >>> 17)) ^ x0;
    x0 = (x0 + x1) | 0;
    x1 = ((x1 << 26) | (x1 >>> 6)) ^ x0;
    x0 = (x0 + x1) | 0;
    x1 = ((x1 << 6) | (x1 >>> 26)) ^ x0;
    x0 = (x0 + k0) | 0;
    x1 = (x1 + k1And3) | 0;
    x0 = (x0 + x1) | 0;
    x1 = ((x1 << 17) | (x1 >>> 15)) ^ x0;
    x0 = (x0 + x1) | 0;
    x1 = ((x1 << 29) | (x1 >>> 3)) ^ x0;
    x0 = (x0 + x1) | 0;
    x1 = ((x1 << 16) | (x1 >>> 16)) ^ x0;
    x0 = (x0 + x1) | 0;
    x1 = ((x1 << 24) | (x1 >>> 8)) ^ x0;
    x0 = (x0 + k1) | 0;
    x1 = (x1 + k2And4) | 0;
    x0 = (x0 + x1) | 0;
    x1 = ((x1 << 13) | (x1 >>> 19)) ^ x0;
    x0 = (x0 + x1) | 0;
    x1 = ((x1 << 15) | (x1 >>> 17)) ^ x0;
    x0 = (x0 + x1) | 0;
    x1 = ((x1 << 26) | (x1 >>> 6)) ^ x0;
    x0 = (x0 + x1) | 0;
    x1 = ((x1 << 6) | (x1 >>> 26)) ^ x0;
    x0 = (x0 + k2) | 0;
    x1 = (x1 + k0And5) | 0;
    if (combined) {
      out[i] = x0 ^ x1;
    } else {
      out[2 * i] = x0;
      out[2 * i + 1] = x1;
    }
  }
}
