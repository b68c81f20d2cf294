/** Builds zip files that may lie about every field, with Node's own deflate and CRC. */
import { crc32, deflateRawSync } from "node:zlib";

export interface Part {
  readonly name: string | Uint8Array;
  /** What the member holds once inflated. */
  readonly data: Uint8Array;
  readonly deflated?: boolean;
  /** The bytes as they lie in the file, where they are not what `data` deflates to. */
  readonly packed?: Uint8Array;
  /** Sizes and CRC 0 in the local header and a descriptor behind the data, as PyTorch writes. */
  readonly streamed?: boolean;
  readonly localExtra?: Uint8Array;
  readonly extra?: Uint8Array;
  /** Lies, by the name of the field; those of the central directory unless `local`. */
  readonly central?: Partial<Fields>;
  readonly local?: Partial<Fields> & { readonly signature?: number; readonly name?: string };
}

interface Fields {
  readonly flags: number;
  readonly method: number;
  readonly crc: number;
  readonly compressed: number;
  readonly size: number;
  readonly disk: number;
  readonly offset: number;
}

export interface End {
  readonly entries?: number;
  /** Members on this disk. */
  readonly entriesHere?: number;
  readonly size?: number;
  readonly offset?: number;
  readonly disk?: number;
  readonly comment?: Uint8Array;
  readonly commentLength?: number;
  readonly zip64?: boolean;
  /** Lies of the zip64 record. */
  readonly wide?: {
    readonly length?: bigint;
    readonly entriesHere?: bigint;
    readonly entries?: bigint;
    readonly size?: bigint;
    readonly offset?: bigint;
    readonly at?: bigint;
    readonly disks?: number;
  };
  /** Bytes in front of the first member, behind the last, and behind the directory. */
  readonly before?: Uint8Array;
  readonly between?: Uint8Array;
  readonly behind?: Uint8Array;
}

const u16 = (value: number) => Uint8Array.of(value & 255, (value >> 8) & 255);
const u32 = (value: number) => Uint8Array.of(value & 255, (value >>> 8) & 255, (value >>> 16) & 255, value >>> 24);
const u64 = (value: bigint) => new Uint8Array(BigUint64Array.of(value).buffer);

export function join(...pieces: readonly Uint8Array[]): Uint8Array {
  return new Uint8Array(Buffer.concat(pieces));
}

export function buildZip(parts: readonly Part[], end: End = {}): Uint8Array {
  const pieces: Uint8Array[] = [end.before ?? new Uint8Array()];
  const records: Uint8Array[] = [];
  let at = pieces[0].length;
  for (const part of parts) {
    const name = typeof part.name === "string" ? new TextEncoder().encode(part.name) : part.name;
    const packed = part.packed ?? (part.deflated === true ? new Uint8Array(deflateRawSync(part.data)) : part.data);
    const truth: Fields = {
      flags: part.streamed === true ? 0x0808 : 0x0800,
      method: part.deflated === true ? 8 : 0,
      crc: crc32(part.data),
      compressed: packed.length,
      size: part.data.length,
      disk: 0,
      offset: at,
    };
    const quiet = part.streamed === true ? { crc: 0, compressed: 0, size: 0 } : {};
    const local = { signature: 0x04034b50, ...truth, ...quiet, ...part.local };
    const localName = part.local?.name === undefined ? name : new TextEncoder().encode(part.local.name);
    const extra = part.localExtra ?? new Uint8Array();
    const piece = join(
      u32(local.signature),
      u16(20),
      u16(local.flags),
      u16(local.method),
      u32(0x00210000),
      u32(local.crc),
      u32(local.compressed),
      u32(local.size),
      u16(localName.length),
      u16(extra.length),
      localName,
      extra,
      packed,
      part.streamed === true ? join(u32(0x08074b50), u32(truth.crc), u32(truth.compressed), u32(truth.size)) : new Uint8Array(),
    );
    const central = { ...truth, ...part.central };
    const centralExtra = part.extra ?? new Uint8Array();
    records.push(
      join(
        u32(0x02014b50),
        u16(20),
        u16(20),
        u16(central.flags),
        u16(central.method),
        u32(0x00210000),
        u32(central.crc),
        u32(central.compressed),
        u32(central.size),
        u16(name.length),
        u16(centralExtra.length),
        u16(0),
        u16(central.disk),
        u16(0),
        u32(0),
        u32(central.offset),
        name,
        centralExtra,
      ),
    );
    pieces.push(piece);
    at += piece.length;
  }
  const between = end.between ?? new Uint8Array();
  const directory = at + between.length;
  const size = records.reduce((sum, { length }) => sum + length, 0);
  const comment = end.comment ?? new Uint8Array();
  const behind = end.behind ?? new Uint8Array();
  const wideAt = directory + size + behind.length;
  const wideEntries = end.wide?.entries ?? BigInt(parts.length);
  const wide =
    end.zip64 !== true
      ? new Uint8Array()
      : join(
          u32(0x06064b50),
          u64(end.wide?.length ?? 44n),
          u16(20),
          u16(20),
          u32(0),
          u32(0),
          u64(end.wide?.entriesHere ?? wideEntries),
          u64(wideEntries),
          u64(end.wide?.size ?? BigInt(size)),
          u64(end.wide?.offset ?? BigInt(directory)),
          u32(0x07064b50),
          u32(0),
          u64(end.wide?.at ?? BigInt(wideAt)),
          u32(end.wide?.disks ?? 1),
        );
  const entries = end.entries ?? (end.zip64 === true ? 0xffff : parts.length);
  return join(
    ...pieces,
    between,
    ...records,
    behind,
    wide,
    u32(0x06054b50),
    u16(end.disk ?? 0),
    u16(end.disk ?? 0),
    u16(end.entriesHere ?? entries),
    u16(entries),
    u32(end.size ?? (end.zip64 === true ? 0xffffffff : size)),
    u32(end.offset ?? (end.zip64 === true ? 0xffffffff : directory)),
    u16(end.commentLength ?? comment.length),
    comment,
  );
}
