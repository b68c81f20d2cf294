import { philoxTensorFlow, philoxTensorFlow12, type StreamAlgorithm, type StreamTable } from "../../random/index.ts";

export const streams: StreamTable = { "philox-tensorflow": philoxTensorFlow, "philox-tensorflow-1.2": philoxTensorFlow12 };

/** What differs between TensorFlow 1 releases, as far as initial values go. To add a version: a row, its goldens, its grades. */
export interface Conventions {
  readonly stream: StreamAlgorithm;
  /** Variable names of cells: `weights`, `biases` up to 1.1, then `kernel`, `bias`. */
  readonly cellNames: readonly [matrix: "weights" | "kernel", vector: "biases" | "bias"];
  readonly orthogonal: "svd of uniforms" | "qr";
  /** What a truncated normal's deviation is divided by, and what VarianceScaling's names mean. */
  readonly correction: number;
  readonly distributions: { readonly [name: string]: "uniform" | "truncated_normal" | "normal" };
  readonly scalingDefault: string;
  /** Public names of initialisers that came later. */
  readonly scalingIsPublic: boolean;
  readonly identity: boolean;
  readonly heAndLecun: boolean;
  /** Initialiser arguments of GRUCell, and `name` of the core cells. */
  readonly cellArguments: boolean;
  readonly cellDtype: boolean;
  readonly autoReuse: boolean;
  /** Operations' names are told apart without regard to capitals. */
  readonly foldsNames: boolean;
  /** Activations that cells take by name, and the operations of a use beyond tanh's one; null where a name is an error. */
  readonly activations: { readonly [name: string]: number } | null;
  /** A second cell in one open scope gets a name of its own (1.5) or is an error (before). */
  readonly uniqueCells: boolean;
  /** How many operations things add to the graph. */
  readonly operations: Operations;
}

/** Counts read off real graphs; random variables see the counter 3 operations after their own start. */
export interface Operations {
  /** zero_state of one state tensor. */
  readonly zeroState: number;
  /** Constants of this many elements and more take 6 operations instead of 4 when they are zeros or ones. */
  readonly largeConstant: number;
  readonly orthogonal: { readonly tall: number; readonly square: number; readonly wide: number };
  /** Where variables are created inside a cell's call: all first (1.5), or each where it is used (1.1). */
  readonly variablesFirst: boolean;
  /** What `state_is_tuple=False` adds before the first variable and after the last, by class. */
  readonly joinedState: { readonly [className: string]: { readonly before: number; readonly after: number } };
  /** Operations of a clip. */
  readonly clip: number;
}

const old = { uniform: "uniform", normal: "truncated_normal" } as const;
const renamed = {
  uniform: "uniform",
  normal: "truncated_normal",
  truncated_normal: "truncated_normal",
  untruncated_normal: "normal",
} as const;

const v18: Conventions = {
  stream: "philox-tensorflow",
  cellNames: ["kernel", "bias"],
  orthogonal: "qr",
  correction: 1,
  distributions: old,
  scalingDefault: "normal",
  scalingIsPublic: true,
  identity: true,
  heAndLecun: false,
  cellArguments: true,
  cellDtype: false,
  autoReuse: true,
  foldsNames: false,
  activations: null,
  uniqueCells: true,
  operations: {
    zeroState: 8,
    largeConstant: 1000,
    orthogonal: { tall: 17, square: 17, wide: 19 },
    variablesFirst: true,
    joinedState: { LSTMCell: { before: 0, after: 8 }, BasicLSTMCell: { before: 0, after: 4 } },
    clip: 3,
  },
};

const v110: Conventions = {
  ...v18,
  correction: 0.8796256610342398,
  distributions: renamed,
  scalingDefault: "truncated_normal",
  cellDtype: true,
  foldsNames: true,
  operations: { ...v18.operations, clip: 4 },
};

/** Source: runs of the official Linux wheels 1.1.0, 1.8.0, 1.10.0, 1.15.5. */
export const versions: { readonly [version: string]: Conventions } = {
  "1.1": {
    ...v18,
    stream: "philox-tensorflow-1.2",
    cellNames: ["weights", "biases"],
    orthogonal: "svd of uniforms",
    scalingIsPublic: false,
    identity: false,
    cellArguments: false,
    autoReuse: false,
    uniqueCells: false,
    operations: {
      zeroState: 3,
      largeConstant: Number.POSITIVE_INFINITY,
      orthogonal: { tall: 15, square: 23, wide: 23 },
      variablesFirst: false,
      joinedState: { LSTMCell: { before: 6, after: 2 }, BasicLSTMCell: { before: 2, after: 2 } },
      clip: 4,
    },
  },
  "1.8": v18,
  "1.10": v110,
  "1.15": {
    ...v110,
    heAndLecun: true,
    activations: {
      tanh: 0,
      relu: 0,
      sigmoid: 0,
      softsign: 0,
      softplus: 0,
      elu: 0,
      exponential: 0,
      softmax: 0,
      linear: -1,
      selu: 7,
      hard_sigmoid: 7,
    },
  },
};

/** TensorFlow 1.2 gave cells' variables their present names: between 1.1 and 1.8 the younger is the nearer. */
export const conventionsSince: { readonly [version: string]: string } = { "1.8": "1.2" };
