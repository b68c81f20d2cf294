import { bytesOfArray, type DType, type NamedArray, namedArray, nearest, show, storageView } from "../base/index.ts";
import { checkArrays } from "./check-arrays.ts";
import { checkedBytes, tensorBudget } from "./checked-size.ts";
import { fetchAgain, fileError, type Place } from "./file-error.ts";
import { defaultLimits, type Limits } from "./limits.ts";
import { metadataJson, metadataKey, readMetadata } from "./metadata.ts";
import { StrictJson } from "./strict-json.ts";
import type { WeightFormat, Weights } from "./weights.ts";

/**
 * Element types by their names in the file, bits, and our dtype where we have one.
 * Order: the writer's, widest alignment first: the descending order of the library's enumeration.
 * Source: safetensors@0.8, tensor.rs, Dtype; the F8, F6 and F4 rows are written by nobody here.
 */
const types: { readonly [type: string]: { readonly bits: number; readonly dtype?: DType } } = {
  U64: { bits: 64, dtype: "uint64" },
  I64: { bits: 64, dtype: "int64" },
  F64: { bits: 64, dtype: "float64" },
  C64: { bits: 64 },
  F32: { bits: 32, dtype: "float32" },
  U32: { bits: 32, dtype: "uint32" },
  I32: { bits: 32, dtype: "int32" },
  BF16: { bits: 16, dtype: "bfloat16" },
  F16: { bits: 16, dtype: "float16" },
  U16: { bits: 16, dtype: "uint16" },
  I16: { bits: 16, dtype: "int16" },
  F8_E5M2FNUZ: { bits: 8 },
  F8_E4M3FNUZ: { bits: 8 },
  F8_E8M0: { bits: 8 },
  F8_E4M3: { bits: 8 },
  F8_E5M2: { bits: 8 },
  I8: { bits: 8, dtype: "int8" },
  U8: { bits: 8, dtype: "uint8" },
  F6_E3M2: { bits: 6 },
  F6_E2M3: { bits: 6 },
  F4: { bits: 4 },
  BOOL: { bits: 8, dtype: "bool" },
};

const typeNames = Object.keys(types);
const typeOf = new Map<DType, string>();
for (const [type, { dtype }] of Object.entries(types)) if (dtype !== undefined) typeOf.set(dtype, type);

/** Bytes in front of the header: its length as u64. */
const prefix = 8;
const encoder = new TextEncoder();

interface Entry {
  readonly name: string;
  readonly place: Place;
  readonly type: string;
  readonly shape: readonly number[];
  readonly begin: number;
  readonly end: number;
}

/** Reads and writes `.safetensors` as the library does, and refuses duplicate names besides. */
export const safetensors: WeightFormat = { ending: ".safetensors", title: "safetensors", read, write };

/**
 * Reads a safetensors file without copying where the data lies aligned.
 *
 * Throws: truncated, limit, bad-file, each with byte offset and tensor.
 * Source: safetensors@0.8, tensor.rs, SafeTensors::read_metadata and Metadata::validate.
 */
function read(file: string, bytes: Uint8Array, limits: Limits): Weights {
  const dataStart = prefix + headerLength(file, bytes, limits);
  const { entries, metadata } = readHeader(file, bytes, dataStart, limits);
  checkLayout(file, entries, dataStart, bytes.length, limits);

  const arrays = new Map<string, NamedArray>();
  const undecodable = new Map<string, string>();
  for (const { name, type, shape, begin, end } of entries) {
    const { dtype } = types[type];
    if (dtype === undefined) undecodable.set(name, type);
    else arrays.set(name, namedArray(name, dtype, shape, storageView(dtype, bytes.subarray(dataStart + begin, dataStart + end))));
  }
  return { arrays, metadata, undecodable };
}

