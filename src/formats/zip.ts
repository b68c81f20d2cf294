import { crc32 } from "./crc32.ts";
import { fetchAgain, fileError, type Place } from "./file-error.ts";
import { inflateBounded } from "./inflate-bounded.ts";
import type { Limits } from "./limits.ts";

/** One file inside a zip file. */
export interface ZipMember {
  readonly name: string;
  /** Its bytes, held against size and CRC-32; a stored member shares memory with the zip file. */
  readonly read: () => Uint8Array;
}

export interface ZipFile {
  /** In the order of the central directory, without folders. */
  readonly members: readonly ZipMember[];
  /** The comment lies from here to the end of the file. */
  readonly commentStart: number;
}

interface Entry {
  readonly name: string;
  readonly method: number;
  readonly crc: number;
  readonly compressed: number;
  readonly size: number;
  readonly localOffset: number;
  /** Where its central record stands. */
  readonly at: number;
  dataStart: number;
}

const endBytes = 22;
const most16 = 0xffff;
const most32 = 0xffffffff;
const decoder = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });

/**
 * Opens a zip file by its central directory, the only place that sizes are taken from.
 *
 * Domain: stored and deflated members, zip64. Refused: encryption, several disks, other methods, names twice, members
 * that overlap or reach into the directory, bytes in front of the first or behind the last record that shift offsets.
 * Throws: bad-file, truncated, limit, not-supported here; checksum, bad-file when a member is read.
 * Source: PKWARE APPNOTE 6.3.10, 4.3 and 4.5.3.
 */
export function openZip(file: string, bytes: Uint8Array, limits: Limits): ZipFile {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const end = findEnd(file, view);
  const entries = readDirectory(file, view, end, limits);
  locateData(file, view, entries, end.directory);
  const members = entries
    .filter(({ name }) => !name.endsWith("/"))
    .map((entry) => ({
      name: entry.name,
      read: () => readMember(bytes, entry, { file, member: entry.name }),
    }));
  return { members, commentStart: end.at + endBytes };
}

interface End {
  /** Where the end record stands. */
  readonly at: number;
  readonly entries: number;
  readonly directory: number;
  readonly directoryEnd: number;
}

function findEnd(file: string, view: DataView): End {
  const found: number[] = [];
  for (let at = Math.max(0, view.byteLength - endBytes - most16); at <= view.byteLength - endBytes; at++) {
    if (view.getUint32(at, true) === 0x06054b50 && at + endBytes + view.getUint16(at + 20, true) === view.byteLength) found.push(at);
  }
  if (found.length !== 1) {
    throw fileError(
      found.length === 0 ? "truncated" : "bad-file",
      { file, offset: view.byteLength },
      {
        received: found.length === 0 ? "no zip directory at the end" : "two zip directories that could both be meant",
        expected: "one end record that reaches the end of the file",
        fix: found.length === 0 ? "is this a zip file, and whole? Get it again" : fetchAgain,
      },
    );
  }
  const at = found[0];
  const place = { file, offset: at };
  const zip64 = zip64End(file, view, at);
  const entries = zip64?.entries ?? view.getUint16(at + 10, true);
  const size = zip64?.size ?? view.getUint32(at + 12, true);
  const directory = zip64?.directory ?? view.getUint32(at + 16, true);
  if (
    zip64 === undefined &&
    (view.getUint16(at + 4, true) !== 0 || view.getUint16(at + 6, true) !== 0 || view.getUint16(at + 8, true) !== entries)
  ) {
    throw severalDisks(place);
  }
  const directoryEnd = zip64?.at ?? at;
  if (directory + size !== directoryEnd) {
    throw fileError("bad-file", place, {
      received: `a directory of ${size} bytes from byte ${directory} on`,
      expected: `one that ends at byte ${directoryEnd}`,
      fix: fetchAgain,
    });
  }
  return { at, entries, directory, directoryEnd };
}

function zip64End(file: string, view: DataView, at: number): { at: number; entries: number; size: number; directory: number } | undefined {
  const locator = at - 20;
  if (locator < 0 || view.getUint32(locator, true) !== 0x07064b50) return undefined;
  const place = { file, offset: locator };
  const record = safe64(view, locator + 8, place);
  if (record + 56 > locator || view.getUint32(record, true) !== 0x06064b50 || record + 12 + safe64(view, record + 4, place) !== locator) {
    throw fileError("bad-file", place, {
      received: `a zip64 record at byte ${record}`,
      expected: "one directly in front",
      fix: fetchAgain,
    });
  }
  const entries = safe64(view, record + 32, place);
  if (view.getUint32(locator + 16, true) > 1 || view.getUint32(record + 16, true) !== 0 || safe64(view, record + 24, place) !== entries) {
    throw severalDisks(place);
  }
  return { at: record, entries, size: safe64(view, record + 40, place), directory: safe64(view, record + 48, place) };
}

