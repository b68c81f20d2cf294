import { type ArgumentRule, checkArguments, GatewiseError, internalError, show, showShape } from "../base/index.ts";
import type { Tensors } from "../layers/index.ts";
import { checkTensor, type Tensor, tensor } from "../tensor/index.ts";
import { wrong } from "./check-kinds.ts";
import type { Batch, Data, ExamplesDefinition, PlainTensor, PlainTensors } from "./data.ts";
import { isOneTensor } from "./is-one-tensor.ts";

/** Samples side by side, in the order in which they are given; the last batch of an epoch holds those that are left. */
export class Examples implements Data {
  readonly definition: ExamplesDefinition;
  readonly batches: number;
  readonly #count: number;

  constructor(definition: ExamplesDefinition) {
    const { inputs, targets, batch, mask, lengths } = definition;
    this.definition = definition;
    const [[, first]] = named("inputs", inputs);
    this.#count = first.shape[0] ?? 0;
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
    for (const [name, { shape }] of [...named("inputs", inputs), ...named("targets", targets)])
      checkCount(name, shape[0] ?? 0, this.#count);
    if (mask !== undefined) checkCount("mask", mask.shape[0] ?? 0, this.#count);
    if (lengths !== undefined) checkCount("lengths", lengths.length, this.#count);
  }

  batch(number: number): Batch {
    if (!(number >= 0 && number < this.batches)) throw internalError(`batch ${number} of ${this.batches}`);
    const { inputs, targets, batch, mask, lengths } = this.definition;
    const from = number * batch;
    const to = Math.min(from + batch, this.#count);
    return {
      input: allRows(inputs, from, to),
      target: allRows(targets, from, to),
      ...(mask === undefined ? {} : { mask: rows(mask, from, to) }),
      ...(lengths === undefined ? {} : { lengths: lengths.slice(from, to) }),
    };
  }
}

export interface ExamplesOptions {
  readonly batch: number;
  /** Which steps of which samples count, [N, T]. */
  readonly mask?: Tensor;
  /** How many steps of each sample count: the others add nothing to the loss, and recurrent layers end before them. */
  readonly lengths?: readonly number[];
}

/**
 * Gives samples in batches, in order; where a model has several inputs or outputs, those by name.
 *
 * Throws: wrong-type, missing-option, bad-shape, out-of-range.
 */
export function examples(inputs: Tensor, targets: Tensor, options: ExamplesOptions): Data<Tensor>;
export function examples(inputs: Tensors, targets: Tensors, options: ExamplesOptions): Data;
export function examples(inputs: Tensors, targets: Tensors, options: ExamplesOptions): Data {
  const [plainInputs, plainTargets] = [plainTensors("inputs", inputs), plainTensors("targets", targets)];
  const any: ArgumentRule = { type: "any", default: undefined };
  checkArguments("examples", { batch: { type: "any" }, mask: any, lengths: any }, options as unknown as Readonly<Record<string, unknown>>);
  const { batch, mask, lengths } = options;
  if (mask !== undefined) checkTensor("examples", "mask", mask);
  if (lengths !== undefined && !Array.isArray(lengths)) throw wrong("examples, lengths", lengths, "a list of numbers", "give [5, 3]");
  return new Examples({
    kind: "examples",
    inputs: plainInputs,
    targets: plainTargets,
    batch,
    ...(mask === undefined ? {} : { mask: plain(mask) }),
    ...(lengths === undefined ? {} : { lengths }),
  });
}

function plain({ data, shape }: Tensor): PlainTensor {
  return { data, shape };
}

function plainTensors(argument: string, given: Tensors): PlainTensors {
  const entries = given === null || typeof given !== "object" || isOneTensor(given) ? [] : Object.entries(given);
  if (entries.length === 0) {
    checkTensor("examples", argument, given);
    return plain(given);
  }
  for (const [name, one] of entries) checkTensor("examples", `${argument}.${name}`, one);
  return { named: Object.fromEntries(entries.map(([name, one]) => [name, plain(one)])) };
}

function named(argument: string, tensors: PlainTensors): (readonly [name: string, tensor: PlainTensor])[] {
  return "named" in tensors ? Object.entries(tensors.named).map(([name, one]) => [`${argument}.${name}`, one]) : [[argument, tensors]];
}

function allRows(tensors: PlainTensors, from: number, to: number): Tensors {
  if (!("named" in tensors)) return rows(tensors, from, to);
  return Object.fromEntries(Object.entries(tensors.named).map(([name, one]) => [name, rows(one, from, to)]));
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
