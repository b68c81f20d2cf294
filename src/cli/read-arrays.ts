import { readWeights, type Weights } from "../index.ts";
import { maxWeightsBytes, readFileBounded } from "./files.ts";

/** Reads a file of tensors; its ending says the format. Throws: unreadable, and what {@link readWeights} refuses. */
export async function readArrays(file: string): Promise<Weights> {
  return readWeights(file, await readFileBounded(file, maxWeightsBytes));
}
