import type { Shape } from "../base/index.ts";
import type { ActivationDefinition } from "./activation.ts";
import type { NamedLayer } from "./named-layer.ts";
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

/** A convolution over one axis or several. Blocks: W ([outputs, inputs/groups, …kernel]), b. */
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

/** (x - mean) / √(variance + epsilon) · scale + shift, over some axes of each sample. Blocks: scale, shift, in the order of the axes. */
export interface NormDefinition extends NamedLayer {
  readonly kind: "layerNorm";
  /** How many of the last axes; or which, counted from the end: -1, -2, … */
  readonly axes: number | readonly number[];
  readonly epsilon: number;
  /** x / √(variance + epsilon): x keeps its mean, the variance is that around it all the same. Absent: false. */
  readonly keepsMean?: boolean;
}

/**
 * The same over all axes but one or some, by the batch's statistics in training and by running ones else.
 * Blocks: scale, shift; other, owned `….running_mean`, `….running_var`, `….num_batches_tracked`.
 */
export interface BatchNormDefinition extends NamedLayer {
  readonly kind: "batchNorm";
  /** The axis of the features, or their axes; counted from the end where negative. */
  readonly axis: number | readonly number[];
  readonly epsilon: number;
  /** running = (1 - momentum)·running + momentum·batch; null: the mean of all batches so far. */
  readonly momentum: number | null;
  /** The running variance takes the batch's with n - 1 in the denominator. */
  readonly unbiased: boolean;
  /** Taken off n besides 1, where unbiased. Absent: 0. */
  readonly besidesOne?: number;
  /**
   * Running values are averages from 0 on, divided by 1 - (1 - momentum)^t after t batches: those of the first batch after it, whatever
   * they were before. Absent: false.
   */
  readonly debiased?: boolean;
  /** Masked steps are left out of the batch's statistics, and this is added to the count of the others. Absent: they are not left out. */
  readonly unmaskedAnd?: number;
  /** Uses and keeps the running statistics in training too: `always`, or where its weights are `frozen`. Absent: never. */
  readonly still?: "always" | "frozen";
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
  /** Axis 1 goes behind all others first. Absent: false. */
  readonly channelsFirst?: boolean;
}

/** [B, I] to [B, times, I]. */
export interface RepeatDefinition extends NamedLayer {
  readonly kind: "repeat";
  readonly times: number;
}

/** Masks the steps all of whose features, on the last axis, are `value`, and makes them zero. */
export interface MaskingDefinition extends NamedLayer {
  readonly kind: "masking";
  readonly value: number;
}

/** The inner layer on each step of [B, T, …] alone. */
export interface TimeDistributedDefinition extends NamedLayer {
  readonly kind: "timeDistributed";
  readonly layer: LayerDefinition;
  /** Each step is a call of its own, whose dropout and statistics are its own too; else steps are samples. Absent: false. */
  readonly stepwise?: boolean;
  /** The inner layer gets the mask of each step: of [B, T, S] that of S inner steps, of [B, T] one of samples. Absent: false. */
  readonly handsMask?: boolean;
  /** A mask of [B, T, S] becomes one of [B, T], of the steps with an inner step that counts, behind a layer that hands none on. Absent: false. */
  readonly joinsMask?: boolean;
}
