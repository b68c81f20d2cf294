/** Layers: plain definitions, and what runs them. */
export type { ActivationDefinition, PlainActivation } from "./activation.ts";
export { Chain, type ChainDefinition, chainOf } from "./chain.ts";
export type { DropoutSource, LayerState } from "./context.ts";
export type { LayerDefinition, LayerKind } from "./definition.ts";
export { type Forward, FunctionModel, model } from "./function-model.ts";
export { Graph, type GraphDefinition, type GraphNode, type GraphValue, graphOf, type Tensors } from "./graph.ts";
export type { GraphOperation } from "./graph-operation.ts";
export { type Declared, Layer, layer, type SequenceOptions } from "./layer.ts";
export { type CallContext, type Called, type Computed, LayeredModel, type State } from "./layered-model.ts";
export type { LoadOptions, LoadReport } from "./load-parameters.ts";
export { type ModelDefinition, modelOf } from "./model-of.ts";
export type { ActivityRegularizer, Constraint, NamedLayer, ParameterDefinition, Regularizer } from "./named-layer.ts";
export {
  activation,
  dense,
  dropout,
  embedding,
  gru,
  layerNorm,
  lstm,
  type NeutralLayer,
  type NeutralWeighted,
  ownCell,
  rnn,
} from "./neutral.ts";
export type { Parameter } from "./parameter.ts";
export type { CellDefinition, RecurrentDefinition, RecurrentDropout } from "./recurrent-definition.ts";
export { type SequentialLayer, type SequentialOptions, sequential } from "./sequential.ts";
export type { Start } from "./start.ts";
export { restoreState, saveState } from "./state-bytes.ts";
