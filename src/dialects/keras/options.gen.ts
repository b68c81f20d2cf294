/** The options of every class by their names in TypeScript. Written by tools/types/generate.mjs from the tables of arguments. */
import type { RecurrentDefinition } from "../../layers/index.ts";
import type { PartialShape } from "./build-context.ts";
import type { KerasLayer } from "./keras-layer.ts";
import type { ActivationOption, ConstraintOption, DTypeOption, PlainDefinition, RegularizerOption, Written } from "./option-kinds.ts";
import type { Seed } from "./session-options.ts";

export type { ActivationOption, ConstraintOption, DTypeOption, RegularizerOption } from "./option-kinds.ts";

/** The classes of layers. */
export type LayerClassName = "Activation" | "BatchNormalization" | "Bidirectional" | "Dense" | "Dropout" | "Embedding" | "Flatten" | "GRU" | "GRUCell" | "LSTM" | "LSTMCell" | "LayerNormalization" | "Masking" | "RNN" | "Reshape" | "SimpleRNN" | "SimpleRNNCell" | "StackedRNNCells" | "TimeDistributed";

/** A layer or a cell as JSON writes it, its config in Keras' words. */
export interface LayerEntry extends Written {
  readonly class_name: LayerClassName;
  readonly config?: object;
}

/** A layer or a cell inside another: one that the session made, or as JSON writes it. */
export type LayerOption = KerasLayer | LayerEntry;

/** The names of initialisers. */
export type InitializerName = "Zeros" | "zeros" | "Ones" | "ones" | "Constant" | "constant" | "RandomNormal" | "random_normal" | "TruncatedNormal" | "truncated_normal" | "RandomUniform" | "random_uniform" | "VarianceScaling" | "variance_scaling" | "GlorotUniform" | "glorot_uniform" | "GlorotNormal" | "glorot_normal" | "HeUniform" | "he_uniform" | "HeNormal" | "he_normal" | "LecunUniform" | "lecun_uniform" | "LecunNormal" | "lecun_normal" | "Orthogonal" | "orthogonal" | "Identity" | "identity" | "zero" | "one" | "uniform" | "normal" | "IdentityInitializer" | "OrthogonalInitializer";

/** Which config each initialiser takes. */
export interface InitializerConfigs {
  readonly Zeros: {
  };
  readonly zeros: {
  };
  readonly Ones: {
  };
  readonly ones: {
  };
  readonly Constant: {
  /** Absent: 0. */
  readonly value?: unknown;
  /** Absent: false. Only in tf.keras 1. */
  readonly verify_shape?: boolean;
  };
  readonly constant: {
  /** Absent: 0. */
  readonly value?: unknown;
  /** Absent: false. Only in tf.keras 1. */
  readonly verify_shape?: boolean;
  };
  readonly RandomNormal: {
  /** Absent: 0. */
  readonly mean?: number;
  /** Absent: 0.05 in keras 3, 0.05 in tf_keras, 1 in tf.keras 1, 0.05 in keras 2. */
  readonly stddev?: number;
  /** Absent: null. */
  readonly seed?: Seed | null;
  };
  readonly random_normal: {
  /** Absent: 0. */
  readonly mean?: number;
  /** Absent: 0.05 in keras 3, 0.05 in tf_keras, 1 in tf.keras 1, 0.05 in keras 2. */
  readonly stddev?: number;
  /** Absent: null. */
  readonly seed?: Seed | null;
  };
  readonly TruncatedNormal: {
  /** Absent: 0. */
  readonly mean?: number;
  /** Absent: 0.05 in keras 3, 0.05 in tf_keras, 1 in tf.keras 1, 0.05 in keras 2. */
  readonly stddev?: number;
  /** Absent: null. */
  readonly seed?: Seed | null;
  };
  readonly truncated_normal: {
  /** Absent: 0. */
  readonly mean?: number;
  /** Absent: 0.05 in keras 3, 0.05 in tf_keras, 1 in tf.keras 1, 0.05 in keras 2. */
  readonly stddev?: number;
  /** Absent: null. */
  readonly seed?: Seed | null;
  };
  readonly RandomUniform: {
  /** Absent: -0.05 in keras 3, -0.05 in tf_keras, 0 in tf.keras 1, -0.05 in keras 2. */
  readonly minval?: number;
  /** Absent: 0.05 in keras 3, 0.05 in tf_keras, 1 in tf.keras 1, 0.05 in keras 2. */
  readonly maxval?: number | null;
  /** Absent: null. */
  readonly seed?: Seed | null;
  };
  readonly random_uniform: {
  /** Absent: -0.05 in keras 3, -0.05 in tf_keras, 0 in tf.keras 1, -0.05 in keras 2. */
  readonly minval?: number;
  /** Absent: 0.05 in keras 3, 0.05 in tf_keras, 1 in tf.keras 1, 0.05 in keras 2. */
  readonly maxval?: number | null;
  /** Absent: null. */
  readonly seed?: Seed | null;
  };
  readonly VarianceScaling: {
  /** Absent: 1. */
  readonly scale?: number;
  /** Absent: "fan_in". */
  readonly mode?: "fan_in" | "fan_out" | "fan_avg";
  /** Absent: "truncated_normal" in keras 3, "truncated_normal" in tf_keras, "normal" in tf.keras 1, "normal" in keras 2. */
  readonly distribution?: "uniform" | "truncated_normal" | "untruncated_normal" | "normal";
  /** Absent: null. */
  readonly seed?: Seed | null;
  /** Absent: null. Only in keras 3. */
  readonly input_axes?: number | readonly number[] | null;
  /** Absent: null. Only in keras 3. */
  readonly output_axes?: number | readonly number[] | null;
  };
  readonly variance_scaling: {
  /** Absent: 1. */
  readonly scale?: number;
  /** Absent: "fan_in". */
  readonly mode?: "fan_in" | "fan_out" | "fan_avg";
  /** Absent: "truncated_normal" in keras 3, "truncated_normal" in tf_keras, "normal" in tf.keras 1, "normal" in keras 2. */
  readonly distribution?: "uniform" | "truncated_normal" | "untruncated_normal" | "normal";
  /** Absent: null. */
  readonly seed?: Seed | null;
  /** Absent: null. Only in keras 3. */
  readonly input_axes?: number | readonly number[] | null;
  /** Absent: null. Only in keras 3. */
  readonly output_axes?: number | readonly number[] | null;
  };
  readonly GlorotUniform: {
  /** Absent: null. */
  readonly seed?: Seed | null;
  /** Absent: null. Only in keras 3. */
  readonly input_axes?: number | readonly number[] | null;
  /** Absent: null. Only in keras 3. */
  readonly output_axes?: number | readonly number[] | null;
  };
  readonly glorot_uniform: {
  /** Absent: null. */
  readonly seed?: Seed | null;
  /** Absent: null. Only in keras 3. */
  readonly input_axes?: number | readonly number[] | null;
  /** Absent: null. Only in keras 3. */
  readonly output_axes?: number | readonly number[] | null;
  };
  readonly GlorotNormal: {
  /** Absent: null. */
  readonly seed?: Seed | null;
  /** Absent: null. Only in keras 3. */
  readonly input_axes?: number | readonly number[] | null;
  /** Absent: null. Only in keras 3. */
  readonly output_axes?: number | readonly number[] | null;
  };
  readonly glorot_normal: {
  /** Absent: null. */
  readonly seed?: Seed | null;
  /** Absent: null. Only in keras 3. */
  readonly input_axes?: number | readonly number[] | null;
  /** Absent: null. Only in keras 3. */
  readonly output_axes?: number | readonly number[] | null;
  };
  readonly HeUniform: {
  /** Absent: null. */
  readonly seed?: Seed | null;
  /** Absent: null. Only in keras 3. */
  readonly input_axes?: number | readonly number[] | null;
  /** Absent: null. Only in keras 3. */
  readonly output_axes?: number | readonly number[] | null;
  };
  readonly he_uniform: {
  /** Absent: null. */
  readonly seed?: Seed | null;
  /** Absent: null. Only in keras 3. */
  readonly input_axes?: number | readonly number[] | null;
  /** Absent: null. Only in keras 3. */
  readonly output_axes?: number | readonly number[] | null;
  };
  readonly HeNormal: {
  /** Absent: null. */
  readonly seed?: Seed | null;
  /** Absent: null. Only in keras 3. */
  readonly input_axes?: number | readonly number[] | null;
  /** Absent: null. Only in keras 3. */
  readonly output_axes?: number | readonly number[] | null;
  };
  readonly he_normal: {
  /** Absent: null. */
  readonly seed?: Seed | null;
  /** Absent: null. Only in keras 3. */
  readonly input_axes?: number | readonly number[] | null;
  /** Absent: null. Only in keras 3. */
  readonly output_axes?: number | readonly number[] | null;
  };
  readonly LecunUniform: {
  /** Absent: null. */
  readonly seed?: Seed | null;
  /** Absent: null. Only in keras 3. */
  readonly input_axes?: number | readonly number[] | null;
  /** Absent: null. Only in keras 3. */
  readonly output_axes?: number | readonly number[] | null;
  };
  readonly lecun_uniform: {
  /** Absent: null. */
  readonly seed?: Seed | null;
  /** Absent: null. Only in keras 3. */
  readonly input_axes?: number | readonly number[] | null;
  /** Absent: null. Only in keras 3. */
  readonly output_axes?: number | readonly number[] | null;
  };
  readonly LecunNormal: {
  /** Absent: null. */
  readonly seed?: Seed | null;
  /** Absent: null. Only in keras 3. */
  readonly input_axes?: number | readonly number[] | null;
  /** Absent: null. Only in keras 3. */
  readonly output_axes?: number | readonly number[] | null;
  };
  readonly lecun_normal: {
  /** Absent: null. */
  readonly seed?: Seed | null;
  /** Absent: null. Only in keras 3. */
  readonly input_axes?: number | readonly number[] | null;
  /** Absent: null. Only in keras 3. */
  readonly output_axes?: number | readonly number[] | null;
  };
  readonly Orthogonal: {
  /** Absent: 1. */
  readonly gain?: number;
  /** Absent: null. */
  readonly seed?: Seed | null;
  };
  readonly orthogonal: {
  /** Absent: 1. */
  readonly gain?: number;
  /** Absent: null. */
  readonly seed?: Seed | null;
  };
  readonly Identity: {
  /** Absent: 1. */
  readonly gain?: number;
  };
  readonly identity: {
  /** Absent: 1. */
  readonly gain?: number;
  };
  readonly zero: {
  };
  readonly one: {
  };
  readonly uniform: {
  /** Absent: -0.05 in keras 3, -0.05 in tf_keras, 0 in tf.keras 1, -0.05 in keras 2. */
  readonly minval?: number;
  /** Absent: 0.05 in keras 3, 0.05 in tf_keras, 1 in tf.keras 1, 0.05 in keras 2. */
  readonly maxval?: number | null;
  /** Absent: null. */
  readonly seed?: Seed | null;
  };
  readonly normal: {
  /** Absent: 0. */
  readonly mean?: number;
  /** Absent: 0.05 in keras 3, 0.05 in tf_keras, 1 in tf.keras 1, 0.05 in keras 2. */
  readonly stddev?: number;
  /** Absent: null. */
  readonly seed?: Seed | null;
  };
  readonly IdentityInitializer: {
  /** Absent: 1. */
  readonly gain?: number;
  };
  readonly OrthogonalInitializer: {
  /** Absent: 1. */
  readonly gain?: number;
  /** Absent: null. */
  readonly seed?: Seed | null;
  };
}

