import type { FloatDType, Floats } from "../base/index.ts";
import { erf64, log1p64, log64, sincos64 } from "./elementary64.ts";
import { fma32, fma64 } from "./fma.ts";
import { firstInsideOfFour } from "./four-tries.ts";
import { normalBlocksAvx2 } from "./log-sincos-avx2.ts";
import { Mt19937 } from "./mt19937.ts";
import { fillWanted } from "./sparse-normals.ts";
import type { Algorithm, Draws, Meter, Stream } from "./stream.ts";

const { fround } = Math;
const turned = { sin: 0, cos: 0 };

/** The size from which a fill takes the block path. */
const blockFrom = 16;

/**
 * PyTorch's CPU generator with the samplers of x86-64 wheels on AVX2 or more.
 * Order: row-major, one element after another, whatever the number of threads.
 * Domain: contiguous fills. Only the low 32 bits of the seed count; a negative seed stands for seed + 2^64.
 * Source: torch@2.13, aten/src/ATen/CPUGeneratorImpl.cpp, core/DistributionsHelper.h,
 * native/cpu/DistributionTemplates.h; torch/nn/init.py for boundedNormal (trunc_normal_ from 2.12 on).
 * Golden: goldens/streams/torch-2.13.json.
 */
export class TorchStream implements Stream {
  readonly algorithm = "mt19937-torch";
  private readonly seed: bigint;
  private readonly engine: Mt19937;
  /** The second normal of the last scalar pair. It outlives the fill, block fills included. */
  private cache: number | undefined;

  constructor(seed: bigint) {
    this.seed = BigInt.asUintN(64, seed);
    this.engine = Mt19937.fromSeed(Number(BigInt.asUintN(32, seed)));
  }

  get position(): number {
    return this.engine.position;
  }

  uniform(out: Floats, low: number, high: number): void {
    if (out instanceof Float32Array) torchFills.uniform(this.engine, out, fround(low), fround(high));
    else torchFills.uniform(this.engine, out, low, high);
  }

  normal(out: Floats, mean: number, stddev: number): void {
    if (out.length < blockFrom) {
      // Computed in double for either type; storing rounds.
      for (let i = 0; i < out.length; i++) out[i] = fma64(this.scalarNormal(), stddev, mean);
    } else if (out instanceof Float32Array) {
      torchFills.normal(this.engine, out, fround(mean), fround(stddev));
    } else torchFills.normal(this.engine, out, mean, stddev);
  }

  truncatedNormal(out: Floats, mean: number, stddev: number): void {
    this.boundedNormal(out, mean, stddev, mean - 2 * stddev, mean + 2 * stddev);
  }

  boundedNormal(out: Floats, mean: number, stddev: number, low: number, high: number): void {
    if (out.length === 0) return;
    const inside = normalCdf((high - mean) / stddev) - normalCdf((low - mean) / stddev);
    if (inside > 0.3) this.redrawOutside(out, mean, stddev, low, high);
    else this.rejectUniforms(out, mean, stddev, low, high);
  }

  /**
   * Fills `out` with the first within (−2, 2) of every four standard normals of a fill four times as long, or the very
   * first if none is.
   */
  firstOfFourTries(out: Floats): void {
    if (out.length * 4 >= blockFrom) {
      torchFills.fourTries(this.engine, out);
      return;
    }
    const four = out instanceof Float32Array ? new Float32Array(4 * out.length) : new Float64Array(4 * out.length);
    this.normal(four, 0, 1);
    for (let i = 0; i < out.length; i++) {
      const tries = four.subarray(4 * i, 4 * i + 4);
      out[i] = tries.find((z: number) => z > -2 && z < 2) ?? tries[0];
    }
  }

  /** The bytes of get_rng_state at this position. */
  stateBytes(): Uint8Array {
    const bytes = new Uint8Array(5056);
    const view = new DataView(bytes.buffer);
    const { offset, state } = this.engine;
    view.setBigUint64(0, this.seed, true);
    view.setInt32(8, offset === 0 ? 1 : 625 - offset, true);
    view.setInt32(12, 1, true);
    view.setUint32(16, offset, true);
    for (let j = 0; j < state.length; j++) view.setUint32(24 + 8 * j, state[j], true);
    view.setFloat64(5024, this.cache ?? 0, true);
    view.setInt32(5040, this.cache === undefined ? 0 : 1, true);
    return bytes;
  }

