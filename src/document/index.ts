/** Model documents and dialects by string. */
export { type BuildOptions, buildDocument } from "./build.ts";
export type { Built, BuiltDocument, RunnableModel } from "./built.ts";
export { type DialectRow, dialectTable } from "./dialect-table.ts";
export { maxDocumentBytes, parseJson } from "./parse.ts";
export { type OptimizerName, optimizerNames, type TextModel, textModel } from "./text-model.ts";
