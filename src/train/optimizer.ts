import {
  checkMap,
  checkRecord,
  type Floats,
  GatewiseError,
  type NamedArray,
  namedArray,
  type Shape,
  show,
  showShape,
  unknownName,
} from "../base/index.ts";
import type { Constraint } from "../layers/index.ts";
import { addRows, type GatheredRows, type Numbers, type Tensor } from "../tensor/index.ts";
import { type Adagrad, adagrad } from "./adagrad.ts";
import { type Adam, adam } from "./adam.ts";
import { arithmeticOf, type Rounding } from "./arithmetic.ts";
import { checkFloats, checkShapeOf, wrong } from "./check-kinds.ts";
import { type Clip, clipGradients } from "./clip.ts";
import { constrain } from "./constrain.ts";
import { areOfModel, clearGradients, listOf, type ModelParameters, noteAllRows, trainedOf, withoutRows } from "./model-parameters.ts";
import { type Momentum, momentum } from "./momentum.ts";
import { type Rmsprop, rmsprop } from "./rmsprop.ts";
import { type Schedule, scheduledRate } from "./schedule.ts";
import { type Sgd, sgd } from "./sgd.ts";
import type { UpdateRule } from "./update-rule.ts";
import { decayWeights, type WeightDecay } from "./weight-decay.ts";

/** Every rule with its call. To add an optimiser: its file, and a line here and below. */
interface UpdateCalls {
  sgd: Sgd;
  momentum: Momentum;
  adagrad: Adagrad;
  rmsprop: Rmsprop;
  adam: Adam;
}

const rules: { readonly [N in keyof UpdateCalls]: UpdateRule<UpdateCalls[N]> } = { sgd, momentum, adagrad, rmsprop, adam };

/** The names of all rules. */
export const updateRules: readonly string[] = Object.keys(rules);

/** A rule and every choice made for it. */
export type UpdateCall = UpdateCalls[keyof UpdateCalls];

/** An optimiser as plain JSON: it crosses to a worker and into a checkpoint. */
export interface OptimizerDefinition {
  readonly update: UpdateCall;
  readonly rate: number;
  /** The rate of a step is rate / (1 + rateDecay·steps taken). Absent: 0. */
  readonly rateDecay?: number;
  /** Sets the rate after each step. */
  readonly schedule?: Schedule;
  /** In the order in which they are done. Absent: none. */
  readonly clip?: readonly Clip[];
  readonly decay?: WeightDecay;
  /** Goes up and not down. Absent: false. */
  readonly maximize?: boolean;
  readonly rounding: Rounding;
  /** Whether a parameter that gets no gradient stays behind in its count of steps, or all are counted together. */
  readonly counts: "each" | "together";
  /**
   * What is done to the rows of an embedding's gradient, one for each time that an index occurs, before they are added up: they are
   * clipped, or clipped and (where an optimiser squares gradients) squared. Absent: they are added up first.
   */
  readonly rowByRow?: "clipped" | "clipped and squared";
}

/** A parameter as an optimiser sees it. Its gradient is used up: clipped and decayed where it stands. null: it gets none in this step. */
export interface Trained {
  readonly name: string;
  readonly value: Floats;
  readonly gradient: Floats | null;
  /** The rows whose sum the gradient is; used up with it, by an optimiser that takes them one by one. */
  readonly rows?: GatheredRows;
  readonly shape: Shape;
  readonly constraint?: Constraint;
  /** Whether weight decay applies. Absent: true. */
  readonly decays?: boolean;
}

/** A parameter as a loop of one's own gives it: arrays of which checks say that they are of floats. */
export type TrainedArrays = Omit<Trained, "value" | "gradient"> & { readonly value: Numbers; readonly gradient: Numbers | null };

interface Kept {
  count: number;
  readonly shape: Shape;
  readonly slots: readonly Floats[];
}

/**
 * Steps over parameters: negate where it maximises, clip, decay, update, constrain. In a loop of one's own:
 * `const optimizer = new Optimizer(torch.optim.Adam(), model.parameters)`, then, after each backward, `optimizer.step()`.
 *
 * What it keeps is arrays by name, `m/<parameter>` and so on, and counters, so that a checkpoint is one file.
 */
export class Optimizer {
  readonly definition: OptimizerDefinition;
  /** The rate of the next step. May be set. */
  rate: number;
  #count = 0;
  readonly #kept = new Map<string, Kept>();
  #restored: ReadonlyMap<string, NamedArray> | null = null;
  readonly #parameters: ModelParameters | null;

