/** Refusals name the place that a user can mend: the layer and step of a cell of one's own, the data, the right tensor. */
import { describe, expect, it } from "vitest";
import type { Cell } from "../../src/cells.ts";
import { dense, lstm, ownCell, sequential } from "../../src/layers.ts";
import { type Tensor, zeros } from "../../src/tensor.ts";
import { torch } from "../../src/torch.ts";
import { examples, fit } from "../../src/train.ts";

const session = () => torch.session({ version: "2.13", seed: 1 });

function withStep(step: (...given: Parameters<Cell["step"]>) => unknown) {
  const cell: Cell = {
    name: "mine",
    gates: ["z", "n"],
    states: { h: ({ H }) => H },
    weights: { Wx: ({ I, H }) => [I, 2 * H] },
    step: step as Cell["step"],
  };
  return sequential([ownCell(cell, 5)], { input: 3, like: session() });
}

const steps: { readonly [name: string]: readonly [step: (...given: Parameters<Cell["step"]>) => unknown, told: RegExp] } = {
  "a state of another name": [
    (_op, _x, { h }) => ({ q: h }),
    /missing-option[\s\S]*layer 0, cell mine, step, result, state h[\s\S]*return h too/,
  ],
  "a state too many": [(_op, _x, { h }) => ({ h, q: h }), /unknown-option[\s\S]*layer 0, cell mine, step, result/],
  nothing: [() => undefined, /wrong-type[\s\S]*layer 0, cell mine, step, result/],
  "a state that is no tensor": [() => ({ h: 3 }), /wrong-type[\s\S]*cell mine, step/],
  "a state of another width": [
    (op, x, _h, { Wx }) => ({ h: op.matmul(x, Wx) }),
    /bad-shape[\s\S]*layer 0, cell mine, step, result, state h/,
  ],
  "operands that do not fit": [
    (op, _x, { h }, { Wx }) => ({ h: op.matmul(h, Wx) }),
    /bad-shape[\s\S]*layer 0, cell mine, step, operation matmul/,
  ],
};

describe("a cell of one's own", () => {
  it.each(Object.keys(steps))("whose step gives %s is refused in its layer", (name) => {
    const [step, told] = steps[name];
    expect(() => withStep(step).predict(zeros([1, 2, 3]))).toThrow(told);
  });

  it("whose step is sound runs", () => {
    expect(withStep((_op, _x, states) => states).predict(zeros([1, 2, 3])).shape).toEqual([1, 2, 5]);
  });
});

describe("data that is not finite", () => {
  const holed = (values: Tensor) => {
    values.data[5] = Number.NaN;
    return values;
  };
  const sides: { readonly [side: string]: readonly [input: Tensor, target: Tensor] } = {
    input: [holed(zeros([4, 2, 3])), zeros([4, 2, 2])],
    target: [zeros([4, 2, 3]), holed(zeros([4, 2, 2]))],
  };
  it.each(Object.keys(sides))("is named where the %s has it, and no rate is blamed", async (side) => {
    const net = sequential([lstm(3), dense(2)], { input: 3, like: session() });
    const training = fit(net, examples(...sides[side], { batch: 4 }), { loss: { kind: "squaredError" }, optimizer: torch.optim.Adam() });
    await expect(training).rejects.toThrow(
      new RegExp(`step 1, ${side}[\\s\\S]*the ${side} itself is NaN at \\[\\d,\\d,\\d\\][\\s\\S]*mend the data`),
    );
  });
});

describe("a tensor that is missing", () => {
  const net = () => sequential([lstm(3), dense(2)], { input: 3, like: session() });

  it("is not to be made of one that another parameter takes", () => {
    const load = () => net().load(net().weights().slice(1));
    expect(load).toThrow(/missing-tensor[\s\S]*0\.weight_ih_l0/);
    expect(load).not.toThrow(/rename/);
  });

  it("may be one of a name that nothing takes", () => {
    const [first, ...others] = net().weights();
    expect(() => net().load([{ ...first, name: "0.weight_ih_0" }, ...others])).toThrow(/rename "0\.weight_ih_0"/);
  });
});
