/** The door of model documents: all dialects, by string. */
export {
  type BuildOptions,
  type Built,
  type BuiltDocument,
  buildDocument,
  type DialectRow,
  dialectTable,
  maxDocumentBytes,
  parseJson,
} from "./document/index.ts";
