import type { FloatDType, Shape } from "../base/index.ts";
import type { Block } from "../layout/index.ts";

/** What every layer has. */
export interface NamedLayer {
  /** The framework's name of the layer; in a model each has its own. */
  readonly name: string;
  /** In the framework's order. Absent: none. */
  readonly parameters?: readonly ParameterDefinition[];
  /** A penalty on what the layer gives. */
  readonly activityRegularizer?: ActivityRegularizer;
  /**
   * How the output lies in the memory of a framework whose tensors have strides, where dropout fills its mask in that order: steps
   * before samples, or as the input does. Absent: number by number as the input, else its axes in their own order.
   */
  readonly laid?: "timeFirst" | "input";
}

/** One array of a layer: where it stands in files, and which box of it is which gate of which part. */
export interface ParameterDefinition {
  /** The framework's full name, as in its files: `encoder.weight_ih_l0`, `lstm/lstm_cell/kernel`. */
  readonly name: string;
  readonly shape: Shape;
  readonly dtype: FloatDType | "int64" | "int32";
  readonly blocks: readonly Block[];
  /** Not trained, and no parameter to the framework: running statistics, counters. Absent: false. */
  readonly buffer?: boolean;
  /** A counter that the framework keeps beside the weights: in checkpoints, and among no weights. Absent: false. */
  readonly internal?: boolean;
  /** Absent: true. */
  readonly trainable?: boolean;
  readonly regularizer?: Regularizer;
  readonly constraint?: Constraint;
}

/** A penalty on a weight, added to the loss: l1·Σ|w| + l2·Σw², or factor·(Σ|off-diagonal of normalised products|)/(pairs). */
export type Regularizer = (
  | { readonly kind: "l1l2"; readonly l1: number; readonly l2: number }
  | {
      readonly kind: "orthogonal";
      readonly factor: number;
      readonly mode: "rows" | "columns";
      /** What a length is at least taken for, so that a row of zeros stays one. Absent: 1e-7. */
      readonly shortest?: number;
      /** The gradient of a row of zeros. Absent: zero. */
      readonly gradientOfZeros?: "zero" | "nan";
    }
) & {
  /** Of |x| where x is 0. Absent: 0. */
  readonly slopeAtZero?: 0 | 1;
  /** Whether a weight that is not trained is penalised. Absent: true. */
  readonly ofFrozen?: boolean;
};

/** A penalty on a layer's outputs (returned states included where `states`), divided by the batch size where `perSample`. */
export interface ActivityRegularizer {
  readonly penalty: Regularizer;
  readonly perSample: boolean;
  readonly states: boolean;
}

/** What a weight is made to obey after each step of an optimiser. */
export type Constraint =
  | { readonly kind: "maxNorm"; readonly max: number; readonly axis: number | readonly number[] }
  | {
      readonly kind: "minMaxNorm";
      readonly min: number;
      readonly max: number;
      readonly rate: number;
      readonly axis: number | readonly number[];
    }
  | { readonly kind: "unitNorm"; readonly axis: number | readonly number[] }
  | { readonly kind: "nonNegative" };
