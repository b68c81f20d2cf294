/** Rounds a size up to one of eight sizes an octave, so that memory which is given back fits the next that asks for about as much. */
export function sizeClass(size: number): number {
  if (size <= 64) return 64;
  const step = 2 ** (Math.floor(Math.log2(size)) - 3);
  return Math.ceil(size / step) * step;
}
