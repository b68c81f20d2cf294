/** What operations on tensors and cells are refused for. */
import { equationOf, gru, scan } from "../../src/cells.ts";
import {
  add,
  backend,
  cast,
  embedding,
  gather,
  matmul,
  mean,
  noGrad,
  ones,
  recurrentSequence,
  relu,
  reshape,
  split,
  sum,
  tensor,
} from "../../src/tensor.ts";
import type { Row } from "./row.ts";

const weight = () => ones([2, 3], { requiresGrad: true });
const once = () => {
  const loss = sum(relu(weight()));
  loss.backward();
  return loss;
};

export const tensorRows: readonly Row[] = [
  {
    name: "a second backward",
    code: "no-graph",
    given: { call: () => once().backward(), written: "loss.backward(); loss.backward();" },
    where: "backward",
    fix: "detach()",
  },
  {
    name: "backward of what wants no gradient",
    code: "no-graph",
    given: { call: () => sum(ones([2])).backward(), written: "sum(ones([2])).backward()" },
    fix: "requiresGrad: true",
  },
  {
    name: "backward of what noGrad made",
    code: "no-graph",
    given: { call: () => noGrad(() => sum(weight())).backward(), written: "noGrad(() => sum(weight)).backward()" },
    received: "noGrad",
  },
  {
    name: "backward of many numbers",
    code: "bad-shape",
    given: { call: () => relu(weight()).backward(), written: "relu(weight).backward()" },
    received: "[2, 3]",
    fix: "sum or mean",
  },
  {
    name: "a seed of another shape",
    code: "bad-shape",
    given: { call: () => relu(weight()).backward(ones([3])), written: "relu(weight).backward(ones([3]))" },
    received: "[3]",
    expected: "[2, 3]",
  },
  {
    name: "matrices that do not fit",
    code: "bad-shape",
    given: { call: () => matmul(ones([2, 3]), ones([4, 5])), written: "matmul(ones([2, 3]), ones([4, 5]))" },
    where: "operation matmul",
    received: "[2, 3] and [4, 5]",
    expected: "3, not 4",
  },
  {
    name: "shapes that do not lie over each other",
    code: "bad-shape",
    given: { call: () => add(ones([2, 3]), ones([2])), written: "add(ones([2, 3]), ones([2]))" },
    where: "operation add",
    received: "[2, 3] and [2]",
    expected: "the last has 3 and 2",
  },
  {
    name: "a shape of other size",
    code: "bad-shape",
    given: { call: () => reshape(ones([2, 3]), [4, -1]), written: "reshape(ones([2, 3]), [4, -1])" },
    where: "operation reshape",
  },
  {
    name: "parts that do not fill the axis",
    code: "bad-shape",
    given: { call: () => split(ones([2, 3]), 2), written: "split(ones([2, 3]), 2)" },
    where: "operation split",
  },
  {
    name: "ragged arrays",
    code: "bad-shape",
    given: { call: () => tensor([[1, 2], [3]]), written: "tensor([[1, 2], [3]])" },
    received: "[2] and [1]",
  },
  {
    name: "two dtypes",
    code: "bad-dtype",
    given: { call: () => add(ones([2]), cast(ones([2]), "float64")), written: 'add(ones([2]), cast(ones([2]), "float64"))' },
    received: "float32 and float64",
    fix: "cast",
  },
  {
    name: "indices that are not whole",
    code: "bad-dtype",
    given: { call: () => gather(ones([3]), ones([1])), written: "gather(ones([3]), ones([1]))" },
    expected: "int32",
  },
  {
    name: "an index outside",
    code: "out-of-range",
    given: {
      call: () => embedding(ones([3, 2]), tensor([3], { dtype: "int32" })),
      written: 'embedding(ones([3, 2]), tensor([3], { dtype: "int32" }))',
    },
    received: "3",
    expected: "0 to 2",
  },
  {
    name: "an axis that is not there",
    code: "out-of-range",
    given: { call: () => sum(ones([3, 2]), { axis: 2 }), written: "sum(ones([3, 2]), { axis: 2 })" },
    expected: "-2 to 1",
  },
  {
    name: "an asynchronous noGrad",
    code: "wrong-type",
    given: { call: () => noGrad(async () => backend()), written: "noGrad(async () => …)" },
    where: "noGrad",
  },
  {
    name: "a sequence with weights of another width",
    code: "bad-shape",
    given: {
      call: () =>
        recurrentSequence({
          cell: "rnn",
          units: 4,
          x: ones([5, 2, 3]),
          Wx: { of: ones([3, 4]), row: 4, column: 1 },
          Wh: { of: ones([3, 4]), row: 4, column: 1 },
        }),
      written: 'recurrentSequence({ cell: "rnn", units: 4, … })',
    },
    where: "recurrentSequence (rnn)",
    received: "12 values for Wh",
    expected: "4 by 4",
  },
  {
    name: "a cell without a weight",
    code: "missing-option",
    given: { call: () => scan(gru(), ones([5, 2, 3]), { weights: { Wx: ones([3, 12]) } }), written: "scan(gru(), x, { weights: { Wx } })" },
    where: "weight Wh",
  },
  {
    name: "a cell with a transposed weight",
    code: "bad-shape",
    given: {
      call: () => scan(gru({ biases: 0 }), ones([5, 2, 3]), { weights: { Wx: ones([3, 12]), Wh: ones([12, 4]) } }),
      written: "scan(gru({ biases: 0 }), x, { weights: { Wx, Wh } })",
    },
    where: "weight Wh",
    received: "[12, 4]",
    expected: "[4, 12]",
  },
  {
    name: "a number where a tensor is wanted",
    code: "wrong-type",
    given: { call: () => relu(3 as never), written: "relu(3)" },
    where: "operation relu, argument 1",
    fix: "tensor(values",
  },
  {
    name: "an option that an operation has not",
    code: "unknown-option",
    given: { call: () => sum(ones([2]), { axes: 0 } as never), written: "sum(ones([2]), { axes: 0 })" },
    where: "operation sum, option axes",
    fix: "axis",
  },
  {
    name: "the mean of whole numbers",
    code: "bad-dtype",
    given: {
      call: () => mean(tensor([1, 2], { dtype: "int32" })),
      written: 'mean(tensor([1, 2], { dtype: "int32" }))',
    },
    where: "operation mean",
    fix: "cast",
  },
  {
    name: "fractions as whole numbers",
    code: "out-of-range",
    given: { call: () => tensor([1.5], { dtype: "int32" }), written: 'tensor([1.5], { dtype: "int32" })' },
    where: "tensor, values",
    received: "1.5",
  },
  {
    name: "bytes as a tensor",
    code: "wrong-type",
    given: { call: () => tensor(new Uint8Array(3) as never), written: "tensor(new Uint8Array(3))" },
    where: "tensor, values",
    received: "a Uint8Array",
  },
  {
    name: "a dtype that tensors have not",
    code: "bad-dtype",
    given: { call: () => ones([2], { dtype: "float16" as never }), written: 'ones([2], { dtype: "float16" })' },
    expected: "float32, float64, int32",
  },
  {
    name: "a bias that lies before its tensor",
    code: "wrong-type",
    given: {
      call: () =>
        recurrentSequence({
          cell: "rnn",
          units: 4,
          x: ones([5, 2, 3]),
          Wx: { of: ones([3, 4]), row: 4, column: 1 },
          Wh: { of: ones([4, 4]), row: 4, column: 1 },
          bx: { of: ones([4]), offset: -1 },
        }),
      written: "recurrentSequence({ …, bx: { of: bias, offset: -1 } })",
    },
    where: "argument bx.offset",
  },
  {
    name: "a cell of units alone",
    code: "wrong-type",
    given: { call: () => equationOf({ name: "mine" } as never), written: 'equationOf({ name: "mine" })' },
    where: "equationOf, cell, gates",
  },
];