/** An initialiser: its name, or as JSON writes it. */
export type InitializerOption =
  | InitializerName
  | { [N in InitializerName]: Written & { readonly class_name: N; readonly config?: InitializerConfigs[N] } }[InitializerName];

/** A schedule: what keras.schedule gives. */
export type ScheduleOption = Written & { readonly class_name: string; readonly config?: Readonly<Record<string, unknown>> };

/** Options of Activation. */
export interface ActivationOptions {
  readonly activation: ActivationOption;
  /** Absent: null. */
  readonly name?: string | null;
  /** Absent: true. */
  readonly trainable?: boolean;
  /** Absent: null. */
  readonly dtype?: DTypeOption | null;
  /** Absent: null. Only in keras 3, tf_keras, tf.keras 1. */
  readonly activityRegularizer?: RegularizerOption | null;
  /** Absent: null. Only in tf_keras, tf.keras 1, keras 2. */
  readonly inputShape?: PartialShape | null;
  /** Absent: null. Only in tf_keras, tf.keras 1, keras 2. */
  readonly batchInputShape?: PartialShape | null;
  /** Absent: null. Only in tf_keras, tf.keras 1, keras 2. */
  readonly batchSize?: number | null;
  /** Absent: null. Only in keras 2. */
  readonly inputDtype?: string | null;
}

/** Options of BatchNormalization. */
export interface BatchNormalizationOptions {
  /** Absent: -1. */
  readonly axis?: number | readonly number[];
  /** Absent: 0.99. */
  readonly momentum?: number;
  /** Absent: 0.001. */
  readonly epsilon?: number;
  /** Absent: true. */
  readonly center?: boolean;
  /** Absent: true. */
  readonly scale?: boolean;
  /** Absent: "zeros". */
  readonly betaInitializer?: InitializerOption;
  /** Absent: "ones". */
  readonly gammaInitializer?: InitializerOption;
  /** Absent: "zeros". */
  readonly movingMeanInitializer?: InitializerOption;
  /** Absent: "ones". */
  readonly movingVarianceInitializer?: InitializerOption;
  /** Absent: null. */
  readonly betaRegularizer?: RegularizerOption | null;
  /** Absent: null. */
  readonly gammaRegularizer?: RegularizerOption | null;
  /** Absent: null. */
  readonly betaConstraint?: ConstraintOption | null;
  /** Absent: null. */
  readonly gammaConstraint?: ConstraintOption | null;
  /** Absent: false. Only in keras 3, tf_keras. */
  readonly synchronized?: boolean;
  /** Absent: null. Only in keras 3. */
  readonly renorm?: false | null;
  /** Absent: null. Only in keras 3. */
  readonly renormClipping?: null;
  /** Absent: null. Only in keras 3. */
  readonly renormMomentum?: number | null;
  /** Absent: null. */
  readonly name?: string | null;
  /** Absent: true. */
  readonly trainable?: boolean;
  /** Absent: null. */
  readonly dtype?: DTypeOption | null;
  /** Absent: null. Only in keras 3, tf_keras, tf.keras 1. */
  readonly activityRegularizer?: RegularizerOption | null;
  /** Absent: null. Only in tf_keras, tf.keras 1, keras 2. */
  readonly inputShape?: PartialShape | null;
  /** Absent: null. Only in tf_keras, tf.keras 1, keras 2. */
  readonly batchInputShape?: PartialShape | null;
  /** Absent: null. Only in tf_keras, tf.keras 1, keras 2. */
  readonly batchSize?: number | null;
  /** Absent: null. Only in keras 2. */
  readonly inputDtype?: string | null;
}

/** Options of Bidirectional. */
export interface BidirectionalOptions {
  readonly layer: LayerOption;
  /** Absent: "concat". */
  readonly mergeMode?: "sum" | "mul" | "ave" | "concat" | null;
  /** Absent: null. */
  readonly weights?: null;
  /** Absent: null. Only in keras 3, tf_keras. */
  readonly backwardLayer?: LayerOption | null;
  /** Absent: null. */
  readonly name?: string | null;
  /** Absent: true. */
  readonly trainable?: boolean;
  /** Absent: null. */
  readonly dtype?: DTypeOption | null;
  /** Absent: null. Only in keras 3, tf_keras, tf.keras 1. */
  readonly activityRegularizer?: RegularizerOption | null;
  /** Absent: null. Only in tf_keras, tf.keras 1, keras 2. */
  readonly inputShape?: PartialShape | null;
  /** Absent: null. Only in tf_keras, tf.keras 1, keras 2. */
  readonly batchInputShape?: PartialShape | null;
  /** Absent: null. Only in tf_keras, tf.keras 1, keras 2. */
  readonly batchSize?: number | null;
  /** Absent: null. Only in keras 2. */
  readonly inputDtype?: string | null;
}

