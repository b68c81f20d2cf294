/** The options of every class by their names in TypeScript. Written by tools/types/generate.mjs from the tables of arguments. */
import type { LayerDefinition, RecurrentDefinition } from "../../layers/index.ts";

/** Options of RNN. */
export interface RNNOptions {
  readonly inputSize: number;
  readonly hiddenSize: number;
  /** Absent: 1. */
  readonly numLayers?: number;
  /** Absent: true. */
  readonly bias?: boolean;
  /** Absent: false. */
  readonly batchFirst?: boolean;
  /** Absent: 0. */
  readonly dropout?: number;
  /** Absent: false. */
  readonly bidirectional?: boolean;
  /** Absent: "float32". */
  readonly dtype?: "float32" | "float64";
  /** Absent: "tanh". */
  readonly nonlinearity?: "tanh" | "relu";
}

/** Options of LSTM. */
export interface LSTMOptions {
  readonly inputSize: number;
  readonly hiddenSize: number;
  /** Absent: 1. */
  readonly numLayers?: number;
  /** Absent: true. */
  readonly bias?: boolean;
  /** Absent: false. */
  readonly batchFirst?: boolean;
  /** Absent: 0. */
  readonly dropout?: number;
  /** Absent: false. */
  readonly bidirectional?: boolean;
  /** Absent: "float32". */
  readonly dtype?: "float32" | "float64";
  /** Absent: 0. */
  readonly projSize?: number;
}

/** Options of GRU. */
export interface GRUOptions {
  readonly inputSize: number;
  readonly hiddenSize: number;
  /** Absent: 1. */
  readonly numLayers?: number;
  /** Absent: true. */
  readonly bias?: boolean;
  /** Absent: false. */
  readonly batchFirst?: boolean;
  /** Absent: 0. */
  readonly dropout?: number;
  /** Absent: false. */
  readonly bidirectional?: boolean;
  /** Absent: "float32". */
  readonly dtype?: "float32" | "float64";
}

/** Options of RNNCell. */
export interface RNNCellOptions {
  readonly inputSize: number;
  readonly hiddenSize: number;
  /** Absent: true. */
  readonly bias?: boolean;
  /** Absent: "float32". */
  readonly dtype?: "float32" | "float64";
  /** Absent: "tanh". */
  readonly nonlinearity?: "tanh" | "relu";
}

/** Options of LSTMCell. */
export interface LSTMCellOptions {
  readonly inputSize: number;
  readonly hiddenSize: number;
  /** Absent: true. */
  readonly bias?: boolean;
  /** Absent: "float32". */
  readonly dtype?: "float32" | "float64";
}

/** Options of GRUCell. */
export interface GRUCellOptions {
  readonly inputSize: number;
  readonly hiddenSize: number;
  /** Absent: true. */
  readonly bias?: boolean;
  /** Absent: "float32". */
  readonly dtype?: "float32" | "float64";
}

/** Options of Linear. */
export interface LinearOptions {
  readonly inFeatures: number;
  readonly outFeatures: number;
  /** Absent: true. */
  readonly bias?: boolean;
  /** Absent: "float32". */
  readonly dtype?: "float32" | "float64";
}

/** Options of Conv1d. */
export interface Conv1dOptions {
  readonly inChannels: number;
  readonly outChannels: number;
  readonly kernelSize: number | readonly number[];
  /** Absent: 1. */
  readonly stride?: number | readonly number[];
  /** Absent: 0. */
  readonly padding?: number | readonly number[] | "valid" | "same";
  /** Absent: 1. */
  readonly dilation?: number | readonly number[];
  /** Absent: 1. */
  readonly groups?: number;
  /** Absent: true. */
  readonly bias?: boolean;
  /** Absent: "zeros". */
  readonly paddingMode?: "zeros" | "reflect" | "replicate" | "circular";
  /** Absent: "float32". */
  readonly dtype?: "float32" | "float64";
}

/** Options of Conv2d. */
export interface Conv2dOptions {
  readonly inChannels: number;
  readonly outChannels: number;
  readonly kernelSize: number | readonly number[];
  /** Absent: 1. */
  readonly stride?: number | readonly number[];
  /** Absent: 0. */
  readonly padding?: number | readonly number[] | "valid" | "same";
  /** Absent: 1. */
  readonly dilation?: number | readonly number[];
  /** Absent: 1. */
  readonly groups?: number;
  /** Absent: true. */
  readonly bias?: boolean;
  /** Absent: "zeros". */
  readonly paddingMode?: "zeros" | "reflect" | "replicate" | "circular";
  /** Absent: "float32". */
  readonly dtype?: "float32" | "float64";
}

