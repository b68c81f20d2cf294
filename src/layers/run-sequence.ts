import type { LayerContext } from "./context.ts";
import { equationSequence } from "./equation-sequence.ts";
import { fusedSequence } from "./fused-sequence.ts";
import { maskedInput } from "./recurrent-dropout.ts";
import type { Sequence, SequenceResult } from "./sequence.ts";

/** Runs a sequence: by the fused primitive where it has the options, by the equation else. */
export function runSequence(sequence: Omit<Sequence, "drawn">, context: LayerContext): SequenceResult {
  const { direction, timeFirst, layer } = sequence;
  const run = { ...sequence, ...maskedInput(direction, sequence.x, timeFirst, context, layer) };
  return (context.equations === true ? null : fusedSequence(run)) ?? equationSequence(run);
}
