import { bytesOf, bytesOfArray, type DType, type NamedArray, namedArray, storageView } from "../base/index.ts";
import type { Limits } from "./limits.ts";
import { type Place, refuse } from "./refuse.ts";

const magic = [0x93, 0x4e, 0x55, 0x4d, 0x50, 0x59];

/** Element types by NumPy's descr without byte order. bfloat16 has none. */
const dtypes: { readonly [code: string]: DType } = {
  f4: "float32", f8: "float64", f2: "float16", i1: "int8", i2: "int16", i4: "int32", i8: "int64",
  u1: "uint8", u2: "uint16", u4: "uint32", u8: "uint64", b1: "bool",
};

const headerLimit = 10_000;

/**
 * Reads one .npy: versions 1 to 3, either byte order, C or Fortran order.
 *
 * Throws: truncated, bad-file, limit, not-supported (objects, strings, complex, structures).
 */
export function readNpy(name: string, bytes: Uint8Array, at: Place, limits: Limits): NamedArray {
  const place = { ...at, name };
  const fault = (received: string, expected: string) => refuse("bad-file", place, received, expected);
  if (bytes.length < 10 || magic.some((byte, i) => bytes[i] !== byte)) throw fault("no NumPy magic", "\\x93NUMPY");
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const version = bytes[6];
  if (version < 1 || version > 3) throw refuse("not-supported", place, `version ${version}`, "1, 2 or 3");
  const wide = version > 1;
  if (wide && bytes.length < 12) throw refuse("truncated", place, `${bytes.length} bytes`, "a header");
  const length = wide ? view.getUint32(8, true) : view.getUint16(8, true);
  const start = (wide ? 12 : 10) + length;
  if (length > headerLimit) throw refuse("limit", place, `a header of ${length} bytes`, `at most ${headerLimit}`);
  if (start > bytes.length) throw refuse("truncated", place, `a header of ${length} bytes`, `${bytes.length} bytes in all`);
  const text = new TextDecoder(version === 3 ? "utf-8" : "latin1").decode(bytes.subarray(start - length, start));
  const { descr, fortran, shape } = parseHeader(text, fault);
  const order = descr[0];
  const code = descr.slice(1);
  if (!Object.hasOwn(dtypes, code) || !"<>|=".includes(order)) {
    throw refuse("not-supported", place, `element type ${descr}`, `one of ${Object.keys(dtypes).join(", ")}`, "save the array as plain numbers");
  }
  const dtype = dtypes[code];
  if (shape.length > limits.rank) throw refuse("limit", place, `${shape.length} dimensions`, `at most ${limits.rank}`);
  let count = 1n;
  for (const dimension of shape) count *= BigInt(dimension);
  const size = count * BigInt(bytesOf(dtype));
  if (size > BigInt(limits.tensorBytes)) throw refuse("limit", place, `${size} bytes`, `at most ${limits.tensorBytes}`);
  if (BigInt(bytes.length - start) < size) throw refuse("truncated", place, `${bytes.length - start} bytes of data`, `${size}`);
  if (BigInt(bytes.length - start) > size) throw fault(`${BigInt(bytes.length - start) - size} bytes behind the data`, "nothing");
  const own = bytes.slice(start);
  if (order === ">") swapBytes(own, bytesOf(dtype));
  const data = storageView(dtype, own);
  return namedArray(name, dtype, shape, fortran ? (fromFortran(data as Float64Array, shape) as never) : data);
}

type Fault = (received: string, expected: string) => Error;

