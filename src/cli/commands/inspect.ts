import { inspectWeights, printInspection } from "../../audit.ts";
import { readWeights } from "../../index.ts";
import { maxWeightsBytes, readFileBounded } from "../files.ts";

/** Measures a file of recurrent weights gate by gate. */
export async function inspect(file: string, options: { like?: string; json?: boolean }): Promise<void> {
  const { arrays, metadata } = readWeights(file, await readFileBounded(file, maxWeightsBytes));
  const inspection = inspectWeights(file, arrays, options.like ?? metadata.get("gatewise.as") ?? metadata.get("gatewise.dialect"));
  process.stdout.write(options.json === true ? `${JSON.stringify(inspection, null, 2)}\n` : printInspection(inspection));
}
