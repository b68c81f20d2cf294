/** Singular vectors and their signs against NumPy 1.14's LAPACK, and TensorFlow 1.1's Eigen. */
import { describe, expect, it } from "vitest";
import { singularVectors } from "../../src/linalg/index.ts";
import { openStream } from "../../src/random/index.ts";
import { loadGolden } from "./load.ts";

const { cases } = JSON.parse(new TextDecoder().decode(await loadGolden("linalg/numpy-1.14-svd.json"))) as {
  cases: { rows: number; columns: number; seed: number; vectors: number[] }[];
};

describe("singular vectors of numpy normals", () => {
  for (const { rows, columns, seed, vectors } of cases) {
    it(`${rows}×${columns}, seed ${seed}`, () => {
      const a = new Float64Array(rows * columns);
      openStream("mt19937-numpy", [BigInt(seed)]).normal(a, 0, 1);
      const ours = singularVectors(a, rows, columns);
      const signed = Math.min(rows, columns) <= 25;
      let difference = 0;
      for (let i = 0; i < vectors.length; i++) {
        const [x, y] = signed ? [ours[i], vectors[i]] : [Math.abs(ours[i]), Math.abs(vectors[i])];
        difference = Math.max(difference, Math.abs(x - y));
      }
      // Rounding of two float64 decompositions; a wrong sign or order is of the size of the vectors themselves.
      expect(difference).toBeLessThan(1e-11);
    });
  }
});
