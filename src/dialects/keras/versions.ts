import { GatewiseError, resolveVersion, unknownName } from "../../base/index.ts";
import type { Regularizer } from "../../layers/index.ts";
import {
  mt19937KerasTorch,
  mt19937Numpy,
  mt19937Python,
  pcg64KerasNumpy,
  philoxTensorFlow,
  philoxTensorFlowStateless,
  type StreamAlgorithm,
  type StreamTable,
  threefryJax,
} from "../../random/index.ts";

export const streams: StreamTable = {
  "mt19937-keras-torch": mt19937KerasTorch,
  "mt19937-numpy": mt19937Numpy,
  "mt19937-python": mt19937Python,
  "pcg64-keras-numpy": pcg64KerasNumpy,
  "philox-tensorflow": philoxTensorFlow,
  "philox-tensorflow-stateless": philoxTensorFlowStateless,
  "threefry-jax": threefryJax,
};

/** The deviation of a normal cut at ±2, as Keras and TensorFlow write it. */
const truncation = 0.8796256610342398;

/** How an initialiser without a seed of its own gets one. */
export type Seeding =
  /** Keras 3: its constructor draws one from CPython's random. */
  | "at construction"
  /** tf_keras: its first call draws one from the generator that set_random_seed installs, else from CPython's random. */
  | "at first call"
  /** Stand-alone Keras 2: each call draws one from NumPy's global state. */
  | "numpy at each call"
  /** tf.keras on TensorFlow 1: the graph's operation counter. */
  | "graph counter";

/** What differs between the generations of Keras, as far as initial weights go. */
export interface Conventions {
  readonly generation: "keras 3" | "tf_keras" | "keras 2" | "tf.keras 1";
  readonly seeding: Seeding;
  /** What the deviation of a truncated normal is divided by in variance scaling. */
  readonly correction: number;
  /** Legal names of VarianceScaling's distribution, and what they mean. */
  readonly distributions: { readonly [name: string]: "uniform" | "truncated_normal" | "normal" };
  readonly scalingDefault: string;
  readonly normalDeviation: number;
  readonly uniformRange: readonly [number, number];
  readonly orthogonal: "qr" | "svd of numpy normals";
  /** Fans of a vector of n elements: n, or √n. */
  readonly vectorFans: "n" | "root n";
  readonly identity: "rectangular" | "square";
  readonly resetAfter: boolean;
  readonly recurrentActivation: string;
  readonly layerNormalization: boolean;
  /** What a step that is masked gives where none before it counts: zeros, or the first state. */
  readonly firstMasked: "zeros" | "state";
  /** Stacked cells list the last one's states first. */
  readonly reversesStates: boolean;
  /** How regularizers are computed, and differentiated where a weight is 0. */
  readonly penalties: Penalties;
}

/** The choices of a regularizer: see the engine's definition. */
export type Penalties = Required<Pick<Regularizer, "slopeAtZero" | "ofFrozen">> &
  Required<Pick<Extract<Regularizer, { kind: "orthogonal" }>, "shortest" | "gradientOfZeros">>;

/** A backend of Keras 3, or the TensorFlow under Keras 2. */
export interface Backend {
  readonly name: string;
  /** Its loop over time is a scan, which starts at the first state. */
  readonly scans?: true;
  /**
   * Its unrolled loop lays the mask in the order of time over outputs in the order of reading, to make them zero.
   *
   * `fails`: reading backwards, it turns its list of masks round as if that were a tensor, and Keras raises.
   *
   * Source: Keras 3.15.1 backend/tensorflow/rnn.py, backend/torch/rnn.py and tf_keras 2.21 backend.py.
   */
  readonly unrolledZeros?: "in time" | "fails";
  /** What its derivatives at 0 change. */
  readonly penalties?: Partial<Penalties>;
  /** The version of the dated table that stands for "no version given". */
  readonly version: string;
  readonly stream: StreamAlgorithm;
  /**
   * Whether a layer may be float64. JAX has it only where it is switched on; Keras 2's weights have the dtype of floatx
   * whatever the layer says, and tf.keras 1 hands a dtype on to the layers behind. Keras 3.15's NumPy backend takes it and
   * gives float32 weights.
   */
  readonly float64: boolean | "as float32";
  /** The seeds that an initialiser takes, and those that a SeedGenerator (also of a dropout) takes. */
  readonly seeds: { readonly initializer: SeedRange; readonly generator: SeedRange };
}

