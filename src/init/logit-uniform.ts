import { internalError, sizeOf } from "../base/index.ts";
import { log64 } from "../random/index.ts";
import { digits, type Rule } from "./rule.ts";

/**
 * The logit of a uniform on [margin, 1 - margin): a gate whose activation starts uniform between 0 and 1.
 *
 * Source: Gu, Gulcehre, Paine, Hoffman, Pascanu 2020, "Improving the gating mechanism of recurrent neural networks",
 * uniform gate initialisation: margin = 1/hidden size.
 * Order: the uniforms are drawn in float64, -ln(1/u - 1) rounded once.
 */
export interface LogitUniform {
  readonly rule: "logit_uniform";
  readonly margin: number;
}

export const logitUniform: Rule<LogitUniform> = {
  name: "logit_uniform",
  formula: ({ margin }) => `-ln(1/u - 1), u of U[${digits(margin)}, ${digits(1 - margin)})`,
  statistics({ margin }) {
    const steps = 2000;
    let squares = 0;
    for (let k = 0; k < steps; k++) {
      const u = margin + ((1 - 2 * margin) * (k + 0.5)) / steps;
      squares += Math.log(1 / u - 1) ** 2;
    }
    const reach = -Math.log(margin / (1 - margin));
    return { mean: 0, deviation: Math.sqrt(squares / steps), low: -reach, high: reach };
  },
  draws: (_call, shape, _dtype, meter) => meter.uniform(sizeOf(shape), "float64"),
  fill({ margin }, _shape, out, stream) {
    if (stream === null) throw internalError("logit_uniform without a stream");
    const drawn = new Float64Array(out.length);
    stream.uniform(drawn, margin, 1 - margin);
    for (let i = 0; i < out.length; i++) out[i] = -log64(1 / drawn[i] - 1);
  },
};
