import type { Data, DataDefinition } from "./data.ts";
import { Examples } from "./examples.ts";
import { Windows } from "./windows.ts";

/** Makes data again of what defines it. */
export function dataOf(definition: DataDefinition): Data {
  return definition.kind === "windows" ? new Windows(definition) : new Examples(definition);
}
