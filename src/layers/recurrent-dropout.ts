import { sizeOf } from "../base/index.ts";
import type { Cell, Named } from "../cells/index.ts";
import { concat, mul, reshape, slice, type Tensor, transpose } from "../tensor/index.ts";
import type { LayerContext } from "./context.ts";
import { dropoutMask } from "./dropout.ts";
import type { Direction } from "./recurrent-directions.ts";

/** Masks for one call of one direction: one for all gates, or one for each in canonical order. */
export interface DrawnMasks {
  readonly input: readonly Tensor[] | null;
  readonly recurrent: readonly Tensor[] | null;
  readonly carriesMasked: boolean;
}

/** A sequence whose input is masked already where one mask serves all gates, and the masks that are left. */
export interface MaskedInput {
  readonly x: Tensor;
  readonly drawn: DrawnMasks | null;
}

/**
 * Draws the masks of a direction in training, and lays one that serves all gates over the input; in inference, tells the source.
 *
 * Order: the input's masks, then h's, gates in the order that the definition names.
 */
export function maskedInput(
  { cell, equation, input, states }: Direction,
  x: Tensor,
  timeFirst: boolean,
  context: LayerContext,
  layer: string,
): MaskedInput {
  const { dropout } = cell;
  if (dropout === undefined) return { x, drawn: null };
  const [steps, batch] = timeFirst ? x.shape : [x.shape[1], x.shape[0]];
  const names: readonly (string | null)[] = dropout.gates ?? [null];
  const draw = (shape: readonly number[], rate: number, streams: readonly string[] = []): Tensor[] | null => {
    if (rate === 0) return null;
    if (!context.training) {
      const dtype = x.dtype === "float64" ? x.dtype : "float32";
      if (rate < 1) for (const k of names.keys()) context.dropout?.pass?.(sizeOf(shape), rate, streams[k] ?? layer, dtype);
      return null;
    }
    const masks = names.map((_, k) => dropoutMask(context.dropout, shape, rate, x.dtype, layer, streams[k]));
    const canonical = dropout.gates === null ? names : equation.gates;
    return canonical.map((name) => masks[names.indexOf(name)]);
  };
  const sequence = dropout.over === "sequence";
  const ofInput = draw(sequence ? [batch, steps, input] : [batch, input], dropout.input, dropout.streams?.input);
  const recurrent = draw([batch, states[0].width], dropout.recurrent, dropout.streams?.recurrent);
  const rest = { recurrent, carriesMasked: dropout.carriesMasked === true };
  if (ofInput === null || ofInput.length > 1) {
    return { x, drawn: ofInput === null && recurrent === null ? null : { input: ofInput, ...rest } };
  }
  const [mask] = ofInput;
  const laid = sequence
    ? timeFirst
      ? transpose(mask, [1, 0, 2])
      : mask
    : reshape(mask, timeFirst ? [1, batch, input] : [batch, 1, input]);
  return { x: mul(x, laid), drawn: recurrent === null ? null : { input: null, ...rest } };
}

/** Gives the cell with masks over what enters its products; the equation itself stays as it is. */
export function withDropout(cell: Cell, { input, recurrent, carriesMasked }: DrawnMasks): Cell {
  const { fromInput, prepare } = cell;
  /** The gates, as places among all, of a matrix that the equation has cut from stacked weights. */
  const cut = new Map<unknown, readonly number[]>();
  const masked = (value: Tensor, matrix: Tensor, name: string | undefined, multiply: (a: Tensor, b: Tensor) => Tensor): Tensor => {
    const masks = name === "Wx" ? input : name === undefined || name === "P" ? null : recurrent;
    if (masks === null) return multiply(value, matrix);
    if (masks.length === 1) return multiply(mul(value, masks[0]), matrix);
    const places = cut.get(matrix) ?? masks.map((_, k) => k);
    const width = matrix.shape[1] / places.length;
    const parts = places.map((gate, k) => multiply(spread(value, masks[gate]), slice(matrix, 1, k * width, (k + 1) * width)));
    return parts.length === 1 ? parts[0] : concat(parts, 1);
  };
  return {
    ...cell,
    ...(fromInput === undefined
      ? {}
      : { fromInput: (o, x, weights) => fromInput({ ...o, matmul: over(o.matmul, masked, weights) }, x, weights) }),
    ...(prepare === undefined
      ? {}
      : {
          prepare: (o, weights) =>
            prepare(
              {
                ...o,
                split(value, names, widths) {
                  const parts = o.split(value, names, widths);
                  parts.forEach((part, k) => {
                    cut.set(
                      part,
                      [...names[k]].map((letter) => cell.gates.indexOf(letter)),
                    );
                  });
                  return parts;
                },
              },
              weights,
            ),
        }),
    step(o, x, states, weights) {
      const from = carriesMasked && recurrent !== null ? Object.assign({}, states, { h: mul(states.h as Tensor, recurrent[0]) }) : states;
      const masking = carriesMasked && recurrent?.length === 1 ? o : Object.assign({}, o, { matmul: over(o.matmul, masked, weights) });
      return cell.step(masking, x, from, weights);
    },
  };
}

/** The masks are tensors, and so are the values of the operations that this runs with. */
function over<T>(
  matmul: (value: T, matrix: T) => T,
  masked: (value: Tensor, matrix: Tensor, name: string | undefined, multiply: (a: Tensor, b: Tensor) => Tensor) => Tensor,
  weights: Named<T>,
): (value: T, matrix: T) => T {
  return (value, matrix) => {
    const name = Object.keys(weights).find((one) => weights[one] === matrix);
    const run = masked as unknown as (value: T, matrix: T, name: string | undefined, multiply: (a: T, b: T) => T) => T;
    return run(value, matrix, name, matmul);
  };
}

/** A mask of [B, I] over the values of all steps, [T·B, I]. */
function spread(value: Tensor, mask: Tensor): Tensor {
  const [rows, width] = value.shape;
  const [batch] = mask.shape;
  if (rows === batch) return mul(value, mask);
  return reshape(mul(reshape(value, [rows / batch, batch, width]), mask), [rows, width]);
}
