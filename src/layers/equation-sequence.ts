import { scan } from "../cells/index.ts";
import { canonicalWeights } from "./canonical-weights.ts";
import { withDropout } from "./recurrent-dropout.ts";
import { maskInOrder, type Sequence, type SequenceResult } from "./sequence.ts";

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
