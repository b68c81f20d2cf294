/** What any QR and any singular values must be, whatever the matrix: sizes around the blocks of 32, ranks, magnitudes. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { orthogonalFromUniforms, orthonormalColumns, singularValues, singularVectors } from "../../src/linalg/index.ts";

interface Matrix {
  readonly rows: number;
  readonly columns: number;
  readonly a: Float64Array;
}

/** Numbers of [-1, 1) from a seed, by a mixing step of SplitMix; fast-check's own arrays of thousands would be slow to shrink. */
function noise(length: number, seed: number): Float64Array {
  let state = seed | 0;
  return Float64Array.from({ length }, () => {
    state = (state + 0x9e3779b9) | 0;
    let t = Math.imul(state ^ (state >>> 16), 0x21f0aaad);
    t = Math.imul(t ^ (t >>> 15), 0x735a2d97);
    return (t ^ (t >>> 15)) / 2 ** 31;
  });
}

const side = fc.oneof(fc.integer({ min: 1, max: 12 }), fc.integer({ min: 24, max: 70 }));
const seed = fc.integer();
const anyMatrix = fc.tuple(side, side, seed).map(([rows, columns, s]): Matrix => ({ rows, columns, a: noise(rows * columns, s) }));
const tallMatrix = fc
  .tuple(side, fc.nat(60), seed)
  .map(([columns, more, s]): Matrix => ({ rows: columns + more, columns, a: noise((columns + more) * columns, s) }));
const few = { numRuns: 60 };

function product(a: Float64Array, b: Float64Array, rows: number, inner: number, columns: number): Float64Array {
  const out = new Float64Array(rows * columns);
  for (let i = 0; i < rows; i++) {
    for (let k = 0; k < inner; k++) for (let j = 0; j < columns; j++) out[i * columns + j] += a[i * inner + k] * b[k * columns + j];
  }
  return out;
}

const transposed = (a: Float64Array, rows: number, columns: number): Float64Array =>
  Float64Array.from(a, (_, at) => a[(at % rows) * columns + Math.floor(at / rows)]);

function furthest(x: ArrayLike<number>, y: ArrayLike<number>): number {
  expect(x.length).toBe(y.length);
  let most = 0;
  for (let i = 0; i < x.length; i++) most = Object.is(x[i], y[i]) ? most : Math.max(most, Math.abs(x[i] - y[i]));
  return most;
}

const identity = (n: number): Float64Array => Float64Array.from({ length: n * n }, (_, at) => Number(at % (n + 1) === 0));
/** How far columns are from orthonormal. */
const defect = (q: Float64Array, rows: number, columns: number): number =>
  furthest(product(transposed(q, rows, columns), q, columns, rows, columns), identity(columns));
const frobenius = (a: Float64Array): number => Math.sqrt(a.reduce((sum, x) => sum + x * x, 0));

