import { GatewiseError, type Plan } from "../index.ts";
import { maxWeightsBytes } from "./files.ts";

/** Refuses weights that no file which is read again can hold, before anything is drawn. Throws: limit. */
export function checkSize({ parameters }: Plan, where: string): void {
  const bytes = parameters.reduce((sum, { dtype, shape }) => sum + shape.reduce((a, b) => a * b, dtype.endsWith("64") ? 8 : 4), 0);
  if (bytes <= maxWeightsBytes) return;
  throw new GatewiseError("limit", {
    where,
    received: `${bytes} bytes of weights`,
    expected: `at most ${maxWeightsBytes}`,
    fix: "choose smaller sizes, or build the model in parts",
  });
}
