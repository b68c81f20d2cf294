import { printExplanation } from "../../index.ts";
import { type ModelOptions, readModel } from "../read-model.ts";

/** Prints how a model starts; fills no tensor. */
export async function explain(path: string, options: ModelOptions & { json?: boolean }): Promise<void> {
  const explanation = (await readModel(path, options)).explanation();
  const width = Math.min(process.stdout.columns ?? 100, 120);
  process.stdout.write(options.json === true ? `${JSON.stringify(explanation, null, 2)}\n` : printExplanation(explanation, width));
}
