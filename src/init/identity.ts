import { internalError } from "../base/index.ts";
import { digits, type Rule } from "./rule.ts";

/** gain on the main diagonal of a matrix, 0 elsewhere; rectangular matrices too. */
export interface Identity {
  readonly rule: "identity";
  readonly gain: number;
}

export const identity: Rule<Identity> = {
  name: "identity",
  formula: ({ gain }) => (gain === 1 ? "1 on the main diagonal, else 0" : `${digits(gain)} on the main diagonal, else 0`),
  statistics({ gain }, [rows, columns]) {
    const share = Math.min(rows, columns) / (rows * columns);
    const mean = gain * share;
    return {
      mean,
      deviation: Math.abs(gain) * Math.sqrt(share * (1 - share)),
      low: Math.min(0, gain),
      high: Math.max(0, gain),
    };
  },
  draws: () => 0,
  fill({ gain }, shape, out) {
    if (shape.length !== 2) throw internalError(`identity of rank ${shape.length}`);
    out.fill(0);
    for (let i = 0; i < Math.min(shape[0], shape[1]); i++) out[i * shape[1] + i] = gain;
  },
};
