import { describe, expect, it } from "vitest";
import { GatewiseError } from "../base/index.ts";
import { StrictJson } from "./strict-json.ts";

const scan = (text: string) => {
  const bytes = new TextEncoder().encode(text);
  return new StrictJson("f", bytes, 0, bytes.length);
};

function refusal(run: () => unknown): GatewiseError {
  try {
    run();
  } catch (error) {
    if (error instanceof GatewiseError) return error;
    throw error;
  }
  throw new Error("it was taken");
}

describe("StrictJson", () => {
  it.each(['"a"', '""', '"\\u00e9\\n\\/\\""', '"é\u2028"', '"\\ud83d\\ude00"', '"😀"', '"\u007f"', '"\ufeff"'])(
    "reads %s as JSON.parse does",
    (text) => {
      expect(scan(text).string()).toBe(JSON.parse(text));
    },
  );

  it.each(["0", "7", "9007199254740991"])("reads the whole number %s", (text) => {
    expect(scan(text).integer()).toBe(Number(text));
  });

  it.each([
    ["9007199254740992", "limit"],
    ["18446744073709551615", "limit"],
    ["18446744073709551616", "bad-file"],
    ["1".repeat(1000), "bad-file"],
    ["01", "bad-file"],
    ["-0", "bad-file"],
    ["1.0", "bad-file"],
    ["1e0", "bad-file"],
    ["", "bad-file"],
    ["x", "bad-file"],
  ])("refuses %s as a whole number: %s", (text, code) => {
    const error = refusal(() => scan(text).integer());
    expect([error.code, error.where]).toEqual([code, "f, byte 0"]);
  });

  it.each(["null", "[]", "{}", '[1,-2.5e+3,"x",[true]]', '{"a":{"b":[{}]}}', " \t\n\r1 "])("passes over %s to its end", (text) => {
    const json = scan(text);
    json.skip();
    json.finish();
    expect(json.at).toBe(text.length);
  });

  it.each([
    ["[1,]", 3],
    ["[1 2]", 3],
    ["{1:2}", 1],
    ['{"a"}', 4],
    ['{"a":1,"a":2}', 7],
    ["nul", 0],
    ["--1", 0],
    ["1.", 0],
    ['{"a":1}x', 7],
    ['"\n"', 1],
    ['"\\x"', 1],
    ["[", 1],
  ])("refuses %s at byte %i", (text, byte) => {
    const error = refusal(() => {
      const json = scan(text);
      json.skip();
      json.finish();
    });
    expect([error.code, error.where]).toEqual(["bad-file", `f, byte ${byte}`]);
  });

  it("counts bytes, not characters", () => {
    const json = scan('{"é😀":x}');
    expect(refusal(() => json.object(() => json.skip())).where).toBe("f, byte 10");
  });

  it("stops where serde_json does, at 128 brackets", () => {
    const nested = (depth: number) => scan("[".repeat(depth) + "]".repeat(depth));
    expect(() => nested(127).skip()).not.toThrow();
    expect(refusal(() => nested(128).skip()).code).toBe("limit");
    expect(refusal(() => scan("[".repeat(1_000_000)).skip()).code).toBe("limit");
  });

  it("reads nothing behind its end", () => {
    const bytes = new TextEncoder().encode('["a"]');
    for (let end = 0; end < bytes.length; end++) {
      expect(refusal(() => new StrictJson("f", bytes, 0, end).skip()).code).toBe("bad-file");
    }
  });
});
