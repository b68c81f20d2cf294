/** Runs a forward case of Keras here: outputs, losses, gradients, and what a step or a call leaves behind. */
import assert from "node:assert/strict";
import type { NamedArray } from "../../src/base/index.ts";
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
import type { ForwardCase, GoldenArray } from "./read.ts";

type Dtype = "float32" | "float64";

/** A case's model in a dtype, its weights painted. */
function modelOf({ document, weights, paint }: ForwardCase, dtype: Dtype): Chain | Graph {
  const given = document as {
    dialect: string;
    seed?: number;
    layers?: { class_name: string; config?: Record<string, unknown> }[];
    input_shape?: number[];
  };
  let definition: Chain["definition"] | Graph["definition"];
  let dropout: DropoutSource | undefined;
  let starts: ReadonlyMap<string, NamedArray> = new Map();
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
    starts = session.weights();
  }
  const inDtype = JSON.parse(JSON.stringify(definition).replaceAll(/"dtype":"float(32|64)"/g, `"dtype":"${dtype}"`));
  const options = dropout === undefined ? {} : { dropout };
  const model = inDtype.kind === "graph" ? graphOf(inDtype, options) : chainOf(inDtype, options);
  for (const [name, { data }] of weights) {
    const values = model.parameters.get(name)?.value.data as Float64Array | undefined;
    // What the framework started with, we start with.
    if (paint.some((entry) => entry.name === name && entry.built))
      assert.deepEqual(Array.from(starts.get(name)?.data ?? [], Number), [...data], name);
    values?.set(data);
  }
  assert.deepEqual([...model.parameters.keys()].sort(), [...weights.keys()].sort());
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

/** What a call gave. */
export interface Found {
  readonly outputs: readonly Tensor[];
  readonly loss: number;
  readonly gradients: ReadonlyMap<string, Tensor | null>;
  readonly after: ReadonlyMap<string, ArrayLike<number>>;
  readonly frozen: ReadonlySet<string>;
}

/** Runs every call of a case. */
export function run(one: ForwardCase, dtype: Dtype, equations: boolean): Found[] {
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
    if (one.moves === true)
      for (const { name, value, definition } of parameters)
        if (definition.buffer === true) after.set(name, (value.data as Float64Array).slice());
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
