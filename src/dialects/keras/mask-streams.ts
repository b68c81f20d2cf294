import { type FloatDType, GatewiseError, internalError } from "../../base/index.ts";
import type { SeedValue } from "../../plan/index.ts";
import type { Stream, StreamAlgorithm, StreamTable } from "../../random/index.ts";
import { drawnSeedPair, seedPair } from "../../runtimes/index.ts";
import type { Backend } from "./versions.ts";

const { fround } = Math;

/** A SeedGenerator of Keras 3: its seed, and how many masks were drawn from it. */
interface Generator {
  readonly kind: "generator";
  readonly seed: SeedValue;
  /** Whether masks are drawn from it on PyTorch too: the user gave the seed, or a mask's shape. */
  readonly serves: boolean;
  drawn: number;
}

/**
 * The random operations that one mask of a layer has in the graph of Keras 2: each call of the layer adds one, with a seed, and a run of
 * the graph draws from each in turn.
 */
interface Operations {
  readonly kind: "operations";
  readonly seeds: SeedValue[];
  readonly streams: (Stream | undefined)[];
  /** How many masks were drawn. */
  drawn: number;
}

/** What the streams of a session's masks are opened with. */
interface MaskSeeds {
  readonly dialect: string;
  readonly backend: Backend;
  readonly algorithms: StreamTable;
  /** TensorFlow's graph seed; PyTorch's under Keras 3. null: not set. */
  readonly global: bigint | null;
  /** What NumPy was seeded with. null: nothing. */
  readonly numpy: bigint | null;
  /** Gives what a seed was drawn as. */
  drawn(id: number): bigint;
}

/**
 * The streams that a session's dropout draws from, each under a name of its own.
 *
 * Keras 3: a mask is drawn from the state [seed, n] of the layer's SeedGenerator, whose n each mask moves by one; on PyTorch without a
 * seed of the user's, from the global generator. Keras 2 and tf.keras 1: each mask is a stateful operation with a seed of its own, one for
 * each call of the layer.
 * Source: Keras 3.15.1 backend/…/random.py `dropout`, random/seed_generator.py; Keras 2.1.6 backend/tensorflow_backend.py `dropout`.
 */
export class MaskStreams {
  readonly #seeds: MaskSeeds;
  readonly #all = new Map<string, Generator | Operations>();
  /** PyTorch's default generator. */
  #global: Stream | null = null;
  /** NumPy's global stream, where nothing but masks draws from it: in tf.keras of TensorFlow 1. */
  #numpy: Stream | null = null;

  constructor(seeds: MaskSeeds) {
    this.#seeds = seeds;
  }

  /** Keeps a SeedGenerator, and gives its name. */
  generator(seed: SeedValue, serves: boolean): string {
    return this.#add({ kind: "generator", seed, serves, drawn: 0 });
  }

  /** Keeps a place for a mask's operations, whose seeds come when their layer is called, and gives its name. */
  operation(): string {
    return this.#add({ kind: "operations", seeds: [], streams: [], drawn: 0 });
  }

  /** Tells of the seed of the operation that a call of a layer adds. */
  seed(name: string, seed: SeedValue): void {
    const stream = this.#all.get(name);
    if (stream?.kind !== "operations") throw internalError(`no operation ${name}`);
    stream.seeds.push(seed);
  }

  /** Draws the seed of an operation as tf.keras of TensorFlow 1 does. Source: its backend.py `dropout`, np.random.randint(10e6). */
  numpySeed(): SeedValue {
    this.#numpy ??= this.#open("mt19937-numpy", [this.#seeds.numpy ?? anySeed()]);
    return String(this.#numpy.integer?.(0, 10_000_000));
  }

  #add(stream: Generator | Operations): string {
    const name = `mask stream ${this.#all.size}`;
    this.#all.set(name, stream);
    return name;
  }

  /** Draws which of `count` elements stay. Throws: not-supported, where the stream is not known. */
  keeps(count: number, rate: number, name: string, dtype: FloatDType): Uint8Array {
    const stream = this.#all.get(name);
    if (stream === undefined || (stream.kind === "operations" && stream.seeds.length === 0)) {
      throw new GatewiseError("not-supported", {
        where: `layer ${name}, dropout in training`,
        received: this.#seeds.dialect,
        expected: "a rate of 0, or inference",
        fix: "leave dropout out: its masks are not known here",
      });
    }
    if (stream.kind === "operations") return this.#ofOperation(stream, count, rate, dtype);
    return this.#ofGenerator(stream, count, rate, dtype);
  }

