/** Trains a golden document's model by fit, from the weights that the framework's program painted. */
import { namedArray } from "../../src/base/index.ts";
import { buildDocument, type RunnableModel } from "../../src/document/index.ts";
import { type Chain, chainOf, type LoadReport } from "../../src/layers/index.ts";
import { reshape, slice, type Tensor } from "../../src/tensor/index.ts";
import { examples, type FitOptions, fit, Optimizer, type OptimizerDefinition, type Trained } from "../../src/train/index.ts";
import { lossOf } from "../../src/train/loss.ts";
import { lossOfDocument } from "./losses.ts";
import { paintedSteps } from "./painted.ts";
import { definitionOf, type TrainingCase } from "./sets.ts";
import { tf1Model } from "./tf1-model.ts";

export type Dtype = "float32" | "float64";
type Document = TrainingCase["document"];

/** What a training gave. */
export interface Trace {
  readonly losses: number[];
  /** After each step, by the parameter's name. */
  readonly weights: Map<string, Float64Array>[];
  /** As the optimiser is given them, before clipping, at each step. */
  readonly gradients: Map<string, Float64Array>[];
}

/**
 * The model of a golden document, with the weights that the framework began with: painted ones, loaded as the document says; or
 * with `weights: null` those that the document's seed gives, ours in every bit.
 */
export function modelOf({ document, tensors }: TrainingCase, dtype: Dtype): { model: RunnableModel; report: LoadReport | null } {
  const { train } = document;
  const made = inDtype(runnableOf(document), dtype);
  const given = [...tensors].flatMap(([name, { shape, data }]) =>
    name.startsWith(start) ? [namedArray(name.slice(start.length), "float32", shape, data as Float32Array)] : [],
  );
  const { without, besides = [] } = train;
  const state = given.filter(({ name }) => without?.includes(name) !== true);
  const others = (besides as string[]).map((name) => namedArray(name, "float32", [2], new Float32Array(2)));
  const owns = train.weights === null && dtype === "float32";
  const report = owns ? null : made.load([...state, ...others], { strict: without === undefined });
  for (const pattern of train.frozen ?? []) made.freeze(pattern);
  return { model: made, report };
}

function runnableOf({ model, train }: Document): RunnableModel {
  const { dialect } = model as { dialect: string };
  if (dialect.startsWith("tf1")) return tf1Model(model, "float32");
  // TensorFlow 1's graph seeds reach no further than one layer here; what is loaded needs none.
  return buildDocument(dialect.startsWith("tf.keras@1") && train.weights !== null ? { ...model, seed: null } : model).runnable();
}

/** The model in float64, which not every framework has. */
export function inDtype(made: RunnableModel, dtype: Dtype): RunnableModel {
  if (dtype === "float32") return made;
  const { definition } = made as Chain;
  const wide = chainOf(JSON.parse(JSON.stringify(definition).replaceAll('"dtype":"float32"', '"dtype":"float64"')));
  for (const { name, trainable } of made.parameters.values()) if (!trainable) wide.freeze(name);
  return wide;
}

/** Before the names of the weights that the framework began with. */
export const start = "weights/0/";

/** The output of the last step, where a model gives all of them. */
function lastStep(output: Tensor): Tensor {
  if (output.shape.length < 3) return output;
  const [batch, steps, width] = output.shape;
  return reshape(slice(output, 1, steps - 1, steps), [batch, width]);
}

/** What fit is told of a golden document: its data, loss and optimiser. */
export function trainingOf(document: Document, dtype: Dtype, optimizer: OptimizerDefinition = definitionOf(document)) {
  const { train, model } = document;
  const [inputs, targets] = paintedSteps(train, dtype);
  const loss = lossOfDocument(document);
  const flat = (target: Tensor) => (target.dtype === "int32" ? reshape(target, [-1]) : target);
  const options = {
    loss: (output: Tensor, target: Tensor) =>
      lossOf(loss, model.dialect.startsWith("torch") && train.whole !== true ? lastStep(output) : output, flat(target)),
    optimizer,
    steps: train.steps as number,
    executor: "caller",
  } satisfies FitOptions;
  const data = examples(inputs, targets, { batch: train.input.shape[0] });
  return { data, options };
}

/** Trains by fit, on the caller's thread, and notes what there is after each step. */
export async function traceOf(made: RunnableModel, document: Document, dtype: Dtype, more: Partial<FitOptions> = {}): Promise<Trace> {
  const { data, options } = trainingOf(document, dtype);
  const trace: Trace = { losses: [], weights: [], gradients: [] };
  const { step } = Optimizer.prototype;
  Optimizer.prototype.step = function (this: Optimizer, given: readonly Trained[]) {
    trace.gradients.push(new Map(given.flatMap(({ name, gradient }) => (gradient === null ? [] : [[name, Float64Array.from(gradient)]]))));
    return step.call(this, given);
  };
  try {
    await fit(made, data, {
      ...options,
      ...more,
      onProgress({ loss }) {
        trace.losses.push(loss);
        trace.weights.push(new Map([...made.parameters].map(([name, { value }]) => [name, Float64Array.from(value.data)])));
      },
    });
  } finally {
    Optimizer.prototype.step = step;
  }
  return trace;
}

/** The greatest difference of two arrays, over the greatest element of the second or of `size`. */
export function apart(ours: ArrayLike<number>, theirs: ArrayLike<number>, size: ArrayLike<number> = theirs): number {
  if (ours.length !== theirs.length) throw new Error(`${ours.length} numbers beside ${theirs.length}`);
  let [difference, largest] = [0, 0];
  for (let i = 0; i < theirs.length; i++) difference = Math.max(difference, Math.abs(ours[i] - theirs[i]));
  for (let i = 0; i < size.length; i++) largest = Math.max(largest, Math.abs(size[i]));
  return difference === 0 ? 0 : difference / largest;
}
