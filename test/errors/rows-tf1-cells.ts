/** What TensorFlow 1 cells are refused for, and names that stand in their way. */
import { tf1 } from "../../src/tf1.ts";
import type { Row } from "./row.ts";
import { cell, of, x } from "./rows-tf1.ts";

const gru = { cell: { GRUCell: { num_units: 3 } }, inputs: "x" };
/** Names that TensorFlow gave already: a variable of that name would get another. */
const inner = (
  [
    ["s/gru_cell/MatMul"],
    ["s/gru_cell/BiasAdd_1"],
    ["s/gru_cell/concat/axis"],
    ["s/GRUCellZeroState/zeros"],
    ["w/Initializer/random_uniform"],
    ["random_normal/shape"],
    ["s/gru_cell/gates/gates", "tf1@1.1"],
    ["s/gru_cell/matmul", "tf1@1.15"],
  ] as const
).map(
  ([name, dialect]): Row => ({
    name: `a variable named like an operation, ${name}`,
    code: "name-taken",
    given: {
      document: of(
        [
          x,
          { variable_scope: "s", do: [gru] },
          { get_variable: { name: "w", shape: [2, 3] } },
          { Variable: { initial_value: { random_normal: { shape: [3] } }, name: "v" } },
          { get_variable: { name, shape: [2] } },
        ],
        dialect,
      ),
    },
    where: `operation ${name}`,
    fix: "rename it",
  }),
);

export const tf1CellRows: readonly Row[] = [
  {
    name: "an activation that is not known",
    code: "not-supported",
    given: { document: cell({ LSTMCell: { num_units: 3, activation: "mish" } }, "tf1@1.15") },
    where: "LSTMCell, activation",
    received: "mish",
    expected: "relu",
  },
  {
    name: "an activation where none is taken by name",
    code: "not-supported",
    given: { document: cell({ LSTMCell: { num_units: 3, activation: "relu" } }) },
    where: "LSTMCell, activation",
    expected: "this version takes none by name",
  },
  {
    name: "shards",
    code: "not-supported",
    given: { document: cell({ LSTMCell: { num_units: 3, num_proj_shards: 2 } }) },
    where: "num_proj_shards",
    received: "2",
  },
  {
    name: "a cell that reuses before cells were layers",
    code: "not-supported",
    given: { document: cell({ GRUCell: { num_units: 3, reuse: true } }, "tf1@1.1") },
    where: "GRUCell, reuse",
    fix: "variable_scope",
  },
  {
    name: "a cell that reuses what is missing",
    code: "no-match",
    given: { document: cell({ GRUCell: { num_units: 3, reuse: true } }) },
    where: "variable gru_cell/gates/kernel",
  },
  {
    name: "a number for a cell's reuse",
    code: "wrong-type",
    given: { document: cell({ GRUCell: { num_units: 3, reuse: 1 } }) },
    where: "GRUCell, reuse",
    received: "1",
  },
  {
    name: "a tuple inside a state that is one tensor",
    code: "contradiction",
    given: { document: cell({ MultiRNNCell: { cells: [{ LSTMCell: { num_units: 3 } }], state_is_tuple: false } }) },
    where: "MultiRNNCell, state_is_tuple",
    received: "LSTMCell",
  },
  {
    name: "a second cell in a scope of 1.1",
    code: "name-taken",
    given: { document: of([x, gru, gru], "tf1@1.1") },
    received: "a second GRUCell in scope gru_cell",
  },
  ...inner,
  {
    name: "a cell of another dtype",
    code: "bad-dtype",
    given: { document: cell({ GRUCell: { num_units: 3, dtype: "float64" } }, "tf1@1.10") },
    received: "float64",
  },
  {
    name: "whole numbers for a cell's inputs",
    code: "bad-dtype",
    given: { document: of([{ placeholder: { name: "x", shape: [4, 6], dtype: "int32" } }, gru]) },
    where: "inputs x",
    received: "int32",
  },
  {
    name: "an unknown batch under a graph seed",
    code: "not-supported",
    given: { document: of([{ placeholder: { name: "x", shape: [null, 6] } }, gru]) },
    fix: "the batch of x is unknown",
  },
  {
    name: "a state of one's own",
    code: "not-supported",
    given: { document: of([x, { ...gru, state: "mine" }]) },
    where: "program[1], state",
  },
  {
    name: "a loop, in TypeScript",
    code: "not-supported",
    given: {
      call: () => {
        const graph = tf1.graph({ version: "1.8" });
        graph.dynamicRnn(graph.GRUCell(3), graph.placeholder("x", [4, 6]));
      },
      written: 'graph.dynamicRnn(graph.GRUCell(3), graph.placeholder("x", [4, 6]))',
    },
    where: "dynamic_rnn",
  },
];
