import { internalError, sizeOf } from "../base/index.ts";
import { type Box, contains, intersect, shapeOfBox, wholeBox } from "../layout/index.ts";
import { firstWhere } from "./covers.ts";
import { isWriting, type Parameter, type Plan, type WritingStep } from "./plan.ts";

/** A box of a parameter and the step whose numbers stand there in the end; null where no step writes. */
export interface Held {
  readonly box: Box;
  readonly step: WritingStep | null;
  /** Index of the step in the Plan, -1 where none. */
  readonly index: number;
}

/** For one parameter: each of its blocks, or its whole where it has no gates, and what holds there in the end. */
export interface Holding {
  readonly parameter: Parameter;
  readonly blocks: readonly { readonly gate: string | null; readonly box: Box; readonly held: readonly Held[] }[];
}

/** Derives from the steps the rule that holds in the end, for each gate block of each parameter. */
export function holdings(plan: Plan): Holding[] {
  const writes = plan.parameters.map(() => [] as { step: WritingStep; index: number }[]);
  plan.steps.forEach((step, index) => {
    if (isWriting(step)) writes[step.parameter].push({ step, index });
  });
  return plan.parameters.map((parameter, p) => {
    const boxes =
      parameter.blocks.length > 0
        ? parameter.blocks.map(({ gate, box }) => ({ gate, box }))
        : [{ gate: null, box: wholeBox(parameter.shape) }];
    return { parameter, blocks: boxes.map(({ gate, box }) => ({ gate, box, held: heldIn(box, writes[p]) })) };
  });
}

function heldIn(box: Box, writes: readonly { step: WritingStep; index: number }[]): Held[] {
  // What no later step wrote, in bands that lie apart and in order on the first axis: a step meets few of them.
  const open = bandsOf([box]);
  const held: Held[] = [];
  for (let w = writes.length - 1; w >= 0 && open.length > 0; w--) {
    const { step, index } = writes[w];
    const [from, to] = step.box[0] ?? [0, 1];
    const first = firstWhere(open.length, (k) => open[k].to > from);
    const end = firstWhere(open.length, (k) => open[k].from >= to);
    if (end <= first) continue;
    const rest: Box[] = [];
    for (const { pieces } of open.slice(first, end)) {
      for (const piece of pieces) {
        const common = intersect(piece, step.box);
        if (common === null) {
          rest.push(piece);
          continue;
        }
        held.push({ box: common, step, index });
        if (!contains(common, piece)) rest.push(...subtract(piece, common));
      }
    }
    open.splice(first, end - first, ...bandsOf(rest));
  }
  for (const { pieces } of open)
    for (const piece of pieces) if (sizeOf(shapeOfBox(piece)) > 0) held.push({ box: piece, step: null, index: -1 });
  return held.sort((a, b) => compareBoxes(a.box, b.box));
}

/** Boxes that share rows of the first axis, directly or through others. */
interface Band {
  readonly from: number;
  to: number;
  readonly pieces: Box[];
}

function bandsOf(boxes: readonly Box[]): Band[] {
  const bands: Band[] = [];
  for (const box of [...boxes].sort(compareBoxes)) {
    const [from, to] = box[0] ?? [0, 1];
    const last = bands.at(-1);
    if (last !== undefined && from < last.to) {
      last.pieces.push(box);
      last.to = Math.max(last.to, to);
    } else bands.push({ from, to, pieces: [box] });
  }
  return bands;
}

/** Cuts the part out of the whole: boxes that cover the rest, each once. */
function subtract(whole: Box, part: Box): Box[] {
  const rest: Box[] = [];
  let core = whole;
  for (let axis = 0; axis < whole.length; axis++) {
    const [from, to] = core[axis];
    const [inFrom, inTo] = part[axis];
    const withAxis = (range: readonly [number, number]) => core.map((r, a) => (a === axis ? range : r));
    if (from < inFrom) rest.push(withAxis([from, inFrom]));
    if (inTo < to) rest.push(withAxis([inTo, to]));
    core = withAxis([inFrom, inTo]);
  }
  if (core.some(([from, to], axis) => from !== part[axis][0] || to !== part[axis][1])) throw internalError("box cut");
  return rest;
}

function compareBoxes(a: Box, b: Box): number {
  for (let axis = 0; axis < a.length; axis++) if (a[axis][0] !== b[axis][0]) return a[axis][0] - b[axis][0];
  return 0;
}
