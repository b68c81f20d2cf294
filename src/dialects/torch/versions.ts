import { mt19937Torch, type StreamAlgorithm, type StreamTable } from "../../random/index.ts";

export const streams: StreamTable = { "mt19937-torch": mt19937Torch };

/** What differs between PyTorch versions, as far as initial weights go. To add a version: a row, its goldens, its grades. */
export interface Conventions {
  /** The default generator with the bits of official x86-64 wheels on a processor with AVX2 or more. */
  readonly stream: StreamAlgorithm;
  /** Constructors refuse an input size of 0 (not in 2.9). Source: PyTorch 2.13 torch/nn/modules/rnn.py. */
  readonly refusesEmptyInput: boolean;
}

export const versions: { readonly [version: string]: Conventions } = {
  "2.13": { stream: "mt19937-torch", refusesEmptyInput: true },
};
