import { bytesOf, bytesOfArray, type DType, type NamedArray, namedArray, storageView } from "../base/index.ts";
import { scanJson, type StrictJson } from "./json-scanner.ts";
import type { Limits } from "./limits.ts";
import { refuse } from "./refuse.ts";
import type { Weights } from "./weights.ts";

/** Element types by the format's names, with their bits. Source: safetensors 0.6 safetensors/src/tensor.rs. */
const dtypes: { readonly [code: string]: { readonly bits: number; readonly dtype?: DType } } = {
  F32: { bits: 32, dtype: "float32" },
  F64: { bits: 64, dtype: "float64" },
  F16: { bits: 16, dtype: "float16" },
  BF16: { bits: 16, dtype: "bfloat16" },
  I8: { bits: 8, dtype: "int8" },
  I16: { bits: 16, dtype: "int16" },
  I32: { bits: 32, dtype: "int32" },
  I64: { bits: 64, dtype: "int64" },
  U8: { bits: 8, dtype: "uint8" },
  U16: { bits: 16, dtype: "uint16" },
  U32: { bits: 32, dtype: "uint32" },
  U64: { bits: 64, dtype: "uint64" },
  BOOL: { bits: 8, dtype: "bool" },
  C64: { bits: 64 },
  F8_E5M2: { bits: 8 },
  F8_E4M3: { bits: 8 },
  F8_E8M0: { bits: 8 },
  F8_E4M3FNUZ: { bits: 8 },
  F8_E5M2FNUZ: { bits: 8 },
  F6_E2M3: { bits: 6 },
  F6_E3M2: { bits: 6 },
  F4: { bits: 4 },
};

/** The order in which the reference writer lays types out: by alignment, then as listed. */
const layoutOrder = ["U64", "I64", "F64", "C64", "F32", "U32", "I32", "BF16", "F16", "U16", "I16", "U8", "I8", "BOOL"];

interface Entry {
  readonly name: string;
  readonly code: string;
  readonly shape: number[];
  readonly from: number;
  readonly to: number;
}

/**
 * Reads safetensors: an 8-byte header length, a JSON header, the data.
 *
 * Stricter than the reference parser: duplicate names are refused.
 * Throws: truncated, limit, bad-file, each with the byte offset and the tensor's name.
 */
export function readSafetensors(file: string, bytes: Uint8Array, limits: Limits): Weights {
  if (bytes.length < 8) throw refuse("truncated", { file, offset: bytes.length }, `${bytes.length} bytes`, "at least the 8 bytes of the header's length");
  const declared = new DataView(bytes.buffer, bytes.byteOffset, 8).getBigUint64(0, true);
  if (declared > BigInt(limits.headerBytes)) {
    throw refuse("limit", { file, offset: 0 }, `a header of ${declared} bytes`, `at most ${limits.headerBytes}`, "is this a safetensors file?");
  }
  const length = Number(declared);
  if (8 + length > bytes.length) throw refuse("truncated", { file, offset: 0 }, `a header of ${length} bytes in a file of ${bytes.length}`, "a header inside the file");
  const start = 8 + length;
  let text: string;
  try {
    text = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes.subarray(8, start));
  } catch {
    throw refuse("bad-file", { file, offset: 8 }, "a header that is not UTF-8", "JSON in UTF-8");
  }
  const header = scanJson(text, { file, offset: 8 });
  if (!(header instanceof Map)) throw refuse("bad-file", { file, offset: 8 }, "a header that is not an object", "an object of tensors");
  const metadata = metadataOf(file, header.get("__metadata__"));
  const entries = [...header].filter(([name]) => name !== "__metadata__").map(([name, entry]) => entryOf(file, name, entry, start, limits));
  if (entries.length > limits.tensors) throw refuse("limit", { file, offset: 8 }, `${entries.length} tensors`, `at most ${limits.tensors}`);
  checkOffsets(file, entries, bytes.length - start, start);
  const arrays = new Map<string, NamedArray>();
  const undecodable = new Map<string, string>();
  for (const { name, code, shape, from, to } of entries) {
    const { dtype } = dtypes[code];
    if (dtype === undefined) undecodable.set(name, code);
    else arrays.set(name, namedArray(name, dtype, shape, storageView(dtype, bytes.subarray(start + from, start + to))));
  }
  return { arrays, metadata, undecodable };
}

function metadataOf(file: string, value: StrictJson | undefined): Map<string, string> {
  if (value === undefined || value === null) return new Map();
  const legal = value instanceof Map && [...value.values()].every((text) => typeof text === "string");
  if (!legal) throw refuse("bad-file", { file, offset: 8, name: "__metadata__" }, "something else", "an object of strings");
  return value as Map<string, string>;
}

