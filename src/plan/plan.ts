import type { FloatDType, Shape } from "../base/index.ts";
import type { RuleCall, Statistics } from "../init/index.ts";
import type { Block, Box } from "../layout/index.ts";
import type { Draws, StreamAlgorithm } from "../random/index.ts";

/**
 * How a model starts, as a value, before anything is drawn.
 *
 * `parameters` stand in the framework's order; `steps` in execution order. A step fills a box of a parameter or only
 * moves a stream or a counter; later steps may overwrite earlier ones. Everything under a `text` or `statistics` key is
 * commentary: it does not enter the digest.
 */
export interface Plan {
  /** `framework@version`, and where bits depend on it `/backend@version`, in resolved form. */
  readonly dialect: string;
  readonly parameters: readonly Parameter[];
  readonly steps: readonly Step[];
  readonly text: PlanText;
}

export interface PlanText {
  /** What the front end knows that the steps do not say: warnings about recipes, versions not checked, and so on. */
  readonly notes: readonly string[];
}

export interface Parameter {
  /** The framework's name, as its state dict, variables or checkpoint give it. */
  readonly name: string;
  readonly shape: Shape;
  /** Integers only as constants: counters of a state dict, integer variables. */
  readonly dtype: FloatDType | "int32" | "int64";
  /** Which boxes are which gate's block of which canonical part; together they cover the parameter. */
  readonly blocks: readonly Block[];
  /** What a cell adds to a gate at run time and does not store, such as TensorFlow 1's forget bias. */
  readonly runtime?: { readonly gate: string; readonly adds: number };
  /** Facts of the cell that do not touch the start, but decide into which other cell it can be carried. */
  readonly text?: CellText;
}

export interface CellText {
  /** GRU: whether the reset gate acts before or after the recurrent matrix. */
  readonly reset?: "before" | "after";
  /** The gates' activation where it is not the logistic function. */
  readonly gateActivation?: string;
  /** The activation of the candidate and the output where it is not tanh. */
  readonly activation?: string;
  /** The cell state, or the projected output, is kept between minus and plus a number. */
  readonly clips?: { readonly cell?: number; readonly projection?: number };
  /** A cell that is alone, or the forward one of two, and runs from the last step to the first. */
  readonly backwards?: true;
}

/** Where one choice came from. */
export interface Origin {
  /** The framework's word for what was chosen: `recurrent_initializer`. */
  readonly choice: string;
  readonly value: string;
  readonly from:
    | "argument"
    | "enclosing scope"
    | "dtype default"
    | "framework default"
    | "framework version"
    | "call"
    | "document"
    | "file";
  /** What a user would write to change it. */
  readonly change: string;
}

/** A seed component: a decimal number, or what an earlier draw step gave. */
export type SeedValue = string | { readonly drawn: number };

export type Step = OpenStep | DrawStep | FillStep | CopyStep | CountStep | GivenStep;

/** Seeds a stream, or starts it afresh. `seed` null: no seed fixes it, and each run differs. */
export interface OpenStep {
  readonly do: "open";
  readonly stream: string;
  readonly algorithm: StreamAlgorithm;
  readonly seed: readonly SeedValue[] | null;
  readonly text: { readonly why: string };
}

/** Takes one integer of [low, high) from a stream; other steps may use it as a seed. */
export interface DrawStep {
  readonly do: "draw";
  /** Number by which seeds refer to it. */
  readonly id: number;
  readonly stream: string;
  readonly low: number;
  readonly high: number;
  readonly at: number | null;
  readonly draws: Draws;
  /** `result`: what it gives, where explaining could tell without filling a tensor. */
  readonly text: { readonly why: string; readonly result?: string };
}

export interface FillStep {
  readonly do: "fill";
  /** Index into `parameters`. */
  readonly parameter: number;
  readonly box: Box;
  readonly call: RuleCall;
  /** Null for rules that draw nothing. */
  readonly stream: string | null;
  /** Where the stream stands before, in its units, where that is known. */
  readonly at: number | null;
  readonly draws: Draws;
  readonly statistics: Statistics;
  readonly text: FillText;
}

export interface FillText {
  /** The framework's name of the initialiser: `glorot_uniform`, `nn.init.orthogonal_`. */
  readonly title: string;
  readonly formula: string;
  /** Why the fans are what they are; empty for rules without fans. */
  readonly fans: string;
  readonly origins: readonly Origin[];
}

/** Copies a block of a parameter to another box, times a factor. */
export interface CopyStep {
  readonly do: "copy";
  readonly parameter: number;
  readonly box: Box;
  readonly source: { readonly parameter: number; readonly box: Box };
  readonly factor: number;
  readonly statistics: Statistics;
  readonly text: FillText;
}

/** Moves a counter that seeds are derived from, such as TensorFlow 1's operations of a graph. */
export interface CountStep {
  readonly do: "count";
  readonly counter: string;
  readonly by: number;
  /** The counter's value before. */
  readonly at: number;
  readonly text: { readonly why: string };
}

/** Takes values that were read from a file or handed in. */
export interface GivenStep {
  readonly do: "given";
  readonly parameter: number;
  readonly box: Box;
  /** SHA-256 of the little-endian bytes, row-major, in the parameter's dtype. */
  readonly digest: string;
  readonly text: { readonly source: string };
}

/** The steps that write numbers into parameters. */
export type WritingStep = FillStep | CopyStep | GivenStep;

export function isWriting(step: Step): step is WritingStep {
  return step.do === "fill" || step.do === "copy" || step.do === "given";
}
