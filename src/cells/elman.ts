import type { Activation } from "./activation.ts";
import { affine, type Biases, biasWeights } from "./biases.ts";
import type { Cell } from "./cell.ts";
import { checkCellOptions } from "./check-cell.ts";

export interface ElmanOptions {
  readonly activation?: Activation;
  readonly biases?: Biases;
}

/**
 * Gives the simple recurrent cell.
 *
 * Equation: h' = activation(x·Wx + bx + h·Wh + bh).
 * Source: Elman, Finding Structure in Time (1990).
 */
export function elman(options: ElmanOptions = {}): Cell {
  checkCellOptions("elman", options);
  const { activation = "tanh", biases = 2 } = options;
  return {
    name: "rnn",
    gates: [],
    states: { h: ({ H }) => H },
    weights: { Wx: ({ I, H }) => [I, H], Wh: ({ H }) => [H, H], ...biasWeights(biases, ({ H }) => [H]) },
    fromInput: (o, x, weights) => affine(o, x, weights.Wx, weights, "bx"),
    step: (o, x, { h }, weights) => ({ h: o.activation(activation, o.add(x, affine(o, h, weights.Wh, weights, "bh"))) }),
  };
}
