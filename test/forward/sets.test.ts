/** Every set of forward goldens is complete and agrees with itself. */

import { describe, expect, test } from "vitest";
import { GatewiseError } from "../../src/base/errors.ts";
import { buildDocument } from "../../src/document/index.ts";
import { forwardSets, type GoldenArray, readForwardSet, storedNames } from "./read.ts";

const wanted = [
  "keras-2.1.6",
  "keras-3.15-jax",
  "keras-3.15-numpy",
  "keras-3.15-tensorflow",
  "keras-3.15-torch",
  "tf.keras-1.8",
  "tf_keras-2.21",
  "torch-2.13",
];

test("the sets are there", () => {
  expect([...forwardSets].sort()).toEqual(wanted);
});

const shapeOf = ({ name, shape }: Pick<GoldenArray, "name" | "shape">) => `${name} [${shape}]`;

/** The document with a last layer of one output, as a Sequential of Keras 2 demands; the weights are the same. */
const oneOutput = (text: string) =>
  text.replaceAll('"return_state":true', '"return_state":false').replaceAll('"merge_mode":null', '"merge_mode":"concat"');

describe.each(wanted)("%s", (set) => {
  test("holds the tensors of its cases and no others", async () => {
    const cases = await readForwardSet(set);
    expect(new Set(cases.map(({ name }) => name)).size).toBe(cases.length);
    const named = cases.flatMap(({ name, as, weights, paint, calls }) =>
      as !== undefined
        ? []
        : [
            ...[...weights.keys()]
              .filter((key) => paint.some((entry) => entry.name === key && entry.built))
              .map((key) => `${name}/weight/${key}`),
            ...calls.flatMap(({ outputs, losses, gradients, after }, k) => [
              ...outputs.map((output) => `${name}/${k}/output/${output.name}`),
              ...losses.map((_, i) => `${name}/${k}/loss/${i}`),
              ...[...gradients.keys()].map((key) => `${name}/${k}/gradient/${key}`),
              ...[...after.keys()].map((key) => `${name}/${k}/after/${key}`),
            ]),
          ],
    );
    expect((await storedNames(set)).sort()).toEqual(named.sort());
  });

  test("paints what the outputs and gradients have the shapes of", async () => {
    for (const { name, weights, calls } of await readForwardSet(set)) {
      expect(calls.length, name).toBeGreaterThan(0);
      for (const { inputs, states, sums, outputs, gradients, after } of calls) {
        expect(outputs.length, name).toBeGreaterThan(0);
        expect(
          outputs.map(({ shape }) => shape),
          name,
        ).toEqual(sums.map(({ shape }) => shape));
        const painted = new Set([...inputs, ...states, ...weights.values()].map(shapeOf));
        // PyTorch's counters of batches are not painted: they begin at 0.
        const moved = [...after.values()].filter((array) => !array.name.endsWith(".num_batches_tracked"));
        for (const array of [...gradients.values(), ...moved]) expect(painted, name).toContain(shapeOf(array));
        for (const { data } of [...outputs, ...gradients.values(), ...after.values()]) expect(data.every(Number.isFinite), name).toBe(true);
      }
    }
  });

  test("has gradients of every input, state and trained weight, except where the backend has none", async () => {
    for (const { name, document, weights, calls } of await readForwardSet(set)) {
      for (const { inputs, states, gradients } of calls) {
        if (document.dialect.endsWith("/numpy") && gradients.size === 0) continue;
        const differentiable = [...inputs.filter(({ data }) => data instanceof Float64Array), ...states].map((array) => array.name);
        const frozen = JSON.stringify(document).includes('"trainable":false');
        const trained = [...weights.keys()].filter((key) => !/(running|moving)_(mean|var)|moving_variance/.test(key));
        expect([...gradients.keys()], name).toEqual(frozen ? expect.arrayContaining(differentiable) : [...differentiable, ...trained]);
      }
    }
  });

  test("names the weights as the document does", async () => {
    const refused = new Set<string>();
    for (const { name, document, weights } of await readForwardSet(set)) {
      const text = JSON.stringify(document);
      try {
        const tensors = [
          ...buildDocument(JSON.parse("model" in document ? text : oneOutput(text)))
            .tensors()
            .values(),
        ].filter(({ dtype }) => dtype.startsWith("float"));
        expect([...weights.values()].map(shapeOf), name).toEqual(tensors.map(shapeOf));
      } catch (error) {
        if (!(error instanceof GatewiseError)) throw error;
        refused.add(`${name}: ${error.message.slice(0, 200)}`);
      }
    }
    expect([...refused]).toEqual([]);
  });

  test("paints no two weights alike", async () => {
    for (const { name, weights, paint } of await readForwardSet(set)) {
      const painted = [...weights.values()].filter((array) => !paint.some((entry) => entry.name === array.name && entry.built));
      const seen = painted.map(({ shape, data }) => `${shape}: ${data.join()}`);
      expect(new Set(seen).size, name).toBe(seen.length);
    }
  });

  test("where it was looked at, the framework gives the same numbers in float32", async () => {
    // 2^-24 an operation; the longest chains here are some dozens of operations deep and well conditioned.
    for (const { name, float32 } of await readForwardSet(set)) {
      if (float32 !== undefined) expect(float32, name).toBeLessThan(2e-6);
    }
  });
});
