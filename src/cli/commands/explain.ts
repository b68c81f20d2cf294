import { printExplanation } from "../../index.ts";
import { type ModelOptions, readModel } from "../read-model.ts";

/** Prints how a model starts; fills no tensor. */
export async function explain(path: string, options: ModelOptions & { json?: boolean; code?: boolean | string }): Promise<void> {
  const built = await readModel(path, options);
  if (options.code !== undefined && options.code !== false) {
    process.stdout.write(built.code(options.code === true ? undefined : options.code));
    return;
  }
  const explanation = built.explanation();
  const width = Math.min(process.stdout.columns ?? 100, 120);
  process.stdout.write(options.json === true ? `${JSON.stringify(explanation, null, 2)}\n` : printExplanation(explanation, width));
}
