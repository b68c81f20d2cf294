/** Every golden document: names, shapes, order exact; numbers bit for bit, or within the bound of a rule that has one. */
import { describe, expect, it } from "vitest";
import { buildDocument } from "../../src/document/index.ts";
import { readBox, shapeOfBox } from "../../src/layout/index.ts";
import { decompositions, singularValues } from "../../src/linalg/index.ts";
import { gradeKey, holdings, type Plan, runPlan } from "../../src/plan/index.ts";
import { algorithms } from "../../src/random/index.ts";
import { judge } from "../../tools/golden/judge.mjs";
import { readSet } from "../../tools/golden/read-set.mjs";
import { goldenSets, loadGolden } from "./load.ts";

const run = (plan: Plan) => runPlan(plan, { streams: algorithms, decompositions });
const lib = { holdings, gradeKey, readBox, runPlan: run, shapeOfBox, singularValues };

for (const set of goldenSets) {
  const text = new TextDecoder().decode(await loadGolden(`${set}/cases.json`));
  const cases = readSet(text, await loadGolden(`${set}/expected.safetensors`));
  describe(set, () => {
    for (const { name, document, tensors } of cases) {
      it(name, () => {
        const built = buildDocument(document);
        const { faults, pieces } = judge(lib, built.plan(), built.tensors(), tensors);
        expect(faults).toEqual([]);
        expect(pieces.length).toBeGreaterThan(0);
      });
    }
  });
}
