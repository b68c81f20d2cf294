import type { Floats } from "../base/index.ts";
import { type BulkKernels, backend } from "../kernels/index.ts";
import { logTable } from "./glibc-log.ts";
import type { Mt19937 } from "./mt19937.ts";
import { sineTable } from "./sine-table.ts";

/** Below so many numbers a fill is over before a kernel would begin. */
const shortest = 256;

/** The kernels that a fill may run by: null where the backend in use has none, or the fill is short. */
export function kernelsFor(out: Floats): BulkKernels | null {
  return out.length < shortest ? null : backend().bulk;
}

/** A fill of an engine that runs by a kernel where there is one and the fill is long, and as it is elsewhere. */
export function preferring<Engine, Out extends Floats, P extends readonly number[], R>(
  plain: (engine: Engine, out: Out, ...parameters: P) => R,
  compiled: (bulk: BulkKernels, engine: Engine, out: Out, ...parameters: P) => R,
): typeof plain {
  return (engine, out, ...parameters) => {
    const bulk = kernelsFor(out);
    return bulk === null ? plain(engine, out, ...parameters) : compiled(bulk, engine, out, ...parameters);
  };
}

/** Has a kernel take so many words of a Mersenne Twister. */
export function taking(engine: Mt19937, words: number, fill: (used: number, state: Int32Array) => void): void {
  engine.lend((state, used) => {
    fill(used, state);
    return words;
  });
}

/** Whether a kernel is to write floats. */
export const isSingle = (out: Floats): 0 | 1 => (out instanceof Float32Array ? 1 : 0);

let tables: Float64Array | null = null;

/** The tables of glibc's logarithm, sine and cosine, as kernels take them. */
export function glibcTables(): Float64Array {
  if (tables === null) {
    tables = new Float64Array(256 + 440);
    tables.set(logTable);
    tables.set(sineTable(), 256);
  }
  return tables;
}
