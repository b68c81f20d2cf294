import { checkRecord, checkText, type FloatDType } from "../../base/index.ts";

export type Seed = number | bigint | string | null;

/** Which of the seeds that Keras knows were set, in the order in which they are set. */
export interface Seeds {
  /** keras.utils.set_random_seed: Python's, NumPy's and the backend's. */
  readonly setRandomSeed?: Seed;
  /** tf.set_random_seed or tf.random.set_seed. */
  readonly tf?: Seed;
  readonly numpy?: Seed;
  readonly python?: Seed;
}

export interface SessionOptions {
  /** Keras' version, such as "3.15". */
  readonly version: string;
  /** tensorflow, jax, torch or numpy; compulsory for Keras 3. */
  readonly backend?: string;
  /** "keras" (default), "tf.keras" or "tf_keras". */
  readonly framework?: string;
  /** A number is set_random_seed where it exists (Keras 3, tf_keras), else Python's, NumPy's and TensorFlow's seed. */
  readonly seed?: Seed | Seeds;
  /** keras.config.floatx: the dtype of layers that do not say theirs; "float32" if absent. A layer that says another is refused. */
  readonly floatx?: FloatDType;
  /**
   * tf.keras on TensorFlow 1 with a graph seed: whether the program calls clear_session() before it builds, true if absent. A fresh
   * script that never calls it gives its initialisers other operation seeds. Refused elsewhere, where it changes no number.
   */
  readonly clearSession?: boolean;
}

/** Holds that options are built as a session's. Throws: wrong-type. */
export function checkSession(options: SessionOptions): void {
  checkRecord("keras.session", options as unknown, "{ version, backend, … }");
  checkText("keras.session, version", options.version);
  for (const key of ["framework", "backend"] as const) if (options[key] !== undefined) checkText(`keras.session, ${key}`, options[key]);
}
