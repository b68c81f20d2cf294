import { mul, type Tensor, tensor } from "../tensor/index.ts";
import type { MaskedRule } from "./recurrent-definition.ts";
import type { StepMask } from "./step-mask.ts";

/**
 * Applies the rule for outputs of masked steps to outputs that hold the carried h there.
 *
 * The carried h is the output before it, but before the first step that counts it is the first state: `zeros` makes that zero.
 */
export function maskOutputs(
  y: Tensor,
  mask: StepMask,
  rule: MaskedRule,
  walk: { readonly timeFirst: boolean; readonly reversed: boolean; readonly startsAtZero: boolean },
): Tensor {
  if (rule.output === "repeat" && (rule.first === "state" || walk.startsAtZero)) return y;
  const { batch, steps, data } = mask;
  const mirrored = walk.reversed && rule.zeroedBy === "mirrored";
  const keeps = new (y.dtype === "float64" ? Float64Array : Float32Array)(batch * steps);
  for (let b = 0; b < batch; b++) {
    let seen = false;
    for (let k = 0; k < steps; k++) {
      const t = walk.reversed ? steps - 1 - k : k;
      seen ||= data[b * steps + t] === 1;
      const held = seen || rule.first === "state";
      const zeroed = rule.output === "zero" && data[b * steps + (mirrored ? k : t)] === 0;
      keeps[walk.timeFirst ? t * batch + b : b * steps + t] = held && !zeroed ? 1 : 0;
    }
  }
  return mul(y, tensor(keeps, { shape: walk.timeFirst ? [steps, batch, 1] : [batch, steps, 1] }));
}
