import { Inflate, zipSync } from "fflate";
import type { Limits } from "./limits.ts";
import { refuse } from "./refuse.ts";

/** A member of an archive, decoded and checked. */
export interface Member {
  readonly name: string;
  readonly bytes: Uint8Array;
  /** Where its data stands in the archive. */
  readonly offset: number;
}

interface Entry {
  readonly name: string;
  readonly method: number;
  readonly crc: number;
  readonly packed: number;
  readonly size: number;
  readonly header: number;
}

const endSignature = 0x06054b50;
const end64Signature = 0x06064b50;
const locator64Signature = 0x07064b50;
const centralSignature = 0x02014b50;
const localSignature = 0x04034b50;

/**
 * Reads a zip archive: sizes from the central directory, CRC verified, nothing inflated beyond its declared size.
 *
 * Throws: truncated, bad-file (no directory, overlaps, duplicate names, encryption), limit, checksum, not-supported.
 */
export function readZip(file: string, bytes: Uint8Array, limits: Limits): { members: Member[]; comment: string } {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const { entries, directory, comment } = readDirectory(file, bytes, view, limits);
  const total = entries.reduce((sum, { size }) => sum + size, 0);
  if (total > limits.tensorBytes) throw refuse("limit", { file, offset: directory }, `${total} bytes when unpacked`, `at most ${limits.tensorBytes}`);
  const placed = entries.map((entry) => ({ entry, from: dataStart(file, view, entry, directory) }));
  const sorted = [...placed].sort((a, b) => a.entry.header - b.entry.header);
  for (let i = 1; i < sorted.length; i++) {
    const before = sorted[i - 1];
    if (before.from + before.entry.packed > sorted[i].entry.header) {
      throw refuse("bad-file", { file, offset: sorted[i].entry.header, name: sorted[i].entry.name }, "members that overlap", "one behind the other");
    }
  }
  const members = placed.map(({ entry, from }) => {
    const place = { file, offset: from, name: entry.name };
    const packed = bytes.subarray(from, from + entry.packed);
    const unpacked = entry.method === 0 ? packed : inflate(packed, entry.size, place);
    if (crc32(unpacked) !== entry.crc) throw refuse("checksum", place, `CRC ${crc32(unpacked).toString(16)}`, entry.crc.toString(16));
    return { name: entry.name, bytes: unpacked, offset: from };
  });
  return { members, comment };
}

function readDirectory(file: string, bytes: Uint8Array, view: DataView, limits: Limits): { entries: Entry[]; directory: number; comment: string } {
  let end = -1;
  for (let at = bytes.length - 22; at >= Math.max(0, bytes.length - 65557); at--) {
    if (view.getUint32(at, true) === endSignature && at + 22 + view.getUint16(at + 20, true) === bytes.length) {
      end = at;
      break;
    }
  }
  if (end < 0) throw refuse("truncated", { file, offset: bytes.length }, "no end of a zip directory", "a whole zip archive");
  const comment = new TextDecoder().decode(bytes.subarray(end + 22));
  let count = view.getUint16(end + 10, true);
  let size = view.getUint32(end + 12, true);
  let directory = view.getUint32(end + 16, true);
  if (view.getUint16(end + 4, true) !== 0 && view.getUint16(end + 4, true) !== 0xffff) throw refuse("not-supported", { file, offset: end }, "an archive on several disks", "one file");
  if (end >= 20 && view.getUint32(end - 20, true) === locator64Signature) {
    const at = exact(view.getBigUint64(end - 12, true), file, end - 12);
    if (at + 56 > end || view.getUint32(at, true) !== end64Signature) throw refuse("bad-file", { file, offset: end - 20 }, "a zip64 locator that points nowhere", "a zip64 record");
    count = exact(view.getBigUint64(at + 32, true), file, at);
    size = exact(view.getBigUint64(at + 40, true), file, at);
    directory = exact(view.getBigUint64(at + 48, true), file, at);
  }
  if (count > limits.tensors) throw refuse("limit", { file, offset: end }, `${count} members`, `at most ${limits.tensors}`);
  if (size > limits.headerBytes) throw refuse("limit", { file, offset: end }, `a directory of ${size} bytes`, `at most ${limits.headerBytes}`);
  if (directory + size > end) throw refuse("bad-file", { file, offset: end }, `a directory at ${directory}, ${size} bytes`, `one before byte ${end}`);
  const entries: Entry[] = [];
  const names = new Set<string>();
  let at = directory;
  for (let k = 0; k < count; k++) {
    if (at + 46 > directory + size || view.getUint32(at, true) !== centralSignature) throw refuse("bad-file", { file, offset: at }, "no directory entry", `entry ${k} of ${count}`);
    const [nameLength, extraLength, commentLength] = [28, 30, 32].map((field) => view.getUint16(at + field, true));
    if (at + 46 + nameLength + extraLength + commentLength > directory + size) throw refuse("bad-file", { file, offset: at }, "an entry beyond the directory", "one inside it");
    const name = decodeName(bytes.subarray(at + 46, at + 46 + nameLength), file, at, limits);
    const place = { file, offset: at, name };
    if (view.getUint16(at + 8, true) & 1) throw refuse("not-supported", place, "an encrypted member", "a plain one");
    const method = view.getUint16(at + 10, true);
    if (method !== 0 && method !== 8) throw refuse("not-supported", place, `compression method ${method}`, "stored or deflated");
    if (names.has(name)) throw refuse("bad-file", place, "the name twice", "each name once");
    names.add(name);
    const sizes = wideSizes(view, at, nameLength, extraLength, file);
    if (method === 0 && sizes.packed !== sizes.size) throw refuse("bad-file", place, `${sizes.packed} stored bytes for ${sizes.size}`, "equal sizes");
    if (sizes.size > 1032 * sizes.packed + 64) throw refuse("limit", place, `${sizes.size} bytes from ${sizes.packed}`, "what deflate can give");
    entries.push({ name, method, crc: view.getUint32(at + 16, true), ...sizes });
    at += 46 + nameLength + extraLength + commentLength;
  }
  return { entries, directory, comment };
}

