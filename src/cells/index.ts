/** The door of the cells: each equation once, and who runs it. */
export type { Activation, ActivationName } from "./activation.ts";
export type { Biases } from "./biases.ts";
export type { Cell, CellSizes, Named, ShapeRule } from "./cell.ts";
export { checkCell } from "./check-cell.ts";
export { type ElmanOptions, elman } from "./elman.ts";
export { equationOf } from "./equation.ts";
export { type GruOptions, gru } from "./gru.ts";
export { type LstmOptions, lstm } from "./lstm.ts";
export type { Operations } from "./operations.ts";
export { type ScanOptions, type ScanResult, scan } from "./scan.ts";
export { activate, activations, tensorOperations } from "./tensor-operations.ts";
