import { type ArgumentRule, type ArgumentTable, checkArguments, optionalFlag, optionalValue } from "../base/index.ts";
import { type Cell, checkCell } from "../cells/index.ts";
import type { ActivationDefinition } from "./activation.ts";
import { checkActivation } from "./check-layers.ts";

/** A layer with weights in no framework's words: a {@link Start} turns it into the framework's own. */
export type NeutralWeighted =
  | { readonly kind: "embedding"; readonly rows: number; readonly units: number }
  | { readonly kind: "lstm" | "gru" | "rnn"; readonly units: number; readonly bidirectional: boolean }
  | { readonly kind: "dense"; readonly units: number }
  | { readonly kind: "layerNorm" };

/** What a neutral layer is told besides its weights. */
export interface NeutralOptions {
  /** Of a dense layer. Absent: linear. */
  readonly activation?: ActivationDefinition;
  /** Of a recurrent layer: every step's output, or the last alone. Absent: true. */
  readonly returnSequences?: boolean;
  /** Of a recurrent layer: the last states are the next call's first ones. Absent: false. */
  readonly stateful?: boolean;
  /** Features of the input, where they do not follow from the layer before. */
  readonly input?: number;
}

export type NeutralLayer =
  | { readonly neutral: NeutralWeighted; readonly options: NeutralOptions }
  | { readonly own: Cell; readonly units: number; readonly options: OwnCellOptions }
  | { readonly dropout: number }
  | { readonly activation: ActivationDefinition };

export interface OwnCellOptions extends NeutralOptions {
  /** Width of the output, where the equation projects. Absent: units. */
  readonly output?: number;
  /** Of the initial weights: matrices uniform by Glorot's rule, vectors zero. Absent: 0. */
  readonly seed?: number;
}

export interface RecurrentOptions extends NeutralOptions {
  /** A second direction, from the last step to the first, beside the first. Absent: false. */
  readonly bidirectional?: boolean;
}

const count: ArgumentRule = { type: "integer", min: 1 };
const width: ArgumentRule = { ...count, default: undefined };
const recurrentOptions: ArgumentTable = { activation: optionalValue, returnSequences: optionalFlag, stateful: optionalFlag, input: width };

/** A table of `rows` vectors of `units` numbers. Shapes: whole numbers [B, T] to [B, T, units]. */
export function embedding(rows: number, units: number): NeutralLayer {
  checkArguments("embedding", { rows: count, units: count }, { rows, units });
  return { neutral: { kind: "embedding", rows, units }, options: {} };
}

function checkOptions(where: string, table: ArgumentTable, options: object): void {
  const { values } = checkArguments(where, table, options as Readonly<Record<string, unknown>>);
  if (values.activation !== undefined) checkActivation(`${where}, argument activation`, values.activation);
}

function recurrent(kind: "lstm" | "gru" | "rnn") {
  return (units: number, given: RecurrentOptions = {}): NeutralLayer => {
    checkArguments(kind, { units: count }, { units });
    checkOptions(kind, { bidirectional: optionalFlag, ...recurrentOptions }, given);
    const { bidirectional = false, ...options } = given;
    return { neutral: { kind, units, bidirectional }, options };
  };
}

/** Long short-term memory. Shapes: [B, T, I] to [B, T, units]. */
export const lstm: (units: number, options?: RecurrentOptions) => NeutralLayer = recurrent("lstm");
/** A gated recurrent unit. Shapes: [B, T, I] to [B, T, units]. */
export const gru: (units: number, options?: RecurrentOptions) => NeutralLayer = recurrent("gru");
/** A simple recurrent net. Shapes: [B, T, I] to [B, T, units]. */
export const rnn: (units: number, options?: RecurrentOptions) => NeutralLayer = recurrent("rnn");

/** A cell of the user's own over a sequence. Shapes: [B, T, I] to [B, T, units]. */
export function ownCell(cell: Cell, units: number, options: OwnCellOptions = {}): NeutralLayer {
  checkCell("ownCell, cell", cell);
  checkArguments("ownCell", { units: count }, { units });
  const seed: ArgumentRule = { type: "integer", min: 0, default: undefined };
  checkOptions("ownCell", { ...recurrentOptions, output: width, seed }, options);
  return { own: cell, units, options };
}

/** y = activation(x·W + b) on the last axis. */
export function dense(units: number, options: Pick<NeutralOptions, "activation" | "input"> = {}): NeutralLayer {
  checkArguments("dense", { units: count }, { units });
  checkOptions("dense", { activation: optionalValue, input: width }, options);
  return { neutral: { kind: "dense", units }, options };
}

/** A normalisation of the last axis. */
export function layerNorm(options: Pick<NeutralOptions, "input"> = {}): NeutralLayer {
  checkArguments("layerNorm", { input: width }, options);
  return { neutral: { kind: "layerNorm" }, options };
}

/** Drops elements in training. */
export function dropout(rate: number): NeutralLayer {
  checkArguments("dropout", { rate: { type: "number", min: 0, max: 1 } }, { rate });
  return { dropout: rate };
}

/** A function of each number. */
export function activation(which: ActivationDefinition): NeutralLayer {
  checkActivation("activation, which", which);
  return { activation: which };
}
