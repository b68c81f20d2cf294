/** What an argument of a public function may be: a good value, and which wrong ones must be refused. */
import { GatewiseError } from "../../src/index.ts";

/** What may stand where something else should. */
export const values: readonly unknown[] = [
  undefined,
  null,
  0,
  -1,
  1.5,
  Number.NaN,
  1e9,
  5n,
  "",
  "x",
  "constructor",
  true,
  [],
  [null],
  [[]],
  {},
  { a: 1 },
  { constructor: 1 },
  () => 1,
  new Map(),
  new Uint8Array(3),
];

export interface Kind {
  /** A good value, made anew for each call, since objects remember. */
  readonly good: () => unknown;
  /** Whether a value may pass; what may not must be refused. */
  readonly legal: (value: unknown) => boolean;
  /** The kinds of an object's keys. */
  readonly keys?: Readonly<Record<string, Kind>>;
}

/** One value and nothing else of those that are tried. */
export const only = (good: () => unknown): Kind => ({ good, legal: () => false });
export const which = (good: () => unknown, legal: (value: unknown) => boolean): Kind => ({ good, legal });
export const maybe = ({ good, legal, keys }: Kind): Kind => ({
  good,
  legal: (value) => value === undefined || legal(value),
  ...(keys === undefined ? {} : { keys }),
});
export const number = (good: number): Kind =>
  which(
    () => good,
    (value) => typeof value === "number" && !Number.isNaN(value),
  );
export const fraction = (good: number): Kind =>
  which(
    () => good,
    (value) => typeof value === "number" && value >= 0 && value <= 1,
  );
export const positive = (good: number): Kind =>
  which(
    () => good,
    (value) => typeof value === "number" && value >= 0,
  );
export const count = (good: number): Kind =>
  which(
    () => good,
    (value) => Number.isInteger(value) && (value as number) > 0,
  );
export const flag = (good: boolean): Kind =>
  which(
    () => good,
    (value) => typeof value === "boolean",
  );
export const word = (good: string): Kind =>
  which(
    () => good,
    (value) => value === good,
  );
export const text = (good: string): Kind =>
  which(
    () => good,
    (value) => typeof value === "string",
  );
export const call = (good: (...args: never[]) => unknown): Kind =>
  which(
    () => good,
    (value) => typeof value === "function",
  );
/** An object of options. Without keys of its own it is as none at all. */
export const record = (keys: Readonly<Record<string, Kind>>): Kind => ({
  good: () => Object.fromEntries(Object.entries(keys).map(([key, { good }]) => [key, good()])),
  legal: (value) =>
    value !== null &&
    typeof value === "object" &&
    !Array.isArray(value) &&
    Object.keys(value).length === 0 &&
    Object.values(keys).every((kind) => kind.legal(undefined)),
  keys,
});

/** A public function, and the kinds of its arguments. */
export interface Call {
  readonly call: (...args: never[]) => unknown;
  readonly args: readonly Kind[];
}

/** What is wrong with the answers to wrong arguments: neither refused with four facts nor legal. */
export async function complaints(name: string, { call: run, args }: Call): Promise<string[]> {
  const found: string[] = [];
  const attempt = async (given: readonly unknown[], legal: boolean, written: string): Promise<void> => {
    try {
      await exhausted(run(...(given as never[])));
      if (!legal) found.push(`${name}, ${written}: passes silently`);
    } catch (error) {
      if (!(error instanceof GatewiseError))
        found.push(
          `${name}, ${written}: ${String((error as Error).stack)
            .split("\n")
            .slice(0, 3)
            .join(" ")}`,
        );
      else if (
        [error.where, error.received, error.expected, error.fix].some(
          (fact) => !/^\S(.*\S)?$/.test(fact) || /undefined|\[object /.test(fact),
        )
      )
        found.push(`${name}, ${written}: ${error.message}`);
    }
  };
  const goods = () => args.map(({ good }) => good());
  for (let given = 0; given < args.length; given++) {
    const legal = args.slice(given).every((kind) => kind.legal(undefined));
    await attempt(goods().slice(0, given), legal, `${given} arguments`);
  }
  for (const [k, kind] of args.entries()) {
    for (const value of values) {
      await attempt(goods().with(k, value), kind.legal(value), `argument ${k} := ${shown(value)}`);
      for (const [key, inner] of Object.entries(kind.keys ?? {})) {
        const spoilt = goods().with(k, { ...(kind.good() as object), [key]: value });
        await attempt(spoilt, inner.legal(value), `${key} of argument ${k} := ${shown(value)}`);
      }
    }
    if (kind.keys !== undefined)
      await attempt(goods().with(k, { ...(kind.good() as object), unheardOf: 1 }), false, `unheardOf in argument ${k}`);
  }
  return found;
}

/** Waits for a promise, and runs a generator for some values. */
async function exhausted(given: unknown): Promise<void> {
  const value = await given;
  if (value === null || typeof value !== "object" || !("next" in value)) return;
  let left = 3;
  for (const _ of value as unknown as Iterable<unknown>) if (--left === 0) return;
}

/** Runs a call with its good arguments. */
export async function succeed({ call: run, args }: Call): Promise<void> {
  await exhausted(run(...(args.map(({ good }) => good()) as never[])));
}

function shown(value: unknown): string {
  if (typeof value === "bigint") return `${value}n`;
  return typeof value === "function" ? "a function" : typeof value === "number" ? String(value) : String(JSON.stringify(value));
}