function severalDisks(place: Place): Error {
  return fileError("not-supported", place, {
    received: "a zip file in several parts",
    expected: "one file",
    fix: "join the parts with the program that made them",
  });
}

function safe64(view: DataView, at: number, place: Place): number {
  const value = view.getBigUint64(at, true);
  if (value > BigInt(Number.MAX_SAFE_INTEGER)) {
    throw fileError("limit", place, { received: value.toString(), expected: "at most 2^53 - 1", fix: fetchAgain });
  }
  return Number(value);
}

function readDirectory(file: string, view: DataView, end: End, limits: Limits): Entry[] {
  const place = { file, offset: end.at };
  if (end.entries > limits.maxTensors) {
    throw fileError("limit", place, {
      received: `${end.entries} members`,
      expected: `at most ${limits.maxTensors}`,
      fix: "raise maxTensors",
    });
  }
  const entries: Entry[] = [];
  const names = new Set<string>();
  let total = 0;
  let at = end.directory;
  for (let k = 0; k < end.entries; k++) {
    const { entry, next } = readRecord(file, view, at, end.directoryEnd, limits);
    const memberPlace = { file, member: entry.name, offset: at };
    const normal = normalName(entry.name);
    if (names.has(normal)) {
      throw fileError("bad-file", memberPlace, { received: "a member of this name twice", expected: "each name once", fix: fetchAgain });
    }
    names.add(normal);
    total += entry.size;
    if (total > limits.maxTensorBytes) {
      throw fileError("limit", memberPlace, {
        received: `members of ${total} bytes up to here`,
        expected: `at most ${limits.maxTensorBytes}`,
        fix: "raise maxTensorBytes if the file is really so large",
      });
    }
    entries.push(entry);
    at = next;
  }
  if (at !== end.directoryEnd) {
    throw fileError(
      "bad-file",
      { file, offset: at },
      {
        received: `${end.directoryEnd - at} bytes behind the last record`,
        expected: "records only",
        fix: fetchAgain,
      },
    );
  }
  return entries;
}

function readRecord(file: string, view: DataView, at: number, end: number, limits: Limits): { entry: Entry; next: number } {
  const place = { file, offset: at };
  if (at + 46 > end || view.getUint32(at, true) !== 0x02014b50) {
    throw fileError("bad-file", place, { received: "no record of a member", expected: "PK\\1\\2", fix: fetchAgain });
  }
  const flags = view.getUint16(at + 8, true);
  const method = view.getUint16(at + 10, true);
  const nameBytes = view.getUint16(at + 28, true);
  const extraBytes = view.getUint16(at + 30, true);
  const next = at + 46 + nameBytes + extraBytes + view.getUint16(at + 32, true);
  if (next > end) {
    throw fileError("bad-file", place, { received: `a record up to byte ${next}`, expected: `at most ${end}`, fix: fetchAgain });
  }
  if (nameBytes > limits.maxNameBytes) {
    throw fileError("limit", place, {
      received: `a name of ${nameBytes} bytes`,
      expected: `at most ${limits.maxNameBytes}`,
      fix: "raise maxNameBytes",
    });
  }
  const name = decodeName(new Uint8Array(view.buffer, view.byteOffset + at + 46, nameBytes), (flags & 0x800) !== 0, place);
  const memberPlace = { ...place, member: name };
  // Bit 0 encrypts the data, bit 6 strongly, bit 13 hides the directory.
  if ((flags & 0x2041) !== 0) {
    throw fileError("not-supported", memberPlace, { received: "an encrypted member", expected: "none", fix: "decrypt it first" });
  }
  if (method !== 0 && method !== 8) {
    throw fileError("not-supported", memberPlace, {
      received: `compression method ${method}`,
      expected: "0 (stored) or 8 (deflate)",
      fix: "write the file again with numpy.savez",
    });
  }
  const wide = zip64Sizes(view, at, at + 46 + nameBytes, extraBytes, memberPlace);
  if (view.getUint16(at + 34, true) !== 0 && view.getUint16(at + 34, true) !== most16) throw severalDisks(memberPlace);
  if (method === 0 && wide.compressed !== wide.size) {
    throw fileError("bad-file", memberPlace, {
      received: `a stored member of ${wide.size} bytes in ${wide.compressed}`,
      expected: "the same",
      fix: fetchAgain,
    });
  }
  return { entry: { name, method, crc: view.getUint32(at + 16, true), ...wide, at, dataStart: 0 }, next };
}

