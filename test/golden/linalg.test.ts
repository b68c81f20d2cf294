/** QR against PyTorch and NumPy; singular values and vectors with their signs against NumPy's LAPACK and TensorFlow 1.1's Eigen. */
import { describe, expect, it } from "vitest";
import { orthogonalFromUniforms, orthonormalColumns, singularValues, singularVectors } from "../../src/linalg/index.ts";
import { openStream } from "../../src/random/index.ts";
import { loadGolden } from "./load.ts";

interface Case {
  readonly rows: number;
  readonly columns: number;
}

async function golden<T>(name: string): Promise<readonly (Case & T)[]> {
  return JSON.parse(new TextDecoder().decode(await loadGolden(`linalg/${name}.json`))).cases;
}

function transposed(a: Float64Array, rows: number, columns: number): Float64Array {
  return Float64Array.from(a, (_, at) => a[(at % rows) * columns + Math.floor(at / rows)]);
}

function furthest(ours: ArrayLike<number>, theirs: ArrayLike<number>): number {
  expect(ours.length).toBe(theirs.length);
  let most = 0;
  for (let i = 0; i < ours.length; i++) {
    const gap = Math.abs(ours[i] - theirs[i]);
    most = Number.isNaN(gap) ? Number.POSITIVE_INFINITY : Math.max(most, gap);
  }
  return most;
}

const numpyNormals = ({ rows, columns, seed }: Case & { readonly seed: number }): Float64Array => {
  const a = new Float64Array(rows * columns);
  openStream("mt19937-numpy", [BigInt(seed)]).normal(a, 0, 1);
  return a;
};

/** The entries that a golden keeps of a matrix's longer vectors: columns of a tall one, rows of a wide one. */
const entriesAt = (matrix: Float64Array, { columns }: Case, peaks: readonly (readonly [number, number])[], byColumn: boolean) =>
  peaks.map(([at], k) => (byColumn ? matrix[at * columns + k] : matrix[k * columns + at]));

const qr = await golden<{ by: "torch" | "numpy"; seed: number; stride: number; q: number[] }>("qr");
describe("orthonormal columns", () => {
  for (const one of qr) {
    const { by, rows, columns, seed, stride, q } = one;
    it(`of ${by}'s ${rows}×${columns}, seed ${seed}`, () => {
      let ours: Float64Array;
      if (by === "numpy") ours = orthonormalColumns(numpyNormals(one), rows, columns);
      else {
        const draws = new Float32Array(rows * columns);
        openStream("mt19937-torch", [BigInt(seed)]).normal(draws, 0, 1);
        const a = Float64Array.from(draws);
        ours = rows >= columns ? orthonormalColumns(a, rows, columns) : orthonormalColumns(transposed(a, rows, columns), columns, rows);
        if (rows < columns) ours = transposed(ours, columns, rows);
      }
      // PyTorch works in float32. Both bounds leave room for a condition number of some hundreds.
      const kept = ours.filter((_, i) => i % stride === 0);
      expect(furthest(kept, q)).toBeLessThan(by === "torch" ? 2e-6 : 1e-13);
    });
  }
});

const small = await golden<{ seed: number; values: [number, number]; vectors: number[] }>("numpy-1.14-svd");
const large = await golden<{ seed: number; values: [number, number]; peaks: [number, number][] }>("numpy-1.14-signs");
describe("singular vectors of NumPy's normals", () => {
  for (const one of small) {
    it(`${one.rows}×${one.columns}, seed ${one.seed}`, () => {
      // Rounding of two float64 decompositions; a wrong sign or order is of the size of the vectors themselves.
      expect(furthest(singularVectors(numpyNormals(one), one.rows, one.columns), one.vectors)).toBeLessThan(1e-12);
    });
  }
  for (const one of large) {
    it(`signs of ${one.rows}×${one.columns}, seed ${one.seed}`, () => {
      const ours = singularVectors(numpyNormals(one), one.rows, one.columns);
      const theirs = one.peaks.map(([, value]) => value);
      expect(furthest(entriesAt(ours, one, one.peaks, one.rows >= one.columns), theirs)).toBeLessThan(1e-11);
    });
  }
});

const { cases: bidiagonal } = JSON.parse(new TextDecoder().decode(await loadGolden("linalg/numpy-1.14-bidiagonal.json"))) as {
  readonly cases: readonly { d: number[]; e: number[]; values: number[]; vectors: number[] }[];
};
describe("singular vectors of bidiagonal matrices, by implicit QR", () => {
  for (const [number, { d, e, values: theirs, vectors }] of bidiagonal.entries()) {
    it(`${number}: ${d.length} rows, first ${d[0]}, last ${d[d.length - 1]}`, () => {
      const n = d.length;
      const a = new Float64Array(n * n);
      for (let i = 0; i < n; i++) {
        a[i * n + i] = d[i];
        if (i + 1 < n) a[i * n + i + 1] = e[i];
      }
      expect(furthest(singularVectors(a, n, n), vectors)).toBeLessThan(1e-12);
      expect(furthest(singularValues(a, n, n), theirs)).toBeLessThan(4e-15 * theirs[0]);
    });
  }
});

const values = await golden<{ matrix: "painted" | "hilbert"; values: number[] }>("singular-values");
describe("singular values", () => {
  for (const one of [...small, ...large]) {
    it(`of NumPy's ${one.rows}×${one.columns} normals, seed ${one.seed}`, () => {
      const s = singularValues(numpyNormals(one), one.rows, one.columns);
      expect(s.length).toBe(Math.min(one.rows, one.columns));
      expect(furthest([s[0], s[s.length - 1]], one.values)).toBeLessThan(2e-14 * one.values[0]);
    });
  }
  for (const { matrix, rows, columns, values: theirs } of values) {
    it(`of the ${matrix} ${rows}×${columns}`, () => {
      const a = Float64Array.from({ length: rows * columns }, (_, at) =>
        matrix === "painted" ? (((at * 97) % 251) - 125) / 128 : 1 / (Math.floor(at / columns) + (at % columns) + 1),
      );
      expect(furthest(singularValues(a, rows, columns), theirs)).toBeLessThan(4e-15 * theirs[0]);
    });
  }
});

const eigen = await golden<{ seeds: [number, number]; matrix?: number[]; peaks?: [number, number][] }>("tf-1.1-orthogonal");
describe("TensorFlow 1.1's orthogonal matrices", () => {
  for (const one of eigen) {
    const { rows, columns, seeds, matrix, peaks } = one;
    it(`${rows}×${columns}`, () => {
      const draws = new Float32Array(rows * columns);
      openStream("philox-tensorflow-1.2", seeds.map(BigInt)).uniform(draws, 0, 1);
      const ours = orthogonalFromUniforms(Float64Array.from(draws), rows, columns);
      // Float32 decompositions of matrices whose singular values lie close: 1e-5 is usual.
      if (matrix !== undefined) expect(furthest(ours, matrix)).toBeLessThan(5e-5);
      else {
        expect(peaks).toBeDefined();
        const theirs = (peaks ?? []).map(([, value]) => value);
        expect(furthest(entriesAt(ours, one, peaks ?? [], rows > columns), theirs)).toBeLessThan(1e-4);
      }
    });
  }
});
