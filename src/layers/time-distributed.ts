import { GatewiseError, showShape } from "../base/index.ts";
import { reshape, type Tensor } from "../tensor/index.ts";
import type { LayerContext, LayerResult } from "./context.ts";
import type { LayerDefinition, TimeDistributedDefinition } from "./definition.ts";
import type { Parameter } from "./parameter.ts";

type Run = (definition: LayerDefinition, parameters: readonly Parameter[], input: Tensor, context: LayerContext) => LayerResult;

/** Runs a layer on each step alone, as if steps were samples. Shapes: [B, T, …] to [B, T, …]. Throws: bad-shape. */
export function timeDistributed(
  { name, layer }: TimeDistributedDefinition,
  parameters: readonly Parameter[],
  input: Tensor,
  context: LayerContext,
  run: Run,
): LayerResult {
  const [batch, steps, ...rest] = input.shape;
  if (input.shape.length < 3) {
    throw new GatewiseError("bad-shape", {
      where: `layer ${name}, input`,
      received: showShape(input.shape),
      expected: "[batch, steps, …], three axes or more",
      fix: "give a sequence",
    });
  }
  const { output, losses } = run(layer, parameters, reshape(input, [batch * steps, ...rest]), { ...context, mask: null });
  return {
    output: reshape(output, [batch, steps, ...output.shape.slice(1)]),
    mask: context.mask,
    state: {},
    ...(losses === undefined ? {} : { losses }),
  };
}
