/** A rotation in a plane: (f, g) becomes (r, 0), with r = c·f + s·g. */
export interface PlaneRotation {
  c: number;
  s: number;
  r: number;
}

/**
 * Writes the rotation that maps (f, g) to (r, 0) into `out`. The cosine is negative only where |f| ≤ |g| and f < 0.
 *
 * Source: signs of LAPACK 3.2–3.9 dlartg (3.10 gave r the sign of f).
 */
export function planeRotation(f: number, g: number, out: PlaneRotation): void {
  if (g === 0) {
    out.c = 1;
    out.s = 0;
    out.r = f;
  } else if (f === 0) {
    out.c = 0;
    out.s = 1;
    out.r = g;
  } else if (Math.max(Math.abs(f), Math.abs(g)) < 2 ** -480) {
    // Squares would lose digits or vanish, and the rotation be none.
    planeRotation(f * 2 ** 400, g * 2 ** 400, out);
    out.r *= 2 ** -400;
  } else {
    const r = Math.sqrt(f * f + g * g);
    const flip = Math.abs(f) > Math.abs(g) && f < 0 ? -1 : 1;
    out.c = (f / r) * flip;
    out.s = (g / r) * flip;
    out.r = r * flip;
  }
}

/** Rows `upper` and `lower` of a row-major matrix become c·upper + s·lower and c·lower − s·upper. */
export function turnRows(a: Float64Array, width: number, upper: number, lower: number, c: number, s: number): void {
  const x = upper * width;
  const y = lower * width;
  for (let i = 0; i < width; i++) {
    const low = a[y + i];
    const high = a[x + i];
    a[y + i] = c * low - s * high;
    a[x + i] = s * low + c * high;
  }
}

/** Exchanges two rows of a row-major matrix. */
export function swapRows(a: Float64Array, width: number, first: number, second: number): void {
  const kept = a.slice(first * width, (first + 1) * width);
  a.copyWithin(first * width, second * width, (second + 1) * width);
  a.set(kept, second * width);
}
