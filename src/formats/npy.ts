import {
  allocate,
  bytesOf,
  bytesOfArray,
  type DType,
  type NamedArray,
  namedArray,
  type Storage,
  show,
  storageView,
} from "../base/index.ts";
import { checkArrays } from "./check-arrays.ts";
import { checkedBytes } from "./checked-size.ts";
import { fetchAgain, fileError, type Place } from "./file-error.ts";
import type { Limits } from "./limits.ts";
import { parseNpyHeader } from "./npy-header.ts";
import type { WeightFormat, Weights } from "./weights.ts";

const magic = [0x93, 0x4e, 0x55, 0x4d, 0x50, 0x59];

/** NumPy's kind letter and bytes, for what we hold; bfloat16 has none (its extension writes the opaque V2). */
const dtypeOf: { readonly [code: string]: DType } = {
  f8: "float64",
  f4: "float32",
  f2: "float16",
  i1: "int8",
  i2: "int16",
  i4: "int32",
  i8: "int64",
  u1: "uint8",
  u2: "uint16",
  u4: "uint32",
  u8: "uint64",
  b1: "bool",
};
const codeOf = new Map(Object.entries(dtypeOf).map(([code, dtype]) => [dtype, code] as const));

/** One array in a file of its own; the file's name without ending is the array's. */
export const npy: WeightFormat = {
  ending: ".npy",
  title: "NumPy array",
  read(file, bytes, limits) {
    const name = file.replace(/^.*[/\\]/, "").replace(/\.npy$/i, "");
    const found = readNpy(bytes, name, { file, tensor: name }, limits);
    const weights: Weights = { arrays: new Map(), metadata: new Map(), undecodable: new Map() };
    if (typeof found === "string") weights.undecodable.set(name, found);
    else weights.arrays.set(name, found);
    return weights;
  },
  write(file, arrays, metadata) {
    checkArrays(file, arrays, metadata);
    if (arrays.length !== 1 || metadata.size > 0) {
      throw fileError(
        "not-supported",
        { file },
        {
          received: `${arrays.length} arrays and ${metadata.size} metadata entries`,
          expected: "one array without metadata: all that a .npy file holds",
          fix: "write .npz or .safetensors",
        },
      );
    }
    return writeNpy(arrays[0], { file, tensor: arrays[0].name });
  },
};

/**
 * Reads one .npy file: the array, or its type where that cannot be held (objects, text, complex, structured).
 *
 * Domain: versions 1.0 to 3.0, both byte orders, C and Fortran order. Shares memory with `bytes` where it can.
 * Throws: bad-file, truncated, limit, not-supported (version).
 * Source: numpy@2.4, lib/_format_impl.py. Golden: goldens/formats.
 */
export function readNpy(bytes: Uint8Array, name: string, place: Place, limits: Limits): NamedArray | string {
  const { start, end } = headerRange(bytes, place, limits);
  const header = parseNpyHeader(
    decodeHeader(bytes.subarray(start, end), bytes[6] === 3, { ...place, offset: start }),
    { ...place, offset: start },
    limits,
  );
  if (header.descr === undefined) return "structured type";
  const type = parseDescr(header.descr, { ...place, offset: start });
  if (type.dtype === undefined) return header.descr;

  const size = checkedBytes(header.shape, bytesOf(type.dtype) * 8, { ...place, offset: start }, limits);
  const there = bytes.length - end;
  if (there < size) {
    throw fileError(
      "truncated",
      { ...place, offset: bytes.length },
      {
        received: `${there} bytes of data`,
        expected: `${size} bytes for ${header.descr} [${header.shape.join(", ")}]`,
        fix: fetchAgain,
      },
    );
  }
  if (there > size) {
    throw fileError(
      "bad-file",
      { ...place, offset: end + size },
      {
        received: `${there - size} bytes behind the array`,
        expected: "one array and nothing behind it",
        fix: "several arrays belong into a .npz file",
      },
    );
  }
  const range = bytes.subarray(end, end + size);
  const data = storageView(type.dtype, type.swapped ? swapBytes(range, bytesOf(type.dtype)) : range);
  const ordered = header.fortranOrder && header.shape.length > 1 ? fromFortran(type.dtype, data, header.shape) : data;
  return namedArray(name, type.dtype, header.shape, ordered);
}

function headerRange(bytes: Uint8Array, place: Place, limits: Limits): { start: number; end: number } {
  if (magic.some((byte, k) => k < bytes.length && bytes[k] !== byte)) {
    throw fileError(
      "bad-file",
      { ...place, offset: 0 },
      { received: "other first bytes", expected: "\\x93NUMPY", fix: "is this a .npy file?" },
    );
  }
  const major = bytes[6];
  const minor = bytes[7];
  if (bytes.length >= 8 && (major < 1 || major > 3 || minor !== 0)) {
    throw fileError(
      "not-supported",
      { ...place, offset: 6 },
      {
        received: `format version ${major}.${minor}`,
        expected: "1.0, 2.0 or 3.0",
        fix: "write the file again with numpy.save",
      },
    );
  }
  const start = major === 1 ? 10 : 12;
  if (bytes.length < start) {
    throw fileError(
      "truncated",
      { ...place, offset: bytes.length },
      {
        received: `${bytes.length} bytes`,
        expected: `${start} bytes in front of the header`,
        fix: fetchAgain,
      },
    );
  }
  const view = new DataView(bytes.buffer, bytes.byteOffset);
  const length = major === 1 ? view.getUint16(8, true) : view.getUint32(8, true);
  if (length > limits.maxNpyHeaderBytes) {
    throw fileError(
      "limit",
      { ...place, offset: 8 },
      {
        received: `a header of ${length} bytes`,
        expected: `at most ${limits.maxNpyHeaderBytes}`,
        fix: "NumPy refuses it too; raise maxNpyHeaderBytes if you trust the file",
      },
    );
  }
  if (start + length > bytes.length) {
    throw fileError(
      "truncated",
      { ...place, offset: bytes.length },
      {
        received: `${bytes.length - start} bytes of header`,
        expected: `${length}`,
        fix: fetchAgain,
      },
    );
  }
  return { start, end: start + length };
}

