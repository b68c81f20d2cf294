import { GatewiseError, show, showShape } from "../base/index.ts";
import { type Tensor, tensor } from "../tensor/index.ts";
import { checkTensor, wrongKind } from "./wrong-kind.ts";

/** Which steps of which samples count: row-major [B, T], 1 or 0. Of [B, T, S], inner steps of steps: `batch` is B · T, `steps` is S. */
export interface StepMask {
  readonly data: Uint8Array;
  readonly batch: number;
  readonly steps: number;
  /** Where each sample's steps are its first ones: how many. */
  readonly lengths?: readonly number[];
  /** It came from a layer before, and was not given with the call. Absent: false. */
  readonly implied?: boolean;
}

/** A mask with samples and steps exchanged. */
export function turnedMask(mask: StepMask): StepMask {
  const { batch, steps, data } = mask;
  const turned = new Uint8Array(data.length);
  for (let b = 0; b < batch; b++) for (let t = 0; t < steps; t++) turned[t * batch + b] = data[b * steps + t];
  return Object.assign({}, mask, { data: turned, batch: steps, steps: batch });
}

/** A mask as a tensor of 1 and 0, for a loss. */
export function maskTensor({ data, batch, steps }: StepMask): Tensor {
  return tensor(Int32Array.from(data), { shape: [batch, steps] });
}

/** The values of a mask in the order of a sequence's leading axes. */
export function maskInOrder(mask: StepMask, timeFirst: boolean): Uint8Array {
  return timeFirst ? turnedMask(mask).data : mask.data;
}

/** Makes the mask of samples that end early. Throws: bad-shape, out-of-range. */
export function maskOfLengths(lengths: ArrayLike<number>, batch: number, steps: number, where: string): StepMask {
  if (!isList(lengths)) throw wrongKind(`${where}, lengths`, lengths, "a list of numbers", "give [5, 3]");
  if (lengths.length !== batch) {
    throw new GatewiseError("bad-shape", {
      where: `${where}, lengths`,
      received: `${lengths.length} lengths`,
      expected: `${batch}, one for each sample`,
      fix: "give one length for each sample of the batch",
    });
  }
  const data = new Uint8Array(batch * steps);
  const list = Array.from(lengths);
  list.forEach((length, b) => {
    if (!Number.isSafeInteger(length) || length < 1 || length > steps) {
      throw new GatewiseError("out-of-range", {
        where: `${where}, lengths[${b}]`,
        received: show(length),
        expected: `a whole number of 1 to ${steps}, the steps of the input`,
        fix: "give the number of steps that the sample has",
      });
    }
    data.fill(1, b * steps, b * steps + length);
  });
  return { data, batch, steps, lengths: list };
}

/** Makes a mask of numbers that are zero or not; a tensor has the shape [B, T]. Throws: bad-shape. */
export function maskOfValues(given: Tensor | ArrayLike<number>, batch: number, steps: number, where: string): StepMask {
  if (!isList(given)) checkTensor(`${where}, mask`, given);
  const [values, shape] = "data" in given ? [given.data, given.shape] : [given, null];
  if (values.length !== batch * steps || (shape !== null && (shape.length !== 2 || shape[0] !== batch))) {
    throw new GatewiseError("bad-shape", {
      where: `${where}, mask`,
      received: shape === null ? `${values.length} values` : showShape(shape),
      expected: `${batch * steps} for [${batch}, ${steps}], samples and steps`,
      fix: "give one value for each step of each sample, samples first",
    });
  }
  return { data: Uint8Array.from(values, (value) => (value === 0 ? 0 : 1)), batch, steps };
}

function isList(values: unknown): values is ArrayLike<number> {
  return Array.isArray(values) || (ArrayBuffer.isView(values) && "length" in values);
}
