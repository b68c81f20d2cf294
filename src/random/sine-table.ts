/**
 * Where glibc's low parts are not the nearest doubles: place in the table, and how many units in the last place glibc's lies
 * further from zero. They are read off its sysdeps/ieee754/dbl-64/sincostab.c; tools/glibc-tables.py checks them.
 */
const exceptions = [
  9, 1, 41, 1, 93, 39, 107, 1, 109, 1, 133, 1, 137, 1, 145, 1, 161, -2, 179, 1, 283, 1, 301, 1, 303, -2, 319, 1, 341, 1, 361, -2, 377, 1,
  429, 1,
];

/**
 * Computes sin, its rest, cos, its rest of k/128 for k from 0 to 109: high parts rounded to double, the rests rounded likewise.
 * By Taylor's series in fixed point with 192 bits after the point.
 * Source: glibc 2.36 (equal from 2.28 on), sysdeps/ieee754/dbl-64/sincostab.c.
 */
export function sineTable(): Float64Array {
  const table = new Float64Array(440);
  for (let k = 0; k < 110; k++) {
    const sums = [0n, 0n];
    let term = 1n << 192n;
    for (let n = 0; term !== 0n; n++) {
      sums[(n & 1) ^ 1] += n & 2 ? -term : term;
      term = ((term * BigInt(k)) >> 7n) / BigInt(n + 1);
    }
    for (const [part, sum] of sums.entries()) {
      const high = Number(sum) * 2 ** -192;
      table[4 * k + 2 * part] = high;
      table[4 * k + 2 * part + 1] = Number(sum - BigInt(high * 2 ** 192)) * 2 ** -192;
    }
  }
  const words = new BigInt64Array(table.buffer);
  for (let i = 0; i < exceptions.length; i += 2) words[exceptions[i]] += BigInt(exceptions[i + 1]);
  return table;
}
