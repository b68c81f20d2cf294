/** Model documents and dialects by string. */
export { type BuildOptions, buildDocument } from "./build.ts";
export type { Built } from "./built.ts";
export { maxDocumentBytes, parseJson } from "./parse.ts";