function entryOf(file: string, name: string, value: StrictJson, start: number, limits: Limits): Entry {
  const place = { file, offset: 8, name };
  if (new TextEncoder().encode(name).length > limits.nameBytes) throw refuse("limit", { file, offset: 8 }, "a name that is too long", `at most ${limits.nameBytes} bytes`);
  if (!(value instanceof Map)) throw refuse("bad-file", place, "something else", "an object with dtype, shape, data_offsets");
  const code = value.get("dtype");
  if (typeof code !== "string" || !Object.hasOwn(dtypes, code)) {
    throw refuse("bad-file", place, `dtype ${typeof code === "string" ? code : "missing"}`, `one of ${Object.keys(dtypes).join(", ")}`);
  }
  const shape = integers(value.get("shape"));
  const offsets = integers(value.get("data_offsets"));
  if (shape === null) throw refuse("bad-file", place, "no shape", "a list of whole numbers");
  if (offsets === null || offsets.length !== 2) throw refuse("bad-file", place, "no data_offsets", "two whole numbers");
  if (shape.length > limits.rank) throw refuse("limit", place, `${shape.length} dimensions`, `at most ${limits.rank}`);
  let bits = BigInt(dtypes[code].bits);
  for (const dimension of shape) {
    bits *= dimension;
    if (bits > 2n ** 64n) throw refuse("limit", place, `shape [${shape.join(", ")}]`, "a size that can be counted");
  }
  if (bits % 8n !== 0n) throw refuse("bad-file", place, `${bits} bits`, "whole bytes");
  const [from, to] = offsets;
  if (to < from) throw refuse("bad-file", { ...place, offset: start }, `data_offsets [${from}, ${to}]`, "an end behind its begin");
  if ((to - from) * 8n !== bits) {
    throw refuse("bad-file", { ...place, offset: start }, `${to - from} bytes of data`, `${bits / 8n} for ${code} [${shape.join(", ")}]`);
  }
  const small = [...shape, from, to].every((n) => n <= BigInt(Number.MAX_SAFE_INTEGER));
  if (!small) throw refuse("limit", place, "numbers above 2^53", "smaller ones");
  if (to - from > BigInt(limits.tensorBytes)) throw refuse("limit", place, `${to - from} bytes`, `at most ${limits.tensorBytes}`);
  return { name, code, shape: shape.map(Number), from: Number(from), to: Number(to) };
}

function integers(value: StrictJson | undefined): bigint[] | null {
  return Array.isArray(value) && value.every((n) => typeof n === "bigint") ? (value as bigint[]) : null;
}

/** The data must be the tensors, one behind the other, without hole, overlap or rest. */
function checkOffsets(file: string, entries: readonly Entry[], available: number, start: number): void {
  const sorted = [...entries].sort((a, b) => a.from - b.from || a.to - b.to);
  let end = 0;
  for (const { name, from, to } of sorted) {
    if (from !== end) throw refuse("bad-file", { file, offset: start + from, name }, `data from ${from}`, `from ${end}, where the tensor before ends`);
    end = to;
  }
  if (end > available) throw refuse("truncated", { file, offset: start + available }, `${available} bytes of data`, `${end}`);
  if (end < available) throw refuse("bad-file", { file, offset: start + end }, `${available - end} bytes behind the last tensor`, "nothing");
}

/** Writes safetensors as the reference writer lays them out: by type, then by name; metadata first; padded to 8 bytes. */
export function writeSafetensors(arrays: Iterable<NamedArray>, metadata: ReadonlyMap<string, string>): Uint8Array {
  const codes = new Map(Object.entries(dtypes).flatMap(([code, { dtype }]) => (dtype === undefined ? [] : [[dtype, code] as const])));
  const encoder = new TextEncoder();
  const sorted = [...arrays]
    .map((array) => ({ array, code: codes.get(array.dtype) as string, key: encoder.encode(array.name) }))
    .sort((a, b) => layoutOrder.indexOf(a.code) - layoutOrder.indexOf(b.code) || compareBytes(a.key, b.key));
  const header: string[] = [];
  if (metadata.size > 0) header.push(`"__metadata__":${JSON.stringify(Object.fromEntries(metadata))}`);
  let offset = 0;
  for (const { array, code } of sorted) {
    const end = offset + array.data.length * bytesOf(array.dtype);
    header.push(`${JSON.stringify(array.name)}:{"dtype":"${code}","shape":[${array.shape.join(",")}],"data_offsets":[${offset},${end}]}`);
    offset = end;
  }
  const text = encoder.encode(`{${header.join(",")}}`);
  const padded = Math.ceil(text.length / 8) * 8;
  const out = new Uint8Array(8 + padded + offset);
  new DataView(out.buffer).setBigUint64(0, BigInt(padded), true);
  out.fill(0x20, 8 + text.length, 8 + padded);
  out.set(text, 8);
  let at = 8 + padded;
  for (const { array } of sorted) {
    out.set(bytesOfArray(array), at);
    at += array.data.byteLength;
  }
  return out;
}

function compareBytes(a: Uint8Array, b: Uint8Array): number {
  for (let i = 0; i < Math.min(a.length, b.length); i++) if (a[i] !== b[i]) return a[i] - b[i];
  return a.length - b.length;
}
