import { type Box, contains } from "../layout/index.ts";

/** Boxes of one tensor, asked whether one of them contains another box; fast where they are slices of the first axis. */
export class Covers {
  /** By what they span on the other axes: ranges of the first axis, none inside another, so both ends ascend. */
  readonly #groups = new Map<string, { readonly others: Box; readonly ranges: (readonly [from: number, to: number])[] }>();

  add([range = [0, 1], ...others]: Box): void {
    const key = others.join();
    const { ranges } = this.#groups.get(key) ?? { ranges: [] };
    if (ranges.length === 0) this.#groups.set(key, { others, ranges });
    if (within(ranges, range)) return;
    const first = firstWhere(ranges.length, (k) => ranges[k][0] >= range[0]);
    const end = firstWhere(ranges.length, (k) => ranges[k][1] > range[1]);
    ranges.splice(first, end - first, range);
  }

  /** Whether one of the boxes contains this one. */
  contain([range = [0, 1], ...others]: Box): boolean {
    return [...this.#groups.values()].some((group) => contains(group.others, others) && within(group.ranges, range));
  }
}

/** Whether one of ranges whose ends ascend contains a range: of those that start in time, the last reaches farthest. */
function within(ranges: readonly (readonly [number, number])[], [from, to]: readonly [number, number]): boolean {
  const next = firstWhere(ranges.length, (k) => ranges[k][0] > from);
  return next > 0 && ranges[next - 1][1] >= to;
}

/** The first index below `length` where a condition holds that holds for all after it too; `length` where none. */
export function firstWhere(length: number, holds: (index: number) => boolean): number {
  let [low, high] = [0, length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (holds(middle)) high = middle;
    else low = middle + 1;
  }
  return low;
}
