/** Layers: plain definitions, and what runs them. */
export type { ActivationDefinition } from "./activation-definition.ts";
export type { LayerState } from "./context.ts";
export type {
  ActivityRegularizer,
  Constraint,
  LayerDefinition,
  LayerKind,
  NamedLayer,
  ParameterDefinition,
  Regularizer,
} from "./definition.ts";
export { type Declared, Layer, layer } from "./layer.ts";
export type { Parameter } from "./parameter.ts";
export type { CellDefinition, RecurrentDefinition, RecurrentDropout } from "./recurrent-definition.ts";
