import { type Floats, internalError, type Shape, sizeOf } from "../base/index.ts";
import { orthonormalColumns } from "../linalg/index.ts";
import type { Stream } from "../random/index.ts";
import { digits, type Rule } from "./rule.ts";

/**
 * A matrix with orthonormal rows or columns, times a gain, from the QR of normals with the diagonal of R made positive.
 *
 * Shapes: a tensor counts as the matrix [rows, columns]; `stacked` says which dimensions are merged:
 * "leading" merges all but the last (TensorFlow, Keras), "trailing" all but the first (PyTorch).
 * Order: `drawn` says in which shape the normals are drawn: "as is" draws [rows, columns] and transposes a wide matrix
 * before the QR (PyTorch); "tall" draws [max, min] (TensorFlow from 1.4, Keras).
 * The draws have the parameter's dtype; the QR is done in float64.
 * Source: PyTorch 2.13 torch/nn/init.py; TensorFlow 1.4–1.15 init_ops.py; Keras 3 random_initializers.py.
 */
export interface Orthogonal {
  readonly rule: "orthogonal";
  readonly gain: number;
  readonly stacked: "leading" | "trailing";
  readonly drawn: "as is" | "tall";
}

/** The matrix that a tensor counts as. */
export function matrixOf(shape: Shape, stacked: "leading" | "trailing"): readonly [rows: number, columns: number] {
  if (stacked === "trailing") return [shape[0], sizeOf(shape.slice(1))];
  return [sizeOf(shape.slice(0, -1)), shape[shape.length - 1]];
}

export function transpose(values: Float64Array, rows: number, columns: number): Float64Array {
  const out = new Float64Array(values.length);
  for (let i = 0; i < rows; i++) for (let j = 0; j < columns; j++) out[j * rows + i] = values[i * columns + j];
  return out;
}

export const orthogonal: Rule<Orthogonal> = {
  name: "orthogonal",
  formula({ gain, stacked }, shape) {
    const [rows, columns] = matrixOf(shape, stacked);
    const what = rows >= columns ? `${columns} orthonormal columns` : `${rows} orthonormal rows`;
    return `QR of normals, R's diagonal positive: ${what} of a ${rows}×${columns} matrix${gain === 1 ? "" : `, times ${digits(gain)}`}`;
  },
  statistics({ gain, stacked }, shape) {
    const [rows, columns] = matrixOf(shape, stacked);
    const reach = Math.abs(gain);
    return { mean: 0, deviation: reach / Math.sqrt(Math.max(rows, columns, 1)), low: -reach, high: reach };
  },
  draws: (_call, shape, dtype, meter) => meter.normal(sizeOf(shape), dtype),
  fill({ gain, stacked, drawn }, shape, out: Floats, stream: Stream | null) {
    if (stream === null) throw internalError("orthogonal without a stream");
    const [rows, columns] = matrixOf(shape, stacked);
    const wide = rows < columns;
    stream.normal(out, 0, 1);
    let normals = Float64Array.from(out);
    if (wide && drawn === "as is") normals = transpose(normals, rows, columns) as Float64Array<ArrayBuffer>;
    const q = wide ? orthonormalColumns(normals, columns, rows) : orthonormalColumns(normals, rows, columns);
    const oriented = wide ? transpose(q, columns, rows) : q;
    // Q is rounded to the dtype before the gain is applied, as in the frameworks.
    for (let i = 0; i < out.length; i++) out[i] = oriented[i];
    if (gain !== 1) for (let i = 0; i < out.length; i++) out[i] *= gain;
  },
};
