import { describe, expect, it } from "vitest";
import { buildDocument } from "../document/index.ts";
import { canonicalJson, digestOf, sha256Hex } from "./digest.ts";

describe("canonicalJson", () => {
  it("writes the sample of RFC 8785, section 3.2.2", () => {
    const sample = {
      numbers: [333333333.33333329, 1e30, 4.5, 2e-3, 0.000000000000000000000000001],
      string: "\u20ac$\u000F\u000aA'\u0042\u0022\u005c\\\"/",
      literals: [null, true, false],
    };
    expect(canonicalJson(sample)).toBe(
      '{"literals":[null,true,false],"numbers":[333333333.3333333,1e+30,4.5,0.002,1e-27],"string":"€$\\u000f\\nA\'B\\"\\\\\\\\\\"/"}',
    );
  });

  it("sorts keys by UTF-16 code units, as section 3.2.3 shows", () => {
    const keys = { "\u20ac": 1, "\r": 2, "\ufb33": 3, "1": 4, "\ud83d\ude00": 5, "\u0080": 6, "\u00f6": 7 };
    expect([...canonicalJson(keys).matchAll(/:(\d)/g)].map(([, digit]) => Number(digit))).toEqual([2, 4, 6, 7, 1, 5, 3]);
  });

  it("refuses what JSON cannot say", () => {
    expect(() => canonicalJson({ x: Number.POSITIVE_INFINITY })).toThrow("wrong-type");
  });
});

describe("digestOf", () => {
  const document = {
    gatewise: 1,
    dialect: "torch@2.13",
    seed: 7,
    modules: [{ name: "rnn", class: "LSTM", args: { input_size: 3, hidden_size: 4 } }],
  };

  it("knows SHA-256", () => {
    // FIPS 180-2, appendix B.1.
    expect(sha256Hex(new TextEncoder().encode("abc"))).toBe("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  });

  it("does not see texts, and sees everything else", () => {
    const plan = buildDocument(document).plan();
    const digest = digestOf(plan);
    expect(digestOf({ ...plan, text: { notes: ["another note"] } })).toBe(digest);
    const reworded = plan.steps.map((step) => ("text" in step ? { ...step, text: { ...step.text, why: "x", title: "y" } } : step));
    expect(digestOf({ ...plan, steps: reworded as never })).toBe(digest);
    const moved = plan.steps.map((step) => ("stream" in step && step.stream !== null ? { ...step, stream: `other ${step.stream}` } : step));
    expect(digestOf({ ...plan, steps: moved })).toBe(digest);
    const undrawn = plan.steps.map((step, k) => (step.do === "fill" && k > 1 ? { ...step, stream: "a second one" } : step));
    expect(digestOf({ ...plan, steps: undrawn })).not.toBe(digest);
    expect(digestOf(buildDocument({ ...document, seed: 8 }).plan())).not.toBe(digest);
    expect(digestOf({ ...plan, dialect: "torch@2.14" })).not.toBe(digest);
    expect(digestOf({ ...plan, steps: plan.steps.slice(0, -1) })).not.toBe(digest);
    const renamed = plan.parameters.map((parameter, k) => (k === 0 ? { ...parameter, name: "other" } : parameter));
    expect(digestOf({ ...plan, parameters: renamed })).not.toBe(digest);
  });

  it("is the same for a document and the session that does the same", () => {
    expect(digestOf(buildDocument(document).plan())).toBe(digestOf(buildDocument(structuredClone(document)).plan()));
  });
});