function headerLength(file: string, bytes: Uint8Array, limits: Limits): number {
  if (bytes.length < prefix) {
    throw fileError(
      "truncated",
      { file, offset: bytes.length },
      {
        received: `a file of ${bytes.length} bytes`,
        expected: "8 bytes of header length first",
        fix: fetchAgain,
      },
    );
  }
  const length = new DataView(bytes.buffer, bytes.byteOffset).getBigUint64(0, true);
  if (length > BigInt(limits.maxHeaderBytes)) {
    throw fileError(
      "limit",
      { file, offset: 0 },
      {
        received: `a header of ${length} bytes`,
        expected: `at most ${limits.maxHeaderBytes}`,
        fix: "is this a safetensors file at all? if so, raise maxHeaderBytes",
      },
    );
  }
  if (prefix + Number(length) > bytes.length) {
    throw fileError(
      "truncated",
      { file, offset: bytes.length },
      {
        received: `a file of ${bytes.length} bytes`,
        expected: `a header of ${length} bytes from byte 8 on`,
        fix: fetchAgain,
      },
    );
  }
  return Number(length);
}

function readHeader(file: string, bytes: Uint8Array, end: number, limits: Limits): { entries: Entry[]; metadata: Map<string, string> } {
  const json = new StrictJson(file, bytes, prefix, end);
  const entries: Entry[] = [];
  const metadata = new Map<string, string>();
  json.object((name, offset) => {
    if (name === metadataKey) {
      readMetadata(json, metadata);
      return;
    }
    if (entries.length >= limits.maxTensors) {
      throw fileError(
        "limit",
        { file, offset },
        {
          received: `more than ${limits.maxTensors} tensors`,
          expected: `at most ${limits.maxTensors}`,
          fix: "raise maxTensors",
        },
      );
    }
    const bytesOfName = encoder.encode(name).length;
    if (bytesOfName > limits.maxNameBytes) {
      throw fileError(
        "limit",
        { file, offset },
        {
          received: `a name of ${bytesOfName} bytes`,
          expected: `at most ${limits.maxNameBytes}`,
          fix: "raise maxNameBytes",
        },
      );
    }
    json.tensor = name;
    entries.push(readEntry(json, name, json.place(offset), limits));
    json.tensor = undefined;
  });
  json.finish();
  return { entries, metadata };
}

function readEntry(json: StrictJson, name: string, place: Place, limits: Limits): Entry {
  let type: string | undefined;
  let shape: number[] | undefined;
  let offsets: number[] | undefined;
  json.object((key) => {
    if (key === "dtype") type = readType(json);
    else if (key === "shape") shape = readIntegers(json, limits.maxRank);
    else if (key === "data_offsets") offsets = readIntegers(json, defaultLimits.maxRank);
    else json.skip();
  });
  if (type === undefined || shape === undefined || offsets === undefined) {
    const missing = type === undefined ? "dtype" : shape === undefined ? "shape" : "data_offsets";
    throw fileError("bad-file", place, {
      received: `an entry without ${missing}`,
      expected: "dtype, shape and data_offsets",
      fix: fetchAgain,
    });
  }
  if (offsets.length !== 2) {
    throw fileError("bad-file", place, {
      received: `data_offsets of ${offsets.length} numbers`,
      expected: "[begin, end]",
      fix: fetchAgain,
    });
  }
  return { name, place, type, shape, begin: offsets[0], end: offsets[1] };
}

function readType(json: StrictJson): string {
  const offset = json.at;
  const type = json.string();
  if (Object.hasOwn(types, type)) return type;
  throw fileError("bad-file", json.place(offset), {
    received: `dtype ${show(type)}`,
    expected: `one of ${typeNames.join(", ")}`,
    fix: `did its writer mean ${nearest(type, typeNames)}?`,
  });
}

function readIntegers(json: StrictJson, most: number): number[] {
  const numbers: number[] = [];
  json.array(() => {
    if (numbers.length >= most) {
      throw fileError("limit", json.place(json.at), {
        received: `more than ${most} numbers`,
        expected: `at most ${most}`,
        fix: fetchAgain,
      });
    }
    numbers.push(json.integer());
  });
  return numbers;
}

