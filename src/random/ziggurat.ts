import type { Floats } from "../base/index.ts";
import { exp64 } from "./exp64.ts";
import { log1p32, log1p64 } from "./glibc-log1p.ts";
import type { Pcg64 } from "./pcg64.ts";
import { heights32, heights64, limits32, limits64, widths32, widths64 } from "./ziggurat-tables.gen.ts";

const { fround } = Math;

/** Where the tail begins, and the reciprocal NumPy uses. */
const tailFrom = 3.6541528853610088;
const tailScale = 0.27366123732975828;

/**
 * Draws a standard normal as NumPy's Generator does.
 * Source: numpy@2.4, numpy/random/src/distributions/distributions.c (random_standard_normal).
 */
function zigguratNormal64(engine: Pcg64): number {
  for (;;) {
    const low = engine.next();
    const a = (engine.high & 0x1fffffff) * 0x800000 + (low >>> 9);
    const row = low & 255;
    const x = a * widths64[row];
    const signed = (low & 256) === 0 ? x : -x;
    if (a < limits64[row]) return signed;
    if (row === 0) return tail64(engine, (low & 0x20000) !== 0);
    if ((heights64[row - 1] - heights64[row]) * uniform64(engine) + heights64[row] < exp64(-0.5 * x * x)) return signed;
  }
}

/**
 * Draws a float32 standard normal as NumPy's Generator does.
 * Source: numpy@2.4, numpy/random/src/distributions/distributions.c (random_standard_normal_f).
 */
function zigguratNormal32(engine: Pcg64): number {
  for (;;) {
    const r = engine.next32();
    const a = (r >>> 9) & 0x7fffff;
    const row = r & 255;
    const x = fround(a * widths32[row]);
    const signed = (r & 256) === 0 ? x : -x;
    if (a < limits32[row]) return signed;
    if (row === 0) return tail32(engine, (a & 256) !== 0);
    const height = fround(fround(heights32[row - 1] - heights32[row]) * uniform32(engine));
    if (fround(height + heights32[row]) < exp64(-0.5 * x * x)) return signed;
  }
}

/** A float64 of [0, 1): the high 53 bits of a word. */
function uniform64(engine: Pcg64): number {
  const low = engine.next();
  return (engine.high * 0x200000 + (low >>> 11)) * 2 ** -53;
}

const words = new Uint32Array(1024);

/** Fills `out` with low + range·u, u of {@link uniform64}. */
function fillUniform(engine: Pcg64, out: Floats, low: number, range: number): void {
  const most = words.length / 2;
  for (let at = 0; at < out.length; at += most) {
    const count = Math.min(most, out.length - at);
    engine.take(words, count);
    for (let i = 0; i < count; i++) {
      const u = (words[2 * i + 1] * 0x200000 + (words[2 * i] >>> 11)) * 2 ** -53;
      out[at + i] = low + range * u;
    }
  }
}

/** A float32 of [0, 1): the high 24 bits of a 32-bit word. */
function uniform32(engine: Pcg64): number {
  return (engine.next32() >>> 8) * 2 ** -24;
}

function tail64(engine: Pcg64, negative: boolean): number {
  for (;;) {
    const x = -tailScale * log1p64(-uniform64(engine));
    const y = -log1p64(-uniform64(engine));
    if (y + y > x * x) return negative ? -(tailFrom + x) : tailFrom + x;
  }
}

function tail32(engine: Pcg64, negative: boolean): number {
  const scale = fround(tailScale);
  for (;;) {
    const x = fround(-scale * log1p32(-uniform32(engine)));
    const y = -log1p32(-uniform32(engine));
    if (fround(y + y) > fround(x * x)) {
      const value = fround(fround(tailFrom) + x);
      return negative ? -value : value;
    }
  }
}

/** Fills from NumPy's default generator, of numbers that are drawn in one dtype. */
export interface PcgFills<Out extends Floats> {
  uniform(engine: Pcg64, out: Out, low: number, range: number): void;
  normal(engine: Pcg64, out: Out, mean: number, stddev: number): void;
}

/** The place of the fills that are drawn in float64, whatever they are stored in: what is here may be replaced by compiled ones of the same bits. */
export const pcgFills: PcgFills<Floats> = {
  uniform: fillUniform,
  normal(engine, out, mean, stddev) {
    for (let i = 0; i < out.length; i++) out[i] = mean + stddev * zigguratNormal64(engine);
  },
};

/** The place of those that are drawn in float32, apart: not every door has them and their tables. */
export const pcgFills32: PcgFills<Float32Array> = {
  uniform(engine, out, low, range) {
    for (let i = 0; i < out.length; i++) out[i] = fround(uniform32(engine) * range) + low;
  },
  normal(engine, out, mean, stddev) {
    for (let i = 0; i < out.length; i++) out[i] = fround(zigguratNormal32(engine) * stddev) + mean;
  },
};
