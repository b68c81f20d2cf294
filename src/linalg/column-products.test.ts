import { expect, test } from "vitest";
import { type Columns, innerProducts, subtractProduct } from "./column-products.ts";

/** Painted: no two entries of a column or row alike; small integers over 128, so that every sum is exact in any order. */
const paint = (length: number, from: number): Float64Array =>
  Float64Array.from({ length }, (_, i) => (((i + from) * 97) % 251) - 125).map((x) => x / 128);

/** Counts around the four by two that are multiplied at once; rows that do not start at the buffer's. */
const cases = [1, 2, 3, 4, 5, 8, 9].flatMap((k) => [1, 2, 3, 7].flatMap((n) => [1, 2, 11].map((rows) => ({ k, n, rows }))));

function columns(count: number, rows: number, from: number): Columns {
  const step = rows + 3;
  return { data: paint(2 + count * step, from), at: 2, step, count };
}

const entry = ({ data, at, step }: Columns, row: number, column: number): number => data[at + column * step + row];

test.each(cases)("XᵀY of $k and $n columns of $rows rows", ({ k, n, rows }) => {
  const [x, y] = [columns(k, rows, 5), columns(n, rows, 60)];
  const out = new Float64Array(k * n).fill(9);
  innerProducts(x, y, rows, out);
  const plain = Float64Array.from({ length: k * n }, (_, at) => {
    let sum = 0;
    for (let r = 0; r < rows; r++) sum += entry(x, r, at % k) * entry(y, r, Math.floor(at / k));
    return sum;
  });
  expect(out).toEqual(plain);
});

test.each(cases)("Y − XW of $k and $n columns of $rows rows, and nothing beside", ({ k, n, rows }) => {
  const [x, y, w] = [columns(k, rows, 5), columns(n, rows, 60), paint(k * n, 130)];
  const plain = y.data.slice();
  for (let j = 0; j < n; j++) {
    for (let i = 0; i < k; i++) for (let r = 0; r < rows; r++) plain[y.at + j * y.step + r] -= entry(x, r, i) * w[j * k + i];
  }
  subtractProduct(y, x, w, rows);
  expect(y.data).toEqual(plain);
});