/** Tensors must fill the data from its first byte to its last, one behind the other. */
function checkLayout(file: string, entries: readonly Entry[], dataStart: number, fileBytes: number, limits: Limits): void {
  const dataBytes = fileBytes - dataStart;
  const spend = tensorBudget(limits);
  const sorted = [...entries].sort((a, b) => a.begin - b.begin || a.end - b.end);
  let next = 0;
  for (const { place, type, shape, begin, end } of sorted) {
    const offsets = `data_offsets [${begin}, ${end}]`;
    if (begin !== next) {
      throw fileError("bad-file", place, {
        received: offsets,
        expected: `a range that begins at ${next}, where the tensor before ends`,
        fix: fetchAgain,
      });
    }
    const size = checkedBytes(shape, types[type].bits, place, limits);
    if (end - begin !== size) {
      throw fileError("bad-file", place, {
        received: `${offsets}, ${end - begin} bytes`,
        expected: `${size} bytes for ${type} [${shape.join(", ")}]`,
        fix: fetchAgain,
      });
    }
    if (end > dataBytes) {
      throw fileError("truncated", place, {
        received: `${offsets} with ${dataBytes} bytes of data`,
        expected: "data up to its end",
        fix: fetchAgain,
      });
    }
    spend(size, place);
    next = end;
  }
  if (next !== dataBytes) {
    throw fileError(
      "bad-file",
      { file, offset: dataStart + next },
      {
        received: `${dataBytes - next} bytes behind the last tensor`,
        expected: "nothing behind it",
        fix: fetchAgain,
      },
    );
  }
}

/**
 * Writes the bytes that the safetensors library writes for the same tensors.
 *
 * Order: alignment descending, then names by their UTF-8 bytes; metadata in the map's order (the library's own order is
 * random from run to run, so only files with at most one metadata entry compare equal).
 * Throws: as checkArrays; not-supported (the name `__metadata__`), limit (header).
 * Source: safetensors@0.8, tensor.rs, prepare. Golden: goldens/formats.
 */
function write(file: string, arrays: readonly NamedArray[], metadata: ReadonlyMap<string, string>): Uint8Array {
  checkArrays(file, arrays, metadata);
  const sorted = arrays.map((array) => ({
    array,
    rank: typeNames.indexOf(typeOf.get(array.dtype) ?? ""),
    key: encoder.encode(array.name),
  }));
  sorted.sort((a, b) => a.rank - b.rank || compareBytes(a.key, b.key));

  const parts: string[] = [];
  if (metadata.size > 0) parts.push(metadataJson(metadata));
  let end = 0;
  for (const { array } of sorted) {
    if (array.name === metadataKey) {
      throw fileError(
        "not-supported",
        { file, tensor: array.name },
        {
          received: `a tensor named ${metadataKey}`,
          expected: "another name",
          fix: "safetensors keeps this key for metadata: rename the tensor",
        },
      );
    }
    const begin = end;
    end += array.data.byteLength;
    parts.push(
      `${JSON.stringify(array.name)}:{"dtype":"${typeOf.get(array.dtype)}","shape":[${array.shape.join(",")}],"data_offsets":[${begin},${end}]}`,
    );
  }
  const header = encoder.encode(`{${parts.join(",")}}`);
  const padded = Math.ceil(header.length / 8) * 8;
  if (padded > defaultLimits.maxHeaderBytes) {
    throw fileError(
      "limit",
      { file },
      {
        received: `a header of ${padded} bytes`,
        expected: `at most ${defaultLimits.maxHeaderBytes}`,
        fix: "shorten metadata or names, or write several files",
      },
    );
  }
  const bytes = new Uint8Array(prefix + padded + end);
  new DataView(bytes.buffer).setBigUint64(0, BigInt(padded), true);
  bytes.set(header, prefix);
  bytes.fill(0x20, prefix + header.length, prefix + padded);
  let at = prefix + padded;
  for (const { array } of sorted) {
    bytes.set(bytesOfArray(array), at);
    at += array.data.byteLength;
  }
  return bytes;
}

function compareBytes(a: Uint8Array, b: Uint8Array): number {
  const common = Math.min(a.length, b.length);
  for (let k = 0; k < common; k++) if (a[k] !== b[k]) return a[k] - b[k];
  return a.length - b.length;
}
