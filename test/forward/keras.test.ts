/** Layers and models of Keras, every generation and backend, against what the frameworks give for painted weights and inputs. */
import { describe, expect, it } from "vitest";
import { KerasSession } from "../../src/dialects/keras/index.ts";
import { buildDocument } from "../../src/document/index.ts";
import {
  type Chain,
  chainOf,
  type DropoutSource,
  Graph,
  graphOf,
  type LayerDefinition,
  type LayerState,
  type Tensors,
} from "../../src/layers/index.ts";
import { penaltyOf } from "../../src/layers/penalty.ts";
import type { StepMask } from "../../src/layers/step-mask.ts";
import { add, mul, sum, Tensor, tensor } from "../../src/tensor/index.ts";
import { constrain } from "../../src/train/constrain.ts";
import { type ForwardCase, type GoldenArray, readForwardSet } from "./read.ts";
import { boundOf, isCoarse } from "./tolerance.ts";

type Dtype = "float32" | "float64";

const sets = [
  "keras-3.15-tensorflow",
  "keras-3.15-jax",
  "keras-3.15-torch",
  "keras-3.15-numpy",
  "tf_keras-2.21",
  "keras-2.1.6",
  "tf.keras-1.8",
];

/** A case's model in a dtype, its weights painted. */
function modelOf({ document, weights }: ForwardCase, dtype: Dtype): Chain | Graph {
  const given = document as {
    dialect: string;
    seed?: number;
    layers?: { class_name: string; config?: Record<string, unknown> }[];
    input_shape?: number[];
  };
  let definition: Chain["definition"] | Graph["definition"];
  let dropout: DropoutSource | undefined;
  if (given.layers === undefined) {
    const network = buildDocument(document).network() as Chain | Graph;
    definition = network.definition;
    dropout = network.layers.find((layer) => layer.dropout !== null)?.dropout ?? undefined;
  } else {
    // Layers one behind another without a Sequential, which in Keras 2 takes no layer that returns its states.
    const [front, backend] = given.dialect.split("/");
    const [framework, version] = front.split("@");
    const session = new KerasSession({ framework, version, ...(backend === undefined ? {} : { backend }), seed: given.seed ?? null });
    dropout = session;
    const layers = given.layers.map(({ class_name: className, config }, k) => session.construct(className, config ?? {}, `layers[${k}]`));
    session.inModel(session.modelName("Sequential"));
    let shape: readonly (number | null)[] = given.input_shape ?? [];
    for (const layer of layers) [shape] = session.build(layer, shape);
    definition = { kind: "sequential", layers: layers.map((layer) => session.definition(layer)) };
  }
  const inDtype = JSON.parse(JSON.stringify(definition).replaceAll(/"dtype":"float(32|64)"/g, `"dtype":"${dtype}"`));
  const options = dropout === undefined ? {} : { dropout };
  const model = inDtype.kind === "graph" ? graphOf(inDtype, options) : chainOf(inDtype, options);
  for (const [name, { data }] of weights) (model.parameters.get(name)?.value.data as Float64Array | undefined)?.set(data);
  expect([...model.parameters.keys()].sort()).toEqual([...weights.keys()].sort());
  return model;
}

function toTensor({ shape, data }: GoldenArray, dtype: Dtype, requiresGrad = true): Tensor {
  if (data instanceof Int32Array) return tensor(data, { shape });
  return tensor(dtype === "float32" ? Float32Array.from(data) : data, { shape, requiresGrad });
}

function maskOf(rows: readonly (readonly number[])[]): StepMask {
  return { data: Uint8Array.from(rows.flat()), batch: rows.length, steps: rows[0].length };
}

const isTimeMajor = (definition: LayerDefinition) => definition.kind === "recurrent" && definition.batchFirst === false;

const turned = (rows: readonly (readonly number[])[]) => rows[0].map((_, k) => rows.map((row) => row[k]));

function outputsOf(definition: LayerDefinition, result: { output: Tensor; other?: Tensor; state: LayerState }): Tensor[] {
  const states = definition.kind === "recurrent" && definition.returnState === true ? Object.values(result.state) : [];
  return [result.output, ...(result.other === undefined ? [] : [result.other]), ...states];
}

interface Found {
  readonly outputs: readonly Tensor[];
  readonly loss: number;
  readonly gradients: ReadonlyMap<string, Tensor | null>;
  readonly after: ReadonlyMap<string, ArrayLike<number>>;
  readonly frozen: ReadonlySet<string>;
}

