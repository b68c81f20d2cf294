/** The door of model documents: all dialects, by string. */
export {
  type BuildOptions,
  type Built,
  type BuiltDocument,
  buildDocument,
  type DialectRow,
  dialectTable,
  maxDocumentBytes,
  type OptimizerName,
  optimizerNames,
  parseJson,
  type RunnableModel,
  type TextModel,
  textModel,
} from "./document/index.ts";
