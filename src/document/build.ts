import { checkRecord, GatewiseError, show, unknownName } from "../base/index.ts";
import { startByKernels } from "../init/index.ts";
import type { BuiltDocument } from "./built.ts";
import { codeFor } from "./code/index.ts";
import { equationsOf } from "./equations.ts";
import { checkJsonValue } from "./json-value.ts";
import { isModelJson, type ModelJson } from "./keras-model.ts";
import { documentDialects } from "./registry.ts";

export interface BuildOptions {
  /** The dtype of layers that do not say theirs: Keras' floatx, PyTorch's default dtype. float32 where absent. */
  readonly dtype?: "float32" | "float64";
  /** Framework, version and backend, compulsory where the document does not say. */
  readonly dialect?: string;
  /** Replaces the document's seed. */
  readonly seed?: number | bigint | string;
}

/**
 * Builds a model document into its Plan.
 *
 * Throws: bad-document, unknown-key, unknown-dialect, unknown-version, contradiction, and what the dialect refuses.
 */
export function buildDocument(document: unknown, options: BuildOptions = {}): BuiltDocument {
  if (document === null || typeof document !== "object" || Array.isArray(document)) {
    throw new GatewiseError("bad-document", {
      where: "model document",
      received: show(document),
      expected: "a JSON object",
      fix: "see the model document's description",
    });
  }
  checkRecord("options", options as unknown, "{ option: value }");
  if (options.dialect !== undefined && typeof options.dialect !== "string") {
    throw new GatewiseError("wrong-type", {
      where: "option dialect",
      received: show(options.dialect),
      expected: "a string framework@version[/backend]",
      fix: 'such as "torch@2.13"',
    });
  }
  if (options.dtype !== undefined && options.dtype !== "float32" && options.dtype !== "float64") {
    throw unknownName("bad-dtype", "option dtype", options.dtype, ["float32", "float64"]);
  }
  // A seed that is none is told as such, whatever it is.
  const { seed: _seed, ...rest } = document as Readonly<Record<string, unknown>>;
  checkJsonValue(rest, "model document");
  if (isModelJson(document)) {
    const dialect = dialectOfModel(document, options.dialect);
    return buildDocument({ gatewise: 1, dialect, model: document }, { ...options, dialect });
  }
  const fields = document as Readonly<Record<string, unknown>>;
  if (fields.gatewise !== 1) {
    throw new GatewiseError("bad-document", {
      where: "model document, gatewise",
      received: show(fields.gatewise),
      expected: "1, the version of the model document",
      fix: 'write "gatewise": 1',
    });
  }
  const dialect = dialectOf(fields.dialect, options.dialect);
  const framework = dialect.split("@")[0];
  const entry = documentDialects.find((known) => known.framework === framework);
  if (entry === undefined) {
    const known = documentDialects.map((one) => one.framework);
    throw unknownName("unknown-dialect", `dialect ${show(dialect)}`, framework, known);
  }
  if (dialect.split("/")[0].split("@").length !== 2) {
    throw new GatewiseError("unknown-version", {
      where: "dialect",
      received: show(dialect),
      expected: `${framework}@VERSION`,
      fix: "name one version: conventions changed between versions",
    });
  }
  const built = entry.build({ ...fields, dialect }, dialect, { seed: options.seed, dtype: options.dtype });
  const seeded = options.seed === undefined ? fields : { ...fields, seed: String(options.seed) };
  return {
    ...built,
    explanation: () => ({ ...built.explanation(), equations: equationsOf(built.plan()) }),
    code: (target) => codeFor(seeded, built.plan(), target, options.dtype),
    runnable: () => {
      startByKernels();
      return built.runnable?.() ?? refuseToRun(dialect);
    },
    network: () => {
      startByKernels();
      return built.network?.() ?? built.runnable?.() ?? refuseToRun(dialect);
    },
  };
}

function refuseToRun(dialect: string): never {
  throw new GatewiseError("not-supported", {
    where: "running a model document",
    received: dialect,
    expected: "a document of PyTorch or Keras",
    fix: "explain and init do what there is for this dialect",
  });
}

function dialectOf(written: unknown, given: string | undefined): string {
  if (written === undefined && given === undefined) {
    throw new GatewiseError("missing-option", {
      where: "dialect",
      received: "nothing",
      expected: "framework@version[/backend]",
      fix: "write it in the document or give --dialect",
    });
  }
  if (written !== undefined && typeof written !== "string") {
    throw new GatewiseError("bad-document", {
      where: "model document, dialect",
      received: show(written),
      expected: "a string framework@version[/backend]",
      fix: 'such as "torch@2.13"',
    });
  }
  if (written !== undefined && given !== undefined && withoutZeros(written) !== withoutZeros(given)) {
    throw new GatewiseError("contradiction", {
      where: "dialect",
      received: `${given}, where the document says ${written}`,
      expected: "one dialect",
      fix: "leave --dialect out",
    });
  }
  return (written ?? given) as string;
}

/** `torch@2.13.0` is `torch@2.13`. */
function withoutZeros(dialect: string): string {
  return dialect.replace(/(\.0)+(?=\/|$)/g, "");
}

/** The dialect of a bare `to_json` file: Keras 2 writes its version, Keras 3 does not. */
function dialectOfModel({ keras_version: version }: ModelJson, given: string | undefined): string {
  const written = typeof version === "string" ? dialectOfKeras(version) : undefined;
  if (given === undefined) {
    if (written !== undefined) return written;
    throw new GatewiseError("missing-option", {
      where: "--dialect",
      received: "nothing, and the file names no version",
      expected: "NAME@VERSION[/BACKEND]",
      fix: "such as --dialect keras@3.15/tensorflow",
    });
  }
  const [front] = given.split("/");
  if (written !== undefined && withoutZeros(front) !== withoutZeros(written)) {
    throw new GatewiseError("contradiction", {
      where: "dialect",
      received: `${given}, where the file was written by keras_version ${show(version)}`,
      expected: written,
      fix: "leave --dialect out, or take the file of the other version",
    });
  }
  return given;
}

/** The package that writes a `keras_version`: tf.keras 1.8 says its Keras, and from 2.16 on Keras 2 is tf_keras. */
function dialectOfKeras(version: string): string {
  if (version === "2.1.5-tf") return "tf.keras@1.8";
  return /^2\.(1[6-9]|[2-9]\d)(\.|$)/.test(version) ? `tf_keras@${version}` : `keras@${version}`;
}
