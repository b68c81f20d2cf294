import type { Role } from "../layout/index.ts";

/** The blocks of one cell in one direction, or of one layer, in canonical orientation: [outputs, inputs]. */
export interface Part {
  readonly role: Role;
  readonly gate: string | null;
  readonly shape: readonly number[];
  readonly values: Float64Array;
}

/** One layer of a net, as every framework has it. */
export interface NetLayer {
  /** lstm, gru, rnn, dense, embedding, conv1d, conv2d, layer_norm, batch_norm, or another. */
  readonly kind: string;
  readonly ordinal: number;
  readonly directions: readonly Direction[];
  readonly dtype: "float32" | "float64";
  /** Names of the tensors it came from, for messages. */
  readonly tensors: readonly string[];
}

export interface Direction {
  /** forward, backward, the name of a buffer such as running_mean, or empty where a layer has one direction. */
  readonly name: string;
  readonly parts: readonly Part[];
  /** Added to the forget gate at run time and not stored. */
  readonly forgetBias: number;
  readonly reset: "before" | "after" | null;
  readonly gateActivation: string | null;
  /** Null: tanh. */
  readonly activation: string | null;
  /** What the cell cuts off at run time; null where nothing. */
  readonly clips: string | null;
  /** Runs from the last step to the first, though it is no backward twin. */
  readonly backwards: boolean;
  readonly dtype: "float32" | "float64";
}
