/** TensorFlow 1: variables, initialisers, scopes and cells as they start. */
export type { Cell } from "./cells.ts";
export { grades } from "./grades.gen.ts";
export {
  type GetVariableOptions,
  type GraphOptions,
  type GraphTensor,
  TensorFlowGraph,
  type VariableScopeOptions,
} from "./graph.ts";
export type { Reuse } from "./scopes.ts";
export { versions } from "./versions.ts";