/** Sizes and offset; those that do not fit 32 bits stand in the extra field 1, in this order. */
function zip64Sizes(
  view: DataView,
  at: number,
  extra: number,
  extraBytes: number,
  place: Place,
): { size: number; compressed: number; localOffset: number } {
  const values = [view.getUint32(at + 24, true), view.getUint32(at + 20, true), view.getUint32(at + 42, true)];
  if (values.includes(most32)) {
    let field = extra;
    const end = extra + extraBytes;
    while (field + 4 <= end && view.getUint16(field, true) !== 1) field += 4 + view.getUint16(field + 2, true);
    const fieldEnd = field + 4 <= end ? field + 4 + view.getUint16(field + 2, true) : end;
    let from = field + 4;
    for (let k = 0; k < values.length; k++) {
      if (values[k] !== most32) continue;
      if (from + 8 > Math.min(fieldEnd, end)) {
        throw fileError("bad-file", place, { received: "no 64-bit size", expected: "one in the zip64 field", fix: fetchAgain });
      }
      values[k] = safe64(view, from, place);
      from += 8;
    }
  }
  const [size, compressed, localOffset] = values;
  return { size, compressed, localOffset };
}

function decodeName(bytes: Uint8Array, isUtf8: boolean, place: Place): string {
  if (!isUtf8 && bytes.some((byte) => byte > 0x7f)) {
    throw fileError("not-supported", place, {
      received: "a name that is neither ASCII nor marked as UTF-8",
      expected: "UTF-8, flag bit 11",
      fix: "write the file again with numpy.savez",
    });
  }
  let name: string;
  try {
    name = decoder.decode(bytes);
  } catch (cause) {
    throw fileError("bad-file", place, { received: "a name that is not UTF-8", expected: "UTF-8", fix: fetchAgain }, cause);
  }
  if (name.includes("\0"))
    throw fileError("bad-file", place, { received: "a name with NUL", expected: "none: readers cut there", fix: fetchAgain });
  return name;
}

/** Names that some reader takes for the same path become equal. */
export function normalName(name: string): string {
  return name
    .split(/[/\\]/)
    .filter((part) => part !== "" && part !== ".")
    .join("/");
}

function locateData(file: string, view: DataView, entries: readonly Entry[], directory: number): void {
  const sorted = [...entries].sort((a, b) => a.localOffset - b.localOffset);
  let free = 0;
  for (const entry of sorted) {
    const at = entry.localOffset;
    const place = { file, member: entry.name, offset: at };
    if (at < free) {
      throw fileError("bad-file", place, { received: "a member inside another", expected: `one from byte ${free} on`, fix: fetchAgain });
    }
    if (at + 30 > directory || view.getUint32(at, true) !== 0x04034b50) {
      throw fileError("bad-file", place, { received: "no member there", expected: "PK\\3\\4 in front of the directory", fix: fetchAgain });
    }
    const nameBytes = view.getUint16(at + 26, true);
    entry.dataStart = at + 30 + nameBytes + view.getUint16(at + 28, true);
    free = entry.dataStart + entry.compressed;
    if (free > directory) {
      throw fileError("bad-file", place, {
        received: `data up to byte ${free}`,
        expected: `at most ${directory}, where the directory begins`,
        fix: fetchAgain,
      });
    }
    const sameName = nameBytes === view.getUint16(entry.at + 28, true) && sameRange(view, at + 30, entry.at + 46, nameBytes);
    if (!sameName || view.getUint16(at + 8, true) !== entry.method) {
      throw fileError("bad-file", place, {
        received: "another name or method than in the directory",
        expected: "the same",
        fix: "two readers would see different files: do not trust it",
      });
    }
  }
}

function sameRange(view: DataView, a: number, b: number, length: number): boolean {
  for (let k = 0; k < length; k++) if (view.getUint8(a + k) !== view.getUint8(b + k)) return false;
  return true;
}

function readMember(bytes: Uint8Array, entry: Entry, place: Place): Uint8Array {
  const stored = bytes.subarray(entry.dataStart, entry.dataStart + entry.compressed);
  const data = entry.method === 0 ? stored : inflateBounded(stored, entry.size, place);
  const crc = crc32(data);
  if (crc !== entry.crc) {
    const hex = (word: number) => `0x${word.toString(16).padStart(8, "0")}`;
    throw fileError("checksum", place, { received: `CRC-32 ${hex(crc)}`, expected: hex(entry.crc), fix: fetchAgain });
  }
  return data;
}
