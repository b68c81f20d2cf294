/** Carrying any net: each layer's numbers land in its own twin, every one of them, and come back as they were. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type NamedArray, namedArray } from "../../src/base/index.ts";
import { carryStart } from "../../src/convert/index.ts";
import { GatewiseSession } from "../../src/dialects/gatewise/index.ts";
import { KerasSession } from "../../src/dialects/keras/index.ts";
import { TensorFlowGraph } from "../../src/dialects/tf1/index.ts";
import { TorchSession } from "../../src/dialects/torch/index.ts";
import { readBox, writeBox } from "../../src/layout/index.ts";
import type { Plan } from "../../src/plan/index.ts";

type Framework = "torch" | "keras" | "tf1" | "gatewise";
const dialects = { torch: "torch@2.13", keras: "keras@3.15/numpy", tf1: "tf1@1.8", gatewise: "gatewise@1" } as const;
const frameworks = Object.keys(dialects) as Framework[];

interface Layer {
  readonly kind: "lstm" | "gru" | "rnn" | "dense" | "embedding" | "layer_norm";
  readonly input: number;
  readonly output: number;
  readonly bias: boolean;
  readonly bidirectional: boolean;
  readonly reset: "before" | "after";
  /** Layer norm: false for one without weights, which takes an ordinal and leaves no tensor. */
  readonly affine: boolean;
  readonly projection: boolean;
  readonly dtype: "float32" | "float64";
  /** First name of the module's path: PyTorch's state dict keeps those with the same one together. */
  readonly parent: string;
}

const classes = { lstm: "LSTM", gru: "GRU", rnn: "RNN" } as const;
const recurrent = (layer: Layer): boolean => layer.kind in classes;

function build(framework: Framework, layers: readonly Layer[]): Plan {
  switch (framework) {
    case "torch": {
      const session = new TorchSession({ version: "2.13", seed: 0 });
      layers.forEach((layer, k) => {
        const { input, output, bias, bidirectional, dtype } = layer;
        const name = `${layer.parent}.m${k}`;
        if (recurrent(layer)) {
          const projected = layer.projection ? { proj_size: output - 1 } : {};
          session.construct(
            classes[layer.kind as "lstm"],
            { input_size: input, hidden_size: output, bias, bidirectional, dtype, ...projected },
            name,
          );
        } else if (layer.kind === "dense") session.construct("Linear", { in_features: input, out_features: output, bias, dtype }, name);
        else if (layer.kind === "embedding") session.construct("Embedding", { num_embeddings: input, embedding_dim: output, dtype }, name);
        else session.construct("LayerNorm", { normalized_shape: [output], elementwise_affine: layer.affine, bias, dtype }, name);
      });
      return session.plan();
    }
    case "gatewise": {
      const session = new GatewiseSession({ version: "1", seed: 0 });
      layers.forEach((layer, k) => {
        const { input, output, bias, bidirectional, dtype } = layer;
        const name = `${layer.parent}.m${k}`;
        if (recurrent(layer))
          session.module(classes[layer.kind as "lstm"], { input_size: input, hidden_size: output, bias, bidirectional, dtype }, name);
        else if (layer.kind === "dense") session.module("Linear", { in_features: input, out_features: output, bias, dtype }, name);
        else session.module("Embedding", { num_embeddings: input, embedding_dim: output, dtype }, name);
      });
      return session.plan();
    }
    case "tf1": {
      const graph = new TensorFlowGraph({ version: "1.8" });
      layers.forEach(({ kind, input, output, projection, parent, dtype }, k) => {
        const cell = { lstm: "LSTMCell", gru: "GRUCell", rnn: "BasicRNNCell" }[kind as "lstm"];
        graph.variableScope(`${parent}${k}`, { initializer: "zeros_initializer" }, () => {
          graph.callCell(
            graph.cell({ [cell]: { num_units: output, ...(projection ? { num_proj: output - 1 } : {}) } }),
            graph.placeholder(`x${k}`, [1, input], dtype),
          );
        });
      });
      return graph.plan();
    }
    case "keras": {
      const session = new KerasSession({ framework: "keras", version: "3.15", backend: "numpy", seed: { setRandomSeed: 1 } });
      layers.forEach((layer, k) => {
        const { kind, input, output, bias, reset } = layer;
        const where = `layer ${k}`;
        if (recurrent(layer)) {
          const className = kind === "rnn" ? "SimpleRNN" : classes[kind as "lstm"];
          const config = {
            units: output,
            use_bias: bias,
            return_sequences: true,
            ...(kind === "gru" ? { reset_after: reset === "after" } : {}),
          };
          const made = layer.bidirectional
            ? session.construct("Bidirectional", { layer: { class_name: className, config } }, where)
            : session.construct(className, config, where);
          session.build(made, [null, null, input]);
        } else if (kind === "dense") session.build(session.construct("Dense", { units: output, use_bias: bias }, where), [null, input]);
        else session.build(session.construct("Embedding", { input_dim: input, output_dim: output }, where), [null, null]);
      });
      return session.plan();
    }
  }
}