function decodeHeader(bytes: Uint8Array, isUtf8: boolean, place: Place): string {
  // TextDecoder's "latin1" is windows-1252; NumPy's is not.
  if (!isUtf8) return Array.from(bytes, (byte) => String.fromCharCode(byte)).join("");
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch (cause) {
    throw fileError(
      "bad-file",
      place,
      { received: "a header that is not UTF-8", expected: "UTF-8 in version 3.0", fix: fetchAgain },
      cause,
    );
  }
}

function parseDescr(descr: string, place: Place): { dtype: DType | undefined; swapped: boolean } {
  const match = /^([<>=|])([?a-zA-Z])(\d*)(\[[^\]]*\])?$/.exec(descr);
  const [, order, kind, digits] = match ?? [];
  const code = kind === "?" ? "b1" : `${kind}${digits}`;
  const dtype = Object.hasOwn(dtypeOf, code) ? dtypeOf[code] : undefined;
  if (dtype !== undefined && (order !== "|" || bytesOf(dtype) === 1)) return { dtype, swapped: order === ">" && bytesOf(dtype) > 1 };
  // Complex, long double, bytes, text, opaque, object, dates: NumPy writes them, no weight is one.
  if (kind !== undefined && /^(c\d+|f1[26]|[SaUV]\d*|O\d*|[mM]8)$/.test(code)) return { dtype: undefined, swapped: false };
  throw fileError("bad-file", place, {
    received: `descr ${show(descr)}`,
    expected: "byte order <, >, = or |, then a NumPy type such as f4",
    fix: "write the file again with numpy.save",
  });
}

function swapBytes(bytes: Uint8Array, size: number): Uint8Array {
  const swapped = new Uint8Array(bytes.length);
  for (let at = 0; at < bytes.length; at += size) {
    for (let k = 0; k < size; k++) swapped[at + k] = bytes[at + size - 1 - k];
  }
  return swapped;
}

/** Copies first-index-fastest data to last-index-fastest. */
function fromFortran(dtype: DType, data: Storage, shape: readonly number[]): Storage {
  const rank = shape.length;
  const result = allocate(dtype, data.length);
  const strides = new Array<number>(rank);
  let step = 1;
  for (let axis = 0; axis < rank; axis++) {
    strides[axis] = step;
    step *= shape[axis];
  }
  const index = new Array<number>(rank).fill(0);
  let from = 0;
  for (let to = 0; to < result.length; to++) {
    result[to] = data[from];
    for (let axis = rank - 1; axis >= 0; axis--) {
      index[axis] += 1;
      from += strides[axis];
      if (index[axis] < shape[axis]) break;
      from -= strides[axis] * shape[axis];
      index[axis] = 0;
    }
  }
  return result;
}

/** NumPy leaves room for the first dimension to grow to so many digits. Source: numpy@2.4, lib/_format_impl.py. */
const growthDigits = 21;

/**
 * Writes the bytes of numpy.save for a C-ordered array.
 *
 * Throws: not-supported (bfloat16, which NumPy has not).
 * Source: numpy@2.4, lib/_format_impl.py, _write_array_header. Golden: goldens/formats.
 */
export function writeNpy(array: NamedArray, place: Place): Uint8Array {
  const code = codeOf.get(array.dtype);
  if (code === undefined) {
    throw fileError("not-supported", place, {
      received: array.dtype,
      expected: "a type that NumPy has",
      fix: "write .safetensors, or convert to float32 first",
    });
  }
  const order = bytesOf(array.dtype) === 1 ? "|" : "<";
  const shape = array.shape.length === 1 ? `(${array.shape[0]},)` : `(${array.shape.join(", ")})`;
  const growth = array.shape.length === 0 ? 0 : growthDigits - String(array.shape[0]).length;
  const literal = `{'descr': '${order}${code}', 'fortran_order': False, 'shape': ${shape}, }${" ".repeat(growth)}`;
  const start = 10;
  const end = start + literal.length + 1;
  // A header that ends on the boundary already gets 64 spaces more, as NumPy's does.
  const padded = end + (64 - (end % 64));
  const bytes = new Uint8Array(padded + array.data.byteLength);
  bytes.set(magic);
  bytes[6] = 1;
  const view = new DataView(bytes.buffer);
  view.setUint16(8, padded - start, true);
  for (let k = 0; k < literal.length; k++) bytes[start + k] = literal.charCodeAt(k);
  bytes.fill(0x20, start + literal.length, padded - 1);
  bytes[padded - 1] = 0x0a;
  bytes.set(bytesOfArray(array), padded);
  return bytes;
}
