import type { Role } from "../layout/index.ts";
import { recurrentSequence, type Tensor } from "../tensor/index.ts";
import { canonicalWeights, gatesOf } from "./canonical-weights.ts";
import type { Placed } from "./parts.ts";
import type { Direction } from "./recurrent-directions.ts";
import type { Sequence, SequenceResult } from "./sequence.ts";
import { maskInOrder } from "./step-mask.ts";

type Call = Parameters<typeof recurrentSequence>[0];
type Weights = Pick<Call, "Wx" | "Wh" | "bx" | "bh" | "order">;

const kinds = ["lstm", "gru", "rnn"] as const;
const gates = ["sigmoid", "hardSigmoid", "hardSigmoidSixth"] as const;
const activations = ["tanh", "relu", "linear"] as const;

/** Runs a sequence as one primitive over the kernels, or gives null where they lack an option of the cell. */
export function fusedSequence({ direction, x, state, mask, timeFirst, drawn }: Sequence): SequenceResult | null {
  const { cell, parts, hidden, reversed } = direction;
  const kind = kinds.find((one) => one === cell.kind);
  const gate = gates.find((one) => one === (cell.gateActivation ?? "sigmoid"));
  const activation = activations.find((one) => one === (cell.activation ?? "tanh"));
  if (kind === undefined || gate === undefined || activation === undefined || drawn !== null) return null;
  if (cell.cellClip !== undefined || parts.has("P") || parts.has("peephole")) return null;
  const { Wx, Wh, bx, bh, order } = inPlace(direction) ?? gatheredWeights(direction);
  const { y, h, c } = recurrentSequence({
    cell: kind,
    units: hidden,
    x,
    batchFirst: !timeFirst,
    reverse: reversed,
    h0: state?.h,
    c0: state?.c,
    Wx,
    Wh,
    bx,
    bh,
    order,
    mask: mask === null ? undefined : maskInOrder(mask, timeFirst),
    gate,
    activation,
    forgetBias: cell.forgetBias ?? 0,
    resetAfter: cell.reset !== "before",
  });
  return { y, state: c === null ? { h } : { h, c } };
}

/** Weights in canonical form, where the framework's arrays cannot be read by strides. */
function gatheredWeights(direction: Direction): Weights {
  const { Wx, Wh, bx, bh } = canonicalWeights(direction);
  const matrix = (of: Tensor) => ({ of, row: of.shape[1], column: 1 });
  return { Wx: matrix(Wx), Wh: matrix(Wh), bx: bx && { of: bx }, bh: bh && { of: bh } };
}

const known = new WeakMap<Direction, { readonly weights: Weights | null }>();

/** The same for every call: the arrays stay where they are. */
function inPlace(direction: Direction): Weights | null {
  const found = known.get(direction) ?? { weights: weightsInPlace(direction) };
  known.set(direction, found);
  return found.weights;
}

/** Weights as they lie in the framework's arrays, or null where their gates are not stacked alike. */
function weightsInPlace(direction: Direction): Weights | null {
  const { parts, hidden } = direction;
  const stacked = (role: Role) => stackOf(parts.get(role), gatesOf(direction), hidden);
  const [Wx, Wh] = [stacked("Wx"), stacked("Wh")];
  if (Wx === null || Wh === null) return null;
  const [bx, bh] = [stacked(parts.has("bx") ? "bx" : "b"), stacked("bh")];
  if ((bx === null && (parts.has("bx") || parts.has("b"))) || (bh === null && parts.has("bh"))) return null;
  const all = [Wx, Wh, bx, bh].filter((one) => one !== null);
  if (all.some((one) => one.order.join() !== Wx.order.join())) return null;
  return { Wx, Wh, bx: bx ?? undefined, bh: bh ?? undefined, order: Wx.order };
}

interface Stack {
  readonly of: Tensor;
  readonly offset: number;
  /** From one input to the next, and from one output to the next. */
  readonly row: number;
  readonly column: number;
  /** Which block of the stack each canonical gate is. */
  readonly order: readonly number[];
}

/** How gates lie in one array, each `hidden` outputs behind another. */
function stackOf(placed: readonly Placed[] | undefined, gates: readonly (string | null)[], hidden: number): Stack | null {
  if (placed === undefined || placed.length !== gates.length) return null;
  const of = placed[0].parameter.value;
  if (placed.some(({ parameter }) => parameter.value !== of)) return null;
  const [columns, isMatrix] = [of.shape[of.shape.length - 1], placed[0].block.role.startsWith("W")];
  const { transposed } = placed[0].block;
  const [row, column] = !isMatrix || transposed ? [columns, 1] : [1, columns];
  const offsets = gates.map((gate) => {
    const box = placed.find(({ block }) => block.gate === gate && block.transposed === transposed)?.block.box;
    if (box === undefined) return Number.NaN;
    return box.length === 1 ? box[0][0] : box[0][0] * columns + box[1][0];
  });
  const offset = Math.min(...offsets);
  const order = offsets.map((one) => (one - offset) / (hidden * column));
  const alike = [...order].sort((a, b) => a - b).every((block, k) => block === k);
  return alike ? { of, offset, row, column, order } : null;
}