/** The layers of a Plan by canonical name, in the order in which their first tensors stand. */
function ownersOf(plan: Plan): string[] {
  return [...new Set(plan.parameters.flatMap(({ blocks }) => blocks.map(({ owner }) => owner.split(".")[0])))];
}

/** Fills each block of the k-th layer with numbers of [4k + 5, 4k + 6]: they tell whose they are, a forget bias aside. */
function painted(plan: Plan, oneBias: boolean): Map<string, NamedArray> {
  const owners = ownersOf(plan);
  let count = 0;
  return new Map(
    plan.parameters.map(({ name, shape, dtype, blocks }) => {
      const data = new (dtype === "float64" ? Float64Array : Float32Array)(shape.reduce((a, b) => a * b, 1));
      for (const { owner, role, box } of blocks) {
        const numbers = readBox(Float64Array.from(data), shape, box);
        // Where the other framework has one bias, the second is zero: of a sum the two cannot be told apart.
        const still = role === "bh" && oneBias && !owner.startsWith("gru");
        for (let i = 0; i < numbers.length; i++)
          numbers[i] = still ? 0 : 4 * owners.indexOf(owner.split(".")[0]) + 5 + ((count++ * 97) % 251) / 256;
        const whole = Float64Array.from(data);
        writeBox(whole, shape, box, numbers);
        data.set(whole);
      }
      return [name, namedArray(name, dtype as "float32", shape, data as Float32Array)];
    }),
  );
}

/** Nets that both frameworks can express, so that nothing is lost on the way. */
function nets(from: Framework, to: Framework): fc.Arbitrary<Layer[]> {
  const both = (framework: Framework) => from === framework || to === framework;
  const later = both("torch") || both("gatewise");
  const kinds: Layer["kind"][] = ["lstm", "rnn"];
  if (!(both("tf1") && later)) kinds.push("gru");
  if (!both("tf1")) kinds.push("dense", "embedding");
  if (from === "torch" && to === "torch") kinds.push("layer_norm");
  const layer = fc
    .record({
      kind: fc.constantFrom(...kinds),
      input: fc.integer({ min: 1, max: 4 }),
      output: fc.integer({ min: 2, max: 4 }),
      bias: both("tf1") ? fc.constant(true) : fc.boolean(),
      bidirectional: both("tf1") ? fc.constant(false) : fc.boolean(),
      reset: later ? fc.constant("after" as const) : both("tf1") ? fc.constant("before" as const) : fc.constantFrom("before", "after"),
      affine: fc.boolean(),
      projection: both("keras") || both("gatewise") ? fc.constant(false) : fc.boolean(),
      dtype: both("keras") ? fc.constant("float32" as const) : fc.constantFrom("float32", "float64"),
      parent: fc.constantFrom("a", "b", "c"),
    })
    .map((one) => ({ ...one, projection: one.projection && one.kind === "lstm" }) as Layer);
  return fc.array(layer, { minLength: 1, maxLength: 6 });
}

describe("carrying any net", () => {
  for (const from of frameworks)
    for (const to of frameworks) {
      it(`${from} to ${to} and back is the identity, and every number is its own layer's`, () => {
        fc.assert(
          fc.property(nets(from, to), (net) => {
            const plan = build(from, net);
            const one = to === "keras" || to === "tf1";
            const tensors = painted(plan, one);
            const there = carryStart(plan, tensors, dialects[to]);
            // The same layers, built in the order in which their tensors stand.
            const order = ownersOf(plan).map((owner) => {
              const [kind, ordinal] = owner.split("#");
              return net.filter((layer) => layer.kind === kind)[Number(ordinal)];
            });
            const twin = build(
              to,
              order.map((layer) => ({ ...layer, parent: "n" })),
            );
            expect(there.tensors.map(({ shape, dtype }) => [shape, dtype])).toEqual(
              twin.parameters.map(({ shape, dtype }) => [shape, dtype]),
            );
            const twinOwners = ownersOf(twin);
            twin.parameters.forEach(({ name, blocks, shape }, k) => {
              for (const { owner, role, box } of blocks) {
                const numbers = readBox(Float64Array.from(there.tensors[k].data as Float32Array), shape, box);
                const zero = role === "bh" && (one || from === "keras" || from === "tf1") && !owner.startsWith("gru");
                const expected = zero ? 0 : twinOwners.indexOf(owner.split(".")[0]) + 1;
                expect(new Set(numbers.map((value) => Math.floor(value / 4))), `${name} ${role}`).toEqual(new Set([expected]));
              }
            });
            const renamed = twin.parameters.map(
              ({ name }, k) => [name, namedArray(name, "float32", there.tensors[k].shape, there.tensors[k].data as Float32Array)] as const,
            );
            const back = carryStart(
              twin,
              new Map(renamed.map(([name, array], k) => [name, { ...array, dtype: there.tensors[k].dtype } as NamedArray])),
              dialects[from],
            );
            expect(back.tensors.map(({ shape, data }) => [shape, Array.from(data as Float32Array)])).toEqual(
              plan.parameters.map(({ name, shape }) => [shape, Array.from(tensors.get(name)?.data as Float32Array)]),
            );
          }),
          { numRuns: 40 },
        );
      });
    }
});