  /** `parameters`: of the model that it moves. Throws: wrong-type, unknown-rule. */
  constructor(definition: OptimizerDefinition, parameters?: ModelParameters) {
    checkRecord("optimizer", definition, "an optimiser of a dialect, such as torch.optim.Adam()");
    checkUpdate("optimizer, update", definition.update);
    this.definition = definition;
    this.#parameters = parameters ?? null;
    if (parameters !== undefined) {
      checkParameters(parameters);
      if (definition.rowByRow !== undefined) noteAllRows(parameters);
    }
    this.rate =
      definition.schedule === undefined ? definition.rate : scheduledRate(definition.schedule, 0, definition.rate, definition.rate);
  }

  /** Steps taken. */
  get count(): number {
    return this.#count;
  }

  /**
   * Takes one step; gives the norm of all gradients before clipping where a clip computed it.
   *
   * Of a model's parameters those that are trainable move, and their gradients are gone after it. Absent: those of the constructor.
   * Throws: wrong-type, bad-shape; missing-option, where an optimiser that takes rows of gradients was not given the parameters before.
   */
  step(parameters: ModelParameters | readonly TrainedArrays[] | null = this.#parameters): number | null {
    if (parameters === null || !areOfModel(parameters)) return this.#stepOver(parameters);
    checkParameters(parameters);
    const byRow = this.definition.rowByRow !== undefined;
    if (byRow && this.#parameters === null) throw withoutRows();
    const norm = this.#stepOver(trainedOf(parameters, byRow));
    clearGradients(parameters);
    if (byRow) noteAllRows(parameters);
    return norm;
  }

  #stepOver(parameters: readonly TrainedArrays[] | null): number | null {
    checkTrained(parameters);
    const { definition } = this;
    const given = parameters.filter((one): one is Trained & { readonly gradient: Floats } => one.gradient !== null);
    if (definition.maximize === true)
      for (const { gradient } of given) for (let i = 0; i < gradient.length; i++) gradient[i] = -gradient[i];
    let norm: number | null = null;
    const apart = definition.rowByRow !== undefined;
    const gradients = given.map(({ gradient, rows }) => (apart && rows !== undefined ? rows.values : gradient));
    for (const clip of definition.clip ?? []) norm = clipGradients(clip, gradients) ?? norm;
    for (const one of given) this.#move(one, one.gradient, apart ? this.#addedUp(one.gradient, one.rows, one.shape) : null);
    this.#count++;
    if (definition.schedule !== undefined) this.rate = scheduledRate(definition.schedule, this.#count, this.rate, definition.rate);
    return norm;
  }

  /** Adds the rows of a gradient up, clipped as they are; gives the sum of their squares where that is what the update takes. */
  #addedUp(gradient: Floats, rows: GatheredRows | undefined, [, width]: Shape): Floats | null {
    if (rows === undefined) return null;
    addRows(rows, width, gradient.fill(0));
    if (this.definition.rowByRow !== "clipped and squared") return null;
    const squares = gradient.slice().fill(0);
    addRows({ indices: rows.indices, values: rows.values.map((value) => value * value) }, width, squares);
    return squares;
  }