/** Reads the Python dict literal with a few regular expressions on its exact form; nothing is evaluated. */
function parseHeader(text: string, fault: Fault): { descr: string; fortran: boolean; shape: number[] } {
  const body = /^\s*\{(.*)\}\s*$/s.exec(text)?.[1];
  if (body === undefined) throw fault("a header that is no dict", "{'descr': …, 'fortran_order': …, 'shape': …}");
  const found = new Map<string, string>();
  const item = /\s*(?:'([^'\\]*)'|"([^"\\]*)")\s*:\s*('[^'\\]*'|"[^"\\]*"|True|False|\([\d\sL,]*\)|\[.*?\])\s*(?:,|$)/sy;
  for (item.lastIndex = 0; item.lastIndex < body.trimEnd().length; ) {
    const from = item.lastIndex;
    const match = item.exec(body);
    if (match === null) throw fault(`${JSON.stringify(body.slice(from, from + 24))} in the header`, "a NumPy header");
    const key = match[1] ?? match[2];
    if (found.has(key)) throw fault(`the key ${key} twice`, "each key once");
    found.set(key, match[3]);
  }
  const [descr, order, tuple] = ["descr", "fortran_order", "shape"].map((key) => found.get(key));
  if (found.size !== 3 || descr === undefined || order === undefined || tuple === undefined) throw fault(`keys ${[...found.keys()].join(", ")}`, "descr, fortran_order, shape");
  if (!/^['"]/.test(descr)) throw fault("a structured element type", "a plain one");
  if (order !== "True" && order !== "False") throw fault(`fortran_order ${order}`, "True or False");
  const inner = /^\(\s*(?:\d+L?\s*(?:,\s*\d+L?\s*)*,?\s*)?\)$/.test(tuple) ? tuple.slice(1, -1) : null;
  if (inner === null || (/\d/.test(inner) && !inner.includes(","))) throw fault(`shape ${tuple}`, "a tuple of whole numbers");
  const shape = inner.split(",").map((part) => part.trim()).filter((part) => part !== "").map((part) => Number(part.replace("L", "")));
  if (shape.some((dimension) => !Number.isSafeInteger(dimension))) throw fault(`shape ${tuple}`, "dimensions below 2^53");
  return { descr: descr.slice(1, -1), fortran: order === "True", shape };
}

function swapBytes(bytes: Uint8Array, size: number): void {
  for (let at = 0; at + size <= bytes.length; at += size) bytes.subarray(at, at + size).reverse();
}

/** Column-major to row-major. */
function fromFortran(data: Float64Array, shape: readonly number[]): Float64Array {
  const out = data.slice();
  const strides: number[] = [];
  let step = 1;
  for (const dimension of shape) {
    strides.push(step);
    step *= dimension;
  }
  const index = new Array<number>(shape.length).fill(0);
  for (let i = 0; i < out.length; i++) {
    let at = 0;
    for (let axis = 0; axis < shape.length; axis++) at += index[axis] * strides[axis];
    out[i] = data[at];
    for (let axis = shape.length - 1; axis >= 0; axis--) {
      if (++index[axis] < shape[axis]) break;
      index[axis] = 0;
    }
  }
  return out;
}

/** Writes version 1.0, little-endian, C order, data at a multiple of 64. Throws: not-supported for bfloat16. */
export function writeNpy(array: NamedArray, file: string): Uint8Array {
  const code = Object.entries(dtypes).find(([, dtype]) => dtype === array.dtype)?.[0];
  if (code === undefined) {
    throw refuse("not-supported", { file, offset: 0, name: array.name }, array.dtype, "a type that NumPy has", "write .safetensors, or convert to float32");
  }
  const order = bytesOf(array.dtype) === 1 ? "|" : "<";
  const shape = array.shape.length === 1 ? `(${array.shape[0]},)` : `(${array.shape.join(", ")})`;
  const text = `{'descr': '${order}${code}', 'fortran_order': False, 'shape': ${shape}, }`;
  const padding = 63 - ((10 + text.length) % 64);
  const header = new TextEncoder().encode(`${text}${" ".repeat(padding)}\n`);
  const data = bytesOfArray(array);
  const out = new Uint8Array(10 + header.length + data.length);
  out.set([...magic, 1, 0, header.length & 255, header.length >> 8]);
  out.set(header, 10);
  out.set(data, 10 + header.length);
  return out;
}
