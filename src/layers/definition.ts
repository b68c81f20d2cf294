import type { FloatDType, Shape } from "../base/index.ts";
import type { Block } from "../layout/index.ts";
import type { ActivationDefinition } from "./activation-definition.ts";
import type { RecurrentDefinition } from "./recurrent-definition.ts";

/**
 * What a layer is, as plain JSON: it crosses to a worker and into a saved model.
 *
 * A dialect writes it, with the framework's names, shapes and layouts in `parameters`; everything else says what is computed.
 * An absent option has the default that its comment names.
 */
export type LayerDefinition =
  | RecurrentDefinition
  | DenseDefinition
  | EmbeddingDefinition
  | ConvolutionDefinition
  | NormDefinition
  | BatchNormDefinition
  | DropoutDefinition
  | ActivationLayerDefinition
  | ReshapeDefinition
  | FlattenDefinition
  | RepeatDefinition
  | MaskingDefinition
  | TimeDistributedDefinition;

export type LayerKind = LayerDefinition["kind"];

/** What every layer has. */
export interface NamedLayer {
  /** The framework's name of the layer; in a model each has its own. */
  readonly name: string;
  /** In the framework's order. Absent: none. */
  readonly parameters?: readonly ParameterDefinition[];
  /** A penalty on what the layer gives. */
  readonly activityRegularizer?: ActivityRegularizer;
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

/** y = act(x·W + b) on the last axis. Blocks: W, b. */
export interface DenseDefinition extends NamedLayer {
  readonly kind: "dense";
  /** Absent: linear. */
  readonly activation?: ActivationDefinition;
}

/** Rows of a table by index. Blocks: W (the table, canonically [rows, width]). */
export interface EmbeddingDefinition extends NamedLayer {
  readonly kind: "embedding";
  /** The row that learns nothing. Absent: none. */
  readonly paddingIndex?: number | null;
  /** Index 0 masks its step from the layers after this one. Absent: false. */
  readonly maskZero?: boolean;
  /** Rows that are looked up are first scaled, where they stand, to at most this norm. Absent or null: never. */
  readonly maxNorm?: number | null;
  /** Of maxNorm. Absent: 2. */
  readonly normOrder?: number;
  /** A row's gradient is divided by how often it was looked up. Absent: false. */
  readonly gradientByFrequency?: boolean;
}

/** A convolution over one axis. Blocks: W ([outputs, inputs/groups, kernel]), b. */
export interface ConvolutionDefinition extends NamedLayer {
  readonly kind: "convolution";
  readonly stride: number | readonly number[];
  /** How many on both sides; or `same`: as many as keep the length, the odd one at the end; `valid`: none. */
  readonly padding: number | readonly number[] | "same" | "valid";
  readonly dilation: number | readonly number[];
  readonly groups: number;
  /** What stands in the padding. Absent: zeros. */
  readonly border?: "zeros" | "reflect" | "replicate" | "circular";
  /** The input is [B, T, channels] and not [B, channels, T]. Absent: false. */
  readonly channelsLast?: boolean;
}

/** (x - mean) / √(variance + epsilon) · scale + shift, over the last `axes` axes. Blocks: scale, shift. */
export interface NormDefinition extends NamedLayer {
  readonly kind: "layerNorm";
  readonly axes: number;
  readonly epsilon: number;
}

/**
 * The same over all axes but one, by the batch's statistics in training and by running ones else.
 * Blocks: scale, shift; other, owned `….running_mean`, `….running_var`, `….num_batches_tracked`.
 */
export interface BatchNormDefinition extends NamedLayer {
  readonly kind: "batchNorm";
  /** The axis of the features, counted from the end where negative. */
  readonly axis: number;
  readonly epsilon: number;
  /** running = (1 - momentum)·running + momentum·batch; null: the mean of all batches so far. */
  readonly momentum: number | null;
  /** The running variance takes the batch's with n - 1 in the denominator. */
  readonly unbiased: boolean;
}

/** Drops elements in training with the probability `rate`, and scales the rest by 1/(1 - rate). */
export interface DropoutDefinition extends NamedLayer {
  readonly kind: "dropout";
  /** The stream that its masks are drawn from. Absent: one under the layer's name. */
  readonly stream?: string;
  readonly rate: number;
  /** The mask's shape, null where it follows the input's. Absent: the input's shape. */
  readonly noiseShape?: readonly (number | null)[];
}

export interface ActivationLayerDefinition extends NamedLayer {
  readonly kind: "activation";
  readonly activation: ActivationDefinition;
}

/** Another shape for each sample; -1 for what is left. */
export interface ReshapeDefinition extends NamedLayer {
  readonly kind: "reshape";
  readonly shape: Shape;
}

/** Axes `from` to `to` as one. */
export interface FlattenDefinition extends NamedLayer {
  readonly kind: "flatten";
  readonly from: number;
  readonly to: number;
}

/** [B, I] to [B, times, I]. */
export interface RepeatDefinition extends NamedLayer {
  readonly kind: "repeat";
  readonly times: number;
}

/** Masks the steps all of whose features are `value`, and makes them zero. */
export interface MaskingDefinition extends NamedLayer {
  readonly kind: "masking";
  readonly value: number;
}

/** The inner layer on each step of [B, T, …] alone. */
export interface TimeDistributedDefinition extends NamedLayer {
  readonly kind: "timeDistributed";
  readonly layer: LayerDefinition;
}
