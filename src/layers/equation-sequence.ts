import { scan } from "../cells/index.ts";
import { canonicalWeights } from "./canonical-weights.ts";
import { withDropout } from "./recurrent-dropout.ts";
import type { Sequence, SequenceResult } from "./sequence.ts";
import { maskInOrder } from "./step-mask.ts";

/** Runs a sequence by the cell's equation, step by step. */
export function equationSequence({ direction, x, state, mask, timeFirst, drawn }: Sequence): SequenceResult {
  const { equation, reversed } = direction;
  const { y, states } = scan(drawn === null ? equation : withDropout(equation, drawn), x, {
    weights: canonicalWeights(direction),
    batchFirst: !timeFirst,
    reverse: reversed,
    ...(state === null ? {} : { states: state }),
    ...(mask === null ? {} : { mask: maskInOrder(mask, timeFirst) }),
  });
  return { y, state: states };
}
