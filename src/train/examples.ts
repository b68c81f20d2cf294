import { type ArgumentRule, checkArguments, GatewiseError, internalError, type Shape, show, showShape } from "../base/index.ts";
import { checkTensor, type Numbers, type Tensor, tensor } from "../tensor/index.ts";
import { wrong } from "./check-kinds.ts";
import type { Batch, Data } from "./data.ts";

/** Values with a shape, as they cross to a worker. */
export interface PlainTensor {
  readonly data: Numbers;
  readonly shape: Shape;
}

/** Samples as plain values: the first axis of each counts them. */
export interface ExamplesDefinition {
  readonly kind: "examples";
  readonly inputs: PlainTensor;
  readonly targets: PlainTensor;
  readonly batch: number;
  readonly mask?: PlainTensor;
  readonly lengths?: readonly number[];
}

/** Samples side by side, in the order in which they are given; the last batch of an epoch holds those that are left. */
export class Examples implements Data {
  readonly definition: ExamplesDefinition;
  readonly batches: number;
  readonly #count: number;

  constructor(definition: ExamplesDefinition) {
    const { inputs, targets, batch, mask, lengths } = definition;
    this.definition = definition;
    this.#count = inputs.shape[0] ?? 0;
    if (!(Number.isSafeInteger(batch) && batch > 0)) {
      throw new GatewiseError("out-of-range", {
        where: "examples, batch",
        received: show(batch),
        expected: "a whole number of 1 or more",
        fix: "choose another",
      });
    }
    this.batches = Math.ceil(this.#count / batch);
    checkCount("inputs", this.#count, Math.max(this.#count, 1));
    checkCount("targets", targets.shape[0] ?? 0, this.#count);
    if (mask !== undefined) checkCount("mask", mask.shape[0] ?? 0, this.#count);
    if (lengths !== undefined) checkCount("lengths", lengths.length, this.#count);
  }

  batch(number: number): Batch {
    if (!(number >= 0 && number < this.batches)) throw internalError(`batch ${number} of ${this.batches}`);
    const { inputs, targets, batch, mask, lengths } = this.definition;
    const from = number * batch;
    const to = Math.min(from + batch, this.#count);
    return {
      input: rows(inputs, from, to),
      target: rows(targets, from, to),
      carried: false,
      ...(mask === undefined ? {} : { mask: rows(mask, from, to) }),
      ...(lengths === undefined ? {} : { lengths: lengths.slice(from, to) }),
    };
  }
}

export interface ExamplesOptions {
  readonly batch: number;
  /** Which steps of which samples count, [N, T]. */
  readonly mask?: Tensor;
  /** How many steps of each sample count. */
  readonly lengths?: readonly number[];
}

/** Gives samples in batches, in order. Throws: wrong-type, missing-option, bad-shape, out-of-range. */
export function examples(inputs: Tensor, targets: Tensor, options: ExamplesOptions): Data {
  checkTensor("examples", "inputs", inputs);
  checkTensor("examples", "targets", targets);
  const any: ArgumentRule = { type: "any", default: undefined };
  checkArguments("examples", { batch: { type: "any" }, mask: any, lengths: any }, options as unknown as Readonly<Record<string, unknown>>);
  const { batch, mask, lengths } = options;
  if (mask !== undefined) checkTensor("examples", "mask", mask);
  if (lengths !== undefined && !Array.isArray(lengths)) throw wrong("examples, lengths", lengths, "a list of numbers", "give [5, 3]");
  const plain = ({ data, shape }: Tensor): PlainTensor => ({ data, shape });
  return new Examples({
    kind: "examples",
    inputs: plain(inputs),
    targets: plain(targets),
    batch,
    ...(mask === undefined ? {} : { mask: plain(mask) }),
    ...(lengths === undefined ? {} : { lengths }),
  });
}

function rows({ data, shape }: PlainTensor, from: number, to: number): Tensor {
  const size = data.length / shape[0];
  return tensor(data.slice(from * size, to * size), { shape: [to - from, ...shape.slice(1)] });
}

function checkCount(name: string, count: number, wanted: number): void {
  if (count === wanted) return;
  throw new GatewiseError("bad-shape", {
    where: `examples, ${name}`,
    received: `${count} samples`,
    expected: `${wanted}, one for each input; shapes such as ${showShape([wanted])}`,
    fix: "give inputs and targets of as many samples",
  });
}
