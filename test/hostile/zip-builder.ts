/** A zip writer that lies on demand; independent of the one in src/. Field offsets: PKWARE APPNOTE 6.3.10, 4.3. */
import { deflateRawSync } from "node:zlib";
import { crc32OfBits } from "./crc32-of-bits.ts";

export interface Part {
  readonly name: string;
  readonly data: Uint8Array;
  readonly deflate?: boolean;
  /** Stands for the stored bytes, whatever `data` is. */
  readonly stored?: Uint8Array;
  /** Little-endian fields of the central record to overwrite: offset, bytes, value. */
  readonly central?: readonly Patch[];
  readonly local?: readonly Patch[];
  readonly centralExtra?: Uint8Array;
  readonly localExtra?: Uint8Array;
}

export type Patch = readonly [offset: number, bytes: 1 | 2 | 4 | 8, value: number | bigint];

export interface Lies {
  readonly end?: readonly Patch[];
  readonly comment?: Uint8Array;
  /** Bytes between the last member and the directory, and between the directory and the end record. */
  readonly gap?: Uint8Array;
  readonly beforeEnd?: Uint8Array;
}

const latin1 = (text: string) => Uint8Array.from(Buffer.from(text, "utf8"));

export function join(...parts: readonly Uint8Array[]): Uint8Array {
  return Uint8Array.from(Buffer.concat(parts));
}

export function patched(bytes: Uint8Array, patches: readonly Patch[] = []): Uint8Array {
  const out = bytes.slice();
  const view = new DataView(out.buffer);
  for (const [offset, size, value] of patches) {
    if (size === 8) view.setBigUint64(offset, BigInt(value), true);
    else if (size === 4) view.setUint32(offset, Number(value), true);
    else if (size === 2) view.setUint16(offset, Number(value), true);
    else view.setUint8(offset, Number(value));
  }
  return out;
}

export function zipOf(parts: readonly Part[], lies: Lies = {}): Uint8Array {
  const members: Uint8Array[] = [];
  const directory: Uint8Array[] = [];
  let offset = 0;
  for (const part of parts) {
    const name = latin1(part.name);
    const method = part.deflate === true ? 8 : 0;
    const stored = part.stored ?? (part.deflate === true ? new Uint8Array(deflateRawSync(part.data)) : part.data);
    const shared: readonly Patch[] = [
      [0, 2, 20], [2, 2, 0x800], [4, 2, method], [8, 2, 0x21], [10, 4, crc32OfBits(part.data)], [14, 4, stored.length],
      [18, 4, part.data.length], [22, 2, name.length],
    ];
    const shift = (by: number): Patch[] => shared.map(([at, size, value]) => [at + by, size, value]);
    const localExtra = part.localExtra ?? new Uint8Array(0);
    const centralExtra = part.centralExtra ?? new Uint8Array(0);
    const local = patched(new Uint8Array(30), [[0, 4, 0x04034b50], ...shift(4), [28, 2, localExtra.length], ...(part.local ?? [])]);
    const central = patched(new Uint8Array(46), [
      [0, 4, 0x02014b50], ...shift(6), [30, 2, centralExtra.length], [42, 4, offset], ...(part.central ?? []),
    ]);
    members.push(local, name, localExtra, stored);
    directory.push(central, name, centralExtra);
    offset += 30 + name.length + localExtra.length + stored.length;
  }
  const gap = lies.gap ?? new Uint8Array(0);
  const records = join(...directory);
  const comment = lies.comment ?? new Uint8Array(0);
  const end = patched(new Uint8Array(22), [
    [0, 4, 0x06054b50], [8, 2, parts.length], [10, 2, parts.length], [12, 4, records.length], [16, 4, offset + gap.length],
    [20, 2, comment.length], ...(lies.end ?? []),
  ]);
  return join(...members, gap, records, lies.beforeEnd ?? new Uint8Array(0), end, comment);
}

/** A .npy file of version 1 with any header. */
export function npyOf(header: string, data: Uint8Array = new Uint8Array(0)): Uint8Array {
  const text = Uint8Array.from(Buffer.from(`${header}\n`, "latin1"));
  return join(Uint8Array.of(0x93, 0x4e, 0x55, 0x4d, 0x50, 0x59, 1, 0, text.length & 255, text.length >> 8), text, data);
}
