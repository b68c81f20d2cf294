import { GatewiseError, showShape } from "../base/index.ts";
import { add, concat, mul, reshape, reverse, slice, type Tensor, tensor, transpose } from "../tensor/index.ts";
import type { LayerContext } from "./context.ts";
import { dropoutMask } from "./dropout.ts";
import { maskOutputs } from "./masked-outputs.ts";
import { checkInput } from "./parts.ts";
import { activityPenalties } from "./penalty.ts";
import type { MaskedRule, RecurrentDefinition } from "./recurrent-definition.ts";
import { type Direction, type Level, levelsOf } from "./recurrent-directions.ts";
import { type CellState, namedStates, statesOf } from "./recurrent-states.ts";
import { runSequence } from "./run-sequence.ts";
import type { Runner } from "./runner.ts";
import { type StepMask, turnedMask } from "./step-mask.ts";

/** What one call of a recurrent layer has settled. */
interface Call {
  readonly definition: RecurrentDefinition;
  readonly context: LayerContext;
  readonly timeFirst: boolean;
  readonly mask: StepMask | null;
  /** First states by the direction's owner. */
  readonly first: ReadonlyMap<string, CellState>;
  /** Last states by the direction's owner. */
  readonly last: Map<string, CellState>;
}

/**
 * Runs a recurrent layer: its levels, their directions, masks, and dropout between levels.
 *
 * Shapes: [T, B, I] or [B, T, I] as the definition says, or one sample without B; a single step [B, I] or [I] for a cell.
 * Throws: bad-shape, naming the layer, for the input or a state.
 */
export const recurrent: Runner<RecurrentDefinition> = (definition, parameters, given, context) => {
  const { name, returnSequences = true, merge = "concat" } = definition;
  const levels = levelsOf(definition, parameters, context.cells ?? {});
  checkInput(name, given, levels[0][0].input, parameters[0].value);
  const { input, alone, timeFirst } = batched(definition, given);
  const [steps, batch] = timeFirst ? input.shape : [input.shape[1], input.shape[0]];
  if (steps === 0) throw badInput(definition, given, "one step at least");
  const apart = definition.stacking === "apart";
  const mask = maskFor(definition, context, timeFirst);
  if (mask !== null && (mask.steps !== steps || mask.batch !== batch)) {
    throw badInput(definition, given, `${mask.batch} samples of ${mask.steps} steps, as the mask has`);
  }
  if (mask !== null && definition.masked?.refused === true) {
    throw new GatewiseError("not-supported", {
      where: `layer ${name}, mask`,
      received: "an unrolled loop that reads backwards under a mask",
      expected: "no mask: the framework itself fails here, on this backend",
      fix: "leave unroll out, or take another backend's dialect",
    });
  }
  const first = statesOf(definition, levels, context.state, batch, alone, input.dtype);
  const call: Call = { definition, context, timeFirst, mask, first, last: new Map() };
  const ends = apart ? runApart(call, levels, input) : runMerged(call, levels, input);
  const shaped = ends.map(({ y, direction }) => finish(definition, y, direction.reversed, timeFirst, returnSequences, alone));
  const state = namedStates(definition, levels, call.last, alone);
  const after = returnSequences && definition.batchFirst !== null ? maskAfter(context.mask, timeFirst) : null;
  const { directionRegularizer } = definition;
  const losses = directionRegularizer === undefined ? [] : activityPenalties(directionRegularizer, shaped, state);
  if (shaped.length === 2 && merge === "none") return { output: shaped[0], other: shaped[1], mask: after, state, losses };
  return { output: merged(shaped, merge), mask: after, state, losses };
};

/** The mask that counts: samples first, or null. */
function maskFor(
  { statesHideMask = false }: RecurrentDefinition,
  { mask, state, carried }: LayerContext,
  timeFirst: boolean,
): StepMask | null {
  if (mask === null || mask.implied !== true) return mask;
  if (statesHideMask && state !== undefined && carried === undefined) return null;
  // A layer before it made the mask, laid as its output is.
  return timeFirst ? turnedMask(mask) : mask;
}

/** The mask as a layer hands it to the next: laid as its output is. By `Object.assign`: see decision 0011 on memory. */
function maskAfter(mask: StepMask | null, timeFirst: boolean): StepMask | null {
  if (mask === null || mask.implied === true) return mask;
  return Object.assign({}, timeFirst ? turnedMask(mask) : mask, { implied: true });
}

interface End {
  readonly y: Tensor;
  readonly direction: Direction;
}

/** Each level takes both directions of the one below. */
function runMerged(call: Call, levels: readonly Level[], input: Tensor): End[] {
  let x = input;
  let ends: End[] = [];
  levels.forEach((level, k) => {
    if (k > 0)
      x = between(
        call,
        merged(
          ends.map(({ y }) => y),
          call.definition.merge ?? "concat",
        ),
      );
    ends = level.map((direction) => ({ y: runDirection(call, direction, x, true), direction }));
  });
  return ends;
}

/** Each direction is a stack of its own. */
function runApart(call: Call, levels: readonly Level[], input: Tensor): End[] {
  return levels[0].map((_, way) => {
    let y = input;
    levels.forEach((level, k) => {
      y = runDirection(call, level[way], k === 0 ? y : between(call, y), k === levels.length - 1);
    });
    return { y, direction: levels[levels.length - 1][way] };
  });
}

