/** Judges weights: what a file of them holds, gate by gate. */
export {
  type InspectedBlock,
  type InspectedCell,
  type Inspection,
  inspectWeights,
  type MatrixMeasures,
  type Measures,
  printInspection,
} from "./inspect.ts";
