/** TensorFlow 1: variables, initialisers, scopes and cells as they start. */
export type { Cell } from "./cells.ts";
export { grades } from "./grades.gen.ts";
export {
  type CellOptions,
  type GetVariableOptions,
  type GraphOptions,
  type GraphTensor,
  type LSTMCellOptions,
  TensorFlowGraph,
  type VariableScopeOptions,
} from "./graph.ts";
export { type InitializerValue, initializerFunctions } from "./initializer-functions.ts";
export { tf1Clip, tf1Optimizer, tf1Schedule } from "./optimizers.ts";
export type { Reuse } from "./scopes.ts";
