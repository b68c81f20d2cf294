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

/** A random operation in the graph of Keras 2: its seed once the layer is called, and its stream once it runs. */
interface Operation {
  readonly kind: "operation";
  seed: SeedValue | null;
  stream: Stream | null;
}

/** What the streams of a session's masks are opened with. */
interface MaskSeeds {
  readonly dialect: string;
  readonly backend: Backend;
  readonly algorithms: StreamTable;
  /** TensorFlow's graph seed; PyTorch's under Keras 3. null: not set. */
  readonly global: bigint | null;
  /** Gives what a seed was drawn as. */
  drawn(id: number): bigint;
}

/**
 * The streams that a session's dropout draws from, each under a name of its own.
 *
 * Keras 3: a mask is drawn from the state [seed, n] of the layer's SeedGenerator, whose n each mask moves by one; on PyTorch without a
 * seed of the user's, from the global generator. Keras 2: each mask is a stateful operation with a seed of its own.
 * Source: Keras 3.15.1 backend/…/random.py `dropout`, random/seed_generator.py; Keras 2.1.6 backend/tensorflow_backend.py `dropout`.
 */
export class MaskStreams {
  readonly #seeds: MaskSeeds;
  readonly #all = new Map<string, Generator | Operation>();
  /** PyTorch's default generator. */
  #global: Stream | null = null;

  constructor(seeds: MaskSeeds) {
    this.#seeds = seeds;
  }

  /** Keeps a SeedGenerator, and gives its name. */
  generator(seed: SeedValue, serves: boolean): string {
    return this.#add({ kind: "generator", seed, serves, drawn: 0 });
  }

  /** Keeps an operation whose seed comes when its layer is called, or is given, and gives its name. */
  operation(seed: SeedValue | null = null): string {
    return this.#add({ kind: "operation", seed, stream: null });
  }

  /** Tells of the seed that an operation was given when its layer was called first. */
  seed(name: string, seed: SeedValue): void {
    const stream = this.#all.get(name);
    if (stream?.kind !== "operation") throw internalError(`no operation ${name}`);
    stream.seed ??= seed;
  }

  #add(stream: Generator | Operation): string {
    const name = `mask stream ${this.#all.size}`;
    this.#all.set(name, stream);
    return name;
  }

  /** Draws which of `count` elements stay. Throws: not-supported, where the stream is not known. */
  keeps(count: number, rate: number, name: string, dtype: FloatDType): Uint8Array {
    const stream = this.#all.get(name);
    if (stream === undefined || (stream.kind === "operation" && stream.seed === null)) {
      throw new GatewiseError("not-supported", {
        where: `layer ${name}, dropout in training`,
        received: this.#seeds.dialect,
        expected: "a rate of 0, or inference",
        fix: "leave dropout out: its masks are not known here",
      });
    }
    if (stream.kind === "operation") return this.#ofOperation(stream, count, rate, dtype);
    return this.#ofGenerator(stream, count, rate, dtype);
  }

  /** Moves a stream as {@link keeps} does, where masks are drawn in inference too: in Keras 3. */
  pass(count: number, _rate: number, name: string): void {
    const stream = this.#all.get(name);
    if (stream?.kind !== "generator") return;
    if (this.#drawsGlobally(stream)) this.#globalGenerator().uniform(new Float64Array(count), 0, 1);
    else stream.drawn++;
  }

  /** Equation: ⌊(1 - rate) + u⌋. Source: TensorFlow 1.8 python/ops/nn_ops.py `dropout`. */
  #ofOperation(operation: Operation, count: number, rate: number, dtype: FloatDType): Uint8Array {
    operation.stream ??= this.#open(this.#seeds.backend.stream, this.#pairOf(operation.seed as SeedValue));
    const u = uniforms(operation.stream, count, dtype);
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
    this.#global ??= this.#open(backend.stream, [global ?? BigInt(globalThis.crypto.getRandomValues(new Uint32Array(1))[0])]);
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

function uniforms(stream: Stream, count: number, dtype: FloatDType): Float32Array | Float64Array {
  const out = dtype === "float64" ? new Float64Array(count) : new Float32Array(count);
  stream.uniform(out, 0, 1);
  return out;
}

function below(values: Float32Array | Float64Array, limit: number): Uint8Array {
  return Uint8Array.from(values, (value) => Number(value < limit));
}
