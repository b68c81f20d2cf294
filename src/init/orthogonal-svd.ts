import { type Floats, internalError, type Shape, sizeOf } from "../base/index.ts";
import type { Decompositions } from "../linalg/index.ts";
import type { Stream } from "../random/index.ts";
import { matrixOf } from "./orthogonal.ts";
import { digits, type Rule } from "./rule.ts";

/**
 * A matrix with orthonormal rows or columns, times a gain, from a singular value decomposition A = U·S·Vᵀ.
 *
 * "normals": A is drawn in float64 in the tensor's own orientation; U is taken where its shape is A's, else Vᵀ
 * (Keras 2.0–2.3 initializers.py). The sign of each singular vector is that of the LAPACK inside NumPy.
 * "uniforms": A holds float32 uniforms of [0, 1); U where rows > columns, else V transposed (TensorFlow ≤ 1.1
 * init_ops.py). The signs are those of Eigen's divide-and-conquer decomposition.
 * Shapes: all dimensions but the last are merged into rows.
 */
export interface OrthogonalSvd {
  readonly rule: "orthogonal_svd";
  readonly gain: number;
  readonly drawn: "normals" | "uniforms";
}

export const orthogonalSvd: Rule<OrthogonalSvd> = {
  name: "orthogonal_svd",
  formula({ gain, drawn }, shape) {
    const [rows, columns] = matrixOf(shape, "leading");
    const what = rows >= columns ? `${columns} orthonormal columns` : `${rows} orthonormal rows`;
    return `SVD of ${drawn}: ${what} of a ${rows}×${columns} matrix${gain === 1 ? "" : `, times ${digits(gain)}`}`;
  },
  statistics({ gain }, shape) {
    const [rows, columns] = matrixOf(shape, "leading");
    const reach = Math.abs(gain);
    return { mean: 0, deviation: reach / Math.sqrt(Math.max(rows, columns, 1)), low: -reach, high: reach };
  },
  draws: ({ drawn }, shape, dtype, meter) =>
    drawn === "normals" ? meter.normal(sizeOf(shape), "float64") : meter.uniform(sizeOf(shape), dtype),
  fill({ gain, drawn }, shape: Shape, out: Floats, stream: Stream | null, decompositions?: Decompositions) {
    if (stream === null) throw internalError("orthogonal without a stream");
    if (decompositions === undefined) throw internalError("orthogonal_svd without decompositions");
    const [rows, columns] = matrixOf(shape, "leading");
    let result: Float64Array;
    if (drawn === "normals") {
      const a = new Float64Array(rows * columns);
      stream.normal(a, 0, 1);
      result = decompositions.singularVectors(a, rows, columns);
    } else {
      stream.uniform(out, 0, 1);
      result = decompositions.orthogonalFromUniforms(Float64Array.from(out), rows, columns);
    }
    for (let i = 0; i < out.length; i++) out[i] = gain * result[i];
  },
};
