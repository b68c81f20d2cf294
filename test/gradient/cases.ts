import type { PrimitiveName } from "../../src/tensor/primitive-names.ts";
import * as t from "../../src/tensor.ts";
import type { Paint } from "./paint.ts";

/** A use of a primitive: painted inputs, to each of which the gradient is checked, and what is computed. */
export interface Case {
  readonly inputs: readonly Paint[];
  readonly run: (inputs: readonly t.Tensor[]) => t.Tensor;
}

const indices = (values: number[], shape = [values.length]) => t.tensor(values, { dtype: "int32", shape });
const wide = { shape: [3, 17], scale: 4 };
const each = (run: (x: t.Tensor) => t.Tensor, paint: Paint = wide): Case[] => [{ inputs: [paint], run: ([x]) => run(x) }];
const pair = (run: t.BinaryFunction, plus = 0): Case[] =>
  [
    [
      [4, 3],
      [4, 3],
    ],
    [[4, 3], [3]],
    [[3], [4, 3]],
    [[4, 3], []],
    [
      [4, 1],
      [1, 3],
    ],
    [
      [2, 1, 3],
      [4, 1],
    ],
    [
      [1, 3],
      [2, 3],
    ],
    [
      [2, 3],
      [1, 1],
    ],
  ].map(([a, b]) => ({
    inputs: [
      { shape: a, plus },
      { shape: b, plus },
    ],
    run: ([x, y]) => run(x, y),
  }));

