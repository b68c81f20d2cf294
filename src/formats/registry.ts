import { GatewiseError, type NamedArray, nearest, show } from "../base/index.ts";
import { fileError } from "./file-error.ts";
import { defaultLimits, type Limits } from "./limits.ts";
import { npy } from "./npy.ts";
import { npz } from "./npz.ts";
import { safetensors } from "./safetensors.ts";
import type { WeightFormat, Weights } from "./weights.ts";

/** Every format of weights files; a new one is one file and one word here. */
export const formats: readonly WeightFormat[] = [safetensors, npz, npy];

/** The ending that stands for a file's format. Throws: not-supported, with the endings there are. */
export function formatOf(fileName: string): string {
  return find(fileName).ending;
}

function find(fileName: string): WeightFormat {
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
      received: typeof bytes,
      expected: "a Uint8Array",
      fix: "new Uint8Array(buffer)",
    });
  }
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
  return find(fileName).write(fileName, [...arrays], metadata);
}
