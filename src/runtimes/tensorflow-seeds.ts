import type { SeedValue } from "../plan/index.ts";

/** The first component where only an operation's seed is given. Source: TensorFlow python/framework/random_seed.py. */
const defaultGraphSeed = 87654321n;

const modulus = 2n ** 31n - 1n;

/** Python's modulo: the result is never negative. */
function reduce(value: bigint): bigint {
  return ((value % modulus) + modulus) % modulus;
}

/**
 * The seed pair of a stateful TensorFlow operation; null where nothing fixes it.
 *
 * Source: TensorFlow 1.1–1.15 python/framework/random_seed.py `get_seed`. Each component is taken modulo 2^31-1, and the
 * pair (0, 0), which would mean "no seed", becomes (0, 2^31-1).
 */
export function seedPair(graph: bigint | null, operation: bigint | null): readonly [SeedValue, SeedValue] | null {
  if (operation === null) return null;
  const first = reduce(graph ?? defaultGraphSeed);
  const second = reduce(operation);
  return first === 0n && second === 0n ? ["0", String(modulus)] : [String(first), String(second)];
}

/** The same where the operation's seed is drawn from another stream, below 2^31-1 and so not reduced. */
export function drawnSeedPair(graph: bigint | null, drawn: SeedValue): readonly [SeedValue, SeedValue] {
  return [String(reduce(graph ?? defaultGraphSeed)), drawn];
}
