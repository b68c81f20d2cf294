/** What PyTorch 2.13 takes and refuses; every expectation was seen in it. */
import { describe, expect, it } from "vitest";
import { TorchSession } from "./index.ts";

const session = () => new TorchSession({ version: "2.13", seed: 7 });
const linear = { inFeatures: 4, outFeatures: 4 };

describe("nn.init as PyTorch takes it", () => {
  it("trunc_normal_ with a = b consumes its draws", () => {
    for (const value of [1, 0.3, 5]) {
      const torch = session();
      const one = torch.Linear(linear, "a");
      torch.init.truncNormal(one.parameter("weight"), { a: value, b: value });
      torch.init.uniform(one.parameter("bias"));
      expect(Array.from(one.stateDict().get("weight")?.data ?? [], Number)).toEqual(new Array(16).fill(Math.fround(value)));
      const after = [0.9936200976371765, 0.4702875018119812, 0.10492372512817383, 0.5136615633964539];
      expect(Array.from(one.stateDict().get("bias")?.data ?? [], Number)).toEqual(after);
    }
  });

  const call = (name: string, args: object, dtype: "float32" | "float64" = "float32") => {
    const torch = session();
    torch.init.call(name as never, torch.Linear({ ...linear, dtype }, "a").parameter("weight"), args);
  };

  it.each([
    ["trunc_normal_", { a: 2, b: 1 }],
    ["xavier_uniform_", { gain: -1 }],
    ["xavier_normal_", { gain: -1 }],
    ["xavier_uniform_", { gain: 1e39 }],
    ["uniform_", { a: -3e38, b: 3e38 }],
    ["uniform_", { a: 0, b: 1e39 }],
    ["uniform_", { a: -1e39, b: 0 }],
    ["uniform_", { a: 1e39, b: 1e39 }],
    ["uniform_", { a: -1.701412e38, b: 1.701412e38 }],
    ["constant_", { val: 1e39 }],
    ["constant_", { val: 3.4028235e38 }],
  ])("%s %j is refused", (name, args) => {
    expect(() => call(name, args)).toThrow("out-of-range");
  });

  it("uniform_ past the largest float64 is refused", () => {
    expect(() => call("uniform_", { a: -1e308, b: 1e308 }, "float64")).toThrow("out-of-range");
  });

  it.each([
    ["xavier_uniform_", { gain: 0 }, "float32"],
    ["orthogonal_", { gain: -1 }, "float32"],
    ["uniform_", { a: -1.70141e38, b: 1.70141e38 }, "float32"],
    ["uniform_", { a: 0, b: 1e39 }, "float64"],
    ["constant_", { val: 1e39 }, "float64"],
  ] as const)("%s %j on %s is taken", (name, args, dtype) => {
    expect(() => call(name, args, dtype)).not.toThrow();
  });
});

describe("convolutions", () => {
  const conv = (args: object) => session().construct("Conv2d", { in_channels: 1, out_channels: 1, kernel_size: 3, ...args }, "c");
  it("takes and refuses paddings in words", () => {
    expect(() => conv({ padding: "same", stride: 2 })).toThrow("contradiction");
    expect(() => conv({ padding: "same", stride: [1, 2] })).toThrow("contradiction");
    expect(() => conv({ padding: "foo" })).toThrow("out-of-range");
    for (const args of [{ padding: "same" }, { padding: "same", stride: [1, 1] }, { padding: "valid", stride: 2 }, { padding: -1 }])
      expect(() => conv(args)).not.toThrow();
  });
});

describe("names of modules", () => {
  it.each([
    ["train"],
    ["forward"],
    ["net.type"],
    ["_modules"],
    ["__init__"],
    ["a", "a.weight"],
    ["a", "a.in_features"],
    ["a", "a.reset_parameters.b"],
    ["a.b", "a"],
    ["a.b.c", "a"],
    ["x", ""],
  ])("%s %s is taken", (...names) => {
    const torch = session();
    expect(() => {
      for (const name of names) torch.Linear(linear, name);
    }).toThrow("name-taken");
  });

  it("a bias that is off is there all the same", () => {
    const torch = session();
    torch.Linear({ ...linear, bias: false }, "a");
    expect(() => torch.Linear(linear, "a.bias")).toThrow("name-taken");
  });

  it.each([["a", "a.b"], ["weight"], ["keys"], ["a", "a.dtype"], ["a.b", "a.c", "ab"], ["", "x"]])("%s %s %s is free", (...names) => {
    const torch = session();
    expect(() => {
      for (const name of names) torch.Linear(linear, name);
    }).not.toThrow();
  });

  it.each(["a..b/ c", ".", "a.", "x y", "a".repeat(1001)])("%s is no name", (name) => {
    expect(() => session().Linear(linear, name)).toThrow("out-of-range");
  });
});

describe("the typed door", () => {
  const other = session().Linear(linear, "a").parameter("weight");
  it.each<[string, () => unknown, string]>([
    ["no options", () => new TorchSession(undefined as never), "wrong-type"],
    ["no version", () => new TorchSession({} as never), "missing-option"],
    ["a number for a version", () => new TorchSession({ version: 2.13 } as never), "wrong-type"],
    ["an unknown option", () => new TorchSession({ version: "2.13", sed: 7 } as never), "unknown-option"],
    ["null for a module's options", () => session().LSTM(null as never), "wrong-type"],
    ["a number for a name", () => session().Linear(linear, 5 as never), "wrong-type"],
    ["a parameter of another session", () => session().init.ones(other), "no-match"],
    ["rows of another session", () => session().init.ones([other.rows(0, 1)]), "no-match"],
    ["null for a parameter", () => session().init.ones(null as never), "wrong-type"],
    ["a name for a parameter", () => session().init.ones("a.weight" as never), "wrong-type"],
    ["null for an initialiser's options", () => session().init.uniform(other, null as never), "wrong-type"],
    ["a number for a parameter's name", () => session().parameter(5 as never), "wrong-type"],
    [
      "a number for a gate",
      () =>
        session()
          .LSTM({ inputSize: 1, hiddenSize: 1 })
          .parameter("bias_ih_l0")
          .gate(5 as never),
      "unknown-gate",
    ],
  ])("%s", (_name, act, code) => {
    expect(act).toThrow(expect.objectContaining({ code }));
  });
});
