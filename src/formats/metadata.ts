import { show } from "../base/index.ts";
import type { StrictJson } from "./strict-json.ts";

/** The key that safetensors keeps for metadata; .npz comments use it too. */
export const metadataKey = "__metadata__";

/** Reads an object of strings; null counts as an empty one, as for the safetensors library. Throws: bad-file. */
export function readMetadata(json: StrictJson, metadata: Map<string, string>): void {
  if (json.peek() === "n") {
    if (json.literal() !== "null") throw json.bad("a word", "null or an object of strings");
    return;
  }
  json.object((key) => {
    if (json.peek() !== '"') throw json.bad(`metadata ${show(key)} that is no string`, "strings only");
    metadata.set(key, json.string());
  });
}

/** Writes the entry with its key, in the map's order (an object would move keys such as "2"). */
export function metadataJson(metadata: ReadonlyMap<string, string>): string {
  const pairs = [...metadata].map(([key, value]) => `${JSON.stringify(key)}:${JSON.stringify(value)}`);
  return `"${metadataKey}":{${pairs.join(",")}}`;
}
