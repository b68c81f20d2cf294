import {
  add,
  clip,
  matmul,
  mul,
  reshape,
  split,
  stack,
  sub,
  type Tensor,
  tensor,
  transpose,
  unstack,
  where,
  zeros,
} from "../tensor/index.ts";
import { activationOf } from "./activation.ts";
import { type CanonicalWeights, canonicalWeights } from "./canonical-weights.ts";
import type { Direction } from "./recurrent-directions.ts";
import type { CellState } from "./recurrent-states.ts";
import type { Sequence, SequenceResult } from "./sequence.ts";
import type { StepMask } from "./step-mask.ts";

/** Runs a cell's equation step by step. */
export function scan(sequence: Sequence): SequenceResult {
  const { direction, mask, timeFirst, layer } = sequence;
  const x = timeFirst ? sequence.x : transpose(sequence.x, [1, 0, 2]);
  const [steps, batch, inputs] = x.shape;
  const weights = canonicalWeights(direction);
  const { Wx, bx } = weights;
  const flat = matmul(reshape(x, [steps * batch, inputs]), Wx);
  const projected = unstack(reshape(bx === null ? flat : add(flat, bx), [steps, batch, Wx.shape[1]]), 0);
  const step = stepOf(direction, weights, layer);
  const zero = (width: number) => zeros([batch, width], { dtype: x.dtype });
  let state: CellState = sequence.state ?? {
    h: zero(direction.width),
    c: direction.cell.kind === "lstm" ? zero(direction.hidden) : null,
  };
  const outputs = new Array<Tensor>(steps);
  for (let k = 0; k < steps; k++) {
    const t = direction.reversed ? steps - 1 - k : k;
    const next = step(projected[t], state);
    state = mask === null ? next : carried(mask, t, next, state);
    outputs[t] = state.h;
  }
  const y = stack(outputs, 0);
  return { y: timeFirst ? y : transpose(y, [1, 0, 2]), state };
}

function carried({ data, steps, batch }: StepMask, t: number, next: CellState, before: CellState): CellState {
  const column = Float32Array.from({ length: batch }, (_, b) => data[b * steps + t]);
  if (!column.includes(0)) return next;
  const counts = tensor(column, { shape: [batch, 1] });
  return {
    h: where(counts, next.h, before.h),
    c: next.c === null || before.c === null ? null : where(counts, next.c, before.c),
  };
}

type Step = (gates: Tensor, state: CellState) => CellState;

function stepOf({ cell, hidden }: Direction, { Wh, bh, P, peepholes }: CanonicalWeights, layer: string): Step {
  const activation = activationOf(cell.activation ?? "tanh", `layer ${layer}`);
  const gate = activationOf(cell.gateActivation ?? "sigmoid", `layer ${layer}`);
  const recurrentOf = (h: Tensor, W: Tensor, b: Tensor | null) => (b === null ? matmul(h, W) : add(matmul(h, W), b));
  if (cell.kind === "rnn") return (x, { h }) => ({ h: activation(add(recurrentOf(h, Wh, bh), x)), c: null });
  if (cell.kind === "gru" && cell.reset === "before") {
    const [gates, candidate] = split(Wh, [2 * hidden, hidden], 1);
    return (x, { h }) => {
      const [xr, xz, xn] = split(x, 3, 1);
      const [hr, hz] = split(matmul(h, gates), 2, 1);
      const [r, z] = [gate(add(xr, hr)), gate(add(xz, hz))];
      const n = activation(add(xn, matmul(mul(r, h), candidate)));
      return { h: add(mul(z, h), mul(sub(1, z), n)), c: null };
    };
  }
  if (cell.kind === "gru") {
    return (x, { h }) => {
      const [xr, xz, xn] = split(x, 3, 1);
      const [hr, hz, hn] = split(recurrentOf(h, Wh, bh), 3, 1);
      const [r, z] = [gate(add(xr, hr)), gate(add(xz, hz))];
      const n = activation(add(xn, mul(r, hn)));
      return { h: add(mul(z, sub(h, n)), n), c: null };
    };
  }
  return (x, { h, c }) => {
    let [i, f, g, o] = split(add(recurrentOf(h, Wh, bh), x), 4, 1);
    const before = c as Tensor;
    if (peepholes !== null) [i, f] = [add(i, mul(before, peepholes[0])), add(f, mul(before, peepholes[1]))];
    if (cell.forgetBias !== undefined) f = add(f, cell.forgetBias);
    let after = add(mul(gate(f), before), mul(gate(i), activation(g)));
    if (cell.cellClip !== undefined) after = clip(after, -cell.cellClip, cell.cellClip);
    if (peepholes !== null) o = add(o, mul(after, peepholes[2]));
    let out = mul(gate(o), activation(after));
    if (P !== null) out = matmul(out, P);
    if (P !== null && cell.projectionClip !== undefined) out = clip(out, -cell.projectionClip, cell.projectionClip);
    return { h: out, c: after };
  };
}
