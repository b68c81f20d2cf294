import type { Tensor } from "../tensor/index.ts";
import type { Direction } from "./recurrent-directions.ts";
import type { DrawnMasks } from "./recurrent-dropout.ts";
import type { CellState } from "./recurrent-states.ts";
import type { StepMask } from "./step-mask.ts";

/** One direction of one level over a whole sequence. */
export interface Sequence {
  readonly direction: Direction;
  /** [T, B, I], or [B, T, I] where not `timeFirst`. */
  readonly x: Tensor;
  /** null: zeros. */
  readonly state: CellState | null;
  readonly mask: StepMask | null;
  readonly timeFirst: boolean;
  readonly layer: string;
  /** Masks inside the recurrence; null: none. */
  readonly drawn: DrawnMasks | null;
}

export interface SequenceResult {
  /** Each output at its own step; at masked ones the carried h. */
  readonly y: Tensor;
  readonly state: CellState;
}
