import { type FloatDType, type Floats, internalError } from "../base/index.ts";
import { log64, sincos64 } from "./elementary64.ts";
import { Mt19937 } from "./mt19937.ts";
import { doubleFills, fillPairs, uniform53 } from "./mt19937-numpy.ts";
import { wordsOf } from "./seed-sequence.ts";
import type { Algorithm, Draws, Meter, Stream } from "./stream.ts";

const turned = { sin: 0, cos: 0 };

/**
 * CPython's random module: frameworks draw seeds from it.
 * Domain: one integer seed of any size; its sign does not count.
 * Source: CPython 3.11, Modules/_randommodule.c (random_seed, getrandbits), Lib/random.py (randint, uniform, gauss).
 * Golden: goldens/streams/python-3.11.json.
 */
export class PythonStream implements Stream {
  readonly algorithm = "mt19937-python";
  private readonly engine: Mt19937;
  /** The sine half of the last pair of random.gauss. */
  private cache: number | undefined;

  constructor(seed: bigint) {
    this.engine = Mt19937.fromWords(wordsOf(seed < 0n ? -seed : seed));
  }

  get position(): number {
    return this.engine.position;
  }

  /** random.uniform, element by element. */
  uniform(out: Floats, low: number, high: number): void {
    doubleFills.uniform(this.engine, out, low, high - low);
  }

  /** random.gauss, element by element. */
  normal(out: Floats, mean: number, stddev: number): void {
    this.cache = fillPairs(this.engine, out, mean, stddev, this.cache, pythonFills.normal);
  }

  truncatedNormal(): never {
    throw internalError("CPython's random has no truncated normal");
  }

  /** randint(low, high − 1): the fewest bits that can hold the size of the range, until they are below it. */
  integer(low: number, high: number): number {
    const size = high - low;
    const bits = bitLength(size);
    for (;;) {
      const drawn = this.bits(bits);
      if (drawn < size) return low + drawn;
    }
  }

  /** getrandbits: the high bits of words, least significant word first. */
  private bits(count: number): number {
    if (count <= 32) return this.engine.next() >>> (32 - count);
    const low = this.engine.next();
    return (this.engine.next() >>> (64 - count)) * 2 ** 32 + low;
  }
}

class PythonMeter implements Meter {
  position: number | null = 0;
  private cached = false;

  uniform(count: number, _dtype: FloatDType): Draws {
    return this.take(2 * count);
  }

  normal(count: number, _dtype: FloatDType): Draws {
    if (count === 0) return 0;
    const drawn = this.cached ? count - 1 : count;
    this.cached = drawn % 2 === 1;
    return this.take(4 * Math.ceil(drawn / 2));
  }

  truncatedNormal(): never {
    throw internalError("CPython's random has no truncated normal");
  }

  /** Never certain: a range of 2^k takes k + 1 bits, so even that can be refused. */
  integer(): Draws {
    return this.take("until accepted");
  }

  private take(draws: Draws): Draws {
    this.position = draws === "until accepted" || this.position === null ? null : this.position + draws;
    return draws;
  }
}

/** The row of CPython's random module. */
export const mt19937Python: Algorithm = {
  name: "mt19937-python",
  unit: "32-bit words",
  description: "MT19937 seeded by array, as CPython's random module: integers by rejection of the fewest bits",
  seeds: ["seed"],
  open: (seed) => new PythonStream(seed[0]),
  meter: () => new PythonMeter(),
};

function bitLength(size: number): number {
  return size < 2 ** 32 ? 32 - Math.clz32(size) : 64 - Math.clz32(Math.floor(size / 2 ** 32));
}

/** The place of a fill of normals, even in number: what is here may be replaced by a compiled one of the same bits. */
export const pythonFills = { normal: fillNormal };

function fillNormal(engine: Mt19937, out: Floats, mean: number, stddev: number): void {
  for (let i = 0; i < out.length; i += 2) {
    sincos64(uniform53(engine) * (2 * Math.PI), turned);
    const { sin, cos } = turned;
    const radius = Math.sqrt(-2 * log64(1 - uniform53(engine)));
    out[i] = mean + cos * radius * stddev;
    out[i + 1] = mean + sin * radius * stddev;
  }
}