/** Options of Dense. */
export interface DenseOptions {
  readonly units: number;
  /** Absent: null. */
  readonly activation?: ActivationOption | null;
  /** Absent: true. */
  readonly useBias?: boolean;
  /** Absent: "glorot_uniform". */
  readonly kernelInitializer?: InitializerOption;
  /** Absent: "zeros". */
  readonly biasInitializer?: InitializerOption;
  /** Absent: null. */
  readonly kernelRegularizer?: RegularizerOption | null;
  /** Absent: null. */
  readonly biasRegularizer?: RegularizerOption | null;
  /** Absent: null. */
  readonly activityRegularizer?: RegularizerOption | null;
  /** Absent: null. */
  readonly kernelConstraint?: ConstraintOption | null;
  /** Absent: null. */
  readonly biasConstraint?: ConstraintOption | null;
  /** Absent: null. Only in keras 3. */
  readonly loraRank?: null;
  /** Absent: null. Only in keras 3. */
  readonly quantizationConfig?: null;
  /** Absent: null. */
  readonly name?: string | null;
  /** Absent: true. */
  readonly trainable?: boolean;
  /** Absent: null. */
  readonly dtype?: DTypeOption | null;
  /** Absent: null. Only in tf_keras, tf.keras 1, keras 2. */
  readonly inputDim?: number | null;
  /** Absent: null. Only in tf_keras, tf.keras 1, keras 2. */
  readonly inputShape?: PartialShape | null;
  /** Absent: null. Only in tf_keras, tf.keras 1, keras 2. */
  readonly batchInputShape?: PartialShape | null;
  /** Absent: null. Only in tf_keras, tf.keras 1, keras 2. */
  readonly batchSize?: number | null;
  /** Absent: null. Only in keras 2. */
  readonly inputDtype?: string | null;
}

/** Options of Dropout. */
export interface DropoutOptions {
  readonly rate: number;
  /** Absent: null. */
  readonly noiseShape?: PartialShape | null;
  /** Absent: null. */
  readonly seed?: Seed | null;
  /** Absent: null. */
  readonly name?: string | null;
  /** Absent: true. */
  readonly trainable?: boolean;
  /** Absent: null. */
  readonly dtype?: DTypeOption | null;
  /** Absent: null. Only in keras 3, tf_keras, tf.keras 1. */
  readonly activityRegularizer?: RegularizerOption | null;
  /** Absent: null. Only in tf_keras, tf.keras 1, keras 2. */
  readonly inputShape?: PartialShape | null;
  /** Absent: null. Only in tf_keras, tf.keras 1, keras 2. */
  readonly batchInputShape?: PartialShape | null;
  /** Absent: null. Only in tf_keras, tf.keras 1, keras 2. */
  readonly batchSize?: number | null;
  /** Absent: null. Only in keras 2. */
  readonly inputDtype?: string | null;
}

/** Options of Embedding. */
export interface EmbeddingOptions {
  readonly inputDim: number;
  readonly outputDim: number;
  /** Absent: "uniform". */
  readonly embeddingsInitializer?: InitializerOption;
  /** Absent: null. */
  readonly embeddingsRegularizer?: RegularizerOption | null;
  /** Absent: null. */
  readonly embeddingsConstraint?: ConstraintOption | null;
  /** Absent: null. */
  readonly activityRegularizer?: RegularizerOption | null;
  /** Absent: false. */
  readonly maskZero?: boolean;
  /** Absent: null. */
  readonly inputLength?: number | PartialShape | null;
  /** Absent: null. Only in keras 3. */
  readonly weights?: null;
  /** Absent: null. Only in keras 3. */
  readonly loraRank?: null;
  /** Absent: null. Only in keras 3. */
  readonly quantizationConfig?: null;
  /** Absent: null. */
  readonly name?: string | null;
  /** Absent: true. */
  readonly trainable?: boolean;
  /** Absent: null. */
  readonly dtype?: DTypeOption | null;
  /** Absent: false. Only in tf_keras. */
  readonly sparse?: boolean;
  /** Absent: null. Only in tf_keras, tf.keras 1, keras 2. */
  readonly inputShape?: PartialShape | null;
  /** Absent: null. Only in tf_keras, tf.keras 1, keras 2. */
  readonly batchInputShape?: PartialShape | null;
  /** Absent: null. Only in tf_keras, tf.keras 1, keras 2. */
  readonly batchSize?: number | null;
  /** Absent: null. Only in keras 2. */
  readonly inputDtype?: string | null;
}

/** Options of Flatten. */
export interface FlattenOptions {
  /** Absent: null. Only in keras 3, tf_keras, keras 2. */
  readonly dataFormat?: "channels_first" | "channels_last" | null;
  /** Absent: null. */
  readonly name?: string | null;
  /** Absent: true. */
  readonly trainable?: boolean;
  /** Absent: null. */
  readonly dtype?: DTypeOption | null;
  /** Absent: null. Only in keras 3, tf_keras, tf.keras 1. */
  readonly activityRegularizer?: RegularizerOption | null;
  /** Absent: null. Only in tf_keras, tf.keras 1, keras 2. */
  readonly inputShape?: PartialShape | null;
  /** Absent: null. Only in tf_keras, tf.keras 1, keras 2. */
  readonly batchInputShape?: PartialShape | null;
  /** Absent: null. Only in tf_keras, tf.keras 1, keras 2. */
  readonly batchSize?: number | null;
  /** Absent: null. Only in keras 2. */
  readonly inputDtype?: string | null;
}

/** Options of GRU. */
export interface GRUOptions {
  readonly units: number;
  /** Absent: "tanh". */
  readonly activation?: ActivationOption;
  /** Absent: "sigmoid" in keras 3, "sigmoid" in tf_keras, "hard_sigmoid" in tf.keras 1, "hard_sigmoid" in keras 2. */
  readonly recurrentActivation?: ActivationOption;
  /** Absent: true. */
  readonly useBias?: boolean;
  /** Absent: "glorot_uniform". */
  readonly kernelInitializer?: InitializerOption;
  /** Absent: "orthogonal". */
  readonly recurrentInitializer?: InitializerOption;
  /** Absent: "zeros". */
  readonly biasInitializer?: InitializerOption;
  /** Absent: null. */
  readonly kernelRegularizer?: RegularizerOption | null;
  /** Absent: null. */
  readonly recurrentRegularizer?: RegularizerOption | null;
  /** Absent: null. */
  readonly biasRegularizer?: RegularizerOption | null;
  /** Absent: null. */
  readonly kernelConstraint?: ConstraintOption | null;
  /** Absent: null. */
  readonly recurrentConstraint?: ConstraintOption | null;
  /** Absent: null. */
  readonly biasConstraint?: ConstraintOption | null;
  /** Absent: 0. */
  readonly dropout?: number;
  /** Absent: 0. */
  readonly recurrentDropout?: number;
  /** Absent: 2 in keras 3, 2 in tf_keras, 1 in tf.keras 1, 1 in keras 2. */
  readonly implementation?: number;
  /** Absent: true in keras 3, true in tf_keras, false in tf.keras 1, false in keras 2. */
  readonly resetAfter?: boolean;
  /** Absent: null. Only in keras 3. */
  readonly seed?: Seed | null;
  /** Absent: false. */
  readonly returnSequences?: boolean;
  /** Absent: false. */
  readonly returnState?: boolean;
  /** Absent: false. */
  readonly goBackwards?: boolean;
  /** Absent: false. */
  readonly stateful?: boolean;
  /** Absent: false. */
  readonly unroll?: boolean;
  /** Absent: null. */
  readonly activityRegularizer?: RegularizerOption | null;
  /** Absent: false. Only in keras 3, tf_keras. */
  readonly zeroOutputForMask?: boolean;
  /** Absent: "auto". Only in keras 3. */
  readonly useCudnn?: "auto" | boolean;
  /** Absent: null. */
  readonly name?: string | null;
  /** Absent: true. */
  readonly trainable?: boolean;
  /** Absent: null. */
  readonly dtype?: DTypeOption | null;
  /** Absent: null. Only in tf_keras, keras 2. */
  readonly inputDim?: number | null;
  /** Absent: null. Only in tf_keras, keras 2. */
  readonly inputLength?: number | null;
  /** Absent: false. Only in tf_keras. */
  readonly timeMajor?: boolean;
  /** Absent: null. Only in tf_keras, tf.keras 1, keras 2. */
  readonly inputShape?: PartialShape | null;
  /** Absent: null. Only in tf_keras, tf.keras 1, keras 2. */
  readonly batchInputShape?: PartialShape | null;
  /** Absent: null. Only in tf_keras, tf.keras 1, keras 2. */
  readonly batchSize?: number | null;
  /** Absent: null. Only in keras 2. */
  readonly inputDtype?: string | null;
}

