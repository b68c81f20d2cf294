import { checkArguments, GatewiseError, internalError, show } from "../base/index.ts";
import { type Tensor, tensor } from "../tensor/index.ts";
import type { Batch, Data, WindowsDefinition } from "./data.ts";

/**
 * A long sequence that is read in order, `batch` readers side by side, `window` steps at a time, to foretell each next number.
 *
 * Reader b begins at b·⌊(n - 1) / batch⌋. States are carried from window to window; an epoch begins with none.
 * What is left at the end of a reader's part and fills no window is not seen.
 * Shapes: input and target [batch, window].
 */
export class Windows implements Data<Tensor> {
  readonly definition: WindowsDefinition;
  readonly batches: number;
  readonly #stride: number;

  constructor(definition: WindowsDefinition) {
    const { sequence, batch, window } = definition;
    this.definition = definition;
    checkPositive("batch", batch);
    checkPositive("window", window);
    this.#stride = Math.floor((sequence.length - 1) / batch);
    this.batches = Math.max(0, Math.floor(this.#stride / window));
    if (this.batches > 0) return;
    throw new GatewiseError("bad-shape", {
      where: "windows, sequence",
      received: `${sequence.length} numbers`,
      expected: `at least ${batch * window + 1}: ${batch} readers of windows of ${window}, and one number more`,
      fix: "give a longer sequence, or a smaller batch or window",
    });
  }

  batch(number: number): Batch<Tensor> {
    const { sequence, batch, window } = this.definition;
    if (!(number >= 0 && number < this.batches)) throw internalError(`batch ${number} of ${this.batches}`);
    const input = new Int32Array(batch * window);
    const target = new Int32Array(batch * window);
    for (let b = 0; b < batch; b++) {
      const from = b * this.#stride + number * window;
      input.set(sequence.subarray(from, from + window), b * window);
      target.set(sequence.subarray(from + 1, from + window + 1), b * window);
    }
    const shape = [batch, window];
    return { input: tensor(input, { shape }), target: tensor(target, { shape }), carried: number > 0 };
  }
}

/** Reads a sequence in order, several readers side by side, with carried states. Throws: wrong-type, missing-option, bad-shape, out-of-range. */
export function windows(sequence: Int32Array, options: { readonly batch: number; readonly window: number }): Data<Tensor> {
  if (!(sequence instanceof Int32Array)) {
    const received = show(sequence);
    const expected = "an Int32Array of whole numbers";
    throw new GatewiseError("wrong-type", { where: "windows, sequence", received, expected, fix: "give vocabulary.encode(text, where)" });
  }
  const { values } = checkArguments("windows", { batch: { type: "any" }, window: { type: "any" } }, options);
  const { batch, window } = values as typeof options;
  return new Windows({ kind: "windows", sequence, batch, window });
}

function checkPositive(name: string, value: number): void {
  if (Number.isSafeInteger(value) && value > 0) return;
  throw new GatewiseError("out-of-range", {
    where: `windows, ${name}`,
    received: show(value),
    expected: "a whole number of 1 or more",
    fix: "choose another",
  });
}