/** One direction over the whole sequence: its outputs, each at its own step; under the rule for masked steps if a layer `gives` them. */
function runDirection(
  { definition, context, timeFirst, mask, first, last }: Call,
  direction: Direction,
  x: Tensor,
  gives: boolean,
): Tensor {
  const from = first.get(direction.owner) ?? null;
  const { y, state } = runSequence({ direction, x, state: from, mask, timeFirst, layer: definition.name }, context);
  last.set(direction.owner, state);
  if (mask === null || !gives) return y;
  const given = definition.masked ?? { output: "repeat", first: "zeros" };
  // What comes before the first step that counts is then the output of a step before.
  const rule: MaskedRule = context.carried === "step" ? Object.assign({}, given, { first: "state" }) : given;
  return maskOutputs(y, mask, rule, { timeFirst, reversed: direction.reversed, startsAtZero: from === null });
}

/** Dropout of what a level hands to the next. */
function between({ definition: { name, dropout = 0 }, context, timeFirst, mask }: Call, y: Tensor): Tensor {
  if (!context.training || dropout === 0) return y;
  const [steps, batch] = timeFirst ? y.shape : [y.shape[1], y.shape[0]];
  const width = y.shape[2];
  if (mask?.lengths === undefined) {
    const drawn = dropoutMask(context.dropout, [steps, batch, width], dropout, y.dtype, name);
    return mul(y, timeFirst ? drawn : transpose(drawn, [1, 0, 2]));
  }
  return mul(y, packedMask(context, mask.lengths, [steps, batch, width], dropout, y.dtype, name, timeFirst));
}

/** A mask drawn for the steps that count alone: step by step, the longest samples first. */
function packedMask(
  context: LayerContext,
  lengths: readonly number[],
  [steps, batch, width]: readonly [number, number, number],
  rate: number,
  dtype: Tensor["dtype"],
  layer: string,
  timeFirst: boolean,
): Tensor {
  const total = lengths.reduce((sum, length) => sum + length, 0);
  const drawn = dropoutMask(context.dropout, [total, width], rate, dtype, layer).data;
  const order = lengths.map((_, b) => b).sort((a, b) => lengths[b] - lengths[a] || a - b);
  const values = new (drawn.constructor as Float32ArrayConstructor)(steps * batch * width);
  let row = 0;
  for (let t = 0; t < steps; t++) {
    for (const b of order) {
      if (lengths[b] <= t) break;
      const at = (timeFirst ? t * batch + b : b * steps + t) * width;
      values.set(drawn.subarray(row * width, (row + 1) * width) as Float32Array, at);
      row++;
    }
  }
  return tensor(values, { shape: timeFirst ? [steps, batch, width] : [batch, steps, width] });
}

/** The whole sequence or what the last step read gave, in the order wanted. */
function finish(
  { outputs = "time", batchFirst }: RecurrentDefinition,
  y: Tensor,
  reversed: boolean,
  timeFirst: boolean,
  returnSequences: boolean,
  alone: boolean,
): Tensor {
  const time = timeFirst ? 0 : 1;
  const batch = timeFirst ? 1 : 0;
  const steps = y.shape[time];
  let given = y;
  if (!returnSequences || batchFirst === null) {
    const at = reversed ? 0 : steps - 1;
    given = reshape(slice(y, time, at, at + 1), [y.shape[batch], y.shape[2]]);
    return alone ? reshape(given, [y.shape[2]]) : given;
  }
  if (outputs === "backwards" || (reversed && outputs === "reading")) given = reverse(given, time);
  return alone ? reshape(given, [steps, y.shape[2]]) : given;
}

function merged(outputs: readonly Tensor[], merge: NonNullable<RecurrentDefinition["merge"]>): Tensor {
  const [forward, backward] = outputs;
  if (backward === undefined) return forward;
  if (merge === "sum") return add(forward, backward);
  if (merge === "mul") return mul(forward, backward);
  if (merge === "ave") return mul(add(forward, backward), 0.5);
  return concat([forward, backward], -1);
}

/** The input with a batch and a time axis, and whether it came without a batch. */
function batched(definition: RecurrentDefinition, given: Tensor): { input: Tensor; alone: boolean; timeFirst: boolean } {
  const { shape } = given;
  const width = shape[shape.length - 1];
  if (definition.batchFirst === null) {
    if (shape.length !== 1 && shape.length !== 2) throw badInput(definition, given, "[batch, features] or [features]");
    const batch = shape.length === 1 ? 1 : shape[0];
    return { input: reshape(given, [1, batch, width]), alone: shape.length === 1, timeFirst: true };
  }
  const timeFirst = !definition.batchFirst;
  if (shape.length === 3) return { input: given, alone: false, timeFirst };
  const expected = `${timeFirst ? "[steps, batch, features]" : "[batch, steps, features]"} or [steps, features]`;
  if (shape.length !== 2) throw badInput(definition, given, expected);
  return { input: reshape(given, timeFirst ? [shape[0], 1, width] : [1, shape[0], width]), alone: true, timeFirst };
}

function badInput({ name }: RecurrentDefinition, { shape }: Tensor, expected: string): GatewiseError {
  return new GatewiseError("bad-shape", {
    where: `layer ${name}, input`,
    received: showShape(shape),
    expected,
    fix: "give the layer a sequence of that shape",
  });
}
