import type { Stream, StreamTable } from "../random/index.ts";
import type { Plan } from "./plan.ts";

/**
 * Draws the words of a Plan that are themselves seeds, as far as they are known without filling a tensor: those that a
 * seeded stream gives before any tensor is drawn from it.
 */
export function drawnSeeds(plan: Plan, streams: StreamTable): Map<number, bigint> {
  const open = new Map<string, Stream>();
  const seeds = new Map<number, bigint>();
  const needed = new Set(plan.steps.flatMap((step) => (step.do === "draw" ? [step.stream] : [])));
  for (const step of plan.steps) {
    if (step.do === "open") {
      open.delete(step.stream);
      const fixed = step.seed?.every((value) => typeof value === "string");
      const algorithm = streams[step.algorithm];
      if (fixed && needed.has(step.stream) && algorithm !== undefined)
        open.set(step.stream, algorithm.open((step.seed as string[]).map(BigInt)));
    } else if (step.do === "draw") {
      const drawn = open.get(step.stream)?.integer?.(step.low, step.high);
      if (drawn !== undefined) seeds.set(step.id, BigInt(drawn));
    } else if (step.do === "fill" && step.stream !== null) {
      open.delete(step.stream);
    }
  }
  return seeds;
}
