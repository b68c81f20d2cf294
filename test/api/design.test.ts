/** The first lines of the design, as a user types them: the TypeScript doors give what the documents give. */
import { describe, expect, it } from "vitest";
import { buildDocument } from "../../src/document.ts";
import { gatewise } from "../../src/gatewise.ts";
import { keras } from "../../src/keras.ts";
import { tf1 } from "../../src/tf1.ts";
import { torch } from "../../src/torch.ts";

const numbers = (tensors: ReadonlyMap<string, { data: ArrayLike<unknown> }>) =>
  [...tensors].map(([name, { data }]) => [name, Array.from(data)]);

describe("the doors in TypeScript", () => {
  it("torch: modules, gates, nn.init", () => {
    const t = torch.session({ version: "2.13", seed: 7 });
    const encoder = t.LSTM({ inputSize: 5, hiddenSize: 8, bidirectional: true }, "encoder");
    t.Linear({ inFeatures: 16, outFeatures: 3 }, "head");
    t.init.xavierUniform(encoder.parameter("weight_ih_l0").eachGate(), { gain: 0.5 });
    t.init.orthogonal(encoder.parameter("weight_hh_l0_reverse"));
    t.init.constant(encoder.parameter("bias_ih_l0").gate("f"), 1);
    t.init.truncNormal(encoder.parameter("weight_hh_l0").rows(8, 16), { std: 0.02 });
    const document = buildDocument({
      gatewise: 1,
      dialect: "torch@2.13",
      seed: 7,
      modules: [
        { name: "encoder", class: "LSTM", args: { input_size: 5, hidden_size: 8, bidirectional: true } },
        { name: "head", class: "Linear", args: { in_features: 16, out_features: 3 } },
      ],
      then: [
        { call: "xavier_uniform_", on: "encoder.weight_ih_l0", each_gate: true, args: { gain: 0.5 } },
        { call: "orthogonal_", on: "encoder.weight_hh_l0_reverse" },
        { call: "constant_", on: "encoder.bias_ih_l0", gate: "f", args: { val: 1 } },
        { call: "trunc_normal_", on: "encoder.weight_hh_l0", rows: [8, 16], args: { std: 0.02 } },
      ],
    });
    expect(numbers(t.stateDict())).toEqual(numbers(document.tensors()));
    expect([...encoder.stateDict().keys()].slice(0, 4)).toEqual(["weight_ih_l0", "weight_hh_l0", "bias_ih_l0", "bias_hh_l0"]);
    expect(encoder.explain()).toContain("nn.init.xavier_uniform_(gain=0.5)");
  });

  it("torch: asking for numbers early does not change what comes later", () => {
    const plain = torch.session({ version: "2.13", seed: 1 });
    const early = torch.session({ version: "2.13", seed: 1 });
    plain.Embedding({ numEmbeddings: 3, embeddingDim: 3 });
    early.Embedding({ numEmbeddings: 3, embeddingDim: 3 }).stateDict();
    plain.GRU({ inputSize: 2, hiddenSize: 3 });
    early.GRU({ inputSize: 2, hiddenSize: 3 });
    expect(numbers(early.stateDict())).toEqual(numbers(plain.stateDict()));
  });

  it("keras: a layer built on its own", () => {
    const k = keras.session({ version: "3.15", backend: "jax", seed: 42 });
    const layer = k.LSTM({ units: 2 }).build([null, 5, 3]);
    // Printed by Keras 3.15.1 on JAX after set_random_seed(42), first row of the kernel.
    const kernel = layer.weights().get("lstm/lstm_cell/kernel");
    const printed = [-0.6302394, 0.0869688, -0.3591327, -0.1899617, -0.3019805, 0.6653478, 0.0582646, -0.2681446];
    printed.forEach((value, i) => expect(Number(kernel?.data[i])).toBeCloseTo(value, 6));
    expect(layer.explain()).toContain("(framework default)");
    expect(() => k.Dense({ units: 3 }).weights()).toThrow("not-evaluated");
  });

  it("tf1: scopes and cells", () => {
    const g = tf1.graph({ version: "1.8", seed: 7 });
    g.variableScope("rnn", { initializer: tf1.orthogonalInitializer() }, () => {
      const cell = g.MultiRNNCell([g.GRUCell(4), g.LSTMCell(3, { numProj: 2 })]);
      g.callCell(cell, g.placeholder("x", [4, 6]));
    });
    g.getVariable("w", { shape: [3, 2], initializer: tf1.truncatedNormalInitializer({ mean: -0.1, stddev: 0.01 }) });
    const document = buildDocument({
      gatewise: 1,
      dialect: "tf1@1.8",
      seed: { graph: 7 },
      program: [
        {
          variable_scope: "rnn",
          initializer: "orthogonal_initializer",
          do: [
            { placeholder: { name: "x", shape: [4, 6] } },
            {
              cell: { MultiRNNCell: [{ GRUCell: { num_units: 4 } }, { LSTMCell: { num_units: 3, num_proj: 2 } }] },
              inputs: "x",
            },
          ],
        },
      ],
    });
    expect(numbers(g.variables()).slice(0, -1)).toEqual(numbers(document.tensors()));
    expect([...g.variables().keys()].at(-1)).toBe("w");
    expect(() => g.dynamicRnn(g.GRUCell(3), g.tensor("x"))).toThrow("needs the scope machine");
  });

  it("gatewise: a rule for each gate", () => {
    const s = gatewise.session({ seed: 7 });
    s.module("LSTM", { input_size: 5, hidden_size: 8 }, "net", { Wh: { each: "orthogonal", g: { orthogonal: { gain: 1.1 } } } });
    const alone = s.weights().get("net.Wh");
    const behindAnother = gatewise.session({ seed: 7 });
    behindAnother.module("GRU", { input_size: 5, hidden_size: 8 }, "before");
    behindAnother.module("LSTM", { input_size: 5, hidden_size: 8 }, "net", {
      Wh: { each: "orthogonal", g: { orthogonal: { gain: 1.1 } } },
    });
    expect(behindAnother.weights().get("net.Wh")?.data).toEqual(alone?.data);
  });
});
