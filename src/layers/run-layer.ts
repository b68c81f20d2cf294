import { internalError } from "../base/index.ts";
import type { Tensor } from "../tensor/index.ts";
import type { LayerContext, LayerResult } from "./context.ts";
import { convolution } from "./convolution.ts";
import type { LayerDefinition, LayerKind } from "./definition.ts";
import { dense } from "./dense.ts";
import { dropout } from "./dropout.ts";
import { embedding } from "./embedding.ts";
import { batchNorm, layerNorm } from "./norm.ts";
import { outputMemory } from "./output-memory.ts";
import type { Parameter } from "./parameter.ts";
import { activityPenalties } from "./penalty.ts";
import { activation, flattened, masking, repeated, reshaped } from "./plain-layers.ts";
import { recurrent } from "./recurrent.ts";
import type { Runner } from "./runner.ts";
import { timeDistributed } from "./time-distributed.ts";

/** What runs each kind of layer. A kind without a row does not compile. */
const runners: { readonly [K in LayerKind]: Runner<Extract<LayerDefinition, { kind: K }>> } = {
  activation,
  batchNorm,
  convolution,
  dense,
  dropout,
  embedding,
  flatten: flattened,
  layerNorm,
  masking,
  recurrent,
  repeat: repeated,
  reshape: reshaped,
  timeDistributed: (definition, parameters, input, context) => timeDistributed(definition, parameters, input, context, runLayer),
};

/** Computes what a layer gives. Throws: bad-shape and others, naming the layer. */
export function runLayer(definition: LayerDefinition, parameters: readonly Parameter[], input: Tensor, context: LayerContext): LayerResult {
  const runner = runners[definition.kind] as Runner<LayerDefinition> | undefined;
  if (runner === undefined) throw internalError(`no layer of kind ${definition.kind}`);
  const result = laidOut(definition, input, runner(definition, parameters, input, context));
  const { activityRegularizer } = definition;
  if (activityRegularizer === undefined) return result;
  const outputs = result.other === undefined ? [result.output] : [result.output, result.other];
  const losses = [...(result.losses ?? []), ...activityPenalties(activityRegularizer, outputs, result.state)];
  return Object.assign({}, result, { losses });
}

/** The same result, lying in memory as the definition says. */
function laidOut(definition: LayerDefinition, input: Tensor, result: LayerResult): LayerResult {
  const { output, other } = result;
  const memory = outputMemory(definition, input, output);
  if (output.memory === memory && (other === undefined || other.memory === memory)) return result;
  return Object.assign({}, result, { output: output.laid(memory) }, other === undefined ? {} : { other: other.laid(memory) });
}
