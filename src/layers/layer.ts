import { type ArgumentRule, checkRecord, GatewiseError, type NamedArray, optionalValue } from "../base/index.ts";
import type { Cell } from "../cells/index.ts";
import { startByKernels } from "../init/index.ts";
import { type Tensor, zeros } from "../tensor/index.ts";
import { checkCall, checkLayerDefinition } from "./check-layers.ts";
import type { Carried, DropoutSource, LayerContext, LayerResult, LayerState } from "./context.ts";
import type { LayerDefinition } from "./definition.ts";
import { fillParameter, isWeight, type Parameter, parameterOf } from "./parameter.ts";
import type { RecurrentDefinition } from "./recurrent-definition.ts";
import { runLayer } from "./run-layer.ts";
import { batchOf, stepsOf } from "./sequence-shape.ts";
import { stateAndOrigin } from "./state-and-origin.ts";
import { maskOfLengths, maskOfValues, type StepMask } from "./step-mask.ts";
import { checkTensor, wrongKind } from "./wrong-kind.ts";

/** What a dialect's session gives for a layer that it has declared: what is computed, and the values that it starts with. */
export interface Declared<D extends LayerDefinition = LayerDefinition> {
  readonly definition: D;
  /** The values that its tensors start with, in the order of the definition. */
  initialWeights(): ReadonlyMap<string, NamedArray>;
  /** Declares the weights for an input of a shape, unless that has been done, and gives the shape of what comes out. Absent: all is declared. */
  follow?(input: readonly (number | null)[]): readonly (number | null)[];
  /** Begins a model of layers one behind the other, of which this is the first one declared. Absent: that makes no difference. */
  begins?(): void;
  /** Where dropout draws its masks. Absent: nowhere, and training with dropout is refused. */
  readonly session?: DropoutSource;
}

/** What a sequence may come with. */
export interface SequenceOptions {
  /** How many steps of each sample count; each direction starts and ends at the sample's own end. */
  readonly lengths?: ArrayLike<number>;
  /** Which steps count, [B, T]: those that are 0 are passed over. */
  readonly mask?: Tensor | ArrayLike<number>;
  /** The state is what the call before gave, of the batch or of the step before: masks that layers make count beside it. Absent: it is given. */
  readonly carried?: Carried;
}

/** What of it every call takes. */
export const sequenceOptions: Readonly<Record<string, ArgumentRule>> = {
  lengths: optionalValue,
  mask: optionalValue,
  carried: { type: "string", oneOf: ["batch", "step"], default: undefined },
};

/** The parameters of a layer and what runs them. */
export class Layer<D extends LayerDefinition = LayerDefinition> {
  readonly definition: D;
  /** In the framework's order. */
  readonly parameters: readonly Parameter[];
  /** Dropout drops and statistics move. A model sets it for each of its calls. */
  training = false;
  readonly dropout: DropoutSource | null;
  /** Runs equations step by step also where a kernel could run: slow, and what kernels are held to. */
  equations = false;
  /** Cells of the user's own by name. */
  readonly cells: Readonly<Record<string, Cell>>;
  /** @internal Where a stateful layer stands. */
  ownState: LayerState | undefined;

  /** Throws: wrong-type. */
  constructor(definition: D, dropout: DropoutSource | null = null, cells: Readonly<Record<string, Cell>> = {}) {
    checkLayerDefinition("layer, definition", definition);
    this.definition = definition;
    this.cells = cells;
    this.parameters = parametersOf(definition).map(parameterOf);
    this.dropout = dropout;
  }

  get name(): string {
    return this.definition.name;
  }

  /** Runs the layer: its output, or for a recurrent layer that and its last states. Throws: bad-shape, naming the layer. */
  forward(input: Tensor, state?: LayerState, options?: SequenceOptions): D extends RecurrentDefinition ? [Tensor, LayerState] : Tensor;
  forward(input: Tensor, state?: LayerState, options: SequenceOptions = {}): [Tensor, LayerState] | Tensor {
    checkTensor(`layer ${this.name}, input`, input);
    if (state !== undefined) checkRecord(`layer ${this.name}, state`, state, "{ h, … }: tensors by name");
    // A model's context may be handed on as it is.
    const ofModel =
      typeof options === "object" && options !== null && "training" in options ? { training: optionalValue, state: optionalValue } : {};
    checkCall(`layer ${this.name}`, options, { ...sequenceOptions, ...ofModel });
    const result = this.run(input, {
      mask: maskOf(this.definition, input, options),
      ...stateAndOrigin(state, options.carried),
    });
    return this.definition.kind === "recurrent" ? [result.output, result.state] : result.output;
  }