function run(one: ForwardCase, dtype: Dtype, equations: boolean): Found[] {
  const model = modelOf(one, dtype);
  const training = one.training === true;
  for (const layer of model.layers) {
    layer.equations = equations;
    layer.training = training;
  }
  return one.calls.map((call) => {
    for (const { value } of model.parameters.values()) value.grad = null;
    const inputs = call.inputs.map((array): [string, Tensor] => [array.name, toTensor(array, dtype)]);
    const states = call.states.map((array): [string, Tensor] => [array.name, toTensor(array, dtype)]);
    let outputs: Tensor[];
    let losses: readonly Tensor[];
    if (model instanceof Graph) {
      const called = model.call(inputs.length === 1 ? inputs[0][1] : Object.fromEntries(inputs), { training });
      outputs = tensorsOf(called.output);
      losses = called.losses;
    } else {
      let value = inputs[0][1];
      let mask: StepMask | null = null;
      const terms: Tensor[] = [];
      outputs = [value];
      model.layers.forEach((layer, k) => {
        const here = k === (one.at ?? 0);
        if (here && one.mask !== undefined) mask = maskOf(isTimeMajor(layer.definition) ? turned(one.mask) : one.mask);
        const state = here && states.length > 0 ? Object.fromEntries(states.map(([, tensor], i) => [String(i), tensor])) : undefined;
        const result = layer.run(value, { mask, ...(state === undefined ? {} : { state }) });
        ({ output: value, mask } = result);
        terms.push(...(result.losses ?? []));
        outputs = outputsOf(layer.definition, result);
      });
      losses = [...terms, ...penalties(model)];
    }
    const parts = outputs.map((output, k) => sum(mul(output, toTensor(call.sums[k], dtype, false))));
    [...parts, ...losses].reduce((a, b) => add(a, b)).backward();
    const parameters = [...model.parameters.values()];
    const leaves = [...inputs, ...states, ...parameters.map(({ name, value }): [string, Tensor] => [name, value])];
    const after = new Map<string, ArrayLike<number>>();
    if (one.step === true) {
      for (const { name, value, trainable, constraint } of parameters) {
        if (!trainable) continue;
        const moved = (value.data as Float64Array).slice();
        for (let i = 0; i < moved.length; i++) moved[i] -= 0.1 * (value.grad?.data[i] ?? 0);
        if (constraint !== undefined) constrain(constraint, moved, value.shape);
        after.set(name, moved);
      }
    }
    return {
      outputs,
      loss: losses.reduce((total, loss) => total + loss.item(), 0),
      frozen: new Set(parameters.filter(({ trainable }) => !trainable).map(({ name }) => name)),
      gradients: new Map(leaves.map(([name, leaf]) => [name, leaf.grad])),
      after,
    };
  });
}

function tensorsOf(output: Tensors): Tensor[] {
  return output instanceof Tensor ? [output] : Object.values(output);
}

/** The terms of weights. */
function penalties(model: Chain): readonly Tensor[] {
  return [...model.parameters.values()].flatMap((parameter) => {
    const penalty = parameter.regularizer === undefined ? null : penaltyOf(parameter.regularizer, parameter.value);
    return penalty === null ? [] : [penalty];
  });
}

const largest = (values: ArrayLike<number>) => Math.max(...Array.from(values, Math.abs), 0);
const furthest = (a: ArrayLike<number>, b: ArrayLike<number>) =>
  Math.max(...Array.from(a, (value, i) => (Number.isFinite(value) ? Math.abs(value - b[i]) : Number.POSITIVE_INFINITY)), 0);

const all = await Promise.all(sets.map(async (set) => ({ set, cases: await readForwardSet(set) })));

describe.each(all)("$set", ({ set, cases }) => {
  const ways = [
    ["float32", "kernels"],
    ["float64", "kernels"],
    ["float64", "equations"],
  ] as const;
  // JAX has no float64 here: its cases are float32.
  describe.each(cases.every((one) => one.dtype === "float32") ? ways.slice(0, 1) : ways)("in %s by %s", (dtype, by) => {
    for (const one of cases) {
      if (one.dtype === "float32" && dtype === "float64") continue;
      it(one.name, () => {
        const found = run(one, dtype, by === "equations");
        one.calls.forEach((call, k) => {
          const { outputs, loss, gradients, after, frozen } = found[k];
          const exact = dtype === "float64" && one.dtype === "float64" && !isCoarse(set, one);
          const hold = (name: string, values: ArrayLike<number>, golden: ArrayLike<number>, kind: "output" | "gradient") => {
            expect(values.length, name).toBe(golden.length);
            expect(furthest(values, golden), name).toBeLessThanOrEqual(boundOf(kind, largest(golden), exact, one));
          };
          expect(outputs.map(({ shape }) => shape)).toEqual(call.outputs.map(({ shape }) => shape));
          call.outputs.forEach((golden, i) => hold(`output ${i}`, outputs[i].data, golden.data, "output"));
          const terms = call.losses.reduce((a, b) => a + b, 0);
          hold("losses", [loss], [terms], "output");
          for (const [name, golden] of call.gradients) {
            // Of a frozen weight the framework was asked all the same.
            if (frozen.has(name)) continue;
            const gradient = gradients.get(name);
            hold(`gradient ${name}`, gradient?.data ?? new Float64Array(golden.data.length), golden.data, "gradient");
          }
          for (const [name, golden] of call.after) hold(`after ${name}`, after.get(name) ?? [], golden.data, "output");
        });
      });
    }
  });
});
