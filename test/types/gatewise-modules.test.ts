/** Arguments of our own dialect as TypeScript sees them: what compiles runs, and what does not compile is refused. */
import { describe, expect, it } from "vitest";
import { gatewise, type ModuleArguments } from "../../src/gatewise.ts";

describe("modules of our own dialect in TypeScript", () => {
  it("take every argument", () => {
    const s = gatewise.session({ version: "1", seed: 1 });
    const args: ModuleArguments<"LSTM"> = {
      input_size: 3,
      hidden_size: 4,
      num_layers: 2,
      bias: true,
      bidirectional: true,
      dtype: "float64",
    };
    s.module("LSTM", args, "encoder", { Wh: "orthogonal" });
    s.module("Linear", { in_features: 8, out_features: 2 }, "head");
    s.module("Embedding", { num_embeddings: 3, embedding_dim: 2 }, "table");
    expect(s.plan().parameters.map(({ name }) => name)).toContain("encoder.1.backward.Wh");
  });

  it("refuse what does not compile", () => {
    const s = gatewise.session();
    // @ts-expect-error a mistyped name
    expect(() => s.module("LSTM", { input_size: 3, hiden_size: 4 }, "a")).toThrow(/did you mean hidden_size/);
    // @ts-expect-error of another class
    expect(() => s.module("Linear", { in_features: 3, out_features: 4, num_layers: 2 }, "b")).toThrow(/unknown-option/);
    // @ts-expect-error no such class
    expect(() => s.module("LSTMM", { input_size: 3, hidden_size: 4 }, "c")).toThrow(/unknown-class/);
    // @ts-expect-error no such dtype
    expect(() => s.module("GRU", { input_size: 3, hidden_size: 4, dtype: "float16" }, "d")).toThrow(/out-of-range/);
  });
});