  /** Runs the layer with a mask and states. */
  run(input: Tensor, { mask, state, carried: goesOn }: Pick<LayerContext, "mask" | "state" | "carried">): LayerResult {
    const { definition } = this;
    const stateful = definition.kind === "recurrent" && definition.stateful === true;
    const carried = stateful ? this.ownState : undefined;
    const from = stateful && definition.carriedFirst === true && isMoved(carried) ? carried : (state ?? carried);
    const { training, dropout, cells, equations } = this;
    const context = {
      training,
      mask,
      dropout,
      cells,
      equations,
      ...stateAndOrigin(from, state === undefined ? "batch" : goesOn),
    };
    const result = runLayer(definition, this.parameters, input, context);
    // What carries states on hands these back: they stay where they are.
    if (stateful && training && definition.stillInTraining === true) return { ...result, state: from ?? zerosOf(result.state) };
    if (stateful) this.ownState = Object.fromEntries(Object.entries(result.state).map(([name, value]) => [name, value.detach()]));
    return result;
  }

  /** Lets a stateful layer begin anew. */
  resetState(): void {
    this.ownState = undefined;
  }
}

function zerosOf(state: LayerState): LayerState {
  return Object.fromEntries(Object.entries(state).map(([name, { shape, dtype }]) => [name, zeros(shape, { dtype })]));
}

function isMoved(state: LayerState | undefined): boolean {
  return Object.values(state ?? {}).some(({ data }) => data.some((value) => value !== 0));
}

/** Every parameter of a definition, an inner layer's too, and the counter of a normalisation that needs one. */
function parametersOf(definition: LayerDefinition): NonNullable<LayerDefinition["parameters"]> {
  const own = [...(definition.parameters ?? [])];
  if (definition.kind === "batchNorm" && definition.debiased === true)
    own.push({ name: `${definition.name}/updates`, shape: [], dtype: "int64", blocks: [], buffer: true, internal: true });
  return definition.kind === "timeDistributed" ? [...own, ...parametersOf(definition.layer)] : own;
}

/** Makes a declared layer run: its parameters are copies of what the session has drawn. Throws: wrong-type. */
export function layer<D extends LayerDefinition>(declared: Declared<D>): Layer<D> {
  if (typeof declared?.definition !== "object" || typeof declared.initialWeights !== "function")
    throw wrongKind("layer, declared", declared, "a layer that a session has declared", "give session.LSTM({ … }), or the like");
  return filled(new Layer(declared.definition, declared.session ?? null), declared);
}

/** Gives a layer the initial weights that a session draws for what it declared: by the kernels, which a layer has anyway. */
export function filled<D extends LayerDefinition>(made: Layer<D>, declared: Pick<Declared, "initialWeights">): Layer<D> {
  startByKernels();
  const values = [...declared.initialWeights().values()];
  made.parameters.filter(isWeight).forEach((parameter, k) => {
    fillParameter(parameter, values[k]);
  });
  return made;
}

/** The mask that lengths or a mask stand for. Throws: contradiction, where both are given; bad-shape. */
export function maskOf(definition: LayerDefinition, input: Tensor, { lengths, mask }: SequenceOptions): StepMask | null {
  if (lengths === undefined && mask === undefined) return null;
  const timeFirst = definition.kind === "recurrent" && definition.batchFirst === false;
  const [batch, steps] = [batchOf(input, timeFirst), stepsOf(input, timeFirst)];
  const where = `layer ${definition.name}`;
  if (mask === undefined) return maskOfLengths(lengths as ArrayLike<number>, batch, steps, where);
  if (lengths === undefined) return maskOfValues(mask, batch, steps, where);
  throw new GatewiseError("contradiction", {
    where,
    received: "both lengths and a mask",
    expected: "one of them",
    fix: "give the mask alone: it says what lengths say",
  });
}
