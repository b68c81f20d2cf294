import type { Cell } from "../cells/index.ts";
import { type Chain, type ChainDefinition, chainOf } from "./chain.ts";
import type { DropoutSource } from "./context.ts";
import { type Graph, type GraphDefinition, graphOf } from "./graph.ts";

/** A model as plain JSON: what crosses to a worker, and what a saved model holds. */
export type ModelDefinition = ChainDefinition | GraphDefinition;

/** Makes a model from its definition, all parameters zero until weights are loaded. */
export function modelOf(
  definition: ModelDefinition,
  options: { readonly dropout?: DropoutSource; readonly cells?: Readonly<Record<string, Cell>> } = {},
): Chain | Graph {
  if (definition.kind === "sequential") return chainOf(definition, options);
  const { dropout } = options;
  return graphOf(definition, dropout === undefined ? {} : { dropout });
}
