import type { LayerContext } from "./context.ts";
import { equationSequence } from "./equation-sequence.ts";
import { fusedSequence } from "./fused-sequence.ts";
import { maskedInput } from "./recurrent-dropout.ts";
import type { Sequence, SequenceResult } from "./sequence.ts";

/** Runs a sequence: by the fused primitive where it has the options, by the equation else. */
export function runSequence(sequence: Omit<Sequence, "drawn">, context: LayerContext): SequenceResult {
  const { direction, state, mask, timeFirst, layer } = sequence;
  const { x, drawn } = maskedInput(direction, sequence.x, timeFirst, context, layer);
  const run: Sequence = { direction, x, state, mask, timeFirst, layer, drawn };
  return (context.equations === true ? null : fusedSequence(run)) ?? equationSequence(run);
}
