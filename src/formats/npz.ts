import { type NamedArray, show } from "../base/index.ts";
import { checkArrays } from "./check-arrays.ts";
import { fileError } from "./file-error.ts";
import type { Limits } from "./limits.ts";
import { metadataJson, metadataKey, readMetadata } from "./metadata.ts";
import { readNpy, writeNpy } from "./npy.ts";
import { StrictJson } from "./strict-json.ts";
import type { WeightFormat, Weights } from "./weights.ts";
import { writeZip } from "./write-zip.ts";
import { normalName, openZip } from "./zip.ts";

const ending = ".npy";
const commentStart = `{"${metadataKey}":{`;

/**
 * Reads and writes NumPy's zip of arrays, as numpy.load and numpy.savez do.
 *
 * A .npz file has no place for metadata; ours stands in the comment of the zip file as JSON,
 * `{"__metadata__":{"key":"value"}}`, which NumPy and unzip pass over. Any other comment is left alone.
 */
export const npz: WeightFormat = { ending: ".npz", title: "NumPy archive", read, write };

/**
 * Reads every array of the archive.
 *
 * Throws: as openZip and readNpy; a member that is no array is listed as undecodable.
 * Golden: goldens/formats.
 */
function read(file: string, bytes: Uint8Array, limits: Limits): Weights {
  const { members, commentStart: start } = openZip(file, bytes, limits);
  const weights: Weights = { arrays: new Map(), metadata: readComment(file, bytes, start), undecodable: new Map() };
  for (const member of members) {
    const name = member.name.endsWith(ending) ? member.name.slice(0, -ending.length) : member.name;
    const place = { file, member: member.name, tensor: name };
    if (weights.arrays.has(name) || weights.undecodable.has(name)) {
      throw fileError("bad-file", place, {
        received: `both ${show(name)} and ${show(name + ending)}`,
        expected: "each name once",
        fix: "rename one of them",
      });
    }
    if (name === member.name) {
      weights.undecodable.set(name, "a member that is no .npy");
      continue;
    }
    const found = readNpy(member.read(), name, place, limits);
    if (typeof found === "string") weights.undecodable.set(name, found);
    else weights.arrays.set(name, found);
  }
  return weights;
}

/** The comment ends where the file does. */
function readComment(file: string, bytes: Uint8Array, start: number): Map<string, string> {
  const metadata = new Map<string, string>();
  if (String.fromCharCode(...bytes.subarray(start, start + commentStart.length)) !== commentStart) return metadata;
  const json = new StrictJson(file, bytes, start, bytes.length);
  json.object((key) => {
    if (key !== metadataKey) throw json.bad(`key ${show(key)}`, `only ${metadataKey}`);
    readMetadata(json, metadata);
  });
  json.finish();
  return metadata;
}

/**
 * Writes an archive that numpy.load reads, one stored member for each array in the given order.
 *
 * Throws: as checkArrays; not-supported (bfloat16, a name that zip readers change), limit.
 */
function write(file: string, arrays: readonly NamedArray[], metadata: ReadonlyMap<string, string>): Uint8Array {
  checkArrays(file, arrays, metadata);
  const normal = new Set<string>();
  const parts = arrays.map((array) => {
    const place = { file, tensor: array.name };
    const name = array.name + ending;
    if (array.name.includes("\0") || normal.has(normalName(name))) {
      throw fileError("not-supported", place, {
        received: array.name.includes("\0") ? "a name with NUL" : "a name that is another's path, written differently",
        expected: "names that stay apart as paths",
        fix: "write .safetensors, or rename the tensor",
      });
    }
    normal.add(normalName(name));
    return { name, data: writeNpy(array, place) };
  });
  const comment = metadata.size === 0 ? "" : `{${metadataJson(metadata)}}`;
  return writeZip(file, parts, new TextEncoder().encode(comment));
}
