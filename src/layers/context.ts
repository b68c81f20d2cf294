import type { FloatDType } from "../base/index.ts";
import type { Cell } from "../cells/index.ts";
import type { Tensor } from "../tensor/index.ts";
import type { StepMask } from "./step-mask.ts";

/** What a recurrent layer carries from step to step: tensors by name, in the framework's shapes. */
export type LayerState = Readonly<Record<string, Tensor>>;

/** Where dropout takes its masks from: a dialect's session, which draws as the framework does. */
export interface DropoutSource {
  /**
   * Draws which of `count` elements stay, each with a probability of 1 - rate: 1 or 0 for each.
   *
   * `stream`: its name in the layer's definition, or the layer's name.
   */
  keeps(count: number, rate: number, stream: string, dtype: FloatDType): ArrayLike<number>;
  /** Whether a mask over a whole input is filled in the order in which the input lies in memory. Absent: in that of its axes. */
  inMemoryOrder?(stream: string): boolean;
  /** Moves a stream by a mask that is drawn and not used: inference in frameworks that draw all the same. Absent: nothing is drawn. */
  pass?(count: number, rate: number, stream: string, dtype: FloatDType): void;
}

/** Where a state comes from that was not given: a batch that this one goes on from, or the step before this one in one sequence. */
export type Carried = "batch" | "step";

/** What a layer is told besides its input. */
export interface LayerContext {
  readonly training: boolean;
  readonly mask: StepMask | null;
  /** Absent: zeros, or where a stateful layer stands. */
  readonly state?: LayerState;
  /** The state is what the call before gave. Absent: it was given with the call. */
  readonly carried?: Carried;
  readonly dropout: DropoutSource | null;
  /** Cells of the user's own by name. Absent: none. */
  readonly cells?: Readonly<Record<string, Cell>>;
  /** Runs equations step by step also where a kernel could run. Absent: false. */
  readonly equations?: boolean;
}

/** What a layer gives. */
export interface LayerResult {
  readonly output: Tensor;
  /** The second direction's output, where two are not merged. */
  readonly other?: Tensor;
  /** Which steps of the output count. Absent: those of the input, or all where the output has no steps. */
  readonly mask: StepMask | null;
  readonly state: LayerState;
  /** Penalties of what is given, each a scalar. Absent: none. */
  readonly losses?: readonly Tensor[];
}
