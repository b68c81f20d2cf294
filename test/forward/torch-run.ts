/** Runs cases of PyTorch here: layers of a document with painted weights, and the steps from painted inputs to outputs and gradients. */
import { TorchSession, takesDtype } from "../../src/dialects/torch/index.ts";
import { type Layer, type LayerState, layer } from "../../src/layers/index.ts";
import { add, concat, mul, reshape, slice, stack, sum, type Tensor, tensor, transpose } from "../../src/tensor/index.ts";
import { type Painted, paintedValues } from "./painting.ts";
import type { ForwardStep } from "./read.ts";

export interface TorchCase {
  readonly name: string;
  readonly document: {
    readonly seed: number;
    readonly modules: readonly { name: string; class: string; args?: Record<string, unknown> }[];
  };
  readonly forward: readonly ForwardStep[];
  readonly outputs?: readonly string[];
  readonly training?: boolean;
  readonly manual_seed?: number;
  readonly dtype: "float32" | "float64";
  readonly weights: readonly Painted[];
  readonly calls: readonly [{ inputs: readonly Painted[]; states: readonly Painted[]; sums: readonly Painted[] }];
  readonly tensors: readonly string[];
}

type Dtype = "float32" | "float64";

function paint(painted: Painted, dtype: Dtype, requiresGrad = true): Tensor {
  const values = paintedValues(painted);
  if (painted.integers !== undefined) return tensor(Int32Array.from(values), { shape: painted.shape });
  return tensor(dtype === "float32" ? Float32Array.from(values) : values, { shape: painted.shape, requiresGrad });
}

/** The layers of a document with painted weights. */
function layersOf(
  { document, weights, training = false, manual_seed: seed }: TorchCase,
  dtype: Dtype,
  equations: boolean,
): Map<string, Layer> {
  const session = new TorchSession({ version: "2.13", seed: document.seed });
  // After torch.manual_seed masks come from a stream in which nothing was drawn, else from behind the weights' draws.
  const masks = seed === undefined ? session : new TorchSession({ version: "2.13", seed });
  const layers = new Map<string, Layer>();
  for (const { name, class: className, args } of document.modules) {
    const module = session.construct(className, { ...args, ...(takesDtype(className) ? { dtype } : {}) }, name);
    const made = layer({ definition: module.definition, initialWeights: () => module.stateDict(), session: masks });
    made.training = training;
    made.equations = equations;
    layers.set(name, made);
    for (const parameter of made.parameters) {
      const painted = weights.find((one) => one.name === parameter.name);
      if (painted !== undefined) (parameter.value.data as Float64Array).set(paintedValues(painted));
    }
  }
  return layers;
}

/** What pad_packed_sequence makes of outputs that are as long as the input: cut, filled, or longer. */
function padded(y: Tensor, { lengths = [], total_length, padding_value = 0 }: ForwardStep, time: 0 | 1): Tensor {
  const longest = total_length ?? Math.max(...lengths);
  let cut = slice(y, time, 0, Math.min(longest, y.shape[time]));
  if (padding_value === 0) return cut;
  const fill = new Float64Array(cut.size);
  const [, batch] = time === 0 ? cut.shape : [cut.shape[1], cut.shape[0]];
  const width = cut.shape[2];
  for (let i = 0; i < fill.length; i++) {
    const row = Math.floor(i / width);
    const [t, b] = time === 0 ? [Math.floor(row / batch), row % batch] : [row % cut.shape[1], Math.floor(row / cut.shape[1])];
    if (t >= lengths[b]) fill[i] = padding_value;
  }
  cut = add(cut, tensor(y.dtype === "float64" ? fill : Float32Array.from(fill), { shape: cut.shape }));
  return cut;
}