  private scalarNormal(): number {
    const kept = this.cache;
    if (kept !== undefined) {
      this.cache = undefined;
      return kept;
    }
    const angle = 2 * Math.PI * uniform64(this.engine);
    const radius = Math.sqrt(-2 * log1p64(-uniform64(this.engine)));
    sincos64(angle, turned);
    this.cache = radius * turned.sin;
    return radius * turned.cos;
  }

  private redrawOutside(out: Floats, mean: number, stddev: number, low: number, high: number): void {
    this.normal(out, mean, stddev);
    const narrow = out instanceof Float32Array;
    const a = narrow ? fround(low) : low;
    const b = narrow ? fround(high) : high;
    // Every round draws a whole tensor and uses what it needs of it.
    if (out.length >= blockFrom) {
      torchFills.redraw(this.engine, out, narrow ? fround(mean) : mean, narrow ? fround(stddev) : stddev, a, b);
      return;
    }
    const fresh = narrow ? new Float32Array(out.length) : new Float64Array(out.length);
    while (out.some((x) => x < a || x > b)) {
      this.normal(fresh, mean, stddev);
      for (let i = 0; i < out.length; i++) if (out[i] < a || out[i] > b) out[i] = fresh[i];
    }
  }

  private rejectUniforms(out: Floats, mean: number, stddev: number, low: number, high: number): void {
    const narrow = out instanceof Float32Array;
    const round = narrow ? fround : (x: number): number => x;
    const mode = Math.min(Math.max(mean, low), high);
    const peak = round(-0.5 * ((mode - mean) / stddev) ** 2);
    const [m, s] = [round(mean), round(stddev)];
    const candidates = narrow ? new Float32Array(out.length) : new Float64Array(out.length);
    const heights = narrow ? new Float32Array(out.length) : new Float64Array(out.length);
    const pending = new Uint8Array(out.length).fill(1);
    let left = out.length;
    while (left > 0) {
      this.uniform(candidates, low, high);
      this.uniform(heights, 0, 1);
      for (let i = 0; i < out.length; i++) {
        if (pending[i] === 0) continue;
        out[i] = candidates[i];
        const z = round(round(out[i] - m) / s);
        const logDensity = round(round(round(z * z) * -0.5) - peak);
        if (round(log64(heights[i])) <= logDensity) {
          pending[i] = 0;
          left--;
        }
      }
    }
  }
}

/** Counts the words a {@link TorchStream} takes, following its cache, which only odd fills below 16 change. */
class TorchMeter implements Meter {
  position: number | null = 0;
  private cached: boolean | "unknown" = false;

  uniform(count: number, dtype: FloatDType): Draws {
    return this.take(dtype === "float32" ? count : 2 * count);
  }

  normal(count: number, dtype: FloatDType): Draws {
    if (count >= blockFrom) {
      const elements = count % blockFrom === 0 ? count : count + blockFrom;
      return this.take(dtype === "float32" ? elements : 2 * elements);
    }
    // An even number of elements takes as many pairs whether a value is cached or not.
    if (count % 2 === 0) return this.take(2 * count);
    if (this.cached === "unknown") return this.take("until accepted");
    const pairs = this.cached ? (count - 1) / 2 : (count + 1) / 2;
    this.cached = !this.cached;
    return this.take(4 * pairs);
  }

  truncatedNormal(count: number, _dtype: FloatDType): Draws {
    return this.boundedNormal(count);
  }

  boundedNormal(count: number): Draws {
    if (count === 0) return 0;
    if (count < blockFrom && count % 2 === 1) this.cached = "unknown";
    return this.take("until accepted");
  }

  private take(draws: Draws): Draws {
    this.position = draws === "until accepted" || this.position === null ? null : this.position + draws;
    return draws;
  }
}

/** The row of PyTorch's CPU generator. */
export const mt19937Torch: Algorithm = {
  name: "mt19937-torch",
  unit: "32-bit words",
  description: "MT19937 with PyTorch's CPU samplers: low 24 bits and one fused step for uniforms, Box-Muller in 16s for normals",
  seeds: ["manual_seed"],
  open: (seed) => new TorchStream(seed[0]),
  meter: () => new TorchMeter(),
};

