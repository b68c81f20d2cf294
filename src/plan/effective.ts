import type { Statistics } from "../init/index.ts";
import { isBias, partOf } from "../layout/index.ts";
import { holdings } from "./holding.ts";
import type { Plan } from "./plan.ts";

/** How one gate of one canonical part starts in the end, the way it acts: both biases and a run-time one together. */
export interface EffectiveStart {
  /** `lstm#0.forward.Wx`, or `lstm#0.forward.bias`. */
  readonly part: string;
  readonly gate: string | null;
  readonly rule: string;
  readonly formula: string;
  readonly statistics: Statistics | null;
}

/** Derives from a Plan how every gate starts, in canonical terms that two frameworks share. */
export function effectiveStarts(plan: Plan): EffectiveStart[] {
  const starts: EffectiveStart[] = [];
  const biases = new Map<string, EffectiveStart>();
  for (const { parameter, blocks } of holdings(plan)) {
    parameter.blocks.forEach((block, k) => {
      const { held } = blocks[k];
      const step = held.length === 1 ? held[0].step : null;
      const one: EffectiveStart =
        step === null || step.do === "given"
          ? {
              part: partOf(block),
              gate: block.gate,
              rule: held.length > 1 ? "several rules" : "given",
              formula: held.length > 1 ? "several rules in one block" : "given values",
              statistics: null,
            }
          : {
              part: partOf(block),
              gate: block.gate,
              rule: step.do === "fill" ? step.call.rule : "copy",
              formula: step.text.formula,
              statistics: step.statistics,
            };
      if (!isBias(block.role) || !block.owner.includes(".")) {
        starts.push(one);
        return;
      }
      const key = `${block.owner}.bias ${block.gate}`;
      const adds = parameter.runtime?.gate === block.gate ? parameter.runtime.adds : 0;
      const named = { ...one, part: `${block.owner}.bias` };
      const shifted =
        adds === 0 ? named : { ...named, formula: `${one.formula}, + ${adds} at run time`, statistics: shift(one.statistics, adds) };
      const before = biases.get(key);
      const both = before === undefined ? shifted : add(before, shifted);
      biases.set(key, both);
      if (before === undefined) starts.push(both);
      else starts[starts.indexOf(before)] = both;
    });
  }
  return starts;
}

function shift(statistics: Statistics | null, by: number): Statistics | null {
  return statistics === null ? null : { ...statistics, mean: statistics.mean + by, low: statistics.low + by, high: statistics.high + by };
}

/** The sum of two independent biases. */
function add(a: EffectiveStart, b: EffectiveStart): EffectiveStart {
  const statistics =
    a.statistics === null || b.statistics === null
      ? null
      : {
          mean: a.statistics.mean + b.statistics.mean,
          deviation: Math.sqrt(a.statistics.deviation ** 2 + b.statistics.deviation ** 2),
          low: a.statistics.low + b.statistics.low,
          high: a.statistics.high + b.statistics.high,
        };
  const zero = (one: EffectiveStart) => one.statistics !== null && one.statistics.deviation === 0 && one.statistics.mean === 0;
  const formula = zero(b) ? a.formula : zero(a) ? b.formula : `${a.formula} plus ${b.formula}`;
  return { ...a, rule: a.rule === b.rule ? a.rule : `${a.rule} + ${b.rule}`, formula, statistics };
}