/** Options of Embedding. */
export interface EmbeddingOptions {
  readonly numEmbeddings: number;
  readonly embeddingDim: number;
  /** Absent: null. */
  readonly paddingIdx?: number | null;
  /** Absent: null. */
  readonly maxNorm?: number | null;
  /** Absent: 2. */
  readonly normType?: number;
  /** Absent: false. */
  readonly scaleGradByFreq?: boolean;
  /** Absent: false. */
  readonly sparse?: boolean;
  /** Absent: "float32". */
  readonly dtype?: "float32" | "float64";
}

/** Options of LayerNorm. */
export interface LayerNormOptions {
  readonly normalizedShape: number | readonly number[];
  /** Absent: 0.00001. */
  readonly eps?: number;
  /** Absent: true. */
  readonly elementwiseAffine?: boolean;
  /** Absent: true. */
  readonly bias?: boolean;
  /** Absent: "float32". */
  readonly dtype?: "float32" | "float64";
}

/** Options of BatchNorm1d. */
export interface BatchNorm1dOptions {
  readonly numFeatures: number;
  /** Absent: 0.00001. */
  readonly eps?: number;
  /** Absent: 0.1. */
  readonly momentum?: number | null;
  /** Absent: true. */
  readonly affine?: boolean;
  /** Absent: true. */
  readonly trackRunningStats?: boolean;
  /** Absent: "float32". */
  readonly dtype?: "float32" | "float64";
}

/** Options of Dropout. */
export interface DropoutOptions {
  /** Absent: 0.5. */
  readonly p?: number;
  /** Absent: false. */
  readonly inplace?: boolean;
}

/** Options of Dropout1d. */
export interface Dropout1dOptions {
  /** Absent: 0.5. */
  readonly p?: number;
  /** Absent: false. */
  readonly inplace?: boolean;
}

/** Options of Flatten. */
export interface FlattenOptions {
  /** Absent: 1. */
  readonly startDim?: number;
  /** Absent: -1. */
  readonly endDim?: number;
}

/** Options of Identity. */
export interface IdentityOptions {
}

/** Options of ReLU. */
export interface ReLUOptions {
  /** Absent: false. */
  readonly inplace?: boolean;
}

/** Options of ReLU6. */
export interface ReLU6Options {
  /** Absent: false. */
  readonly inplace?: boolean;
}

/** Options of Tanh. */
export interface TanhOptions {
}

/** Options of Sigmoid. */
export interface SigmoidOptions {
}

/** Options of SiLU. */
export interface SiLUOptions {
  /** Absent: false. */
  readonly inplace?: boolean;
}

/** Options of Mish. */
export interface MishOptions {
  /** Absent: false. */
  readonly inplace?: boolean;
}

/** Options of Softsign. */
export interface SoftsignOptions {
}

/** Options of LogSigmoid. */
export interface LogSigmoidOptions {
}

/** Options of SELU. */
export interface SELUOptions {
  /** Absent: false. */
  readonly inplace?: boolean;
}

/** Options of Tanhshrink. */
export interface TanhshrinkOptions {
}

/** Options of Hardsigmoid. */
export interface HardsigmoidOptions {
  /** Absent: false. */
  readonly inplace?: boolean;
}

/** Options of Hardswish. */
export interface HardswishOptions {
  /** Absent: false. */
  readonly inplace?: boolean;
}

/** Options of GELU. */
export interface GELUOptions {
  /** Absent: "none". */
  readonly approximate?: "none" | "tanh";
}

/** Options of ELU. */
export interface ELUOptions {
  /** Absent: 1. */
  readonly alpha?: number;
  /** Absent: false. */
  readonly inplace?: boolean;
}

/** Options of CELU. */
export interface CELUOptions {
  /** Absent: 1. */
  readonly alpha?: number;
  /** Absent: false. */
  readonly inplace?: boolean;
}

/** Options of LeakyReLU. */
export interface LeakyReLUOptions {
  /** Absent: 0.01. */
  readonly negativeSlope?: number;
  /** Absent: false. */
  readonly inplace?: boolean;
}

/** Options of Softplus. */
export interface SoftplusOptions {
  /** Absent: 1. */
  readonly beta?: number;
  /** Absent: 20. */
  readonly threshold?: number;
}