/** Both ends are legal. */
export interface SeedRange {
  readonly min: bigint;
  readonly max: bigint;
}

interface Row {
  readonly conventions: Conventions;
  readonly backends: readonly Backend[];
  /** Whether the document must name the backend. */
  readonly backendCompulsory: boolean;
}

const corrected = {
  uniform: "uniform",
  truncated_normal: "truncated_normal",
  untruncated_normal: "normal",
  normal: "truncated_normal",
} as const;
const uncorrected = { uniform: "uniform", normal: "truncated_normal" } as const;

const keras3: Conventions = {
  generation: "keras 3",
  seeding: "at construction",
  correction: truncation,
  distributions: corrected,
  scalingDefault: "truncated_normal",
  normalDeviation: 0.05,
  uniformRange: [-0.05, 0.05],
  orthogonal: "qr",
  vectorFans: "n",
  identity: "rectangular",
  resetAfter: true,
  recurrentActivation: "sigmoid",
  layerNormalization: true,
  firstMasked: "zeros",
  reversesStates: false,
  // A layer's losses are those of its trainable weights. Source: Keras 3.15.1 layers/layer.py.
  penalties: { slopeAtZero: 0, ofFrozen: false, shortest: 1e-7, gradientOfZeros: "zero" },
};

const keras2: Conventions = {
  generation: "keras 2",
  seeding: "numpy at each call",
  correction: 1,
  distributions: uncorrected,
  scalingDefault: "normal",
  normalDeviation: 0.05,
  uniformRange: [-0.05, 0.05],
  orthogonal: "svd of numpy normals",
  vectorFans: "root n",
  identity: "square",
  resetAfter: false,
  recurrentActivation: "hard_sigmoid",
  layerNormalization: false,
  firstMasked: "state",
  reversesStates: true,
  penalties: { slopeAtZero: 0, ofFrozen: true, shortest: 1e-6, gradientOfZeros: "zero" },
};

// What each backend's seed dtype holds. Source: Keras 3.15.1 random/seed_generator.py, random_seed_dtype of each backend.
const uint32: SeedRange = { min: 0n, max: 2n ** 32n - 1n };
const int32: SeedRange = { min: -(2n ** 31n), max: 2n ** 31n - 1n };
const int64: SeedRange = { min: -(2n ** 63n), max: 2n ** 63n - 1n };
/** An initialiser's whole number is cut to its low 32 bits where the dtype is int32, whatever its size. */
const cut: SeedRange = { min: -(10n ** 40n), max: 10n ** 40n };

const tensorflowSeeds = { initializer: int64, generator: int64 };
const stateful: Omit<Backend, "version"> = { name: "tensorflow", stream: "philox-tensorflow", float64: false, seeds: tensorflowSeeds };
const tensorflow2: Backend = {
  name: "tensorflow",
  version: "2.21",
  unrolledZeros: "in time",
  stream: "philox-tensorflow-stateless",
  float64: true,
  seeds: tensorflowSeeds,
};

