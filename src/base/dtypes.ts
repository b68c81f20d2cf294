import { GatewiseError } from "./errors.ts";

/** Element types of named arrays. float16 and bfloat16 are kept in storage words. */
export const dtypes = [
  "float32",
  "float64",
  "float16",
  "bfloat16",
  "int8",
  "int16",
  "int32",
  "int64",
  "uint8",
  "uint16",
  "uint32",
  "uint64",
  "bool",
] as const;

export type DType = (typeof dtypes)[number];

export interface StorageOf {
  float32: Float32Array;
  float64: Float64Array;
  float16: Uint16Array;
  bfloat16: Uint16Array;
  int8: Int8Array;
  int16: Int16Array;
  int32: Int32Array;
  int64: BigInt64Array;
  uint8: Uint8Array;
  uint16: Uint16Array;
  uint32: Uint32Array;
  uint64: BigUint64Array;
  bool: Uint8Array;
}

export type Storage = StorageOf[DType];

/** The dtypes that initialisers fill. */
export type FloatDType = "float32" | "float64";
export type Floats = Float32Array | Float64Array;

type StorageConstructor = {
  new (length: number): Storage;
  new (buffer: ArrayBufferLike, byteOffset: number, length: number): Storage;
  readonly BYTES_PER_ELEMENT: number;
};

const constructors: { readonly [D in DType]: StorageConstructor } = {
  float32: Float32Array,
  float64: Float64Array,
  float16: Uint16Array,
  bfloat16: Uint16Array,
  int8: Int8Array,
  int16: Int16Array,
  int32: Int32Array,
  int64: BigInt64Array,
  uint8: Uint8Array,
  uint16: Uint16Array,
  uint32: Uint32Array,
  uint64: BigUint64Array,
  bool: Uint8Array,
};

/** Bytes of one element. */
export function bytesOf(dtype: DType): number {
  return constructors[dtype].BYTES_PER_ELEMENT;
}

/** New zeroed storage words for `length` elements. Throws: limit, where memory has no room for them. */
export function allocate<D extends DType>(dtype: D, length: number): StorageOf[D] {
  try {
    return new constructors[dtype](length) as StorageOf[D];
  } catch (cause) {
    if (!(cause instanceof RangeError)) throw cause;
    throw new GatewiseError(
      "limit",
      {
        where: "memory",
        received: `${length} numbers of ${dtype}`,
        expected: "as many as memory has room for",
        fix: "choose a smaller model, or a machine with more memory",
      },
      { cause },
    );
  }
}

/** A view of bytes as storage words; copies first where the offset is not aligned. Bytes are little-endian. */
export function storageView<D extends DType>(dtype: D, bytes: Uint8Array): StorageOf[D] {
  const size = bytesOf(dtype);
  const aligned = bytes.byteOffset % size === 0 ? bytes : bytes.slice();
  return new constructors[dtype](aligned.buffer, aligned.byteOffset, Math.floor(aligned.byteLength / size)) as StorageOf[D];
}