/** Sizes and header offset, from the zip64 extra field where the plain ones are full. */
function wideSizes(view: DataView, at: number, nameLength: number, extraLength: number, file: string) {
  let size = view.getUint32(at + 24, true);
  let packed = view.getUint32(at + 20, true);
  let header = view.getUint32(at + 42, true);
  let extra = at + 46 + nameLength;
  const end = extra + extraLength;
  while (extra + 4 <= end) {
    const kind = view.getUint16(extra, true);
    const length = view.getUint16(extra + 2, true);
    if (extra + 4 + length > end) break;
    if (kind === 1) {
      let field = extra + 4;
      const take = (): number => {
        if (field + 8 > extra + 4 + length) throw refuse("bad-file", { file, offset: extra }, "a short zip64 field", "8 bytes for each full size");
        field += 8;
        return exact(view.getBigUint64(field - 8, true), file, field - 8);
      };
      if (size === 0xffffffff) size = take();
      if (packed === 0xffffffff) packed = take();
      if (header === 0xffffffff) header = take();
    }
    extra += 4 + length;
  }
  return { size, packed, header };
}

function dataStart(file: string, view: DataView, entry: Entry, directory: number): number {
  const place = { file, offset: entry.header, name: entry.name };
  if (entry.header + 30 > directory) throw refuse("bad-file", place, `a header at ${entry.header}`, "one before the directory");
  if (view.getUint32(entry.header, true) !== localSignature) throw refuse("bad-file", place, "no local header", "one where the directory says");
  const from = entry.header + 30 + view.getUint16(entry.header + 26, true) + view.getUint16(entry.header + 28, true);
  if (from + entry.packed > directory) throw refuse("truncated", place, `data up to byte ${from + entry.packed}`, `up to ${directory}`);
  return from;
}

function decodeName(bytes: Uint8Array, file: string, offset: number, limits: Limits): string {
  if (bytes.length > limits.nameBytes) throw refuse("limit", { file, offset }, `a name of ${bytes.length} bytes`, `at most ${limits.nameBytes}`);
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    throw refuse("bad-file", { file, offset }, "a name that is not UTF-8", "UTF-8");
  }
}

function exact(value: bigint, file: string, offset: number): number {
  if (value > BigInt(Number.MAX_SAFE_INTEGER)) throw refuse("limit", { file, offset }, `${value}`, "a number below 2^53");
  return Number(value);
}

/** Inflates into exactly `size` bytes: chunk by chunk, so that a lie about the size is met before memory is. */
function inflate(packed: Uint8Array, size: number, place: { file: string; offset: number; name: string }): Uint8Array {
  const out = new Uint8Array(size);
  let at = 0;
  let ended = false;
  const stream = new Inflate((chunk, final) => {
    if (at + chunk.length > size) throw refuse("limit", place, `more than the declared ${size} bytes`, "the declared size");
    out.set(chunk, at);
    at += chunk.length;
    ended ||= final;
  });
  const step = 65536;
  try {
    for (let from = 0; from < packed.length || from === 0; from += step) {
      stream.push(packed.subarray(from, from + step), from + step >= packed.length);
    }
  } catch (error) {
    if (error instanceof Error && error.name === "GatewiseError") throw error;
    throw refuse("bad-file", place, "data that does not inflate", "deflate");
  }
  if (at !== size || !ended) throw refuse("truncated", place, `${at} bytes when inflated`, `${size}`);
  return out;
}

const crcTable = /* @__PURE__ */ Uint32Array.from({ length: 256 }, (_, n) => {
  let c = n;
  for (let k = 0; k < 8; k++) c = c & 1 ? 0xedb88320 ^ (c >>> 1) : c >>> 1;
  return c;
});

function crc32(bytes: Uint8Array): number {
  let crc = 0xffffffff;
  for (let i = 0; i < bytes.length; i++) crc = crcTable[(crc ^ bytes[i]) & 255] ^ (crc >>> 8);
  return (crc ^ 0xffffffff) >>> 0;
}

/** Writes a stored zip with fixed dates, so that equal members give equal bytes. */
export function writeZip(members: readonly { readonly name: string; readonly bytes: Uint8Array }[], comment: string): Uint8Array {
  const files = Object.fromEntries(members.map(({ name, bytes }) => [name, [bytes, { level: 0 as const, mtime: "1980-01-01T00:00:00" }] as [Uint8Array, { level: 0; mtime: string }]]));
  const zip = zipSync(files);
  if (comment === "") return zip;
  const text = new TextEncoder().encode(comment);
  const out = new Uint8Array(zip.length + text.length);
  out.set(zip);
  out.set(text, zip.length);
  new DataView(out.buffer).setUint16(zip.length - 2, text.length, true);
  return out;
}
