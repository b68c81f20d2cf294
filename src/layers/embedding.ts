import { type Floats, GatewiseError, show, sizeOf } from "../base/index.ts";
import { embedding as lookUp, type Tensor, tensor, where } from "../tensor/index.ts";
import type { EmbeddingDefinition } from "./definition.ts";
import { blockValue, neededPart } from "./parts.ts";
import type { Runner } from "./runner.ts";
import type { StepMask } from "./step-mask.ts";

/** Looks rows of a table up. Shapes: whole numbers [...] to [..., width]. Throws: out-of-range, not-supported. */
export const embedding: Runner<EmbeddingDefinition> = (definition, parameters, input, { mask }) => {
  const { name, paddingIndex = null, maskZero = false, maxNorm = null, gradientByFrequency = false } = definition;
  if (gradientByFrequency) {
    throw new GatewiseError("not-supported", {
      where: `layer ${name}`,
      received: "gradients divided by frequency",
      expected: "gradients as they are",
      fix: "leave the option out",
    });
  }
  const table = blockValue(neededPart(parameters, "W", name));
  const [rows] = table.shape;
  const indices = indicesOf(input, rows, name);
  if (maxNorm !== null) limitNorms(table, indices.data, maxNorm, definition.normOrder ?? 2);
  const padding = paddingIndex === null ? null : paddingIndex < 0 ? paddingIndex + rows : paddingIndex;
  const found = lookUp(table, indices);
  const output = padding === null ? found : withoutGradient(found, indices, padding);
  return { output, mask: maskZero ? zerosMasked(indices) : mask, state: {} };
};

/** Whole numbers that name rows, whatever dtype they came in. Throws: out-of-range. */
function indicesOf(input: Tensor, rows: number, name: string): Tensor {
  const { data, shape } = input;
  for (const index of data) {
    if (Number.isInteger(index) && index >= 0 && index < rows) continue;
    throw new GatewiseError("out-of-range", {
      where: `layer ${name}, input`,
      received: show(index),
      expected: `a whole number of 0 to ${rows - 1}`,
      fix: "give the layer a row for each index, or look for what the index stands for",
    });
  }
  return input.dtype === "int32" ? input : tensor(Int32Array.from(data), { shape });
}

/** Lets no gradient through where an index is the one of padding. */
function withoutGradient(found: Tensor, { data, shape }: Tensor, padding: number): Tensor {
  if (!data.includes(padding)) return found;
  const learns = Float32Array.from(data, (index) => (index === padding ? 0 : 1));
  return where(tensor(learns, { shape: [...shape, 1] }), found, found.detach());
}

function zerosMasked({ data, shape }: Tensor): StepMask | null {
  if (shape.length < 2) return null;
  const steps = shape[shape.length - 1];
  return { data: Uint8Array.from(data, (index) => (index === 0 ? 0 : 1)), batch: sizeOf(shape.slice(0, -1)), steps, implied: true };
}

/** Scales each row that is looked up to at most a norm, where it stands. Source: torch@2.13 aten/src/ATen/native/Embedding.cpp. */
function limitNorms(table: Tensor, indices: ArrayLike<number>, most: number, order: number): void {
  const width = table.shape[1];
  const data = table.data as Floats;
  for (const index of new Set(Array.from(indices))) {
    const row = data.subarray(index * width, (index + 1) * width);
    let norm = 0;
    for (const value of row) norm = order === Number.POSITIVE_INFINITY ? Math.max(norm, Math.abs(value)) : norm + Math.abs(value) ** order;
    if (order !== Number.POSITIVE_INFINITY) norm **= 1 / order;
    if (norm <= most) continue;
    const scale = most / (norm + 1e-7);
    for (let i = 0; i < width; i++) row[i] *= scale;
  }
}
