import type { NamedArray } from "../base/index.ts";
import type { Limits } from "./limits.ts";
import { readNpy, writeNpy } from "./npy.ts";
import { refuse } from "./refuse.ts";
import type { Weights } from "./weights.ts";
import { readZip, writeZip } from "./zip.ts";

/** What the archive's comment starts with when it holds metadata: NumPy ignores the comment. */
const metadataMark = "gatewise-metadata:";

/** Reads .npz: a zip of .npy members. Throws what the zip and npy readers throw. */
export function readNpz(file: string, bytes: Uint8Array, limits: Limits): Weights {
  const { members, comment } = readZip(file, bytes, limits);
  const arrays = new Map<string, NamedArray>();
  for (const member of members) {
    if (!member.name.endsWith(".npy")) throw refuse("bad-file", { file, offset: member.offset, name: member.name }, "a member that is no .npy", "arrays alone");
    const name = member.name.slice(0, -4);
    arrays.set(name, readNpy(name, member.bytes, { file, offset: member.offset }, limits));
  }
  return { arrays, metadata: metadataOf(comment), undecodable: new Map() };
}

function metadataOf(comment: string): Map<string, string> {
  if (!comment.startsWith(metadataMark)) return new Map();
  try {
    const value: unknown = JSON.parse(comment.slice(metadataMark.length));
    const entries = Object.entries(value as Record<string, unknown>);
    return new Map(entries.filter((entry): entry is [string, string] => typeof entry[1] === "string"));
  } catch {
    return new Map();
  }
}

/** Writes .npz, stored, with fixed dates; metadata goes into the archive's comment. */
export function writeNpz(file: string, arrays: Iterable<NamedArray>, metadata: ReadonlyMap<string, string>): Uint8Array {
  const members = [...arrays].map((array) => ({ name: `${array.name}.npy`, bytes: writeNpy(array, file) }));
  return writeZip(members, metadata.size === 0 ? "" : metadataMark + JSON.stringify(Object.fromEntries(metadata)));
}