/** Options of GRUCell. */
export interface GRUCellOptions {
  readonly units: number;
  /** Absent: "tanh". */
  readonly activation?: ActivationOption;
  /** Absent: "sigmoid" in keras 3, "sigmoid" in tf_keras, "hard_sigmoid" in tf.keras 1, "hard_sigmoid" in keras 2. */
  readonly recurrentActivation?: ActivationOption;
  /** Absent: true. */
  readonly useBias?: boolean;
  /** Absent: "glorot_uniform". */
  readonly kernelInitializer?: InitializerOption;
  /** Absent: "orthogonal". */
  readonly recurrentInitializer?: InitializerOption;
  /** Absent: "zeros". */
  readonly biasInitializer?: InitializerOption;
  /** Absent: null. */
  readonly kernelRegularizer?: RegularizerOption | null;
  /** Absent: null. */
  readonly recurrentRegularizer?: RegularizerOption | null;
  /** Absent: null. */
  readonly biasRegularizer?: RegularizerOption | null;
  /** Absent: null. */
  readonly kernelConstraint?: ConstraintOption | null;
  /** Absent: null. */
  readonly recurrentConstraint?: ConstraintOption | null;
  /** Absent: null. */
  readonly biasConstraint?: ConstraintOption | null;
  /** Absent: 0. */
  readonly dropout?: number;
  /** Absent: 0. */
  readonly recurrentDropout?: number;
  /** Absent: 2 in keras 3, 2 in tf_keras, 1 in tf.keras 1, 1 in keras 2. */
  readonly implementation?: number;
  /** Absent: true in keras 3, true in tf_keras, false in tf.keras 1, false in keras 2. */
  readonly resetAfter?: boolean;
  /** Absent: null. Only in keras 3. */
  readonly seed?: Seed | null;
  /** Absent: null. */
  readonly name?: string | null;
  /** Absent: true. */
  readonly trainable?: boolean;
  /** Absent: null. */
  readonly dtype?: DTypeOption | null;
  /** Absent: null. Only in keras 3, tf_keras, tf.keras 1. */
  readonly activityRegularizer?: RegularizerOption | null;
  /** Absent: null. Only in tf_keras, tf.keras 1, keras 2. */
  readonly inputShape?: PartialShape | null;
  /** Absent: null. Only in tf_keras, tf.keras 1, keras 2. */
  readonly batchInputShape?: PartialShape | null;
  /** Absent: null. Only in tf_keras, tf.keras 1, keras 2. */
  readonly batchSize?: number | null;
  /** Absent: null. Only in keras 2. */
  readonly inputDtype?: string | null;
}

/** Options of LSTM. */
export interface LSTMOptions {
  readonly units: number;
  /** Absent: "tanh". */
  readonly activation?: ActivationOption;
  /** Absent: "sigmoid" in keras 3, "sigmoid" in tf_keras, "hard_sigmoid" in tf.keras 1, "hard_sigmoid" in keras 2. */
  readonly recurrentActivation?: ActivationOption;
  /** Absent: true. */
  readonly useBias?: boolean;
  /** Absent: "glorot_uniform". */
  readonly kernelInitializer?: InitializerOption;
  /** Absent: "orthogonal". */
  readonly recurrentInitializer?: InitializerOption;
  /** Absent: "zeros". */
  readonly biasInitializer?: InitializerOption;
  /** Absent: true. */
  readonly unitForgetBias?: boolean;
  /** Absent: null. */
  readonly kernelRegularizer?: RegularizerOption | null;
  /** Absent: null. */
  readonly recurrentRegularizer?: RegularizerOption | null;
  /** Absent: null. */
  readonly biasRegularizer?: RegularizerOption | null;
  /** Absent: null. */
  readonly kernelConstraint?: ConstraintOption | null;
  /** Absent: null. */
  readonly recurrentConstraint?: ConstraintOption | null;
  /** Absent: null. */
  readonly biasConstraint?: ConstraintOption | null;
  /** Absent: 0. */
  readonly dropout?: number;
  /** Absent: 0. */
  readonly recurrentDropout?: number;
  /** Absent: 2 in keras 3, 2 in tf_keras, 1 in tf.keras 1, 1 in keras 2. */
  readonly implementation?: number;
  /** Absent: null. Only in keras 3. */
  readonly seed?: Seed | null;
  /** Absent: false. */
  readonly returnSequences?: boolean;
  /** Absent: false. */
  readonly returnState?: boolean;
  /** Absent: false. */
  readonly goBackwards?: boolean;
  /** Absent: false. */
  readonly stateful?: boolean;
  /** Absent: false. */
  readonly unroll?: boolean;
  /** Absent: null. */
  readonly activityRegularizer?: RegularizerOption | null;
  /** Absent: false. Only in keras 3, tf_keras. */
  readonly zeroOutputForMask?: boolean;
  /** Absent: "auto". Only in keras 3. */
  readonly useCudnn?: "auto" | boolean;
  /** Absent: null. */
  readonly name?: string | null;
  /** Absent: true. */
  readonly trainable?: boolean;
  /** Absent: null. */
  readonly dtype?: DTypeOption | null;
  /** Absent: null. Only in tf_keras, keras 2. */
  readonly inputDim?: number | null;
  /** Absent: null. Only in tf_keras, keras 2. */
  readonly inputLength?: number | null;
  /** Absent: false. Only in tf_keras. */
  readonly timeMajor?: boolean;
  /** Absent: null. Only in tf_keras, tf.keras 1, keras 2. */
  readonly inputShape?: PartialShape | null;
  /** Absent: null. Only in tf_keras, tf.keras 1, keras 2. */
  readonly batchInputShape?: PartialShape | null;
  /** Absent: null. Only in tf_keras, tf.keras 1, keras 2. */
  readonly batchSize?: number | null;
  /** Absent: null. Only in keras 2. */
  readonly inputDtype?: string | null;
}

/** Options of LSTMCell. */
export interface LSTMCellOptions {
  readonly units: number;
  /** Absent: "tanh". */
  readonly activation?: ActivationOption;
  /** Absent: "sigmoid" in keras 3, "sigmoid" in tf_keras, "hard_sigmoid" in tf.keras 1, "hard_sigmoid" in keras 2. */
  readonly recurrentActivation?: ActivationOption;
  /** Absent: true. */
  readonly useBias?: boolean;
  /** Absent: "glorot_uniform". */
  readonly kernelInitializer?: InitializerOption;
  /** Absent: "orthogonal". */
  readonly recurrentInitializer?: InitializerOption;
  /** Absent: "zeros". */
  readonly biasInitializer?: InitializerOption;
  /** Absent: true. */
  readonly unitForgetBias?: boolean;
  /** Absent: null. */
  readonly kernelRegularizer?: RegularizerOption | null;
  /** Absent: null. */
  readonly recurrentRegularizer?: RegularizerOption | null;
  /** Absent: null. */
  readonly biasRegularizer?: RegularizerOption | null;
  /** Absent: null. */
  readonly kernelConstraint?: ConstraintOption | null;
  /** Absent: null. */
  readonly recurrentConstraint?: ConstraintOption | null;
  /** Absent: null. */
  readonly biasConstraint?: ConstraintOption | null;
  /** Absent: 0. */
  readonly dropout?: number;
  /** Absent: 0. */
  readonly recurrentDropout?: number;
  /** Absent: 2 in keras 3, 2 in tf_keras, 1 in tf.keras 1, 1 in keras 2. */
  readonly implementation?: number;
  /** Absent: null. Only in keras 3. */
  readonly seed?: Seed | null;
  /** Absent: null. */
  readonly name?: string | null;
  /** Absent: true. */
  readonly trainable?: boolean;
  /** Absent: null. */
  readonly dtype?: DTypeOption | null;
  /** Absent: null. Only in keras 3, tf_keras, tf.keras 1. */
  readonly activityRegularizer?: RegularizerOption | null;
  /** Absent: null. Only in tf_keras, tf.keras 1, keras 2. */
  readonly inputShape?: PartialShape | null;
  /** Absent: null. Only in tf_keras, tf.keras 1, keras 2. */
  readonly batchInputShape?: PartialShape | null;
  /** Absent: null. Only in tf_keras, tf.keras 1, keras 2. */
  readonly batchSize?: number | null;
  /** Absent: null. Only in keras 2. */
  readonly inputDtype?: string | null;
}

