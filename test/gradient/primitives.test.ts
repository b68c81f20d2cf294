/** Every primitive's gradient, to every input, against central differences in float64; and float32 against float64. */
import { describe, expect, it } from "vitest";
import { primitives } from "../../src/tensor/table.ts";
import { cast, gradients, sum, tensor } from "../../src/tensor.ts";
import { cases } from "./cases.ts";
import { computed, differences, distance } from "./differences.ts";

it("has cases for every primitive of the table, and for no other", () => {
  expect(Object.keys(cases).sort()).toEqual(Object.keys(primitives).sort());
  for (const [name, list] of Object.entries(cases)) expect(list.length, name).toBeGreaterThan(0);
  for (const [name, primitive] of Object.entries(primitives)) expect(primitive.name).toBe(name);
});

const rows = Object.entries(cases).flatMap(([name, list]) => list.map((one, k) => [`${name} ${k}`, one] as const));

describe("gradients against central differences", () => {
  it.each(rows)("%s", (_, { inputs, run }) => {
    const ours = computed(inputs, run, "float64").gradients;
    const theirs = differences(inputs, run);
    ours.forEach((gradient, k) => {
      expect(gradient.shape).toEqual(inputs[k].shape);
      // Of the difference: h²/6 times a third derivative, and the rounding of two sums divided by 2h; h = 2^-17.
      const { difference, largest } = distance(gradient.data, theirs[k]);
      expect(difference, `input ${k}`).toBeLessThan(2e-9 * (1 + largest));
    });
  });
});

describe("float32 beside float64", () => {
  it.each(rows)("%s", (_, { inputs, run }) => {
    const [single, double] = [computed(inputs, run, "float32"), computed(inputs, run, "float64")];
    expect([single.value.dtype, double.value.dtype]).toEqual(["float32", "float64"]);
    const all = [single.value, ...single.gradients].map((one, k) => [one, [double.value, ...double.gradients][k]] as const);
    for (const [a, b] of all) {
      // Each element is a sum of at most a few dozen products, each rounded, of numbers below 64.
      const { difference, largest } = distance(a.data, b.data);
      expect(difference).toBeLessThanOrEqual(64 * 2 ** -24 * (1 + largest));
    }
  });
});

it("casts gradients back to the dtype they came from", () => {
  const x = tensor([0.1, 0.2], { dtype: "float64", requiresGrad: true });
  const [gradient] = gradients(sum(cast(x, "float32")), [x]);
  expect([gradient.dtype, ...gradient.data]).toEqual(["float64", 1, 1]);
});