/** Words taken at once by fills of uniforms. */
const words = new Uint32Array(1248);

/** Fills whose parameters are numbers of the array's type; normals are 16 or more, and four tries have four elements or more. */
export interface TorchFills {
  uniform(engine: Mt19937, out: Floats, low: number, high: number): void;
  normal(engine: Mt19937, out: Floats, mean: number, stddev: number): void;
  /** Draws what lies outside [low, high] anew until nothing does. */
  redraw(engine: Mt19937, out: Floats, mean: number, stddev: number, low: number, high: number): void;
  /** Draws four standard normals an element and takes the first within (−2, 2), or the very first. */
  fourTries(engine: Mt19937, out: Floats): void;
}

/** The place of the fills: what is here may be replaced by compiled ones of the same bits. */
export const torchFills: TorchFills = { uniform: fillUniform, normal: fillNormal, redraw, fourTries: firstInsideOfFour };

function fillUniform(engine: Mt19937, out: Floats, low: number, high: number): void {
  if (out instanceof Float32Array) fillUniform32(engine, out, low, high);
  else fillUniform64(engine, out, low, high);
}

/** Equation: x·(high − low) + low with one rounding for the sum and product; a result equal to high becomes low. */
function fillUniform32(engine: Mt19937, out: Float32Array, low: number, high: number): void {
  const range = fround(high - low);
  for (let at = 0; at < out.length; at += words.length) {
    const count = Math.min(words.length, out.length - at);
    engine.take(words, count);
    for (let i = 0; i < count; i++) {
      const x = fma32((words[i] & 0xffffff) * 2 ** -24, range, low);
      out[at + i] = x === high ? low : x;
    }
  }
}

function fillNormal(engine: Mt19937, out: Floats, mean: number, stddev: number): void {
  fillUniform(engine, out, 0, 1);
  const whole = out.length - (out.length % blockFrom);
  turnBlocks(out, 0, whole, mean, stddev);
  if (whole === out.length) return;
  // The last 16 values are drawn anew, those of the last whole block that they cover included.
  const at = out.length - blockFrom;
  fillUniform(engine, out.subarray(at), 0, 1);
  turnBlocks(out, at, out.length, mean, stddev);
}

function turnBlocks(out: Floats, from: number, to: number, mean: number, stddev: number): void {
  if (out instanceof Float32Array) normalBlocksAvx2(out, from, to, mean, stddev);
  else for (let at = from; at < to; at += blockFrom) normalBlock64(out, at, mean, stddev);
}

function redraw(engine: Mt19937, out: Floats, mean: number, stddev: number, low: number, high: number): void {
  let wanted = new Int32Array(out.length);
  let count = 0;
  for (let i = 0; i < out.length; i++) {
    if (out[i] < low || out[i] > high) wanted[count++] = i;
  }
  wanted = wanted.subarray(0, count);
  while (wanted.length > 0) {
    fillWanted(engine, out, wanted, mean, stddev);
    wanted = wanted.filter((i) => out[i] < low || out[i] > high);
  }
}

function fillUniform64(engine: Mt19937, out: Float64Array, low: number, high: number): void {
  const range = high - low;
  const most = words.length / 2;
  for (let at = 0; at < out.length; at += most) {
    const count = Math.min(most, out.length - at);
    engine.take(words, 2 * count);
    for (let i = 0; i < count; i++) {
      const u = ((words[2 * i] & 0x1fffff) * 2 ** 32 + words[2 * i + 1]) * 2 ** -53;
      const x = fma64(u, range, low);
      out[at + i] = x === high ? low : x;
    }
  }
}

/** The low 53 bits of two words, the first one high. */
function uniform64(engine: Mt19937): number {
  const high = engine.next() & 0x1fffff;
  return (high * 2 ** 32 + engine.next()) * 2 ** -53;
}

function normalBlock64(block: Float64Array, at: number, mean: number, stddev: number): void {
  for (let j = at; j < at + 8; j++) {
    const radius = Math.sqrt(-2 * log64(1 - block[j]));
    sincos64(2 * Math.PI * block[j + 8], turned);
    block[j] = fma64(radius * turned.cos, stddev, mean);
    block[j + 8] = fma64(radius * turned.sin, stddev, mean);
  }
}

function normalCdf(x: number): number {
  return (1 + erf64(x / Math.SQRT2)) / 2;
}
