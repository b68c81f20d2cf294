import type { Tensor } from "../tensor/index.ts";
import type { LayerContext, LayerResult } from "./context.ts";
import type { Parameter } from "./parameter.ts";

/** Computes what a layer of a kind gives, from its parameters in the definition's order. */
export type Runner<Definition> = (
  definition: Definition,
  parameters: readonly Parameter[],
  input: Tensor,
  context: LayerContext,
) => LayerResult;
