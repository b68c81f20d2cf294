import { checkRecord, checkText, GatewiseError, matchesPattern, type NamedArray, optionalValue, show, unknownName } from "../base/index.ts";
import { noGrad, type Tensor } from "../tensor/index.ts";
import { checkCall } from "./check-layers.ts";
import type { LayerState } from "./context.ts";
import { type Layer, type SequenceOptions, sequenceOptions } from "./layer.ts";
import { type LoadOptions, type LoadReport, loadParameters } from "./load-parameters.ts";
import { arrayOf, isWeight, type Parameter } from "./parameter.ts";
import { penaltyOf } from "./penalty.ts";
import { wrongKind } from "./wrong-kind.ts";

/** What a model carries from call to call: the states of each recurrent layer by its name. */
export type State = Readonly<Record<string, LayerState>>;

/** What a call of a model comes with. */
export interface CallContext extends SequenceOptions {
  readonly training: boolean;
  readonly state?: State;
}

/** What a call of a model gives. */
export interface Called<Output> {
  readonly output: Output;
  readonly state: State;
  /** Penalties of weights and outputs, each a scalar: to be added to the loss. */
  readonly losses: readonly Tensor[];
  /** Which steps of the output count, laid as it is, by the call's mask or lengths or by a layer: a loss counts these. Absent: all. */
  readonly mask?: Tensor;
  /** The same of several outputs, by their names. */
  readonly masks?: Readonly<Record<string, Tensor>>;
}

/** What a model computes, apart from penalties of weights. */
export interface Computed<Output> {
  readonly output: Output;
  readonly state: State;
  /** Penalties of outputs. */
  readonly losses?: readonly Tensor[];
  /** Which steps of the output count, by the layers. Absent: all. */
  readonly mask?: Tensor;
  /** The same of several outputs, by their names. */
  readonly masks?: Readonly<Record<string, Tensor>>;
}

/** What a call may come with. */
const withSequence = { state: optionalValue, ...sequenceOptions };

/** Layers and what is computed with them: what a user loads, freezes, trains and asks. */
export abstract class LayeredModel<Input, Output> {
  readonly layers: readonly Layer[];
  /** By name, in the framework's order. */
  readonly parameters: ReadonlyMap<string, Parameter>;
  /** Counters that the framework keeps beside its weights; training moves them, and a checkpoint holds them. */
  readonly internals: readonly Parameter[];
  readonly #regularized: readonly Parameter[];

  /** Throws: wrong-type; name-taken, where two layers or two parameters have one name. */
  constructor(layers: readonly Layer[]) {
    if (!Array.isArray(layers) || !layers.every((one) => typeof (one as Partial<Layer> | null)?.run === "function"))
      throw wrongKind("model, layers", layers, "a list of layers that run", "give [layer(session.LSTM({ … }))]");
    this.layers = layers;
    checkNames(
      "layer",
      layers.map(({ name }) => name),
    );
    const all = layers.flatMap(({ parameters }) => [...parameters]);
    checkNames(
      "parameter",
      all.map(({ name }) => name),
    );
    this.parameters = new Map(all.filter(isWeight).map((parameter) => [parameter.name, parameter]));
    this.internals = all.filter((parameter) => !isWeight(parameter));
    this.#regularized = all.filter(({ regularizer }) => regularizer !== undefined);
  }

  /** @internal */
  protected abstract compute(input: Input, context: CallContext): Computed<Output>;

  /** Computes the output, the last states, and what training adds to the loss. Throws: bad-shape, naming the layer. */
  call(input: Input, context: CallContext): Called<Output> {
    const { output, state, losses: ofOutputs = [], mask, masks } = this.#run(input, context);
    const losses = this.#regularized.length === 0 ? ofOutputs : ofOutputs.concat(this.#regularized.flatMap(weightPenalty));
    if (masks !== undefined) return { output, state, losses, masks };
    return mask === undefined ? { output, state, losses } : { output, state, losses, mask };
  }

