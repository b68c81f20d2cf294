/** Layers and models of Keras, every generation and backend, against what the frameworks give for painted weights and inputs. */
import { describe, expect, it } from "vitest";
import { furthest, largest } from "./distance.ts";
import { run } from "./keras-run.ts";
import { kerasSets, readForwardSet } from "./read.ts";
import { boundOf, hasCoarseStatistics, isCoarse } from "./tolerance.ts";

const all = await Promise.all(kerasSets.map(async (set) => ({ set, cases: await readForwardSet(set) })));

describe.each(all)("$set", ({ set, cases }) => {
  const ways = [
    ["float32", "kernels"],
    ["float64", "kernels"],
    ["float64", "equations"],
  ] as const;
  // JAX has no float64 here: its cases are float32.
  describe.each(cases.every((one) => one.dtype === "float32") ? ways.slice(0, 1) : ways)("in %s by %s", (dtype, by) => {
    for (const one of cases) {
      if (one.dtype === "float32" && dtype === "float64") continue;
      it(one.name, () => {
        const found = run(one, dtype, by === "equations");
        one.calls.forEach((call, k) => {
          const { outputs, loss, gradients, after, frozen } = found[k];
          const exact = dtype === "float64" && one.dtype === "float64" && !isCoarse(set, one);
          const hold = (
            name: string,
            values: ArrayLike<number>,
            golden: ArrayLike<number>,
            kind: "output" | "gradient",
            precise = exact,
          ) => {
            expect(values.length, name).toBe(golden.length);
            expect(furthest(values, golden), name).toBeLessThanOrEqual(boundOf(kind, largest(golden), precise, one));
          };
          expect(outputs.map(({ shape }) => shape)).toEqual(call.outputs.map(({ shape }) => shape));
          call.outputs.forEach((golden, i) => hold(`output ${i}`, outputs[i].data, golden.data, "output"));
          const terms = call.losses.reduce((a, b) => a + b, 0);
          hold("losses", [loss], [terms], "output");
          for (const [name, golden] of call.gradients) {
            // Of a frozen weight the framework was asked all the same.
            if (frozen.has(name)) continue;
            const gradient = gradients.get(name);
            hold(`gradient ${name}`, gradient?.data ?? new Float64Array(golden.data.length), golden.data, "gradient");
          }
          const precise = exact && !hasCoarseStatistics(set, one);
          for (const [name, golden] of call.after) hold(`after ${name}`, after.get(name) ?? [], golden.data, "output", precise);
        });
      });
    }
  });
});
