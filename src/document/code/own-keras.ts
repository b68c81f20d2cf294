import { pythonCall, pythonTuple, pythonValue, Verbatim } from "./python.ts";

interface KerasDocument {
  readonly seed?: unknown;
  readonly clear_session?: boolean;
  readonly input_shape?: readonly (number | null)[];
  readonly layers?: readonly LayerEntry[];
  readonly model?: unknown;
}

interface LayerEntry {
  readonly class_name: string;
  readonly config?: Readonly<Record<string, unknown>>;
}

/** The lines of Keras that give this start, bit for bit, in the generation and on the backend of the dialect. */
export function ownKeras(document: KerasDocument, dialect: string, dtype?: string): string[] {
  const three = dialect.startsWith("keras@3");
  const lines: string[] = [];
  if (three) lines.push("import os", "", `os.environ["KERAS_BACKEND"] = ${JSON.stringify(dialect.split("/")[1].split("@")[0])}`, "");
  if (dialect.startsWith("tf_keras@")) lines.push("import tf_keras as keras");
  else if (dialect.startsWith("tf.keras@")) lines.push("import tensorflow as tf", "", "keras = tf.keras");
  else lines.push("import keras");
  if (dtype !== undefined) lines.push("", `keras.backend.set_floatx("${dtype}")`);
  const clears = dialect.startsWith("tf.keras@1") && document.clear_session !== false;
  lines.push(...seedLines(document.seed, three || dialect.startsWith("tf_keras@"), clears), "");
  if (document.model !== undefined) {
    lines.push("# model.json: what model.to_json() wrote", 'model = keras.models.model_from_json(open("model.json").read())');
    return lines;
  }
  const shape = document.input_shape ?? [];
  const layers = (document.layers ?? []).map((entry, k) =>
    layerCall(entry, !three && k === 0 ? { batch_input_shape: new Verbatim(pythonTuple(shape)) } : {}),
  );
  lines.push("model = keras.models.Sequential([");
  if (three) lines.push(`    keras.Input(batch_shape=${pythonTuple(shape)}),`);
  lines.push(...layers.map((call) => `    ${call},`), "])");
  return lines;
}

function seedLines(seed: unknown, modern: boolean, clears: boolean): string[] {
  if (seed === null || seed === undefined) return [];
  const seeds: Readonly<Record<string, unknown>> =
    typeof seed === "object"
      ? (seed as Record<string, unknown>)
      : modern
        ? { set_random_seed: seed }
        : { tf: seed, numpy: seed, python: seed };
  const lines: string[] = [];
  const at = (key: string) => (seeds[key] === null || seeds[key] === undefined ? null : String(seeds[key]));
  const [all, tf, numpy, python] = ["set_random_seed", "tf", "numpy", "python"].map(at);
  if (tf !== null) lines.push("import tensorflow as tf");
  if (numpy !== null) lines.push("import numpy as np");
  if (python !== null) lines.push("import random");
  lines.push("");
  // It puts operations into the graph that the seeds of all later ones count.
  if (clears && tf !== null) lines.push("keras.backend.clear_session()");
  if (all !== null) lines.push(`keras.utils.set_random_seed(${all})`);
  if (tf !== null) lines.push(modern ? `tf.random.set_seed(${tf})` : `tf.set_random_seed(${tf})`);
  if (numpy !== null) lines.push(`np.random.seed(${numpy})`);
  if (python !== null) lines.push(`random.seed(${python})`);
  return lines;
}

function layerCall({ class_name: className, config = {} }: LayerEntry, extra: Readonly<Record<string, unknown>> = {}): string {
  const written = Object.fromEntries(Object.entries({ ...config, ...extra }).map(([key, value]) => [key, argument(key, value)]));
  const positional = ["layer", "cell", "units", "input_dim", "output_dim", "rate", "target_shape", "cells"];
  return pythonCall(
    `keras.layers.${className}`,
    written,
    positional.filter((key) => Object.hasOwn(written, key)).slice(0, className === "Embedding" ? 2 : 1),
  );
}

/** Inner layers become calls, initialisers of known classes objects; all else stays a literal. */
function argument(key: string, value: unknown): unknown {
  if (Array.isArray(value) && (key === "cell" || key === "cells"))
    return new Verbatim(`[${value.map((one) => layerCall(one as LayerEntry)).join(", ")}]`);
  if (value === null || typeof value !== "object" || Array.isArray(value)) return value;
  const entry = value as LayerEntry;
  if (typeof entry.class_name !== "string") return value;
  if (key === "layer" || key === "cell" || key === "backward_layer") return new Verbatim(layerCall(entry));
  if (
    key.endsWith("_initializer") &&
    /^[A-Z]/.test(entry.class_name) &&
    !Object.values(entry.config ?? {}).some((one) => one !== null && typeof one === "object" && !Array.isArray(one))
  ) {
    return new Verbatim(pythonCall(`keras.initializers.${entry.class_name}`, entry.config ?? {}));
  }
  return new Verbatim(pythonValue(value));
}
