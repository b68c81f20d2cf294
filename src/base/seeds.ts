import { GatewiseError, show } from "./errors.ts";

/**
 * Reads a seed as people give it: a whole number, a bigint, or a decimal string (beyond 2^53).
 *
 * Throws: bad-seed, naming the range, for anything else.
 */
export function parseSeed(where: string, value: unknown, range: { readonly min: bigint; readonly max: bigint }): bigint {
  const expected = `a whole number from ${range.min} to ${range.max} (beyond 2^53 as a decimal string)`;
  let seed: bigint | undefined;
  if (typeof value === "bigint") seed = value;
  else if (typeof value === "number" && Number.isSafeInteger(value)) seed = BigInt(value);
  else if (typeof value === "string" && /^-?\d{1,40}$/.test(value)) seed = BigInt(value);
  if (seed === undefined || seed < range.min || seed > range.max) {
    throw new GatewiseError("bad-seed", { where, received: show(value), expected, fix: "give such a number" });
  }
  return seed;
}
