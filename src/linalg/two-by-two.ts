/** An upper triangular [[f, g], [0, h]] as left rotation · diag(high, low) · right rotation. */
export interface TwoByTwo {
  readonly high: number;
  readonly low: number;
  readonly left: { readonly c: number; readonly s: number };
  readonly right: { readonly c: number; readonly s: number };
}

const epsilon = 2 ** -53;

/** |magnitude| with the sign of `of`, where −0 is negative. */
const withSign = (magnitude: number, of: number): number => (of < 0 || Object.is(of, -0) ? -Math.abs(magnitude) : Math.abs(magnitude));

/**
 * Decomposes [[f, g], [0, h]]; `high` and `low` carry signs, the larger magnitude first.
 *
 * Source: signs and case distinctions of LAPACK dlasv2.
 */
export function decomposeTwoByTwo(f: number, g: number, h: number): TwoByTwo {
  let [ft, ht, fa, ha] = [f, h, Math.abs(f), Math.abs(h)];
  let largest: "f" | "g" | "h" = "f";
  const swapped = ha > fa;
  if (swapped) {
    largest = "h";
    [ft, ht, fa, ha] = [ht, ft, ha, fa];
  }
  const ga = Math.abs(g);
  let [low, high, clt, crt, slt, srt] = [ha, fa, 1, 1, 0, 0];
  if (ga !== 0) {
    if (ga > fa) largest = "g";
    if (ga > fa && fa / ga < epsilon) {
      high = ga;
      low = ha > 1 ? fa / (ga / ha) : (fa / ga) * ha;
      [clt, slt, srt, crt] = [1, ht / g, 1, ft / g];
    } else {
      const gap = fa - ha;
      const l = gap === fa ? 1 : gap / fa;
      const m = g / ft;
      const mm = m * m;
      const t = 2 - l;
      const s = Math.sqrt(t * t + mm);
      const r = l === 0 ? Math.abs(m) : Math.sqrt(l * l + mm);
      const a = 0.5 * (s + r);
      low = ha / a;
      high = fa * a;
      let tangent: number;
      if (mm !== 0) tangent = (m / (s + t) + m / (r + l)) * (1 + a);
      else tangent = l === 0 ? withSign(2, ft) * withSign(1, g) : g / withSign(gap, ft) + m / t;
      const secant = Math.sqrt(tangent * tangent + 4);
      crt = 2 / secant;
      srt = tangent / secant;
      clt = (crt + srt * m) / a;
      slt = ((ht / ft) * srt) / a;
    }
  }
  const left = swapped ? { c: srt, s: crt } : { c: clt, s: slt };
  const right = swapped ? { c: slt, s: clt } : { c: crt, s: srt };
  let sign: number;
  if (largest === "f") sign = withSign(1, right.c) * withSign(1, left.c) * withSign(1, f);
  else if (largest === "g") sign = withSign(1, right.s) * withSign(1, left.c) * withSign(1, g);
  else sign = withSign(1, right.s) * withSign(1, left.s) * withSign(1, h);
  return { high: withSign(high, sign), low: withSign(low, sign * withSign(1, f) * withSign(1, h)), left, right };
}

/** Gives the smaller singular value of [[f, g], [0, h]]. Source: LAPACK dlas2. */
export function smallerOfTwo(f: number, g: number, h: number): number {
  const ga = Math.abs(g);
  const low = Math.min(Math.abs(f), Math.abs(h));
  const high = Math.max(Math.abs(f), Math.abs(h));
  if (low === 0) return 0;
  const sum = 1 + low / high;
  const difference = (high - low) / high;
  if (ga < high) {
    const ratio = (ga / high) * (ga / high);
    return low * (2 / (Math.sqrt(sum * sum + ratio) + Math.sqrt(difference * difference + ratio)));
  }
  const ratio = high / ga;
  if (ratio === 0) return (low * high) / ga;
  const x = sum * ratio;
  const y = difference * ratio;
  return low * (1 / (Math.sqrt(1 + x * x) + Math.sqrt(1 + y * y))) * ratio * 2;
}
