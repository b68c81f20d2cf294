import { crc32 } from "./crc32.ts";
import { fileError } from "./file-error.ts";

export interface ZipPart {
  readonly name: string;
  readonly data: Uint8Array;
}

/** 1980-01-01 00:00, zip's first moment: the same content gives the same bytes. */
const date = 0x0021;
/** Bit 11: the name is UTF-8. */
const utf8 = 0x0800;
const encoder = new TextEncoder();

/**
 * Writes a zip file of stored members, without zip64.
 *
 * Throws: limit, beyond 65 534 members, 4 GiB or a comment of 65 535 bytes.
 * Source: PKWARE APPNOTE 6.3.10, 4.3.
 */
export function writeZip(file: string, parts: readonly ZipPart[], comment: Uint8Array): Uint8Array {
  const named = parts.map(({ name, data }) => ({ name: encoder.encode(name), data, crc: crc32(data), offset: 0 }));
  const dataBytes = named.reduce((sum, { name, data }) => sum + 30 + name.length + data.length, 0);
  const directoryBytes = named.reduce((sum, { name }) => sum + 46 + name.length, 0);
  const total = dataBytes + directoryBytes + 22 + comment.length;
  if (named.length > 65_534 || total > 0xffff_fffe || comment.length > 0xffff) {
    throw fileError(
      "limit",
      { file },
      {
        received: `${named.length} arrays, ${total} bytes, ${comment.length} of metadata`,
        expected: "at most 65534 arrays, 4 GiB, 65535 bytes of metadata as JSON",
        fix: "write .safetensors",
      },
    );
  }
  const bytes = new Uint8Array(total);
  const view = new DataView(bytes.buffer);
  let at = 0;
  for (const part of named) {
    part.offset = at;
    view.setUint32(at, 0x04034b50, true);
    at = writeShared(view, at + 4, part) + 2;
    bytes.set(part.name, at);
    bytes.set(part.data, at + part.name.length);
    at += part.name.length + part.data.length;
  }
  for (const part of named) {
    view.setUint32(at, 0x02014b50, true);
    view.setUint16(at + 4, 20, true);
    at = writeShared(view, at + 6, part);
    // Extra field, comment, disk, attributes: all 0.
    view.setUint32(at + 12, part.offset, true);
    bytes.set(part.name, at + 16);
    at += 16 + part.name.length;
  }
  view.setUint32(at, 0x06054b50, true);
  view.setUint16(at + 8, named.length, true);
  view.setUint16(at + 10, named.length, true);
  view.setUint32(at + 12, directoryBytes, true);
  view.setUint32(at + 16, dataBytes, true);
  view.setUint16(at + 20, comment.length, true);
  bytes.set(comment, at + 22);
  return bytes;
}

/** The 24 bytes that a member has in both places, from "version needed" to the length of its name. */
function writeShared(view: DataView, at: number, part: { name: Uint8Array; data: Uint8Array; crc: number }): number {
  view.setUint16(at, 20, true);
  view.setUint16(at + 2, utf8, true);
  view.setUint16(at + 8, date, true);
  view.setUint32(at + 10, part.crc, true);
  view.setUint32(at + 14, part.data.length, true);
  view.setUint32(at + 18, part.data.length, true);
  view.setUint16(at + 22, part.name.length, true);
  return at + 24;
}
