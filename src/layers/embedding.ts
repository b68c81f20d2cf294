import { type Floats, GatewiseError, show, sizeOf } from "../base/index.ts";
import { add, embedding as lookUp, mul, sub, type Tensor, tensor, where } from "../tensor/index.ts";
import type { EmbeddingDefinition } from "./definition.ts";
import { blockValue, neededPart } from "./parts.ts";
import type { Runner } from "./runner.ts";
import type { StepMask } from "./step-mask.ts";

/** Looks rows of a table up. Shapes: whole numbers [...] to [..., width]. Throws: out-of-range. */
export const embedding: Runner<EmbeddingDefinition> = (definition, parameters, input, { mask }) => {
  const { name, paddingIndex = null, maskZero = false, maxNorm = null, gradientByFrequency = false } = definition;
  const table = blockValue(neededPart(parameters, "W", name));
  const [rows] = table.shape;
  const indices = indicesOf(input, rows, name);
  if (maxNorm !== null) limitNorms(table, indices.data, maxNorm, definition.normOrder ?? 2);
  const padding = paddingIndex === null ? null : paddingIndex < 0 ? paddingIndex + rows : paddingIndex;
  const found = gradientByFrequency ? sharedGradient(lookUp(table, indices), indices) : lookUp(table, indices);
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

/** Divides the gradient of each row by how often it is looked up; the values stay. */
function sharedGradient(found: Tensor, { data, shape }: Tensor): Tensor {
  const counts = new Map<number, number>();
  for (const index of data) counts.set(index, (counts.get(index) ?? 0) + 1);
  const shares = Float64Array.from(data, (index) => 1 / (counts.get(index) as number));
  const factors = tensor(found.dtype === "float64" ? shares : Float32Array.from(shares), { shape: [...shape, 1] });
  const part = mul(found, factors);
  return add(found.detach(), sub(part, part.detach()));
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
    const norm = normOf(row, order);
    if (norm <= most) continue;
    const scale = most / (norm + 1e-7);
    for (let i = 0; i < width; i++) row[i] *= scale;
  }
}

/** The norm of an order; 0 counts what is not zero. */
function normOf(row: Floats, order: number): number {
  let sum = 0;
  for (const value of row) sum += order === 0 ? Number(value !== 0) : Math.abs(value) ** order;
  return order === 0 ? sum : sum ** (1 / order);
}
