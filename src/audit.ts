/** The door of audits. */
export {
  type InspectedBlock,
  type InspectedCell,
  type Inspection,
  inspectWeights,
  type MatrixMeasures,
  type Measures,
  printInspection,
} from "./audit/index.ts";