/** Options of Hardtanh. */
export interface HardtanhOptions {
  /** Absent: -1. */
  readonly minVal?: number;
  /** Absent: 1. */
  readonly maxVal?: number;
  /** Absent: false. */
  readonly inplace?: boolean;
}

/** Options of Softshrink. */
export interface SoftshrinkOptions {
  /** Absent: 0.5. */
  readonly lambd?: number;
}

/** Options of Hardshrink. */
export interface HardshrinkOptions {
  /** Absent: 0.5. */
  readonly lambd?: number;
}

/** Options of Threshold. */
export interface ThresholdOptions {
  readonly threshold: number;
  readonly value: number;
  /** Absent: false. */
  readonly inplace?: boolean;
}

/** Options of Softmax. */
export interface SoftmaxOptions {
  readonly dim: number;
}

/** Options of LogSoftmax. */
export interface LogSoftmaxOptions {
  readonly dim: number;
}

/** Options of GLU. */
export interface GLUOptions {
  /** Absent: -1. */
  readonly dim?: number;
}

/** What a module gives of which no states come out. */
type PlainDefinition = Exclude<LayerDefinition, RecurrentDefinition>;

/** Makes modules by the names of their classes; without a name a module gets the first that is free: `lstm`, `lstm_1`, … */
export interface ModuleMethods<Recurrent, Plain> {
  RNN(options: RNNOptions, name?: string): Recurrent;
  LSTM(options: LSTMOptions, name?: string): Recurrent;
  GRU(options: GRUOptions, name?: string): Recurrent;
  RNNCell(options: RNNCellOptions, name?: string): Recurrent;
  LSTMCell(options: LSTMCellOptions, name?: string): Recurrent;
  GRUCell(options: GRUCellOptions, name?: string): Recurrent;
  Linear(options: LinearOptions, name?: string): Plain;
  Conv1d(options: Conv1dOptions, name?: string): Plain;
  Conv2d(options: Conv2dOptions, name?: string): Plain;
  Embedding(options: EmbeddingOptions, name?: string): Plain;
  LayerNorm(options: LayerNormOptions, name?: string): Plain;
  BatchNorm1d(options: BatchNorm1dOptions, name?: string): Plain;
  Dropout(options?: DropoutOptions, name?: string): Plain;
  Dropout1d(options?: Dropout1dOptions, name?: string): Plain;
  Flatten(options?: FlattenOptions, name?: string): Plain;
  Identity(options?: IdentityOptions, name?: string): Plain;
  ReLU(options?: ReLUOptions, name?: string): Plain;
  ReLU6(options?: ReLU6Options, name?: string): Plain;
  Tanh(options?: TanhOptions, name?: string): Plain;
  Sigmoid(options?: SigmoidOptions, name?: string): Plain;
  SiLU(options?: SiLUOptions, name?: string): Plain;
  Mish(options?: MishOptions, name?: string): Plain;
  Softsign(options?: SoftsignOptions, name?: string): Plain;
  LogSigmoid(options?: LogSigmoidOptions, name?: string): Plain;
  SELU(options?: SELUOptions, name?: string): Plain;
  Tanhshrink(options?: TanhshrinkOptions, name?: string): Plain;
  Hardsigmoid(options?: HardsigmoidOptions, name?: string): Plain;
  Hardswish(options?: HardswishOptions, name?: string): Plain;
  GELU(options?: GELUOptions, name?: string): Plain;
  ELU(options?: ELUOptions, name?: string): Plain;
  CELU(options?: CELUOptions, name?: string): Plain;
  LeakyReLU(options?: LeakyReLUOptions, name?: string): Plain;
  Softplus(options?: SoftplusOptions, name?: string): Plain;
  Hardtanh(options?: HardtanhOptions, name?: string): Plain;
  Softshrink(options?: SoftshrinkOptions, name?: string): Plain;
  Hardshrink(options?: HardshrinkOptions, name?: string): Plain;
  Threshold(options: ThresholdOptions, name?: string): Plain;
  Softmax(options: SoftmaxOptions, name?: string): Plain;
  LogSoftmax(options: LogSoftmaxOptions, name?: string): Plain;
  GLU(options?: GLUOptions, name?: string): Plain;
}

