import {
  type ArgumentTable,
  checkArguments,
  checkMap,
  checkNamedArray,
  checkRecord,
  checkText,
  GatewiseError,
  type NamedArray,
  nearest,
  show,
} from "../base/index.ts";
import { fileError } from "./file-error.ts";
import { defaultLimits, type Limits } from "./limits.ts";
import { npy } from "./npy.ts";
import { npz } from "./npz.ts";
import { safetensors } from "./safetensors.ts";
import type { WeightFormat, Weights } from "./weights.ts";

/** Every format of weights files; a new one is one file and one word here. */
export const formats: readonly WeightFormat[] = [safetensors, npz, npy];

const limitTable: ArgumentTable = Object.fromEntries(
  Object.keys(defaultLimits).map((name) => [name, { type: "integer", default: null, min: 0 } as const]),
);

/** The ending that stands for a file's format. Throws: not-supported, with the endings there are. */
export function formatOf(fileName: string): string {
  return find(fileName).ending;
}

function find(fileName: string): WeightFormat {
  checkText("file name", fileName);
  const name = fileName.toLowerCase();
  const format = formats.find(({ ending }) => name.endsWith(ending));
  if (format !== undefined) return format;
  const endings = formats.map((known) => known.ending);
  const ending = /\.[^./\\]*$/.exec(name)?.[0];
  throw fileError(
    "not-supported",
    { file: fileName },
    {
      received: ending === undefined ? "a name without ending" : `the ending ${show(ending)}`,
      expected: `a name that ends in ${endings.join(", ")}`,
      fix: ending === undefined ? `add ${endings[0]}` : `did you mean ${nearest(ending, endings)}?`,
    },
  );
}

/**
 * Reads a weights file from its bytes; the name's ending says the format.
 *
 * Arrays share memory with `bytes` where they lie aligned: do not change these bytes while the arrays live.
 * Throws: wrong-type, bad-file, truncated, limit, checksum, not-supported, each with file, byte offset and tensor.
 */
export function readWeights(fileName: string, bytes: Uint8Array, limits: Partial<Limits> = {}): Weights {
  const format = find(fileName);
  if (!ArrayBuffer.isView(bytes)) {
    throw new GatewiseError("wrong-type", {
      where: fileName,
      received: show(bytes),
      expected: "a Uint8Array",
      fix: "new Uint8Array(buffer)",
    });
  }
  checkRecord(`${fileName}, limits`, limits, "{ limit: number }");
  for (const [name, limit] of Object.entries(limits)) checkArguments(`${fileName}, limits`, limitTable, { [name]: limit });
  // A Node Buffer's slice() shares memory where a Uint8Array's copies.
  const plain = new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return format.read(fileName, plain, { ...defaultLimits, ...limits });
}

/**
 * Writes a weights file as bytes; the same arrays and metadata give the same bytes, everywhere and always.
 *
 * Throws: not-supported, name-taken, bad-shape, limit.
 */
export function writeWeights(
  fileName: string,
  arrays: Iterable<NamedArray>,
  metadata: ReadonlyMap<string, string> = new Map(),
): Uint8Array {
  const format = find(fileName);
  if (arrays === null || typeof arrays !== "object" || !(Symbol.iterator in arrays)) {
    throw new GatewiseError("wrong-type", {
      where: `${fileName}, arrays`,
      received: show(arrays),
      expected: "a list of named arrays",
      fix: "give the values of a Map of tensors",
    });
  }
  const list = [...arrays];
  for (const array of list) checkNamedArray(`${fileName}, arrays`, array);
  checkMap(`${fileName}, metadata`, metadata, "text by text");
  for (const pair of metadata) for (const text of pair) checkText(`${fileName}, metadata`, text);
  return format.write(fileName, list, metadata);
}
