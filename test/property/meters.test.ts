/** What a Plan says of its streams is what running it consumes: every fill of every golden document. */
import { describe, expect, it } from "vitest";
import { buildDocument } from "../../src/document/index.ts";
import { decompositions } from "../../src/linalg/index.ts";
import { type OpenStep, Runner } from "../../src/plan/index.ts";
import { algorithms } from "../../src/random/index.ts";
import { goldenSets, loadGolden } from "../golden/load.ts";

for (const set of goldenSets) {
  const cases = JSON.parse(new TextDecoder().decode(await loadGolden(`${set}/cases.json`))) as { name: string; document: unknown }[];
  describe(set, () => {
    it(`${cases.length} documents`, () => {
      let fills = 0;
      for (const { name, document } of cases) {
        const plan = buildDocument(document).plan();
        const runner = new Runner({ streams: algorithms, decompositions, given: new Map() });
        plan.steps.forEach((step, k) => {
          const moves = step.do === "fill" || step.do === "draw" ? step : null;
          const before = moves?.stream == null ? undefined : runner.position(moves.stream);
          if (moves?.at != null) expect(before, `${name}, step ${k}: where the stream stands`).toBe(moves.at);
          runner.advance({ parameters: plan.parameters, steps: plan.steps.slice(0, k + 1) });
          if (moves?.stream == null || typeof moves.draws !== "number" || before === undefined) return;
          fills++;
          const used = (runner.position(moves.stream) as number) - before;
          // A stateless truncated normal reserves a stretch of blocks and uses some of it.
          expect(used, `${name}, step ${k}: what it consumes`).toBe(moves.draws);
        });
        const open = plan.steps.filter((step): step is OpenStep => step.do === "open");
        expect(open.every(({ algorithm }) => algorithms[algorithm] !== undefined)).toBe(true);
      }
      expect(fills).toBeGreaterThan(20);
    });
  });
}
