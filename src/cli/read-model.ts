import { type BuildOptions, type BuiltDocument, buildDocument, maxDocumentBytes, parseJson } from "../document.ts";
import { GatewiseError } from "../index.ts";
import { startByKernels } from "../kernels.ts";
import { readFileBounded } from "./files.ts";

export interface ModelOptions {
  readonly seed?: string;
  readonly dialect?: string;
  readonly dtype?: string;
}

/** Reads a model file and builds it. */
export async function readModel(path: string, options: ModelOptions): Promise<BuiltDocument> {
  startByKernels();
  const ending = /\.(keras|h5|hdf5|pt|pth|ckpt|onnx)$/i.exec(path);
  if (ending !== null) {
    throw new GatewiseError("not-supported", {
      where: path,
      received: `a ${ending[0]} file as a model`,
      expected: "a model document, or what model.to_json() wrote",
      fix: `reading ${ending[0]} is not built yet: write the architecture as JSON`,
    });
  }
  const bytes = await readFileBounded(path, maxDocumentBytes);
  const document = parseJson(decode(bytes, path), path);
  const build: { -readonly [K in keyof BuildOptions]: BuildOptions[K] } = {};
  if (options.dialect !== undefined) build.dialect = options.dialect;
  if (options.seed !== undefined) build.seed = options.seed;
  if (options.dtype !== undefined) build.dtype = options.dtype as "float32";
  return buildDocument(document, build);
}

function decode(bytes: Uint8Array, path: string): string {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch (cause) {
    throw new GatewiseError(
      "bad-document",
      {
        where: path,
        received: "bytes that are not UTF-8",
        expected: "a JSON text",
        fix: "is this a weights file? a model document is wanted here",
      },
      { cause },
    );
  }
}
