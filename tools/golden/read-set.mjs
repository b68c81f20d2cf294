/** Reads a set of goldens: a plain reader of its own, so that goldens do not depend on the code they test. */

const arrays = {
  F32: [Float32Array, "float32"],
  F64: [Float64Array, "float64"],
  I32: [Int32Array, "int32"],
  I64: [BigInt64Array, "int64"],
};

/**
 * @param {string} casesText
 * @param {Uint8Array} expected safetensors bytes
 * @returns {{ name: string, document: any, tensors: Map<string, any>, report?: any }[]}
 */
export function readSet(casesText, expected) {
  const tensors = readTensors(expected);
  return JSON.parse(casesText).map(({ tensors: names, ...line }) => ({
    ...line,
    tensors: new Map(names.map((tensor) => [tensor, { ...tensors.get(`${line.name}/${tensor}`), name: tensor }])),
  }));
}

/** @param {Uint8Array} bytes */
export function readTensors(bytes) {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const length = Number(view.getBigUint64(0, true));
  const header = JSON.parse(new TextDecoder().decode(bytes.subarray(8, 8 + length)));
  const tensors = new Map();
  for (const [name, entry] of Object.entries(header)) {
    if (name === "__metadata__") continue;
    const [Words, dtype] = arrays[entry.dtype];
    const [from, to] = entry.data_offsets;
    const data = new Words(bytes.slice(8 + length + from, 8 + length + to).buffer);
    tensors.set(name, { name, dtype, shape: entry.shape, data });
  }
  return tensors;
}