describe("orthonormal columns", () => {
  it("are orthonormal, and R = QᵀA is upper triangular with a positive diagonal", () => {
    fc.assert(
      fc.property(tallMatrix, ({ rows, columns, a }) => {
        const q = orthonormalColumns(a, rows, columns);
        expect(defect(q, rows, columns)).toBeLessThan(1e-14);
        const r = product(transposed(q, rows, columns), a, columns, rows, columns);
        for (let i = 0; i < columns; i++) {
          expect(r[i * columns + i]).toBeGreaterThan(0);
          for (let j = 0; j < i; j++) expect(Math.abs(r[i * columns + j])).toBeLessThan(1e-13);
        }
        expect(furthest(product(q, r, rows, columns, columns), a)).toBeLessThan(1e-13);
      }),
      few,
    );
  });

  it("do not change in any bit with the magnitude of a column, from 2^-1000 to 2^1000", () => {
    fc.assert(
      fc.property(tallMatrix, fc.constantFrom(-1000, -600, -301, 300, 301, 1000), ({ rows, columns, a }, power) => {
        const scaled = a.map((x, at) => (at % columns === columns - 1 ? x * 2 ** power : x));
        expect(orthonormalColumns(scaled, rows, columns)).toEqual(orthonormalColumns(a, rows, columns));
      }),
      few,
    );
  });

  it("turn where a column is negated, and only there", () => {
    fc.assert(
      fc.property(tallMatrix, fc.nat(), ({ rows, columns, a }, pick) => {
        const column = pick % columns;
        const negate = (m: Float64Array) => m.map((x, at) => (at % columns === column ? -x : x));
        expect(furthest(orthonormalColumns(negate(a), rows, columns), negate(orthonormalColumns(a, rows, columns)))).toBeLessThan(1e-11);
      }),
      few,
    );
  });

  it("do not depend on columns to their right", () => {
    fc.assert(
      fc.property(tallMatrix, fc.nat(), ({ rows, columns, a }, pick) => {
        const kept = 1 + (pick % columns);
        const first = (m: Float64Array) => m.filter((_, at) => at % columns < kept);
        expect(furthest(orthonormalColumns(first(a), rows, kept), first(orthonormalColumns(a, rows, columns)))).toBeLessThan(1e-11);
      }),
      few,
    );
  });

  it("stay orthonormal where the matrix is all but singular", () => {
    const n = 40;
    const a = Float64Array.from({ length: n * n }, (_, at) => 1 / (Math.floor(at / n) + (at % n) + 1));
    expect(defect(orthonormalColumns(a, n, n), n, n)).toBeLessThan(1e-14);
  });

  it("are zeros where R's diagonal is exactly 0, as sign(0) = 0", () => {
    expect([...orthonormalColumns(Float64Array.of(3, 6, 0, 0), 2, 2)]).toEqual([1, 0, 0, 0].map((x) => expect.closeTo(x, 15)));
    expect(orthonormalColumns(new Float64Array(6), 3, 2).every((x) => x === 0)).toBe(true);
  });

  it("of nothing are nothing, of one number are its sign", () => {
    expect(orthonormalColumns(new Float64Array(0), 0, 0).length).toBe(0);
    expect(orthonormalColumns(new Float64Array(0), 5, 0).length).toBe(0);
    expect([-3, 5, 0, 5e-324].map((x) => orthonormalColumns(Float64Array.of(x), 1, 1)[0])).toEqual([-1, 1, 0, 1]);
  });

  it("are NaN from the first column on that is not finite", () => {
    const q = orthonormalColumns(Float64Array.of(1, 2, Number.POSITIVE_INFINITY, 3, 5, 1, 7, 1, 2), 3, 3);
    expect([...q].map(Number.isNaN)).toEqual([false, false, true, false, false, true, false, false, true]);
  });
});

describe("singular values", () => {
  it("of U·diag(s)·Vᵀ are s, whatever the rank and magnitude", () => {
    const value = fc.double({ min: 0, max: 1, noNaN: true });
    const spectrum = fc.array(fc.oneof(value, value, fc.constant(0), fc.constant(0.5)), { minLength: 1, maxLength: 40 });
    fc.assert(
      fc.property(spectrum, fc.nat(90), fc.boolean(), seed, fc.constantFrom(-1000, -20, 0, 900), (list, more, wide, s, power) => {
        const k = list.length;
        const [long, scale] = [k + more, 2 ** power];
        const u = orthonormalColumns(noise(long * k, s), long, k);
        const v = orthonormalColumns(noise(k * k, s + 1), k, k);
        const scaled = u.map((x, at) => x * list[at % k] * scale);
        const a = product(scaled, transposed(v, k, k), long, k, k);
        const ours = wide ? singularValues(transposed(a, long, k), k, long) : singularValues(a, long, k);
        const wanted = Float64Array.from(list).sort().reverse();
        expect(
          furthest(
            ours,
            wanted.map((x) => x * scale),
          ),
        ).toBeLessThanOrEqual(2e-14 * scale);
      }),
      { numRuns: 100 },
    );
  });

  it("have the matrix's squares as their squares, and are the same of its transpose and its negative", () => {
    fc.assert(
      fc.property(anyMatrix, ({ rows, columns, a }) => {
        const s = singularValues(a, rows, columns);
        expect(s.length).toBe(Math.min(rows, columns));
        for (let i = 0; i < s.length; i++) expect(s[i]).toBeLessThanOrEqual(i === 0 ? Number.POSITIVE_INFINITY : s[i - 1]);
        expect(Math.abs(frobenius(s) - frobenius(a))).toBeLessThan(1e-13 * frobenius(a));
        expect(furthest(singularValues(transposed(a, rows, columns), columns, rows), s)).toBeLessThan(1e-13);
        expect(
          furthest(
            singularValues(
              a.map((x) => -x),
              rows,
              columns,
            ),
            s,
          ),
        ).toBeLessThan(1e-13);
      }),
      few,
    );
  });

  it("of nothing are none, of what is not finite NaN", () => {
    expect(singularValues(new Float64Array(0), 0, 7).length).toBe(0);
    expect(singularValues(new Float64Array(0), 7, 0).length).toBe(0);
    expect([...singularValues(Float64Array.of(1, Number.NaN, 2, 3), 2, 2)]).toEqual([Number.NaN, Number.NaN]);
    expect([...singularValues(new Float64Array(12), 3, 4)]).toEqual([0, 0, 0]);
  });
});