  #move({ name, value, shape, constraint, decays }: Trained, gradient: Floats, squares: Floats | null): void {
    const { update, rateDecay = 0, decay, counts, rounding } = this.definition;
    const kept = this.#of(name, value, shape);
    kept.count++;
    const count = counts === "each" ? kept.count : this.#count + 1;
    const arithmetic = arithmeticOf(rounding, value);
    const { scalar } = arithmetic;
    const rate = rateDecay === 0 ? this.rate : scalar(scalar(this.rate) / scalar(1 + scalar((count - 1) * scalar(rateDecay))));
    if (decay !== undefined && decays !== false) decayWeights(decay, this.rate, value, gradient, arithmetic);
    ruleOf(update).update(update, { rate, count, squares }, value, gradient, kept.slots, arithmetic);
    if (constraint !== undefined) constrain(constraint, value, shape);
  }

  #of(name: string, value: Floats, shape: Shape): Kept {
    const known = this.#kept.get(name);
    if (known !== undefined) return known;
    const slots = ruleOf(this.definition.update).slots(this.definition.update);
    // A parameter that never stepped is not in a state: it begins.
    const restored = this.#restored?.has(`steps/${name}`) === true ? this.#restored : null;
    const fresh: Kept = {
      count: restored === null ? 0 : counterOf(restored, `steps/${name}`),
      shape,
      slots: slots.map(({ name: slot, start }) => {
        const array = value instanceof Float32Array ? new Float32Array(value.length) : new Float64Array(value.length);
        if (restored === null) return array.fill(start);
        array.set(restoredArray(restored, `${slot}/${name}`, shape).data as Floats);
        return array;
      }),
    };
    this.#kept.set(name, fresh);
    return fresh;
  }

  /** What it keeps, for a checkpoint: `rate`, `steps`, `steps/<parameter>`, and `<slot>/<parameter>`. The arrays share its memory. */
  state(): NamedArray[] {
    const slots = ruleOf(this.definition.update).slots(this.definition.update);
    return [
      counter("rate", this.rate),
      counter("steps", this.#count),
      ...[...this.#kept].flatMap(([name, kept]) => [
        counter(`steps/${name}`, kept.count),
        ...kept.slots.map((data, k) => {
          const dtype = data instanceof Float32Array ? "float32" : "float64";
          return namedArray(`${slots[k].name}/${name}`, dtype, kept.shape, data);
        }),
      ]),
    ];
  }

  /** Goes on from what {@link state} gave. Throws: missing-tensor, bad-shape; of a parameter's arrays at its next step. */
  restore(state: ReadonlyMap<string, NamedArray>): void {
    checkMap("the optimiser's state", state, "arrays by name");
    this.#kept.clear();
    this.rate = counterOf(state, "rate");
    this.#count = counterOf(state, "steps");
    this.#restored = state;
  }
}

/** The arrays that an optimiser keeps for each parameter: how many times the parameters' memory. */
export function slotsOf(update: UpdateCall): number {
  checkUpdate("slotsOf, update", update);
  return ruleOf(update).slots(update).length;
}

function checkUpdate(where: string, update: unknown): void {
  checkRecord(where, update, "an optimiser's update, such as torch.optim.Adam().update");
  if (!updateRules.includes(update.rule as string)) throw unknownName("unknown-rule", where, update.rule, updateRules);
}

/** Holds that parameters are a model's. Throws: wrong-type. */
function checkParameters(parameters: unknown): void {
  const sound =
    (parameters instanceof Map || Array.isArray(parameters)) &&
    listOf(parameters as ModelParameters).every(
      (one) => typeof (one as { value?: Partial<Tensor> } | null)?.value?.backward === "function",
    );
  if (!sound) throw wrong("optimizer, parameters", parameters, "model.parameters", "give those of a model");
}

/** Holds that parameters are arrays by name. Throws: wrong-type, bad-shape. */
function checkTrained(parameters: unknown): asserts parameters is readonly Trained[] {
  const expected = "model.parameters, or a list of { name, value, gradient, shape }";
  if (!Array.isArray(parameters)) throw wrong("optimizer, step", parameters, expected, "give one for each parameter");
  for (const one of parameters as readonly Partial<Trained>[]) {
    checkRecord("optimizer, step", one, expected);
    const where = `optimizer, step, ${show(one.name)}`;
    checkFloats(`${where}, value`, one.value);
    if (one.gradient !== null) checkFloats(`${where}, gradient`, one.gradient);
    checkShapeOf(`${where}, shape`, one.shape, one.value);
  }
}

function ruleOf<C extends UpdateCall>(call: C): UpdateRule<C> {
  return rules[call.rule] as unknown as UpdateRule<C>;
}

function counter(name: string, value: number): NamedArray {
  return namedArray(name, "float64", [1], Float64Array.of(value));
}

function counterOf(state: ReadonlyMap<string, NamedArray>, name: string): number {
  return Number(restoredArray(state, name, [1]).data[0]);
}

function restoredArray(state: ReadonlyMap<string, NamedArray>, name: string, shape: Shape): NamedArray {
  const array = state.get(name);
  if (array === undefined) {
    throw new GatewiseError("missing-tensor", {
      where: "the optimiser's state",
      received: `no ${name}`,
      expected: `${name} ${showShape(shape)}`,
      fix: "resume with the model and optimiser that the checkpoint is of",
    });
  }
  if (showShape(array.shape) !== showShape(shape)) {
    throw new GatewiseError("bad-shape", {
      where: `the optimiser's state, ${name}`,
      received: showShape(array.shape),
      expected: showShape(shape),
      fix: "resume with the model and optimiser that the checkpoint is of",
    });
  }
  return array;
}