  /** Whether a mask is `torch.nn.functional.dropout`'s, which fills it where its input lies. */
  inMemoryOrder(name: string): boolean {
    const stream = this.#all.get(name);
    return stream?.kind === "generator" && this.#drawsGlobally(stream);
  }

  /** Moves a stream as {@link keeps} does, where masks are drawn in inference too: in Keras 3. */
  pass(count: number, _rate: number, name: string): void {
    const stream = this.#all.get(name);
    if (stream?.kind !== "generator") return;
    if (this.#drawsGlobally(stream)) this.#globalGenerator().uniform(new Float64Array(count), 0, 1);
    else stream.drawn++;
  }

  /** Equation: ⌊(1 - rate) + u⌋. Source: TensorFlow 1.8 python/ops/nn_ops.py `dropout`. */
  #ofOperation(operations: Operations, count: number, rate: number, dtype: FloatDType): Uint8Array {
    const { seeds, streams } = operations;
    const call = operations.drawn++ % seeds.length;
    streams[call] ??= this.#open(this.#seeds.backend.stream, this.#pairOf(seeds[call]));
    const u = uniforms(streams[call], count, dtype);
    const keep = 1 - rate;
    if (dtype === "float64") return Uint8Array.from(u, (value) => Number(keep + value >= 1));
    return Uint8Array.from(u, (value) => Number(fround(fround(keep) + value) >= 1));
  }

  #pairOf(seed: SeedValue): bigint[] {
    const { global } = this.#seeds;
    const pair = typeof seed === "string" ? seedPair(global, BigInt(seed)) : drawnSeedPair(global, seed);
    if (pair === null) throw internalError("an operation without a seed");
    return pair.map((value) => this.#resolve(value));
  }

  #ofGenerator(generator: Generator, count: number, rate: number, dtype: FloatDType): Uint8Array {
    const keep = 1 - rate;
    if (this.#drawsGlobally(generator)) return below(uniforms(this.#globalGenerator(), count, "float64"), keep);
    const { name, stream } = this.#seeds.backend;
    const seed = this.#resolve(generator.seed);
    const n = BigInt(generator.drawn++);
    if (name === "tensorflow") {
      const modulus = 2n ** 31n - 2n;
      const u = uniforms(this.#open(stream, [((seed % modulus) + modulus) % modulus, n]), count, dtype);
      const least = dtype === "float64" ? rate : fround(rate);
      return Uint8Array.from(u, (value) => Number(value >= least));
    }
    if (name === "torch") {
      const own = this.#open(stream, [BigInt.asUintN(32, seed + n)]);
      return below(uniforms(own, count, "float32"), fround(keep));
    }
    if (name === "numpy") return below(uniforms(this.#open(stream, [seed, n]), count, "float64"), keep);
    return below(uniforms(this.#open(stream, [seed, n]), count, "float32"), fround(keep));
  }

  #drawsGlobally({ serves }: Generator): boolean {
    return this.#seeds.backend.name === "torch" && !serves;
  }

  #globalGenerator(): Stream {
    const { backend, global } = this.#seeds;
    this.#global ??= this.#open(backend.stream, [global ?? anySeed()]);
    return this.#global;
  }

  #open(name: StreamAlgorithm, seed: readonly bigint[]): Stream {
    const algorithm = this.#seeds.algorithms[name];
    if (algorithm === undefined) throw internalError(`no stream ${name}`);
    return algorithm.open(seed);
  }

  #resolve(seed: SeedValue): bigint {
    return typeof seed === "string" ? BigInt(seed) : this.#seeds.drawn(seed.drawn);
  }
}

/** What nobody seeded. */
function anySeed(): bigint {
  return BigInt(globalThis.crypto.getRandomValues(new Uint32Array(1))[0]);
}

function uniforms(stream: Stream, count: number, dtype: FloatDType): Float32Array | Float64Array {
  const out = dtype === "float64" ? new Float64Array(count) : new Float32Array(count);
  stream.uniform(out, 0, 1);
  return out;
}

function below(values: Float32Array | Float64Array, limit: number): Uint8Array {
  return Uint8Array.from(values, (value) => Number(value < limit));
}
