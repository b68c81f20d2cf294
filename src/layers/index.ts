/** Layers: plain definitions, and what runs them. */
export type { ActivationDefinition } from "./activation-definition.ts";
export type {
  ActivityRegularizer,
  Constraint,
  LayerDefinition,
  LayerKind,
  ParameterDefinition,
  Regularizer,
} from "./definition.ts";
export type { CellDefinition, RecurrentDefinition, RecurrentDropout } from "./recurrent-definition.ts";
