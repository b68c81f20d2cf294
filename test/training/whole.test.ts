/** Ten steps of fit, from the framework's weights to the framework's weights: losses, gradients and weights of every golden training. */
import { describe, expect, it } from "vitest";
import type { RunnableModel } from "../../src/document/index.ts";
import type { LoadReport } from "../../src/layers/index.ts";
import { casesOf, type TrainingCase, trainingSets } from "./sets.ts";
import { tolerances } from "./tolerances.ts";
import { apart, modelOf, start, type Trace, traceOf } from "./whole.ts";

const numbers = ({ tensors, name }: TrainingCase, tensor: string): Float64Array => {
  const found = tensors.get(tensor);
  if (found === undefined) throw new Error(`${name} has no ${tensor}`);
  return found.data as Float64Array;
};

const names = ({ tensors }: TrainingCase, prefix: string) =>
  [...tensors.keys()].filter((key) => key.startsWith(prefix)).map((key) => key.slice(prefix.length));

/** Loaded or from the seed: the framework's weights in every bit. */
function expectStart(one: TrainingCase, model: RunnableModel): void {
  const ours = model.weights();
  expect(ours.map(({ name }) => name).sort()).toEqual(names(one, start).sort());
  for (const { name, data } of ours) expect(data, name).toEqual(numbers(one, `${start}${name}`));
}

function expectReport({ report }: TrainingCase, { missing, unexpected }: LoadReport): void {
  // PyTorch lists what is unexpected module by module.
  expect({ missing, unexpected: [...unexpected].sort() }).toEqual({
    missing: report?.missing ?? [],
    unexpected: [...(report?.unexpected ?? [])].sort(),
  });
}

function expectLosses(one: TrainingCase, { losses }: Trace): void {
  const theirs = numbers(one, "losses");
  expect(losses.length).toBe(theirs.length);
  losses.forEach((loss, k) => {
    expect(Math.abs(loss - theirs[k]), `loss ${k + 1}`).toBeLessThanOrEqual(tolerances.loss * Math.abs(theirs[k]));
  });
}

function expectWeights(one: TrainingCase, { weights }: Trace): void {
  for (const step of [1, 10]) {
    const theirs = names(one, `weights/${step}/`);
    expect([...weights[step - 1].keys()].sort(), `after ${step}`).toEqual(theirs.sort());
    for (const name of theirs) {
      const distance = apart(weights[step - 1].get(name) ?? [], numbers(one, `weights/${step}/${name}`));
      expect(distance, `${name} after ${step}`).toBeLessThanOrEqual(tolerances.weight);
    }
  }
}

function expectGradients(one: TrainingCase, narrow: Trace, wide: Trace): void {
  const theirs = names(one, "gradients/");
  expect([...narrow.gradients[0].keys()].sort()).toEqual(theirs.sort());
  for (const name of theirs) {
    const [ours, exact] = [narrow, wide].map(({ gradients }) => gradients[0].get(name) ?? new Float64Array());
    const framework = numbers(one, `gradients/${name}`).slice(0, ours.length);
    expect(apart(ours, exact), `${name} beside float64`).toBeLessThanOrEqual(tolerances.gradient);
    const own = apart(framework, exact);
    expect(apart(ours, framework, exact), name).toBeLessThanOrEqual(Math.max(tolerances.gradient, 2 * own));
    // And the framework's own is no other gradient, only a coarser one.
    expect(own, `${name}, the framework's beside float64`).toBeLessThanOrEqual(10 * tolerances.gradient);
  }
}

/** The parameters that the framework did not move are those that ours did not, in every bit. */
function expectFrozen(one: TrainingCase, { weights }: Trace): void {
  for (const name of names(one, "weights/0/")) {
    const still = apart(numbers(one, `weights/10/${name}`), numbers(one, `weights/0/${name}`)) === 0;
    expect(apart(weights[9].get(name) ?? [], numbers(one, `weights/0/${name}`)) === 0, name).toBe(still);
  }
}

for (const set of trainingSets) {
  describe(set, () => {
    for (const one of casesOf(set).filter(({ document }) => "train" in document)) {
      it(one.name, async () => {
        const { model, report } = modelOf(one, "float32");
        expectStart(one, model);
        if (report !== null) expectReport(one, report);
        const narrow = await traceOf(model, one.document, "float32");
        expectLosses(one, narrow);
        expectWeights(one, narrow);
        expectFrozen(one, narrow);
        if (one.document.train.record !== true) return;
        const wide = await traceOf(modelOf(one, "float64").model, one.document, "float64");
        expectGradients(one, narrow, wide);
      });
    }
  });
}
