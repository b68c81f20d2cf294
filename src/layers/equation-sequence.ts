import { GatewiseError } from "../base/index.ts";
import { scan } from "../cells/index.ts";
import { canonicalWeights } from "./canonical-weights.ts";
import { withDropout } from "./recurrent-dropout.ts";
import type { Sequence, SequenceResult } from "./sequence.ts";
import { maskInOrder } from "./step-mask.ts";

/** Runs a sequence by the cell's equation, step by step. Throws: what the cell refuses, naming the layer. */
export function equationSequence({ direction, x, state, mask, timeFirst, drawn, layer }: Sequence): SequenceResult {
  const { equation, reversed } = direction;
  try {
    const { y, states } = scan(drawn === null ? equation : withDropout(equation, drawn), x, {
      weights: canonicalWeights(direction),
      batchFirst: !timeFirst,
      reverse: reversed,
      ...(state === null ? {} : { states: state }),
      ...(mask === null ? {} : { mask: maskInOrder(mask, timeFirst) }),
    });
    return { y, state: states };
  } catch (error) {
    if (!(error instanceof GatewiseError) || !error.where.startsWith("cell ")) throw error;
    const { code, where, received, expected, fix } = error;
    throw new GatewiseError(code, { where: `layer ${layer}, ${where}`, received, expected, fix }, { cause: error });
  }
}