/** Options of LayerNormalization. Only in keras 3, tf_keras. */
export interface LayerNormalizationOptions {
  /** Absent: -1. */
  readonly axis?: number | readonly number[];
  /** Absent: 0.001. */
  readonly epsilon?: number;
  /** Absent: true. */
  readonly center?: boolean;
  /** Absent: true. */
  readonly scale?: boolean;
  /** Absent: false. Only in keras 3. */
  readonly rmsScaling?: boolean;
  /** Absent: "zeros". */
  readonly betaInitializer?: InitializerOption;
  /** Absent: "ones". */
  readonly gammaInitializer?: InitializerOption;
  /** Absent: null. */
  readonly betaRegularizer?: RegularizerOption | null;
  /** Absent: null. */
  readonly gammaRegularizer?: RegularizerOption | null;
  /** Absent: null. */
  readonly betaConstraint?: ConstraintOption | null;
  /** Absent: null. */
  readonly gammaConstraint?: ConstraintOption | null;
  /** Absent: null. */
  readonly name?: string | null;
  /** Absent: true. */
  readonly trainable?: boolean;
  /** Absent: null. */
  readonly dtype?: DTypeOption | null;
  /** Absent: null. */
  readonly activityRegularizer?: RegularizerOption | null;
  /** Absent: null. Only in tf_keras. */
  readonly inputShape?: PartialShape | null;
  /** Absent: null. Only in tf_keras. */
  readonly batchInputShape?: PartialShape | null;
  /** Absent: null. Only in tf_keras. */
  readonly batchSize?: number | null;
}

/** Options of Masking. */
export interface MaskingOptions {
  /** Absent: 0. */
  readonly maskValue?: number;
  /** Absent: null. */
  readonly name?: string | null;
  /** Absent: true. */
  readonly trainable?: boolean;
  /** Absent: null. */
  readonly dtype?: DTypeOption | null;
  /** Absent: null. Only in keras 3, tf_keras, tf.keras 1. */
  readonly activityRegularizer?: RegularizerOption | null;
  /** Absent: null. Only in tf_keras, tf.keras 1, keras 2. */
  readonly inputShape?: PartialShape | null;
  /** Absent: null. Only in tf_keras, tf.keras 1, keras 2. */
  readonly batchInputShape?: PartialShape | null;
  /** Absent: null. Only in tf_keras, tf.keras 1, keras 2. */
  readonly batchSize?: number | null;
  /** Absent: null. Only in keras 2. */
  readonly inputDtype?: string | null;
}

/** Options of RNN. */
export interface RNNOptions {
  readonly cell: LayerOption | readonly LayerOption[];
  /** Absent: false. */
  readonly returnSequences?: boolean;
  /** Absent: false. */
  readonly returnState?: boolean;
  /** Absent: false. */
  readonly goBackwards?: boolean;
  /** Absent: false. */
  readonly stateful?: boolean;
  /** Absent: false. */
  readonly unroll?: boolean;
  /** Absent: false. Only in keras 3, tf_keras. */
  readonly zeroOutputForMask?: boolean;
  /** Absent: null. */
  readonly name?: string | null;
  /** Absent: true. */
  readonly trainable?: boolean;
  /** Absent: null. */
  readonly dtype?: DTypeOption | null;
  /** Absent: null. Only in keras 3, tf_keras, tf.keras 1. */
  readonly activityRegularizer?: RegularizerOption | null;
  /** Absent: null. Only in tf_keras. */
  readonly inputDim?: number | null;
  /** Absent: null. Only in tf_keras. */
  readonly inputLength?: number | null;
  /** Absent: false. Only in tf_keras. */
  readonly timeMajor?: boolean;
  /** Absent: null. Only in tf_keras, tf.keras 1, keras 2. */
  readonly inputShape?: PartialShape | null;
  /** Absent: null. Only in tf_keras, tf.keras 1, keras 2. */
  readonly batchInputShape?: PartialShape | null;
  /** Absent: null. Only in tf_keras, tf.keras 1, keras 2. */
  readonly batchSize?: number | null;
  /** Absent: null. Only in keras 2. */
  readonly inputDtype?: string | null;
}

/** Options of Reshape. */
export interface ReshapeOptions {
  readonly targetShape: readonly number[];
  /** Absent: null. */
  readonly name?: string | null;
  /** Absent: true. */
  readonly trainable?: boolean;
  /** Absent: null. */
  readonly dtype?: DTypeOption | null;
  /** Absent: null. Only in keras 3, tf_keras, tf.keras 1. */
  readonly activityRegularizer?: RegularizerOption | null;
  /** Absent: null. Only in tf_keras, tf.keras 1, keras 2. */
  readonly inputShape?: PartialShape | null;
  /** Absent: null. Only in tf_keras, tf.keras 1, keras 2. */
  readonly batchInputShape?: PartialShape | null;
  /** Absent: null. Only in tf_keras, tf.keras 1, keras 2. */
  readonly batchSize?: number | null;
  /** Absent: null. Only in keras 2. */
  readonly inputDtype?: string | null;
}

/** Options of SimpleRNN. */
export interface SimpleRNNOptions {
  readonly units: number;
  /** Absent: "tanh". */
  readonly activation?: ActivationOption;
  /** Absent: true. */
  readonly useBias?: boolean;
  /** Absent: "glorot_uniform". */
  readonly kernelInitializer?: InitializerOption;
  /** Absent: "orthogonal". */
  readonly recurrentInitializer?: InitializerOption;
  /** Absent: "zeros". */
  readonly biasInitializer?: InitializerOption;
  /** Absent: null. */
  readonly kernelRegularizer?: RegularizerOption | null;
  /** Absent: null. */
  readonly recurrentRegularizer?: RegularizerOption | null;
  /** Absent: null. */
  readonly biasRegularizer?: RegularizerOption | null;
  /** Absent: null. */
  readonly kernelConstraint?: ConstraintOption | null;
  /** Absent: null. */
  readonly recurrentConstraint?: ConstraintOption | null;
  /** Absent: null. */
  readonly biasConstraint?: ConstraintOption | null;
  /** Absent: 0. */
  readonly dropout?: number;
  /** Absent: 0. */
  readonly recurrentDropout?: number;
  /** Absent: null. Only in keras 3. */
  readonly seed?: Seed | null;
  /** Absent: false. */
  readonly returnSequences?: boolean;
  /** Absent: false. */
  readonly returnState?: boolean;
  /** Absent: false. */
  readonly goBackwards?: boolean;
  /** Absent: false. */
  readonly stateful?: boolean;
  /** Absent: false. */
  readonly unroll?: boolean;
  /** Absent: null. */
  readonly activityRegularizer?: RegularizerOption | null;
  /** Absent: false. Only in keras 3, tf_keras. */
  readonly zeroOutputForMask?: boolean;
  /** Absent: null. */
  readonly name?: string | null;
  /** Absent: true. */
  readonly trainable?: boolean;
  /** Absent: null. */
  readonly dtype?: DTypeOption | null;
  /** Absent: null. Only in tf_keras, keras 2. */
  readonly inputDim?: number | null;
  /** Absent: null. Only in tf_keras, keras 2. */
  readonly inputLength?: number | null;
  /** Absent: false. Only in tf_keras. */
  readonly timeMajor?: boolean;
  /** Absent: null. Only in tf_keras, tf.keras 1, keras 2. */
  readonly inputShape?: PartialShape | null;
  /** Absent: null. Only in tf_keras, tf.keras 1, keras 2. */
  readonly batchInputShape?: PartialShape | null;
  /** Absent: null. Only in tf_keras, tf.keras 1, keras 2. */
  readonly batchSize?: number | null;
  /** Absent: null. Only in keras 2. */
  readonly inputDtype?: string | null;
}

