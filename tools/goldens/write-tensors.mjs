/** Writes safetensors for goldens, plainly and in the order given, so that they do not depend on the code they test. */

const codes = { float32: "F32", float64: "F64", int32: "I32", int64: "I64" };

/** @param {{ name: string, dtype: string, shape: number[], data: ArrayBufferView }[]} tensors */
export function writeTensors(tensors) {
  const header = {};
  let offset = 0;
  for (const { name, dtype, shape, data } of tensors) {
    header[name] = { dtype: codes[dtype], shape, data_offsets: [offset, offset + data.byteLength] };
    offset += data.byteLength;
  }
  let text = JSON.stringify(header);
  text += " ".repeat((8 - (Buffer.byteLength(text) % 8)) % 8);
  const length = Buffer.alloc(8);
  length.writeBigUInt64LE(BigInt(Buffer.byteLength(text)));
  const bytes = tensors.map(({ data }) => Buffer.from(data.buffer, data.byteOffset, data.byteLength));
  return Buffer.concat([length, Buffer.from(text), ...bytes]);
}
