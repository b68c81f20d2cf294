import { printDiff } from "../../index.ts";
import { type ModelOptions, readModel } from "../read-model.ts";

interface DiffOptions extends ModelOptions {
  readonly dialectA?: string;
  readonly dialectB?: string;
}

/** Prints what starts differently between two models, and by how much. */
export async function diff(a: string, b: string, options: DiffOptions): Promise<void> {
  const read = (path: string, dialect: string | undefined) => readModel(path, dialect === undefined ? {} : { dialect });
  const first = await read(a, options.dialectA);
  const second = await read(b, options.dialectB);
  process.stdout.write(printDiff(first.plan(), second.plan(), Math.min(process.stdout.columns ?? 100, 120)));
}