  /** Computes the output alone, without dropout and without gradients. */
  predict(input: Input, options: Omit<CallContext, "training"> = {}): Output {
    checkCall("model, predict", options, withSequence);
    return noGrad(() => this.#run(input, Object.assign({}, options, { training: false })).output);
  }

  /**
   * Loads weights by name into the parameters, rounded to their dtypes.
   *
   * Throws: missing-tensor or no-match where strict and a name is missing or unexpected; bad-shape in any case: nothing is loaded then.
   */
  load(weights: ReadonlyMap<string, NamedArray> | readonly NamedArray[], options: LoadOptions = {}): LoadReport {
    return loadParameters([...this.parameters.values()], weights, options);
  }

  /** Freezes parameters: no gradient, no decay, no state of an optimiser. Returns their names. Throws: no-match. */
  freeze(pattern = "*"): string[] {
    return this.#setTrainable(pattern, false);
  }

  /** Lets frozen parameters learn again; buffers never do. Returns their names. Throws: no-match. */
  unfreeze(pattern = "*"): string[] {
    return this.#setTrainable(pattern, true);
  }

  /** The values of all parameters and buffers as copies, in the framework's order. */
  weights(): NamedArray[] {
    return [...this.parameters.values()].map(arrayOf);
  }

  /** Lets stateful layers begin anew. */
  resetStates(): void {
    for (const layer of this.layers) layer.resetState();
  }

  /** @internal Runs something with what stateful layers keep put aside: it neither counts nor moves. */
  protected besideOwnStates<Result>(run: () => Result): Result {
    const own = this.layers.map(({ ownState }) => ownState);
    this.resetStates();
    try {
      return run();
    } finally {
      this.layers.forEach((layer, k) => {
        layer.ownState = own[k];
      });
    }
  }

  #run(input: Input, context: CallContext): Computed<Output> {
    checkCall("model, call", context, { training: { type: "boolean" }, ...withSequence });
    for (const layer of this.layers) layer.training = context.training;
    return this.compute(input, context);
  }

  #setTrainable(pattern: string, trainable: boolean): string[] {
    checkText("pattern", pattern);
    const learning = [...this.parameters.values()].filter(({ definition }) => definition.buffer !== true);
    const matched = learning.filter(({ name }) => matchesPattern(pattern, name));
    if (matched.length === 0) {
      throw unknownName(
        "no-match",
        "pattern",
        pattern,
        learning.map(({ name }) => name),
      );
    }
    for (const parameter of matched) {
      parameter.trainable = trainable;
      parameter.value.requiresGrad = trainable;
      if (!trainable) parameter.value.grad = null;
    }
    return matched.map(({ name }) => name);
  }
}

function weightPenalty({ regularizer, value, trainable }: Parameter): Tensor[] {
  const penalty = regularizer === undefined || (!trainable && regularizer.ofFrozen === false) ? null : penaltyOf(regularizer, value);
  return penalty === null ? [] : [penalty];
}

/** Refuses states of layers that take none: they would count for nothing. Throws: wrong-type, no-match. */
export function checkStateNames(state: State, layers: readonly Layer[]): void {
  checkRecord("model, state", state, "{ layer: { h, … } }");
  const names = layers.flatMap(({ name, definition }) => (definition.kind === "recurrent" ? [name] : []));
  const strange = Object.keys(state).find((name) => !names.includes(name));
  if (strange !== undefined) throw unknownName("no-match", "model, state", strange, names);
}

function checkNames(what: string, names: readonly string[]): void {
  const seen = new Set<string>();
  for (const name of names) {
    if (seen.has(name)) {
      throw new GatewiseError("name-taken", {
        where: `model, ${what} ${show(name)}`,
        received: `a second ${what} of that name`,
        expected: "a name of its own for each",
        fix: `rename a layer${what === "layer" ? ", or use one layer twice in a function" : ""}`,
      });
    }
    seen.add(name);
  }
}