/** Options of SimpleRNNCell. */
export interface SimpleRNNCellOptions {
  readonly units: number;
  /** Absent: "tanh". */
  readonly activation?: ActivationOption;
  /** Absent: true. */
  readonly useBias?: boolean;
  /** Absent: "glorot_uniform". */
  readonly kernelInitializer?: InitializerOption;
  /** Absent: "orthogonal". */
  readonly recurrentInitializer?: InitializerOption;
  /** Absent: "zeros". */
  readonly biasInitializer?: InitializerOption;
  /** Absent: null. */
  readonly kernelRegularizer?: RegularizerOption | null;
  /** Absent: null. */
  readonly recurrentRegularizer?: RegularizerOption | null;
  /** Absent: null. */
  readonly biasRegularizer?: RegularizerOption | null;
  /** Absent: null. */
  readonly kernelConstraint?: ConstraintOption | null;
  /** Absent: null. */
  readonly recurrentConstraint?: ConstraintOption | null;
  /** Absent: null. */
  readonly biasConstraint?: ConstraintOption | null;
  /** Absent: 0. */
  readonly dropout?: number;
  /** Absent: 0. */
  readonly recurrentDropout?: number;
  /** Absent: null. Only in keras 3. */
  readonly seed?: Seed | null;
  /** Absent: null. */
  readonly name?: string | null;
  /** Absent: true. */
  readonly trainable?: boolean;
  /** Absent: null. */
  readonly dtype?: DTypeOption | null;
  /** Absent: null. Only in keras 3, tf_keras, tf.keras 1. */
  readonly activityRegularizer?: RegularizerOption | null;
  /** Absent: null. Only in tf_keras, tf.keras 1, keras 2. */
  readonly inputShape?: PartialShape | null;
  /** Absent: null. Only in tf_keras, tf.keras 1, keras 2. */
  readonly batchInputShape?: PartialShape | null;
  /** Absent: null. Only in tf_keras, tf.keras 1, keras 2. */
  readonly batchSize?: number | null;
  /** Absent: null. Only in keras 2. */
  readonly inputDtype?: string | null;
}

/** Options of StackedRNNCells. */
export interface StackedRNNCellsOptions {
  readonly cells: readonly LayerOption[];
  /** Absent: null. */
  readonly name?: string | null;
  /** Absent: true. */
  readonly trainable?: boolean;
  /** Absent: null. */
  readonly dtype?: DTypeOption | null;
  /** Absent: null. Only in keras 3, tf_keras, tf.keras 1. */
  readonly activityRegularizer?: RegularizerOption | null;
  /** Absent: false. Only in tf_keras. */
  readonly reverseStateOrder?: boolean;
  /** Absent: null. Only in tf_keras, tf.keras 1, keras 2. */
  readonly inputShape?: PartialShape | null;
  /** Absent: null. Only in tf_keras, tf.keras 1, keras 2. */
  readonly batchInputShape?: PartialShape | null;
  /** Absent: null. Only in tf_keras, tf.keras 1, keras 2. */
  readonly batchSize?: number | null;
  /** Absent: null. Only in keras 2. */
  readonly inputDtype?: string | null;
}

/** Options of TimeDistributed. */
export interface TimeDistributedOptions {
  readonly layer: LayerOption;
  /** Absent: null. */
  readonly name?: string | null;
  /** Absent: true. */
  readonly trainable?: boolean;
  /** Absent: null. */
  readonly dtype?: DTypeOption | null;
  /** Absent: null. Only in keras 3, tf_keras, tf.keras 1. */
  readonly activityRegularizer?: RegularizerOption | null;
  /** Absent: null. Only in tf_keras, tf.keras 1, keras 2. */
  readonly inputShape?: PartialShape | null;
  /** Absent: null. Only in tf_keras, tf.keras 1, keras 2. */
  readonly batchInputShape?: PartialShape | null;
  /** Absent: null. Only in tf_keras, tf.keras 1, keras 2. */
  readonly batchSize?: number | null;
  /** Absent: null. Only in keras 2. */
  readonly inputDtype?: string | null;
}

/** Makes layers by the names of their classes. */
export abstract class LayerMethods {
  /** Makes a layer from options in camelCase, to be built on its own. */
  abstract layer(className: string, options: object): KerasLayer;
  Activation(options: ActivationOptions): KerasLayer<PlainDefinition> {
    return this.layer("Activation", options) as KerasLayer as KerasLayer<PlainDefinition>;
  }
  BatchNormalization(options: BatchNormalizationOptions = {}): KerasLayer<PlainDefinition> {
    return this.layer("BatchNormalization", options) as KerasLayer as KerasLayer<PlainDefinition>;
  }
  Bidirectional(options: BidirectionalOptions): KerasLayer<RecurrentDefinition> {
    return this.layer("Bidirectional", options) as KerasLayer as KerasLayer<RecurrentDefinition>;
  }
  Dense(options: DenseOptions): KerasLayer<PlainDefinition> {
    return this.layer("Dense", options) as KerasLayer as KerasLayer<PlainDefinition>;
  }
  Dropout(options: DropoutOptions): KerasLayer<PlainDefinition> {
    return this.layer("Dropout", options) as KerasLayer as KerasLayer<PlainDefinition>;
  }
  Embedding(options: EmbeddingOptions): KerasLayer<PlainDefinition> {
    return this.layer("Embedding", options) as KerasLayer as KerasLayer<PlainDefinition>;
  }
  Flatten(options: FlattenOptions = {}): KerasLayer<PlainDefinition> {
    return this.layer("Flatten", options) as KerasLayer as KerasLayer<PlainDefinition>;
  }
  GRU(options: GRUOptions): KerasLayer<RecurrentDefinition> {
    return this.layer("GRU", options) as KerasLayer as KerasLayer<RecurrentDefinition>;
  }
  GRUCell(options: GRUCellOptions): KerasLayer<PlainDefinition> {
    return this.layer("GRUCell", options) as KerasLayer as KerasLayer<PlainDefinition>;
  }
  LSTM(options: LSTMOptions): KerasLayer<RecurrentDefinition> {
    return this.layer("LSTM", options) as KerasLayer as KerasLayer<RecurrentDefinition>;
  }
  LSTMCell(options: LSTMCellOptions): KerasLayer<PlainDefinition> {
    return this.layer("LSTMCell", options) as KerasLayer as KerasLayer<PlainDefinition>;
  }
  LayerNormalization(options: LayerNormalizationOptions = {}): KerasLayer<PlainDefinition> {
    return this.layer("LayerNormalization", options) as KerasLayer as KerasLayer<PlainDefinition>;
  }
  Masking(options: MaskingOptions = {}): KerasLayer<PlainDefinition> {
    return this.layer("Masking", options) as KerasLayer as KerasLayer<PlainDefinition>;
  }
  RNN(options: RNNOptions): KerasLayer<RecurrentDefinition> {
    return this.layer("RNN", options) as KerasLayer as KerasLayer<RecurrentDefinition>;
  }
  Reshape(options: ReshapeOptions): KerasLayer<PlainDefinition> {
    return this.layer("Reshape", options) as KerasLayer as KerasLayer<PlainDefinition>;
  }
  SimpleRNN(options: SimpleRNNOptions): KerasLayer<RecurrentDefinition> {
    return this.layer("SimpleRNN", options) as KerasLayer as KerasLayer<RecurrentDefinition>;
  }
  SimpleRNNCell(options: SimpleRNNCellOptions): KerasLayer<PlainDefinition> {
    return this.layer("SimpleRNNCell", options) as KerasLayer as KerasLayer<PlainDefinition>;
  }
  StackedRNNCells(options: StackedRNNCellsOptions): KerasLayer<PlainDefinition> {
    return this.layer("StackedRNNCells", options) as KerasLayer as KerasLayer<PlainDefinition>;
  }
  TimeDistributed(options: TimeDistributedOptions): KerasLayer<PlainDefinition> {
    return this.layer("TimeDistributed", options) as KerasLayer as KerasLayer<PlainDefinition>;
  }
}

