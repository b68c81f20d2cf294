import type { FloatDType, Floats } from "../base/index.ts";

/**
 * A stream is an engine (a source of words) together with one framework family's way of turning words into numbers.
 * All bits of a start that do not come from linear algebra come from here.
 */
export interface Stream {
  readonly algorithm: StreamAlgorithm;
  /** How far the stream has moved since it was opened, in {@link Algorithm.unit}s. */
  readonly position: number;
  /** Fills `out`, row-major, with uniforms of [low, high). */
  uniform(out: Floats, low: number, high: number): void;
  /** Fills `out` with normals. */
  normal(out: Floats, mean: number, stddev: number): void;
  /** Fills `out` with normals cut at mean ± 2 stddev. */
  truncatedNormal(out: Floats, mean: number, stddev: number): void;
  /** Fills `out` with normals cut at the absolute bounds `low` and `high`. Only where the framework has such a sampler. */
  boundedNormal?(out: Floats, mean: number, stddev: number, low: number, high: number): void;
  /** One integer of [low, high). Only streams that frameworks draw seeds from. */
  integer?(low: number, high: number): number;
}

/** The number of units a fill moves its stream, or that it depends on the numbers drawn. */
export type Draws = number | "until accepted";

/** Counts what fills would consume, drawing nothing. */
export interface Meter {
  /** Units since the stream was opened; null after a fill whose consumption depends on the numbers. */
  readonly position: number | null;
  uniform(count: number, dtype: FloatDType): Draws;
  normal(count: number, dtype: FloatDType): Draws;
  truncatedNormal(count: number, dtype: FloatDType): Draws;
  boundedNormal?(count: number, dtype: FloatDType): Draws;
  integer?(low: number, high: number): Draws;
}

/** A row of the table of streams. */
export interface Algorithm {
  readonly name: StreamAlgorithm;
  /** What `position` counts: 32-bit words of a sequential engine, or blocks of a counter-based one. */
  readonly unit: string;
  /** One sentence for a reader of a Plan: engine and transform. */
  readonly description: string;
  /** The components of its seed, in order, for messages. */
  readonly seeds: readonly string[];
  open(seed: readonly bigint[]): Stream;
  meter(): Meter;
}

/** The streams that a dialect uses. A door carries only these. */
export type StreamTable = Readonly<Partial<Record<StreamAlgorithm, Algorithm>>>;

/**
 * engine-transform pairs. The framework's name stands for its way from words to numbers:
 * - mt19937-torch: PyTorch's CPU generator on x86-64 with AVX2 or more. seed [manual_seed]
 * - mt19937-keras-torch: Keras 3's torch backend: a generator per call, unfused affine steps. seed [seed]
 * - mt19937-numpy: NumPy's legacy RandomState. seed [seed]
 * - mt19937-python: CPython's random module (integers only). seed [seed]
 * - pcg64-numpy: NumPy's default_rng. seed: SeedSequence entropy words
 * - pcg64-keras-numpy: Keras 3's NumPy backend: default_rng([s, 0]), float64 drawn then cast. seed [s, 0]
 * - philox-tensorflow: TensorFlow's stateful CPU samplers, from 1.3 on. seed [seed, seed2]
 * - philox-tensorflow-1.2: the same up to 1.2: the normal's radius in double. seed [seed, seed2]
 * - philox-tensorflow-stateless: stateless_random_* and Keras on TensorFlow 2. seed [s0, s1]
 * - threefry-jax: JAX, partitionable keys. seed [k0, k1] (the raw key)
 * - philox-gatewise: the stream of our own dialect. seed [seed, three words of SHA-256 of the weight's and gate's name]
 */
export const streamAlgorithms = [
  "mt19937-torch",
  "mt19937-keras-torch",
  "mt19937-numpy",
  "mt19937-python",
  "pcg64-numpy",
  "pcg64-keras-numpy",
  "philox-tensorflow",
  "philox-tensorflow-1.2",
  "philox-tensorflow-stateless",
  "philox-gatewise",
  "threefry-jax",
] as const;

export type StreamAlgorithm = (typeof streamAlgorithms)[number];
