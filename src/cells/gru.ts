import type { Activation } from "./activation.ts";
import { affine, type Biases, biasWeights } from "./biases.ts";
import type { Cell } from "./cell.ts";
import { checkCellOptions } from "./check-cell.ts";

export interface GruOptions {
  /** Of the candidate. */
  readonly activation?: Activation;
  /** Of the gates r and z. */
  readonly gate?: Activation;
  readonly biases?: Biases;
  /** Whether r acts on h before its product with Wh (as the paper and TensorFlow 1 have it), or on the product (cuDNN, PyTorch). */
  readonly reset?: "before" | "after";
}

/**
 * Gives the gated recurrent unit. z keeps the old state.
 *
 * Equation: r, z = gate(x·Wx + bx + h·Wh + bh); n = activation(x·Wx + bx + r⊙(h·Wh + bh)), or with the reset before
 * activation(x·Wx + bx + (r⊙h)·Wh + bh), each with its own columns; h' = z⊙h + (1 - z)⊙n.
 * Shapes: h [B, H]; Wx [I, 3H], Wh [H, 3H], biases [3H], gates r z n.
 * Source: Cho et al., Learning Phrase Representations (2014).
 */
export function gru(options: GruOptions = {}): Cell {
  checkCellOptions("gru", options);
  const { activation = "tanh", gate = "sigmoid", biases = 2, reset = "after" } = options;
  const gates = ["r", "z", "n"];
  const definition = {
    name: "gru",
    gates,
    states: { h: ({ H }: { H: number }) => H },
    weights: {
      Wx: ({ I, H }: { I: number; H: number }) => [I, 3 * H],
      Wh: ({ H }: { H: number }) => [H, 3 * H],
      ...biasWeights(biases, ({ H }) => [3 * H]),
    },
  };
  const fromInput: Cell["fromInput"] = (o, x, weights) => affine(o, x, weights.Wx, weights, "bx");
  if (reset === "after") {
    return {
      ...definition,
      fromInput,
      step(o, x, { h }, weights) {
        const [xr, xz, xn] = o.split(o.name("u", x), gates);
        const [hr, hz, hn] = o.split(o.name("v", affine(o, h, weights.Wh, weights, "bh")), gates);
        const r = o.name("r", o.activation(gate, o.add(xr, hr)));
        const z = o.name("z", o.activation(gate, o.add(xz, hz)));
        const n = o.name("n", o.activation(activation, o.add(xn, o.mul(r, hn))));
        return { h: o.add(o.mul(z, h), o.mul(o.sub(1, z), n)) };
      },
    };
  }
  return {
    ...definition,
    fromInput,
    prepare(o, weights) {
      const [Wg, Wn] = o.split(weights.Wh, ["rz", "n"], [2, 1]);
      if (!("bh" in weights)) return { Wg, Wn };
      const [bg, bn] = o.split(weights.bh, ["rz", "n"], [2, 1]);
      return { Wg, Wn, bg, bn };
    },
    step(o, x, { h }, weights) {
      const [xr, xz, xn] = o.split(o.name("u", x), gates);
      const [hr, hz] = o.split(o.name("v", affine(o, h, weights.Wg, weights, "bg")), ["r", "z"]);
      const r = o.name("r", o.activation(gate, o.add(xr, hr)));
      const z = o.name("z", o.activation(gate, o.add(xz, hz)));
      const n = o.name("n", o.activation(activation, o.add(xn, affine(o, o.mul(r, h), weights.Wn, weights, "bn"))));
      return { h: o.add(o.mul(z, h), o.mul(o.sub(1, z), n)) };
    },
  };
}