/** Options of SGD. */
export interface SGDOptions {
  /** Absent: 0.001. */
  readonly lr?: number;
  /** Absent: 0. */
  readonly momentum?: number;
  /** Absent: 0. */
  readonly dampening?: number;
  /** Absent: 0. */
  readonly weightDecay?: number;
  /** Absent: false. */
  readonly nesterov?: boolean;
  /** Absent: null. */
  readonly fused?: boolean | null;
  /** Absent: false. */
  readonly maximize?: boolean;
  /** Absent: null. */
  readonly foreach?: boolean | null;
  /** Absent: false. */
  readonly capturable?: boolean;
  /** Absent: false. */
  readonly differentiable?: boolean;
}

/** Options of Adagrad. */
export interface AdagradOptions {
  /** Absent: 0.01. */
  readonly lr?: number;
  /** Absent: 0. */
  readonly lrDecay?: number;
  /** Absent: 0. */
  readonly weightDecay?: number;
  /** Absent: 0. */
  readonly initialAccumulatorValue?: number;
  /** Absent: 1e-10. */
  readonly eps?: number;
  /** Absent: null. */
  readonly fused?: boolean | null;
  /** Absent: false. */
  readonly maximize?: boolean;
  /** Absent: null. */
  readonly foreach?: boolean | null;
  /** Absent: false. */
  readonly capturable?: boolean;
  /** Absent: false. */
  readonly differentiable?: boolean;
}

/** Options of RMSprop. */
export interface RMSpropOptions {
  /** Absent: 0.01. */
  readonly lr?: number;
  /** Absent: 0.99. */
  readonly alpha?: number;
  /** Absent: 1e-8. */
  readonly eps?: number;
  /** Absent: 0. */
  readonly weightDecay?: number;
  /** Absent: 0. */
  readonly momentum?: number;
  /** Absent: false. */
  readonly centered?: boolean;
  /** Absent: false. */
  readonly maximize?: boolean;
  /** Absent: null. */
  readonly foreach?: boolean | null;
  /** Absent: false. */
  readonly capturable?: boolean;
  /** Absent: false. */
  readonly differentiable?: boolean;
}

/** Options of Adam. */
export interface AdamOptions {
  /** Absent: 0.001. */
  readonly lr?: number;
  /** Absent: [0.9,0.999]. */
  readonly betas?: readonly [number, number];
  /** Absent: 1e-8. */
  readonly eps?: number;
  /** Absent: 0. */
  readonly weightDecay?: number;
  /** Absent: false. */
  readonly amsgrad?: boolean;
  /** Absent: null. */
  readonly fused?: boolean | null;
  /** Absent: false. */
  readonly maximize?: boolean;
  /** Absent: null. */
  readonly foreach?: boolean | null;
  /** Absent: false. */
  readonly capturable?: boolean;
  /** Absent: false. */
  readonly differentiable?: boolean;
  /** Absent: false. */
  readonly decoupledWeightDecay?: boolean;
}

/** Options of AdamW. */
export interface AdamWOptions {
  /** Absent: 0.001. */
  readonly lr?: number;
  /** Absent: [0.9,0.999]. */
  readonly betas?: readonly [number, number];
  /** Absent: 1e-8. */
  readonly eps?: number;
  /** Absent: 0.01. */
  readonly weightDecay?: number;
  /** Absent: false. */
  readonly amsgrad?: boolean;
  /** Absent: null. */
  readonly fused?: boolean | null;
  /** Absent: false. */
  readonly maximize?: boolean;
  /** Absent: null. */
  readonly foreach?: boolean | null;
  /** Absent: false. */
  readonly capturable?: boolean;
  /** Absent: false. */
  readonly differentiable?: boolean;
}

/** Options of MSELoss. */
export interface MSELossOptions {
  /** Absent: "mean". */
  readonly reduction?: "mean";
}

/** Options of BCELoss. */
export interface BCELossOptions {
  /** Absent: null. */
  readonly weight?: null;
  /** Absent: "mean". */
  readonly reduction?: "mean";
}

/** Options of BCEWithLogitsLoss. */
export interface BCEWithLogitsLossOptions {
  /** Absent: null. */
  readonly weight?: null;
  /** Absent: "mean". */
  readonly reduction?: "mean";
  /** Absent: null. */
  readonly posWeight?: null;
}

/** Options of CrossEntropyLoss. */
export interface CrossEntropyLossOptions {
  /** Absent: null. */
  readonly weight?: null;
  /** Absent: -100. */
  readonly ignoreIndex?: number;
  /** Absent: "mean". */
  readonly reduction?: "mean" | "sum";
  /** Absent: 0. */
  readonly labelSmoothing?: number;
}