/** Options of SGD. */
export interface SGDOptions {
  /** Absent: 0.01. Only in keras 3, tf_keras. */
  readonly learningRate?: number | ScheduleOption;
  /** Absent: 0. */
  readonly momentum?: number;
  /** Absent: false. */
  readonly nesterov?: boolean;
  /** Absent: null. Only in keras 3, tf_keras. */
  readonly weightDecay?: number | null;
  /** Absent: null. */
  readonly clipnorm?: number | null;
  /** Absent: null. */
  readonly clipvalue?: number | null;
  /** Absent: null. Only in keras 3, tf_keras. */
  readonly globalClipnorm?: number | null;
  /** Absent: false. Only in keras 3, tf_keras. */
  readonly useEma?: boolean;
  /** Absent: 0.99. Only in keras 3, tf_keras. */
  readonly emaMomentum?: number;
  /** Absent: null. Only in keras 3, tf_keras. */
  readonly emaOverwriteFrequency?: number | null;
  /** Absent: null. Only in keras 3. */
  readonly lossScaleFactor?: number | null;
  /** Absent: null. Only in keras 3. */
  readonly gradientAccumulationSteps?: number | null;
  /** Absent: null. Only in keras 3, tf_keras. */
  readonly name?: string | null;
  /** Absent: true. Only in tf_keras. */
  readonly jitCompile?: boolean;
  /** Absent: false. Only in tf_keras. */
  readonly isLegacyOptimizer?: boolean;
  /** Absent: 0.01. Only in tf.keras 1, keras 2. */
  readonly lr?: number | ScheduleOption;
  /** Absent: 0. Only in tf.keras 1, keras 2. */
  readonly decay?: number;
}

/** Options of Adagrad. */
export interface AdagradOptions {
  /** Absent: 0.001. Only in keras 3, tf_keras. */
  readonly learningRate?: number | ScheduleOption;
  /** Absent: 0.1. Only in keras 3, tf_keras. */
  readonly initialAccumulatorValue?: number;
  /** Absent: 1e-7 in keras 3, 1e-7 in tf_keras, null in tf.keras 1, null in keras 2. */
  readonly epsilon?: number | null;
  /** Absent: null. Only in keras 3, tf_keras. */
  readonly weightDecay?: number | null;
  /** Absent: null. */
  readonly clipnorm?: number | null;
  /** Absent: null. */
  readonly clipvalue?: number | null;
  /** Absent: null. Only in keras 3, tf_keras. */
  readonly globalClipnorm?: number | null;
  /** Absent: false. Only in keras 3, tf_keras. */
  readonly useEma?: boolean;
  /** Absent: 0.99. Only in keras 3, tf_keras. */
  readonly emaMomentum?: number;
  /** Absent: null. Only in keras 3, tf_keras. */
  readonly emaOverwriteFrequency?: number | null;
  /** Absent: null. Only in keras 3. */
  readonly lossScaleFactor?: number | null;
  /** Absent: null. Only in keras 3. */
  readonly gradientAccumulationSteps?: number | null;
  /** Absent: null. Only in keras 3, tf_keras. */
  readonly name?: string | null;
  /** Absent: true. Only in tf_keras. */
  readonly jitCompile?: boolean;
  /** Absent: false. Only in tf_keras. */
  readonly isLegacyOptimizer?: boolean;
  /** Absent: 0.01. Only in tf.keras 1, keras 2. */
  readonly lr?: number | ScheduleOption;
  /** Absent: 0. Only in tf.keras 1, keras 2. */
  readonly decay?: number;
}

/** Options of RMSprop. */
export interface RMSpropOptions {
  /** Absent: 0.001. Only in keras 3, tf_keras. */
  readonly learningRate?: number | ScheduleOption;
  /** Absent: 0.9. */
  readonly rho?: number;
  /** Absent: 0. Only in keras 3, tf_keras. */
  readonly momentum?: number;
  /** Absent: 1e-7 in keras 3, 1e-7 in tf_keras, null in tf.keras 1, null in keras 2. */
  readonly epsilon?: number | null;
  /** Absent: false. Only in keras 3, tf_keras. */
  readonly centered?: boolean;
  /** Absent: null. Only in keras 3, tf_keras. */
  readonly weightDecay?: number | null;
  /** Absent: null. */
  readonly clipnorm?: number | null;
  /** Absent: null. */
  readonly clipvalue?: number | null;
  /** Absent: null. Only in keras 3, tf_keras. */
  readonly globalClipnorm?: number | null;
  /** Absent: false. Only in keras 3, tf_keras. */
  readonly useEma?: boolean;
  /** Absent: 0.99. Only in keras 3, tf_keras. */
  readonly emaMomentum?: number;
  /** Absent: null in keras 3, 100 in tf_keras. Only in keras 3, tf_keras. */
  readonly emaOverwriteFrequency?: number | null;
  /** Absent: null. Only in keras 3. */
  readonly lossScaleFactor?: number | null;
  /** Absent: null. Only in keras 3. */
  readonly gradientAccumulationSteps?: number | null;
  /** Absent: null. Only in keras 3, tf_keras. */
  readonly name?: string | null;
  /** Absent: true. Only in tf_keras. */
  readonly jitCompile?: boolean;
  /** Absent: false. Only in tf_keras. */
  readonly isLegacyOptimizer?: boolean;
  /** Absent: 0.001. Only in tf.keras 1, keras 2. */
  readonly lr?: number | ScheduleOption;
  /** Absent: 0. Only in tf.keras 1, keras 2. */
  readonly decay?: number;
}

/** Options of Adam. */
export interface AdamOptions {
  /** Absent: 0.001. Only in keras 3, tf_keras. */
  readonly learningRate?: number | ScheduleOption;
  /** Absent: 0.9. */
  readonly beta1?: number;
  /** Absent: 0.999. */
  readonly beta2?: number;
  /** Absent: 1e-7 in keras 3, 1e-7 in tf_keras, null in tf.keras 1, null in keras 2. */
  readonly epsilon?: number | null;
  /** Absent: false. */
  readonly amsgrad?: boolean;
  /** Absent: null. Only in keras 3, tf_keras. */
  readonly weightDecay?: number | null;
  /** Absent: null. */
  readonly clipnorm?: number | null;
  /** Absent: null. */
  readonly clipvalue?: number | null;
  /** Absent: null. Only in keras 3, tf_keras. */
  readonly globalClipnorm?: number | null;
  /** Absent: false. Only in keras 3, tf_keras. */
  readonly useEma?: boolean;
  /** Absent: 0.99. Only in keras 3, tf_keras. */
  readonly emaMomentum?: number;
  /** Absent: null. Only in keras 3, tf_keras. */
  readonly emaOverwriteFrequency?: number | null;
  /** Absent: null. Only in keras 3. */
  readonly lossScaleFactor?: number | null;
  /** Absent: null. Only in keras 3. */
  readonly gradientAccumulationSteps?: number | null;
  /** Absent: null. Only in keras 3, tf_keras. */
  readonly name?: string | null;
  /** Absent: false. Only in tf_keras. */
  readonly adaptiveEpsilon?: boolean;
  /** Absent: true. Only in tf_keras. */
  readonly jitCompile?: boolean;
  /** Absent: false. Only in tf_keras. */
  readonly isLegacyOptimizer?: boolean;
  /** Absent: 0.001. Only in tf.keras 1, keras 2. */
  readonly lr?: number | ScheduleOption;
  /** Absent: 0. Only in tf.keras 1, keras 2. */
  readonly decay?: number;
}

/** Options of AdamW. Only in keras 3, tf_keras. */
export interface AdamWOptions {
  /** Absent: 0.001. */
  readonly learningRate?: number | ScheduleOption;
  /** Absent: 0.9. */
  readonly beta1?: number;
  /** Absent: 0.999. */
  readonly beta2?: number;
  /** Absent: 1e-7. */
  readonly epsilon?: number;
  /** Absent: false. */
  readonly amsgrad?: boolean;
  /** Absent: 0.004. */
  readonly weightDecay?: number | null;
  /** Absent: null. */
  readonly clipnorm?: number | null;
  /** Absent: null. */
  readonly clipvalue?: number | null;
  /** Absent: null. */
  readonly globalClipnorm?: number | null;
  /** Absent: false. */
  readonly useEma?: boolean;
  /** Absent: 0.99. */
  readonly emaMomentum?: number;
  /** Absent: null. */
  readonly emaOverwriteFrequency?: number | null;
  /** Absent: null. Only in keras 3. */
  readonly lossScaleFactor?: number | null;
  /** Absent: null. Only in keras 3. */
  readonly gradientAccumulationSteps?: number | null;
  /** Absent: null. */
  readonly name?: string | null;
  /** Absent: false. Only in tf_keras. */
  readonly adaptiveEpsilon?: boolean;
  /** Absent: true. Only in tf_keras. */
  readonly jitCompile?: boolean;
  /** Absent: false. Only in tf_keras. */
  readonly isLegacyOptimizer?: boolean;
}

