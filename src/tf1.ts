/** The door of the TensorFlow 1 dialect. */
import { type GraphOptions, initializerFunctions, TensorFlowGraph } from "./dialects/tf1/index.ts";

export {
  type Cell,
  type CellOptions,
  type GetVariableOptions,
  type GraphOptions,
  type GraphTensor,
  type InitializerValue,
  type LSTMCellOptions,
  type Reuse,
  TensorFlowGraph,
  type VariableScopeOptions,
} from "./dialects/tf1/index.ts";

export const tf1 = {
  ...initializerFunctions,
  /** Opens a graph: TensorFlow of a version, with its graph seed. */
  graph: (options: GraphOptions): TensorFlowGraph => new TensorFlowGraph(options),
};
