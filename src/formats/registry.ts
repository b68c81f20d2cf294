import { GatewiseError, type NamedArray, show } from "../base/index.ts";
import { defaultLimits, type Limits } from "./limits.ts";
import { readNpz, writeNpz } from "./npz.ts";
import { readSafetensors, writeSafetensors } from "./safetensors.ts";
import type { Weights } from "./weights.ts";

interface Format {
  readonly ending: string;
  read(file: string, bytes: Uint8Array, limits: Limits): Weights;
  write(file: string, arrays: Iterable<NamedArray>, metadata: ReadonlyMap<string, string>): Uint8Array;
}

/** Every format. To add one: its file, and a line here. */
const formats: readonly Format[] = [
  { ending: ".safetensors", read: readSafetensors, write: (_file, arrays, metadata) => writeSafetensors(arrays, metadata) },
  { ending: ".npz", read: readNpz, write: writeNpz },
];

function find(file: string): Format {
  const format = formats.find(({ ending }) => file.toLowerCase().endsWith(ending));
  if (format !== undefined) return format;
  const expected = `a name that ends in ${formats.map(({ ending }) => ending).join(" or ")}`;
  throw new GatewiseError("not-supported", { where: `weights file ${file}`, received: show(file.split("/").at(-1)), expected, fix: "rename it, or choose another format" });
}

/** The ending that stands for a file's format. Throws: not-supported. */
export function formatOf(file: string): string {
  return find(file).ending;
}

/** Reads a file of weights by the ending of its name. */
export function readWeights(file: string, bytes: Uint8Array, limits: Partial<Limits> = {}): Weights {
  return find(file).read(file, bytes, { ...defaultLimits, ...limits });
}

/** Writes weights in the format of a file name's ending: the same bytes for the same weights. */
export function writeWeights(file: string, arrays: Iterable<NamedArray>, metadata: ReadonlyMap<string, string> = new Map()): Uint8Array {
  return find(file).write(file, arrays, metadata);
}
