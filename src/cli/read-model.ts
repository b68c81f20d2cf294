import { type BuildOptions, type BuiltDocument, buildDocument, maxDocumentBytes, parseJson } from "../document.ts";
import { GatewiseError } from "../index.ts";
import { readFileBounded } from "./files.ts";

export interface ModelOptions {
  readonly seed?: string;
  readonly dialect?: string;
}

/** Reads a model file and builds it. */
export async function readModel(path: string, options: ModelOptions): Promise<BuiltDocument> {
  const bytes = await readFileBounded(path, maxDocumentBytes);
  const document = parseJson(decode(bytes, path), path);
  const build: { -readonly [K in keyof BuildOptions]: BuildOptions[K] } = {};
  if (options.dialect !== undefined) build.dialect = options.dialect;
  if (options.seed !== undefined) build.seed = options.seed;
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
