import { checkRecord } from "./arguments.ts";
import { allocate, type DType, dtypes, type Storage, type StorageOf } from "./dtypes.ts";
import { GatewiseError, show } from "./errors.ts";
import { type Shape, sizeOf } from "./shapes.ts";

/** A tensor by name: row-major data in storage words (Uint16Array for float16 and bfloat16). */
export interface NamedArray<D extends DType = DType> {
  readonly name: string;
  readonly dtype: D;
  readonly shape: Shape;
  readonly data: StorageOf[D];
}

/** Makes a named array; zeros where no data is given. Throws: wrong-type, bad-shape. */
export function namedArray<D extends DType>(name: string, dtype: D, shape: Shape, data?: StorageOf[D]): NamedArray<D> {
  const zeros = () => (dtypes.includes(dtype) && Array.isArray(shape) ? allocate(dtype, sizeOf(shape)) : data);
  const array = { name, dtype, shape, data: data ?? zeros() };
  checkNamedArray("named array", array);
  return { ...array, shape: [...shape] } as NamedArray<D>;
}

/** Holds that a value is built as a named array. Throws: wrong-type, bad-shape. */
export function checkNamedArray(where: string, value: unknown): asserts value is NamedArray {
  const expected = "{ name, dtype, shape, data }, data as its shape says";
  checkRecord(where, value, expected);
  const { name, dtype, shape, data } = value;
  const built = typeof name === "string" && dtypes.includes(dtype as DType) && Array.isArray(shape) && ArrayBuffer.isView(data);
  if (built && shape.every((dimension) => Number.isSafeInteger(dimension) && dimension >= 0) && sizeOf(shape) === (data as Storage).length)
    return;
  throw new GatewiseError(built ? "bad-shape" : "wrong-type", { where, received: show(value), expected, fix: "make it by namedArray" });
}

/** The little-endian bytes of an array, sharing memory with it. */
export function bytesOfArray(array: NamedArray): Uint8Array {
  checkNamedArray("bytesOfArray", array);
  const { buffer, byteOffset, byteLength } = array.data;
  return new Uint8Array(buffer, byteOffset, byteLength);
}

/** The values as float64, widened exactly where the dtype allows (64-bit integers above 2^53 round). */
export function toFloat64(array: NamedArray): Float64Array {
  checkNamedArray("toFloat64", array);
  const { dtype, data } = array;
  if (dtype === "float16") return Float64Array.from(data as Uint16Array, halfToNumber);
  if (dtype === "bfloat16") return Float64Array.from(data as Uint16Array, bfloatToNumber);
  if (dtype === "int64" || dtype === "uint64") {
    return Float64Array.from(data as BigInt64Array as unknown as ArrayLike<bigint> & Iterable<bigint>, Number);
  }
  return Float64Array.from(data as Float64Array);
}

/** The values rounded to float32. */
export function toFloat32(array: NamedArray): Float32Array {
  checkNamedArray("toFloat32", array);
  if (array.dtype === "float32") return (array.data as Float32Array).slice();
  return Float32Array.from(toFloat64(array));
}

function halfToNumber(word: number): number {
  const sign = word & 0x8000 ? -1 : 1;
  const exponent = (word >> 10) & 31;
  const fraction = word & 1023;
  if (exponent === 0) return sign * fraction * 2 ** -24;
  if (exponent === 31) return fraction === 0 ? sign * Number.POSITIVE_INFINITY : Number.NaN;
  return sign * (1 + fraction / 1024) * 2 ** (exponent - 15);
}

const bits = new DataView(new ArrayBuffer(4));
function bfloatToNumber(word: number): number {
  bits.setUint32(0, word * 0x10000);
  return bits.getFloat32(0);
}
