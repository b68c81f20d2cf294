import { describe, expect, it } from "vitest";
import * as t from "./index.ts";

const whole = (...values: number[]) => t.tensor(Int32Array.from(values));
const most = 2 ** 31 - 1;
const least = -(2 ** 31);

/** What int32 holds still, and what it does not. */
const edges: { readonly [name: string]: readonly [held: () => t.Tensor, value: number, outgrown: () => t.Tensor] } = {
  sum: [() => t.sum(whole(most, -1, 1)), most, () => t.sum(whole(most, 1))],
  add: [() => t.add(whole(most), 0), most, () => t.add(whole(most), 1)],
  sub: [() => t.sub(whole(-1), whole(most)), least, () => t.sub(whole(-2), whole(most))],
  mul: [() => t.mul(whole(65536), -32768), least, () => t.mul(whole(65536), 65536)],
  neg: [() => t.neg(whole(most)), -most, () => t.neg(whole(least))],
  abs: [() => t.abs(whole(-most)), most, () => t.abs(whole(least))],
  square: [() => t.square(whole(46340)), 46340 ** 2, () => t.square(whole(65536))],
  scatterAdd: [
    () => t.scatterAdd(whole(most - 2), whole(0, 0), whole(1, 1)),
    most,
    () => t.scatterAdd(whole(most - 1), whole(0, 0), whole(1, 1)),
  ],
  clip: [() => t.clip(whole(5), 0, 3), 3, () => t.clip(whole(5), 0, 2.5)],
  cast: [() => t.cast(t.tensor([-3.9]), "int32"), -3, () => t.cast(t.tensor([3e9]), "int32")],
};

describe("whole numbers", () => {
  it.each(Object.keys(edges))("%s gives what int32 holds, and refuses the rest", (name) => {
    const [held, value, outgrown] = edges[name];
    const { dtype, data } = held();
    expect([dtype, data instanceof Int32Array, [...data]]).toEqual(["int32", true, [value]]);
    expect(outgrown).toThrow(/out-of-range[\s\S]*int32 holds/);
  });

  it("have a least one, also the least of all", () => {
    expect([...t.min(whole(7, least, 3)).data, ...t.max(whole(7, least, 3)).data]).toEqual([least, 7]);
  });

  it("are refused where a fraction comes out", () => {
    const i = whole(1, 2, 6);
    for (const f of [t.mean, t.sigmoid, t.softmax, t.exp, t.relu]) expect(() => f(i)).toThrow(/bad-dtype/);
    for (const f of [() => t.mul(i, 0.5), () => t.div(i, 4)]) expect(f).toThrow(/bad-dtype/);
    expect(() => t.cast(t.tensor([Number.NaN]), "int32")).toThrow(/out-of-range/);
  });

  it("reduce along each axis once", () => {
    expect(() => t.sum(t.ones([2, 2]), { axis: [0, -2] })).toThrow(/out-of-range[\s\S]*each axis once/);
  });
});
