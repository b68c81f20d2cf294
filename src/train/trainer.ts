import { type Floats, GatewiseError, type NamedArray, namedArray, showShape } from "../base/index.ts";
import type { Parameter, State } from "../layers/index.ts";
import { add, type Tensor } from "../tensor/index.ts";
import { contextOf, countedSteps, samplesOf } from "./batch.ts";
import { arraysOfState, detachedState, stateOfArrays } from "./carried-state.ts";
import type { Batch, Data } from "./data.ts";
import { evaluate } from "./evaluate.ts";
import { type LossDefinition, type LossFunction, lossOf } from "./loss.ts";
import { clearGradients, noteAllRows, trainedOf } from "./model-parameters.ts";
import { hasNonFiniteGradient, notFinite } from "./not-finite.ts";
import { Optimizer, type OptimizerDefinition } from "./optimizer.ts";
import type { Trainable } from "./trainable.ts";

/** What one step tells. */
export interface StepResult {
  readonly loss: number;
  /** How many samples the loss is of. */
  readonly samples: number;
  /** The norm of all gradients before clipping, where a clip computes it. */
  readonly gradientNorm: number | null;
}

/**
 * Trains a model step by step: everything that a step depends on is here, and can be saved and restored to the same bits.
 *
 * A step: the next batch forward, the loss and the penalties, backward, then the optimiser. States are carried where the data says so,
 * cut from their history (truncated back-propagation).
 */
export class Trainer {
  readonly model: Trainable;
  readonly data: Data;
  readonly optimizer: Optimizer;
  readonly #loss: LossDefinition | LossFunction;
  #step = 0;
  #state: State | null = null;

  constructor(model: Trainable, data: Data, loss: LossDefinition | LossFunction, optimizer: OptimizerDefinition) {
    this.model = model;
    this.data = data;
    this.#loss = loss;
    this.optimizer = new Optimizer(optimizer);
  }

  /** Steps taken. */
  get step(): number {
    return this.#step;
  }

  /** Epochs completed. */
  get epoch(): number {
    return Math.floor(this.#step / this.data.batches);
  }

  /** Takes the next step. Throws: not-finite, before any weight is changed. */
  next(): StepResult {
    const batch = this.data.batch(this.#step % this.data.batches);
    if (this.#rowByRow) noteAllRows(this.model.parameters);
    const loss = this.#forward(batch);
    const value = loss.item();
    loss.backward();
    if (!Number.isFinite(value) || hasNonFiniteGradient(this.model)) throw this.#stopped(value, batch);
    const gradientNorm = this.optimizer.step(trainedOf(this.model.parameters, this.#rowByRow));
    clearGradients(this.model.parameters);
    this.#step++;
    return { loss: value, samples: samplesOf(batch, this.model), gradientNorm };
  }

  /** The mean loss over some data; weights, carried states and streams stay as they are. */
  evaluate(data: Data): number {
    return evaluate(this.model, data, this.#loss);
  }

  /** Everything that the next step depends on: weights by their names, the rest under `training/`. Arrays share memory. */
  arrays(): NamedArray[] {
    return [
      ...weightsOf(this.model),
      ...this.optimizer.state().map((array) => ({ ...array, name: `${optimizerPrefix}${array.name}` })),
      ...(this.#state === null ? [] : arraysOfState(this.#state, statePrefix)),
    ];
  }

  /** Goes on from what {@link arrays} gave after `step` steps. Throws: missing-tensor, bad-shape. */
  restore(arrays: ReadonlyMap<string, NamedArray>, step: number): void {
    fillWeights(this.model, arrays, "the checkpoint");
    const kept = [...arrays.values()].filter(({ name }) => name.startsWith(optimizerPrefix));
    this.optimizer.restore(
      new Map(
        kept.map((array) => [array.name.slice(optimizerPrefix.length), { ...array, name: array.name.slice(optimizerPrefix.length) }]),
      ),
    );
    this.#state = stateOfArrays(arrays, statePrefix);
    this.#step = step;
  }

  #forward(batch: Batch): Tensor {
    const called = this.model.call(batch.input, contextOf(batch, this.model, this.#state, true));
    this.#state = detachedState(called.state);
    const loss = lossOf(this.#loss, called.output, batch.target, countedSteps(batch, this.model, called), called.masks);
    return called.losses.reduce<Tensor>((sum, penalty) => add(sum, penalty), loss);
  }

  /** Whether the optimiser asks for the rows of embeddings' gradients. */
  get #rowByRow(): boolean {
    return this.optimizer.definition.rowByRow !== undefined;
  }

  #stopped(loss: number, batch: Batch): GatewiseError {
    const error = notFinite(this.model, this.#step + 1, loss, batch);
    clearGradients(this.model.parameters);
    return error;
  }
}

const optimizerPrefix = "training/optimizer/";
const statePrefix = "training/state/";

/** The weights of a model, and counters beside them, as named arrays that share its memory. */
export function weightsOf(model: Trainable): NamedArray[] {
  return keptOf(model).map(({ name, value }) => namedArray(name, value.dtype, value.shape, value.data as never));
}

/** Writes weights into a model where they stand. Throws: missing-tensor, bad-shape. */
export function fillWeights(model: Trainable, arrays: ReadonlyMap<string, NamedArray>, where: string): void {
  for (const { name, value } of keptOf(model)) {
    const array = arrays.get(name);
    const shape = showShape(value.shape);
    if (array !== undefined && showShape(array.shape) === shape && array.dtype === value.dtype) continue;
    throw new GatewiseError(array === undefined ? "missing-tensor" : "bad-shape", {
      where: `${where}, ${name}`,
      received: array === undefined ? "no such tensor" : `${array.dtype} ${showShape(array.shape)}`,
      expected: `${value.dtype} ${shape}`,
      fix: "it is of another net: take the one that was trained with these options, or begin anew",
    });
  }
  for (const { name, value } of keptOf(model)) value.data.set((arrays.get(name) as NamedArray).data as Floats);
}

function keptOf({ parameters, internals = [] }: Trainable): Pick<Parameter, "name" | "value">[] {
  return [...parameters.values(), ...internals];
}
