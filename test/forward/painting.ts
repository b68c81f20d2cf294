/** Paints arrays by rule, as tools/frameworks/painting.py does: element i, counted from `from`, is ((97 i mod 251) - 125) / 128 · scale + add. */

export interface Painted {
  readonly name: string;
  readonly shape: readonly number[];
  readonly from: number;
  readonly scale?: number;
  readonly add?: number;
  /** Whole numbers from the first up to, not including, the second. */
  readonly integers?: readonly [number, number];
  /** Not painted: the framework's own initial value, which is stored. */
  readonly built?: boolean;
  /** The steps (sample by sample) whose entries are all `value` where the mask is 0. */
  readonly masked?: { readonly mask: readonly (readonly (boolean | number)[])[]; readonly value: number; readonly time_major?: boolean };
}

export function paintedValues({ shape, from, scale = 1, add = 0, integers, masked }: Painted): Float64Array {
  const size = shape.reduce((a, b) => a * b, 1);
  const values = Float64Array.from({ length: size }, (_, i) => {
    const cycle = ((from + i) * 97) % 251;
    if (integers !== undefined) return integers[0] + (cycle % (integers[1] - integers[0]));
    return ((cycle - 125) / 128) * scale + add;
  });
  if (masked !== undefined) {
    const inner = shape.slice(2).reduce((a, b) => a * b, 1);
    for (let a = 0; a < shape[0]; a++) {
      for (let b = 0; b < shape[1]; b++) {
        const counts = masked.time_major === true ? masked.mask[b][a] : masked.mask[a][b];
        if (!counts) values.fill(masked.value, (a * shape[1] + b) * inner, (a * shape[1] + b + 1) * inner);
      }
    }
  }
  return values;
}