describe.each([
  { name: "singular vectors", vectors: singularVectors, within: 1e-13 },
  // Jacobi stops where float32 does: its vectors are orthonormal to float64 all the same.
  { name: "orthogonal matrix from uniforms", vectors: orthogonalFromUniforms, within: 1e-13 },
])("$name", ({ vectors, within }) => {
  it("has orthonormal rows or columns, whatever the shape", () => {
    fc.assert(
      fc.property(anyMatrix, ({ rows, columns, a }) => {
        const q = vectors(a, rows, columns);
        if (rows >= columns) expect(defect(q, rows, columns)).toBeLessThan(within);
        else expect(defect(transposed(q, rows, columns), columns, rows)).toBeLessThan(within);
      }),
      few,
    );
  });

  it("is orthonormal of zeros, of identities and of equal entries too", () => {
    for (const [rows, columns] of [
      [4, 4],
      [40, 40],
      [30, 45],
      [90, 30],
      [20, 60],
    ]) {
      for (const fill of [(_at: number) => 0, (at: number) => Number(at % (columns + 1) === 0), (_at: number) => 0.5]) {
        const q = vectors(
          Float64Array.from({ length: rows * columns }, (_, at) => fill(at)),
          rows,
          columns,
        );
        const found = rows >= columns ? defect(q, rows, columns) : defect(transposed(q, rows, columns), columns, rows);
        expect(found).toBeLessThan(1e-13);
      }
    }
  });

  it("of nothing is nothing, of what is not finite NaN", () => {
    expect(vectors(new Float64Array(0), 0, 3).length).toBe(0);
    expect(vectors(new Float64Array(0), 30, 0).length).toBe(0);
    expect(vectors(Float64Array.of(1, Number.POSITIVE_INFINITY), 1, 2).every(Number.isNaN)).toBe(true);
  });
});

describe("singular vectors", () => {
  it("of the matrix's shape diagonalise it: each is a direction that A·Aᵀ or Aᵀ·A stretches by its value's square", () => {
    fc.assert(
      fc.property(anyMatrix, ({ rows, columns, a }) => {
        const [long, k] = [Math.max(rows, columns), Math.min(rows, columns)];
        const tall = rows >= columns ? a : transposed(a, rows, columns);
        const given = singularVectors(a, rows, columns);
        const q = rows >= columns ? given : transposed(given, rows, columns);
        const s = singularValues(a, rows, columns);
        const image = product(tall, product(transposed(tall, long, k), q, k, long, k), long, k, k);
        expect(
          furthest(
            image,
            q.map((x, at) => x * s[at % k] * s[at % k]),
          ),
        ).toBeLessThan(1e-13 * s[0] * s[0] + 1e-300);
      }),
      few,
    );
  });
});
