/**
 * Brings the largest magnitude into 2^±300, where squares neither overflow nor vanish, and returns the factor's inverse.
 *
 * Exact for all numbers within 2^600 of the largest one; smaller ones lose digits that no decomposition can see.
 * Domain: numbers that are not finite, and zeros alone, stay as they are.
 */
export function scaleByPowerOfTwo(values: Float64Array): number {
  let most = 0;
  for (let i = 0; i < values.length; i++) most = Math.max(most, Math.abs(values[i]));
  if (most === 0 || !Number.isFinite(most)) return 1;
  let inverse = 1;
  // A subnormal has further to climb than one factor reaches.
  while (most < 2 ** -300 || most > 2 ** 300) {
    const factor = most < 1 ? 2 ** 500 : 2 ** -500;
    for (let i = 0; i < values.length; i++) values[i] *= factor;
    most *= factor;
    inverse /= factor;
  }
  return inverse;
}