/** Cases of every primitive: a new one without cases does not compile. */
export const cases: { readonly [K in PrimitiveName]: readonly Case[] } = {
  add: [...pair(t.add), { inputs: [{ shape: [5] }], run: ([x]) => t.add(x, x) }, { inputs: [{ shape: [5] }], run: ([x]) => t.add(x, 3) }],
  sub: [
    ...pair(t.sub),
    { inputs: [{ shape: [5] }], run: ([x]) => t.sub(2, x) },
    { inputs: [{ shape: [5] }], run: ([x]) => t.sub(t.mul(x, 3), x) },
  ],
  mul: [...pair(t.mul), { inputs: [{ shape: [5] }], run: ([x]) => t.mul(x, x) }, { inputs: [{ shape: [5] }], run: ([x]) => t.mul(1.5, x) }],
  div: pair(t.div, 2),
  maximum: pair(t.maximum),
  minimum: pair(t.minimum),
  pow: [...pair(t.pow, 2), { inputs: [{ shape: [7] }], run: ([x]) => t.pow(x, 3) }],
  neg: each(t.neg),
  abs: each(t.abs),
  sign: each(t.sign),
  square: each(t.square),
  sqrt: each(t.sqrt, { shape: [19], plus: 2 }),
  exp: each(t.exp),
  log: each(t.log, { shape: [19], plus: 2 }),
  sigmoid: each(t.sigmoid),
  tanh: each(t.tanh),
  relu: [
    ...each(t.relu),
    ...each((x) => t.leakyRelu(x, 0.2)),
    ...each(t.relu6, { shape: [41], scale: 9 }),
    ...each((x) => t.relu(x, { slope: 0.3, max: 2, threshold: 0.7 })),
    ...each((x) => t.relu(x, { threshold: -0.7 })),
  ],
  elu: each((x) => t.elu(x, 0.7)),
  selu: each(t.selu),
  celu: each((x) => t.celu(x, 0.7)),
  gelu: each(t.gelu),
  geluTanh: each((x) => t.gelu(x, { approximate: true })),
  silu: each(t.silu),
  mish: each(t.mish),
  softplus: [...each(t.softplus), ...each((x) => t.softplus(x, { sharpness: 2, linearAbove: 30 }), { shape: [41], scale: 20 })],
  softsign: each(t.softsign),
  logSigmoid: each(t.logSigmoid),
  hardSigmoid: [...each((x) => t.hardSigmoid(x, 0.2)), ...each((x) => t.hardSigmoid(x, 1 / 6))],
  hardSilu: each(t.hardSilu),
  hardTanh: [...each(t.hardTanh), ...each((x) => t.hardTanh(x, -2, 3))],
  squareplus: [...each(t.squareplus), ...each((x) => t.squareplus(x, 2))],
  softShrink: each(t.softShrink),
  hardShrink: each(t.hardShrink),
  tanhShrink: each(t.tanhShrink),
  threshold: each((x) => t.threshold(x, 0.3, -2)),
  sparsePlus: each(t.sparsePlus),
  sparseSigmoid: each(t.sparseSigmoid),
  clip: each((x) => t.clip(x, -1.3, 2.1)),
  matmul: [
    { inputs: [{ shape: [4, 3] }, { shape: [3, 5] }], run: ([a, b]) => t.matmul(a, b) },
    { inputs: [{ shape: [3, 4] }, { shape: [3, 5] }], run: ([a, b]) => t.matmul(a, b, { transposeA: true }) },
    { inputs: [{ shape: [4, 3] }, { shape: [5, 3] }], run: ([a, b]) => t.matmul(a, b, { transposeB: true }) },
    { inputs: [{ shape: [3, 4] }, { shape: [5, 3] }], run: ([a, b]) => t.matmul(a, b, { transposeA: true, transposeB: true }) },
    { inputs: [{ shape: [2, 4, 3] }, { shape: [3, 5] }], run: ([a, b]) => t.matmul(a, b) },
    { inputs: [{ shape: [2, 3, 4] }, { shape: [3, 5] }], run: ([a, b]) => t.matmul(a, b, { transposeA: true }) },
    { inputs: [{ shape: [2, 1, 4, 3] }, { shape: [3, 3, 5] }], run: ([a, b]) => t.matmul(a, b) },
    { inputs: [{ shape: [2, 3, 4] }, { shape: [2, 5, 3] }], run: ([a, b]) => t.matmul(a, b, { transposeA: true, transposeB: true }) },
    { inputs: [{ shape: [3, 3] }], run: ([a]) => t.matmul(a, a) },
  ],
  sum: [
    ...each((x) => t.sum(x), { shape: [2, 3, 4] }),
    ...each((x) => t.sum(x, { axis: 1 }), { shape: [2, 3, 4] }),
    ...each((x) => t.sum(x, { axis: [0, -1], keepDims: true }), { shape: [2, 3, 4] }),
    ...each((x) => t.mean(x, { axis: 0 }), { shape: [2, 3, 4] }),
    ...each((x) => t.sum(x, { axis: 0 }), { shape: [1, 3] }),
  ],
  extreme: [
    ...each((x) => t.max(x), { shape: [2, 3, 4] }),
    ...each((x) => t.max(x, { axis: 1 }), { shape: [2, 3, 4] }),
    ...each((x) => t.min(x, { axis: [0, 2], keepDims: true }), { shape: [2, 3, 4] }),
  ],
  reshape: each((x) => t.reshape(x, [3, -1]), { shape: [2, 3, 2] }),
  transpose: [
    ...each((x) => t.transpose(x), { shape: [2, 3] }),
    ...each((x) => t.transpose(x, [1, 2, 0]), { shape: [2, 3, 4] }),
    ...each((x) => t.transpose(x, [0, 2, 1]), { shape: [2, 3, 4] }),
  ],
  concat: [
    { inputs: [{ shape: [2, 3] }, { shape: [2, 1] }], run: (parts) => t.concat(parts) },
    { inputs: [{ shape: [2, 3] }, { shape: [1, 3] }, { shape: [0, 3] }], run: (parts) => t.concat(parts, 0) },
    { inputs: [{ shape: [2, 3, 2] }, { shape: [2, 2, 2] }], run: ([a, b]) => t.concat([a, b, a], 1) },
    { inputs: [{ shape: [2, 3] }, { shape: [2, 3] }], run: (parts) => t.stack(parts, 1) },
  ],
  slice: [
    ...each((x) => t.slice(x, 1, 1, 3), { shape: [2, 4, 3] }),
    ...each((x) => t.slice(x, 0, -2), { shape: [5, 70] }),
    ...each((x) => t.mul(t.split(x, 2)[0], t.split(x, [1, 2, 1])[1]), { shape: [3, 4] }),
    ...each((x) => t.mul(t.unstack(x, 1)[0], t.unstack(x, 1)[2]), { shape: [3, 4] }),
  ],
  reverse: [...each((x) => t.reverse(x, 0), { shape: [3, 2] }), ...each((x) => t.reverse(x, -2), { shape: [2, 3, 2] })],
  gather: [
    ...each((x) => t.gather(x, indices([2, 0, 2])), { shape: [3, 2] }),
    ...each((x) => t.gather(x, indices([1, 1, 0, 3], [2, 2]), 1), { shape: [2, 4, 3] }),
    ...each((x) => t.embedding(x, indices([4, 0, 4, 1], [2, 2])), { shape: [5, 3] }),
  ],
  scatterAdd: [
    { inputs: [{ shape: [4, 2] }, { shape: [3, 2] }], run: ([x, u]) => t.scatterAdd(x, indices([3, 0, 3]), u) },
    { inputs: [{ shape: [2, 4] }, { shape: [2, 3] }], run: ([x, u]) => t.scatterAdd(x, indices([3, 0, 3]), u, 1) },
  ],
  broadcast: [
    ...each((x) => t.broadcast(x, [4, 3]), { shape: [3] }),
    ...each((x) => t.broadcast(x, [2, 4, 3]), { shape: [2, 1, 3] }),
    ...each((x) => t.broadcast(x, [2, 2]), { shape: [] }),
  ],
  // The same dtype gives the tensor itself; the other one is tested by itself, since its differences are coarse.
  cast: each((x) => t.cast(x, x.dtype), { shape: [3] }),
  softmax: [...each((x) => t.softmax(x)), ...each((x) => t.softmax(x, 0), { shape: [4, 3, 2] })],
  logSoftmax: [...each((x) => t.logSoftmax(x)), ...each((x) => t.logSoftmax(x, 1), { shape: [2, 4, 3] })],
  sparsemax: [...each((x) => t.sparsemax(x), { shape: [3, 7] }), ...each((x) => t.sparsemax(x, 0), { shape: [4, 3] })],
  where: [
    { inputs: [{ shape: [2, 3] }, { shape: [2, 3] }], run: ([a, b]) => t.where(indices([1, 0, 1, 0, 0, 1], [2, 3]), a, b) },
    { inputs: [{ shape: [3] }, { shape: [] }], run: ([a, b]) => t.where(indices([1, 0], [2, 1]), a, b) },
  ],
  dropout: [
    ...each((x) => t.dropout(x, indices([1, 0, 1, 1, 0, 1], [2, 3]), 0.25), { shape: [2, 3] }),
    ...each((x) => t.dropout(x, indices([1, 0, 1]), 0.25), { shape: [2, 3] }),
  ],
  layerNorm: [
    {
      inputs: [{ shape: [4, 5] }, { shape: [5], plus: 1 }, { shape: [5] }],
      run: ([x, scale, shift]) => t.layerNorm(x, scale, shift, 1e-3),
    },
  ],
  softmaxCrossEntropy: [
    ...each((x) => t.softmaxCrossEntropy(x, indices([2, 0, 1])), { shape: [3, 4], scale: 3 }),
    ...each((x) => t.softmaxCrossEntropy(x, indices([2, -1, 1, 0], [2, 2]), { ignore: -1 }), { shape: [2, 2, 4], scale: 3 }),
  ],
  recurrentSequence: [
    {
      inputs: [{ shape: [3, 2, 2] }, { shape: [2, 12] }, { shape: [3, 12] }, { shape: [12] }, { shape: [2, 3] }, { shape: [2, 3] }],
      run: ([x, Wx, Wh, b, h0, c0]) => {
        const matrix = (of: t.Tensor) => ({ of, row: 12, column: 1 });
        return t.recurrentSequence({ cell: "lstm", units: 3, x, Wx: matrix(Wx), Wh: matrix(Wh), bx: { of: b }, h0, c0 }).y;
      },
    },
  ],
  sequenceState: [
    {
      inputs: [{ shape: [3, 2, 2] }, { shape: [2, 12] }, { shape: [3, 12] }],
      run: ([x, Wx, Wh]) => {
        const matrix = (of: t.Tensor) => ({ of, row: 12, column: 1 });
        const { h, c } = t.recurrentSequence({ cell: "lstm", units: 3, x, Wx: matrix(Wx), Wh: matrix(Wh) });
        return t.mul(h, c as t.Tensor);
      },
    },
  ],
};
