/**
 * Ten steps of every optimiser, on the gradients that the framework had: from the same weights to the same weights.
 *
 * Bounds: what is summed and rounded alike has the framework's bits. Elsewhere (a root or quotient of the framework's own, or a
 * sum in another order) a step may differ by one unit in the last place of the largest weight (two, where a constraint divides
 * again), and ten by four. A table is moved row by row by TensorFlow, at once here: another order of a sum.
 */
import { describe, expect, it } from "vitest";
import type { Floats } from "../../src/base/index.ts";
import type { GatheredRows } from "../../src/tensor/index.ts";
import { Optimizer } from "../../src/train/index.ts";
import { constraintOf } from "./constraints.ts";
import { casesOf, definitionOf, type TrainingCase, trainingSets } from "./sets.ts";

const unit = 2 ** -23;

/** Where every bit is the framework's: plain descent with any momentum, and Keras 3 where TensorFlow or JAX computes. */
function hasAllBits(set: string, { name, document }: TrainingCase): boolean {
  const { update, clip = [], rateDecay } = definitionOf(document);
  if (name.startsWith("constraints") || rateDecay !== undefined || document.train.schedule !== undefined) return false;
  if (clip.some(({ kind, ...more }) => kind !== "value" && !("max" in more && more.max >= 1e6))) return false;
  return update.rule === "sgd" || update.rule === "momentum" || set === "keras-3.15-tensorflow" || set === "keras-3.15-jax";
}

function trained(
  { document, tensors }: TrainingCase,
  from = 0,
  to = 10,
  optimizer = new Optimizer(definitionOf(document)),
  start?: Map<string, Floats>,
) {
  const names = [...tensors.keys()].filter((name) => name.startsWith("gradients/")).map((name) => name.slice(10));
  const values = start ?? new Map(names.map((name) => [name, numbersOf(tensors, `weights/0/${name}`).slice()]));
  for (let step = from; step < to; step++) {
    optimizer.step(
      names.map((name) => {
        const value = values.get(name) as Floats;
        const gradient = numbersOf(tensors, `gradients/${name}`).slice(step * value.length, (step + 1) * value.length);
        const shape = tensors.get(`weights/0/${name}`)?.shape ?? [];
        const constraint = constraintOf(document, name);
        const rows = rowsOf(tensors, name, step, value);
        return { name, value, gradient, shape, ...(rows === null ? {} : { rows }), ...(constraint === undefined ? {} : { constraint }) };
      }),
    );
  }
  return { values, optimizer };
}

/** The rows of a table's gradient, where the framework's optimiser was given these. */
function rowsOf(tensors: TrainingCase["tensors"], name: string, step: number, value: Floats): GatheredRows | null {
  const [indices, rows] = [tensors.get(`indices/${name}`), tensors.get(`rows/${name}`)];
  if (indices === undefined || rows === undefined) return null;
  const of = ({ shape, data }: { shape: number[]; data: ArrayLike<number> }) => {
    const size = shape.slice(1).reduce((a, b) => a * b);
    return Array.from(data).slice(step * size, (step + 1) * size);
  };
  const values = of(rows);
  return { indices: of(indices), values: value instanceof Float32Array ? Float32Array.from(values) : Float64Array.from(values) };
}

function numbersOf(tensors: TrainingCase["tensors"], name: string): Float32Array {
  return tensors.get(name)?.data as Float32Array;
}

for (const set of trainingSets) {
  describe(set, () => {
    for (const one of casesOf(set).filter(({ document }) => document.train?.record === true)) {
      it(one.name, () => {
        for (const [steps, bound] of [
          [1, one.name.startsWith("constraints") ? 2 * unit : unit],
          [10, 4 * unit],
        ]) {
          const { values } = trained(one, 0, steps);
          expect(values.size).toBeGreaterThan(1);
          for (const [name, ours] of values) {
            const theirs = numbersOf(one.tensors, `weights/${steps}/${name}`);
            if (hasAllBits(set, one) && !one.tensors.has(`rows/${name}`)) expect(ours, name).toEqual(theirs);
            const largest = Math.max(...theirs.map(Math.abs));
            const apart = Math.max(...theirs.map((w, i) => Math.abs(w - ours[i])));
            expect(apart, `${name} after ${steps}`).toBeLessThanOrEqual(bound * largest);
          }
        }
      });

      it(`${one.name}, resumed after 4 steps`, () => {
        const whole = trained(one);
        const half = trained(one, 0, 4);
        const resumed = new Optimizer(definitionOf(one.document));
        const kept = structuredClone(half.optimizer.state());
        resumed.restore(new Map(kept.map((array) => [array.name, array])));
        expect(resumed.count).toBe(4);
        expect(trained(one, 4, 10, resumed, half.values).values).toEqual(whole.values);
      });

      it(`${one.name}, in float64`, () => {
        // The same equation, unrounded: float32 rounds each step's numbers, so ten steps stay within some units of it.
        const { document, tensors } = one;
        const names = [...tensors.keys()].filter((name) => name.startsWith("gradients/")).map((name) => name.slice(10));
        const wide = new Map(names.map((name) => [name, Float64Array.from(numbersOf(tensors, `weights/0/${name}`)) as Floats]));
        const { values } = trained(one, 0, 10, new Optimizer(definitionOf(document)), wide);
        for (const [name, ours] of values) {
          const theirs = numbersOf(tensors, `weights/10/${name}`);
          const largest = Math.max(...theirs.map(Math.abs));
          expect(ours).toBeInstanceOf(Float64Array);
          expect(Math.max(...theirs.map((w, i) => Math.abs(w - ours[i]))), name).toBeLessThanOrEqual(1e-5 * largest);
        }
      });
    }
  });
}

it("trains every kind of update in every set", () => {
  for (const set of trainingSets) {
    const rules = new Set(
      casesOf(set).flatMap(({ document }) => (document.train?.record === true ? [definitionOf(document).update.rule] : [])),
    );
    const all = ["adagrad", "adam", "momentum", "rmsprop", "sgd"].filter((rule) => set !== "tf.keras-1.8" || rule !== "adam");
    expect([...rules].sort(), set).toEqual(all);
  }
});
