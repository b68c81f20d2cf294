import type { Activation } from "./activation.ts";
import { affine, type Biases, biasWeights } from "./biases.ts";
import type { Cell, ShapeRule } from "./cell.ts";
import { checkCellOptions } from "./check-cell.ts";

export interface LstmOptions {
  /** Of the candidate and of the output. */
  readonly activation?: Activation;
  /** Of the gates i, f and o. */
  readonly gate?: Activation;
  readonly biases?: Biases;
  /** The gates see the cell state: i and f the old one, o the new one. */
  readonly peepholes?: boolean;
  /** h is multiplied by a matrix P [H, O]. */
  readonly projection?: boolean;
  /** c lies in [-clip, clip]. */
  readonly cellClip?: number;
  /** The projected h lies in [-clip, clip]. */
  readonly projectionClip?: number;
  /** Added to the forget gate at run time; it is in no bias. */
  readonly forgetBias?: number;
}

/**
 * Gives the cell of long short-term memory.
 *
 * Equation: i, f, o = gate(x·Wx + bx + h·Wh + bh); g = activation(…); c' = f⊙c + i⊙g; h' = o⊙activation(c'), or that times P.
 * Shapes: h [B, O], c [B, H]; Wx [I, 4H], Wh [O, 4H], biases [4H], gates i f g o; pi, pf, po [H]; P [H, O].
 * Source: Gers et al., Learning to Forget (2000); peepholes and projection: Sak et al. (2014), as TensorFlow 1's LSTMCell has them.
 */
export function lstm(options: LstmOptions = {}): Cell {
  checkCellOptions("lstm", options);
  const { activation = "tanh", gate = "sigmoid", biases = 2, peepholes = false, projection = false } = options;
  const { cellClip, projectionClip, forgetBias = 0 } = options;
  const gates = ["i", "f", "g", "o"];
  const diagonal: ShapeRule = ({ H }) => [H];
  return {
    name: "lstm",
    gates,
    states: { h: ({ H, O }) => (projection ? O : H), c: ({ H }) => H },
    weights: {
      Wx: ({ I, H }) => [I, 4 * H],
      Wh: ({ H, O }) => [projection ? O : H, 4 * H],
      ...biasWeights(biases, ({ H }) => [4 * H]),
      ...(peepholes ? { pi: diagonal, pf: diagonal, po: diagonal } : {}),
      ...(projection ? { P: ({ H, O }) => [H, O] } : {}),
    },
    fromInput: (o, x, weights) => affine(o, x, weights.Wx, weights, "bx"),
    step(o, x, { h, c }, weights) {
      const [zi, zf, zg, zo] = o.split(o.name("z", o.add(x, affine(o, h, weights.Wh, weights, "bh"))), gates);
      const i = o.name("i", o.activation(gate, peepholes ? o.add(zi, o.mul(c, weights.pi)) : zi));
      const seen = peepholes ? o.add(zf, o.mul(c, weights.pf)) : zf;
      const f = o.name("f", o.activation(gate, forgetBias === 0 ? seen : o.add(seen, forgetBias)));
      const g = o.name("g", o.activation(activation, zg));
      const kept = o.add(o.mul(f, c), o.mul(i, g));
      const next = o.name("c'", cellClip === undefined ? kept : o.clip(kept, -cellClip, cellClip));
      const out = o.name("o", o.activation(gate, peepholes ? o.add(zo, o.mul(next, weights.po)) : zo));
      const output = o.mul(out, o.activation(activation, next));
      if (!projection) return { h: output, c: next };
      const projected = o.matmul(output, weights.P);
      return { h: projectionClip === undefined ? projected : o.clip(projected, -projectionClip, projectionClip), c: next };
    },
  };
}