/** Every output, gradient and buffer that a case may be asked for, by the name that its golden has. */
export function runTorch(one: TorchCase, dtype: Dtype, equations: boolean): Map<string, Tensor[]> {
  const layers = layersOf(one, dtype, equations);
  const [call] = one.calls;
  const values = new Map(call.inputs.map((painted) => [painted.name, paint(painted, dtype)]));
  const leaves: [string, Tensor][] = [...values].filter(([, value]) => value.dtype !== "int32");
  const states = call.states.map((painted): [string, Tensor] => [painted.name, paint(painted, dtype)]);
  const unused = [...states];
  const final: [string, Tensor][] = [];
  let last = call.inputs[0].name;
  one.forward.forEach((step, k) => {
    const names = step.of ?? last;
    const given = [names].flat().map((name) => values.get(name) as Tensor);
    last = step.as ?? (k === one.forward.length - 1 ? "output" : `step ${k}`);
    if (step.module === undefined) {
      values.set(last, operation(step, given));
      return;
    }
    const module = layers.get(step.module) as Layer;
    if (module.definition.kind !== "recurrent") {
      values.set(last, module.forward(given[0]) as Tensor);
      return;
    }
    const letters = module.definition.cells[0].kind === "lstm" ? ["h", "c"] : ["h"];
    let state: LayerState | undefined;
    if (step.initial === true) {
      const taken = unused.splice(0, letters.length);
      state = Object.fromEntries(taken.map(([, value], i) => [letters[i], value]));
    }
    const options = step.lengths === undefined ? {} : { lengths: step.lengths };
    let output: Tensor;
    if (step.over === "time") {
      const steps = Array.from({ length: given[0].shape[0] }, (_, t) => {
        const [y, next] = module.forward(reshape(slice(given[0], 0, t, t + 1), given[0].shape.slice(1)), state) as [Tensor, LayerState];
        state = next;
        return y;
      });
      output = stack(steps, 0);
    } else {
      const [y, next] = module.forward(given[0], state, options) as [Tensor, LayerState];
      state = next;
      output = step.lengths === undefined ? y : padded(y, step, module.definition.batchFirst === true ? 1 : 0);
    }
    const earlier = one.forward.slice(0, k).filter(({ module: name }) => name === step.module).length;
    const label = earlier === 0 ? step.module : `${step.module}#${earlier + 1}`;
    for (const letter of letters) final.push([`${label}.${letter}`, (state as LayerState)[letter]]);
    values.set(last, output);
  });
  const outputs: [string, Tensor][] = [
    ...(one.outputs ?? [last]).map((name): [string, Tensor] => [name, values.get(name) as Tensor]),
    ...final,
  ];
  const total = outputs.map(([, value], k) => sum(mul(value, paint(call.sums[k], dtype, false)))).reduce((a, b) => add(a, b));
  total.backward();
  const found = new Map<string, Tensor[]>();
  const keep = (name: string, value: Tensor) => found.set(name, [...(found.get(name) ?? []), value]);
  for (const [name, value] of outputs) keep(`0/output/${name}`, value);
  const parameters = [...layers.values()].flatMap((made) => made.parameters.map(({ name, value }): [string, Tensor] => [name, value]));
  for (const [name, leaf] of [...leaves, ...states, ...parameters]) {
    if (leaf.grad !== null) keep(`0/gradient/${name}`, leaf.grad);
  }
  for (const [name, value] of parameters) keep(`0/after/${name}`, value);
  return found;
}

function operation({ op, dims, dim = 0 }: ForwardStep, given: readonly Tensor[]): Tensor {
  const [x] = given;
  if (op === "transpose") {
    const [a, b] = dims as readonly [number, number];
    const axes = x.shape.map((_, axis) => (axis === a ? b : axis === b ? a : axis));
    return transpose(x, axes);
  }
  if (op === "last")
    return reshape(
      slice(x, dim, -1),
      x.shape.filter((_, axis) => axis !== dim),
    );
  if (op === "cat") return concat(given, dim);
  return add(x, given[1]);
}
