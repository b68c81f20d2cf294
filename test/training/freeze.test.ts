/** What `model.freeze(pattern)` freezes trains ten steps as the frameworks' own frozen weights do: penalties, averages and decay too. */
import { describe, expect, it } from "vitest";
import { casesOf, type TrainingCase, trainingSets } from "./sets.ts";
import { tolerances } from "./tolerances.ts";
import { apart, modelOf, traceOf } from "./whole.ts";

/** The same case, where nothing in the document is frozen and the model is told. */
function byPattern(one: TrainingCase): TrainingCase {
  const document = structuredClone(one.document);
  const frozen = (document.model.layers as { config: { trainable?: boolean } }[]).flatMap(({ config }, place) => {
    const { trainable } = config;
    delete config.trainable;
    return trainable === false ? [place] : [];
  });
  const { model } = modelOf({ ...one, document }, "float32");
  const patterns = frozen.flatMap((place) => model.layers[place].parameters.map(({ name }) => name));
  return { ...one, document: { ...document, train: { ...document.train, frozen: patterns } } };
}

for (const set of trainingSets.filter((name) => name.includes("keras"))) {
  describe(set, () => {
    const cases = casesOf(set).filter(({ name, document }) => /^frozen (layer|head)$/.test(name) && "train" in document);
    it.each(cases.map((one) => [one.name, one] as const))("%s", async (_, one) => {
      const named = byPattern(one);
      const { model } = modelOf(named, "float32");
      const still = [...model.parameters.values()].filter(({ trainable }) => !trainable).map(({ name }) => name);
      expect(still).toEqual(named.document.train.frozen);
      const { losses, weights } = await traceOf(model, named.document, "float32");
      const numbers = (name: string) => one.tensors.get(name)?.data ?? [];
      expect(apart(losses, numbers("losses"))).toBeLessThanOrEqual(tolerances.loss);
      for (const name of model.parameters.keys()) {
        const bound = still.includes(name) ? 0 : tolerances.weight;
        expect(apart(weights[9].get(name) ?? [], numbers(`weights/10/${name}`)), name).toBeLessThanOrEqual(bound);
      }
    });
  });
}