/** Dated rows: framework, version, conventions, and the backends they were checked on. To add a version: a row. */
const rows: { readonly [framework: string]: { readonly [version: string]: Row } } = {
  keras: {
    "2.1.6": { conventions: keras2, backends: [{ ...stateful, version: "1.8" }], backendCompulsory: false },
    "3.15": {
      conventions: keras3,
      backends: [
        tensorflow2,
        {
          name: "jax",
          version: "0.10",
          scans: true,
          penalties: { slopeAtZero: 1, gradientOfZeros: "nan" },
          stream: "threefry-jax",
          float64: false,
          seeds: { initializer: uint32, generator: uint32 },
        },
        {
          name: "torch",
          unrolledZeros: "fails",
          version: "2.13",
          penalties: { gradientOfZeros: "nan" },
          stream: "mt19937-keras-torch",
          float64: true,
          seeds: { initializer: cut, generator: int32 },
        },
        {
          name: "numpy",
          scans: true,
          version: "2",
          stream: "pcg64-keras-numpy",
          float64: "as float32",
          seeds: { initializer: uint32, generator: uint32 },
        },
      ],
      backendCompulsory: true,
    },
  },
  "tf.keras": {
    "1.8": {
      conventions: {
        ...keras2,
        generation: "tf.keras 1",
        seeding: "graph counter",
        normalDeviation: 1,
        uniformRange: [0, 1],
        orthogonal: "qr",
        vectorFans: "n",
        identity: "rectangular",
      },
      backends: [{ ...stateful, version: "1.8" }],
      backendCompulsory: false,
    },
  },
  tf_keras: {
    "2.21": {
      conventions: { ...keras3, generation: "tf_keras", seeding: "at first call", penalties: keras2.penalties },
      backends: [tensorflow2],
      backendCompulsory: false,
    },
  },
};

export const kerasFrameworks = Object.keys(rows);

/** Every checked dialect in resolved form. */
export const kerasDialects: readonly string[] = Object.entries(rows).flatMap(([framework, versions]) =>
  Object.entries(versions).flatMap(([version, { backends }]) => backends.map((backend) => resolvedName(framework, version, backend))),
);

function resolvedName(framework: string, version: string, backend: Backend): string {
  return framework === "tf.keras" ? `${framework}@${version}` : `${framework}@${version}/${backend.name}@${backend.version}`;
}

/** The checked versions that may stand for one between them: Keras 2 and 3 have nothing in common. */
function ofOneGeneration(asked: string, checked: readonly string[]): readonly string[] {
  const own = checked.filter((version) => version.split(".")[0] === asked.split(".")[0]);
  return own.length === 0 ? checked : own;
}

/** A dialect string, resolved. */
export interface ResolvedDialect {
  readonly dialect: string;
  readonly conventions: Conventions;
  readonly backend: Backend;
  readonly unchecked: string | null;
}

/**
 * Resolves `keras@3.15/jax`, `keras@2.1.6/tensorflow@1.8`, `tf.keras@1.8`, `tf_keras@2.21`.
 *
 * Throws: unknown-dialect, unknown-version, missing-option where the backend is compulsory.
 */
export function resolveDialect(text: string): ResolvedDialect {
  const [front, back, ...rest] = text.split("/");
  const [framework, version, ...more] = front.split("@");
  if (!Object.hasOwn(rows, framework)) throw unknownName("unknown-dialect", "dialect", text, kerasFrameworks);
  if (version === undefined || more.length > 0 || rest.length > 0) {
    throw new GatewiseError("unknown-version", {
      where: "dialect",
      received: text,
      expected: `${framework}@VERSION[/BACKEND[@VERSION]]`,
      fix: `such as ${kerasDialects.find((d) => d.startsWith(`${framework}@`))}`,
    });
  }
  const table = rows[framework];
  const resolved = resolveVersion(framework, version, ofOneGeneration(version, Object.keys(table)));
  const { conventions, backends, backendCompulsory } = table[resolved.checked];
  if (back === undefined && backendCompulsory) {
    throw new GatewiseError("missing-option", {
      where: `dialect ${text}`,
      received: "no backend",
      expected: `one of ${backends.map((b) => b.name).join(", ")}`,
      fix: `write ${framework}@${version}/${backends[0].name}: the numbers depend on it`,
    });
  }
  const [name, backendVersion] = back?.split("@") ?? [backends[0].name];
  const backend = backends.find((candidate) => candidate.name === name);
  if (backend === undefined)
    throw unknownName(
      "unknown-dialect",
      `dialect ${text}, backend`,
      name,
      backends.map((b) => b.name),
    );
  if (backendVersion !== undefined) resolveVersion(name, backendVersion, [backend.version]);
  return {
    dialect: resolvedName(framework, resolved.version, backend),
    conventions: { ...conventions, penalties: { ...conventions.penalties, ...backend.penalties } },
    backend,
    unchecked: resolved.isChecked
      ? null
      : `${framework}@${resolved.version} was not checked against the real framework; it is taken to start as ${framework}@${resolved.checked}`,
  };
}