/** Options of optimisers by name, in Keras' letters or in small ones. */
export interface OptimizerOptions {
  readonly SGD: SGDOptions;
  readonly sgd: SGDOptions;
  readonly Adagrad: AdagradOptions;
  readonly adagrad: AdagradOptions;
  readonly RMSprop: RMSpropOptions;
  readonly rmsprop: RMSpropOptions;
  readonly Adam: AdamOptions;
  readonly adam: AdamOptions;
  readonly AdamW: AdamWOptions;
  readonly adamw: AdamWOptions;
}

/** Options of ExponentialDecay. */
export interface ExponentialDecayOptions {
  readonly initialLearningRate: number;
  readonly decaySteps: number;
  readonly decayRate: number;
  /** Absent: false. */
  readonly staircase?: boolean;
  /** Absent: null. */
  readonly name?: string | null;
}

/** Options of InverseTimeDecay. */
export interface InverseTimeDecayOptions {
  readonly initialLearningRate: number;
  readonly decaySteps: number;
  readonly decayRate: number;
  /** Absent: false. */
  readonly staircase?: boolean;
  /** Absent: null. */
  readonly name?: string | null;
}

/** Options of PolynomialDecay. */
export interface PolynomialDecayOptions {
  readonly initialLearningRate: number;
  readonly decaySteps: number;
  /** Absent: 0.0001. */
  readonly endLearningRate?: number;
  /** Absent: 1. */
  readonly power?: number;
  /** Absent: false. */
  readonly cycle?: boolean;
  /** Absent: null. */
  readonly name?: string | null;
}

/** Options of CosineDecay. */
export interface CosineDecayOptions {
  readonly initialLearningRate: number;
  readonly decaySteps: number;
  /** Absent: 0. */
  readonly alpha?: number;
  /** Absent: null. */
  readonly warmupTarget?: number | null;
  /** Absent: 0. */
  readonly warmupSteps?: number;
  /** Absent: null. */
  readonly name?: string | null;
}

/** Options of CosineDecayRestarts. */
export interface CosineDecayRestartsOptions {
  readonly initialLearningRate: number;
  readonly firstDecaySteps: number;
  /** Absent: 2. */
  readonly tMul?: number;
  /** Absent: 1. */
  readonly mMul?: number;
  /** Absent: 0. */
  readonly alpha?: number;
  /** Absent: null. */
  readonly name?: string | null;
}

/** Options of PiecewiseConstantDecay. */
export interface PiecewiseConstantDecayOptions {
  readonly boundaries: readonly number[];
  readonly values: readonly number[];
  /** Absent: null. */
  readonly name?: string | null;
}

/** Options of schedules by name. */
export interface ScheduleOptions {
  readonly ExponentialDecay: ExponentialDecayOptions;
  readonly InverseTimeDecay: InverseTimeDecayOptions;
  readonly PolynomialDecay: PolynomialDecayOptions;
  readonly CosineDecay: CosineDecayOptions;
  readonly CosineDecayRestarts: CosineDecayRestartsOptions;
  readonly PiecewiseConstantDecay: PiecewiseConstantDecayOptions;
}

/** Options of losses by each of their names. */
export interface LossOptions {
  readonly MeanSquaredError: {
  /** Absent: "sum_over_batch_size". */
  readonly reduction?: "sum_over_batch_size" | "sum" | "auto";
  /** Absent: null. */
  readonly name?: string | null;
  };
  readonly mean_squared_error: {
  /** Absent: "sum_over_batch_size". Only in keras 3, tf_keras. */
  readonly reduction?: "sum_over_batch_size" | "sum" | "auto";
  /** Absent: null. Only in keras 3, tf_keras. */
  readonly name?: string | null;
  };
  readonly mse: {
  /** Absent: "sum_over_batch_size". Only in keras 3, tf_keras. */
  readonly reduction?: "sum_over_batch_size" | "sum" | "auto";
  /** Absent: null. Only in keras 3, tf_keras. */
  readonly name?: string | null;
  };
  readonly MSE: {
  /** Absent: "sum_over_batch_size". Only in keras 3, tf_keras. */
  readonly reduction?: "sum_over_batch_size" | "sum" | "auto";
  /** Absent: null. Only in keras 3, tf_keras. */
  readonly name?: string | null;
  };
  readonly BinaryCrossentropy: {
  /** Absent: false. */
  readonly fromLogits?: boolean;
  /** Absent: 0. */
  readonly labelSmoothing?: number;
  /** Absent: "sum_over_batch_size". */
  readonly reduction?: "sum_over_batch_size" | "sum" | "auto";
  /** Absent: null. */
  readonly name?: string | null;
  };
  readonly binary_crossentropy: {
  /** Absent: false. Only in keras 3, tf_keras. */
  readonly fromLogits?: boolean;
  /** Absent: 0. Only in keras 3, tf_keras. */
  readonly labelSmoothing?: number;
  /** Absent: "sum_over_batch_size". Only in keras 3, tf_keras. */
  readonly reduction?: "sum_over_batch_size" | "sum" | "auto";
  /** Absent: null. Only in keras 3, tf_keras. */
  readonly name?: string | null;
  };
  readonly CategoricalCrossentropy: {
  /** Absent: false. */
  readonly fromLogits?: boolean;
  /** Absent: 0. */
  readonly labelSmoothing?: number;
  /** Absent: "sum_over_batch_size". */
  readonly reduction?: "sum_over_batch_size" | "sum" | "auto";
  /** Absent: null. */
  readonly name?: string | null;
  };
  readonly categorical_crossentropy: {
  /** Absent: false. Only in keras 3, tf_keras. */
  readonly fromLogits?: boolean;
  /** Absent: 0. Only in keras 3, tf_keras. */
  readonly labelSmoothing?: number;
  /** Absent: "sum_over_batch_size". Only in keras 3, tf_keras. */
  readonly reduction?: "sum_over_batch_size" | "sum" | "auto";
  /** Absent: null. Only in keras 3, tf_keras. */
  readonly name?: string | null;
  };
  readonly SparseCategoricalCrossentropy: {
  /** Absent: false. */
  readonly fromLogits?: boolean;
  /** Absent: null. */
  readonly ignoreClass?: number | null;
  /** Absent: "sum_over_batch_size". */
  readonly reduction?: "sum_over_batch_size" | "sum" | "auto";
  /** Absent: null. */
  readonly name?: string | null;
  };
  readonly sparse_categorical_crossentropy: {
  /** Absent: false. Only in keras 3, tf_keras. */
  readonly fromLogits?: boolean;
  /** Absent: null. Only in keras 3, tf_keras. */
  readonly ignoreClass?: number | null;
  /** Absent: "sum_over_batch_size". Only in keras 3, tf_keras. */
  readonly reduction?: "sum_over_batch_size" | "sum" | "auto";
  /** Absent: null. Only in keras 3, tf_keras. */
  readonly name?: string | null;
  };
}

/** Options of EarlyStopping. */
export interface EarlyStoppingOptions {
  /** Absent: "val_loss". */
  readonly monitor?: string;
  /** Absent: 0. */
  readonly verbose?: number;
  /** Absent: "auto". */
  readonly mode?: "auto" | "min" | "max";
  /** Absent: 0. */
  readonly minDelta?: number;
  /** Absent: 0. */
  readonly patience?: number;
  /** Absent: null. Only in keras 3, tf_keras. */
  readonly baseline?: number | null;
  /** Absent: false. Only in keras 3, tf_keras. */
  readonly restoreBestWeights?: boolean;
  /** Absent: 0. Only in keras 3, tf_keras. */
  readonly startFromEpoch?: number;
}

/** Options of ReduceLROnPlateau. */
export interface ReduceLROnPlateauOptions {
  /** Absent: "val_loss". */
  readonly monitor?: string;
  /** Absent: 0. */
  readonly verbose?: number;
  /** Absent: "auto". */
  readonly mode?: "auto" | "min" | "max";
  /** Absent: 0.1. */
  readonly factor?: number;
  /** Absent: 10. */
  readonly patience?: number;
  /** Absent: 0.0001. Only in keras 3, tf_keras, keras 2. */
  readonly minDelta?: number;
  /** Absent: 0. */
  readonly cooldown?: number;
  /** Absent: 0. */
  readonly minLr?: number;
  /** Absent: 0.0001. Only in tf.keras 1. */
  readonly epsilon?: number;
}
