/** What TensorFlow 1 programs are refused for. */
import { tf1 } from "../../src/tf1.ts";
import type { Row } from "./row.ts";

const of = (program: unknown, dialect = "tf1@1.8") => ({ gatewise: 1, dialect, seed: { graph: 7 }, program });
const variable = (args: unknown, dialect?: string) => of([{ get_variable: args }], dialect);
const initializer = (value: unknown, shape: unknown = [3, 4], dialect?: string) =>
  variable({ name: "w", shape, initializer: value }, dialect);
const x = { placeholder: { name: "x", shape: [4, 6] } };
const cell = (value: unknown, dialect?: string) => of([x, { cell: value, inputs: "x", state: "zero_state" }], dialect);

const stolen = ["constructor", "toString", "hasOwnProperty"].flatMap((name): Row[] => [
  { name: `block ${name}`, code: "unknown-class", given: { document: of([{ [name]: {} }]) }, received: name },
  { name: `cell ${name}`, code: "unknown-class", given: { document: cell({ [name]: {} }) }, received: name },
  { name: `initializer ${name}`, code: "unknown-rule", given: { document: initializer(name) }, received: name },
  {
    name: `initializer's argument ${name}`,
    code: "unknown-option",
    given: { document: initializer({ zeros_initializer: { [name]: 1 } }) },
    where: name,
  },
  {
    name: `initial value ${name}`,
    code: "unknown-rule",
    given: { document: of([{ Variable: { initial_value: { [name]: {} } } }]) },
    received: name,
  },
  { name: `key ${name}`, code: "unknown-key", given: { document: variable({ name: "w", shape: [2], [name]: 1 }) }, received: name },
  {
    name: `tensor ${name}`,
    code: "no-match",
    given: { document: of([x, { cell: { GRUCell: { num_units: 3 } }, inputs: name }]) },
    received: name,
  },
]);

export const tf1Rows: readonly Row[] = [
  {
    name: "an unknown block",
    code: "unknown-class",
    given: { document: of([{ get_varable: {} }]) },
    where: "program[0]",
    fix: "did you mean get_variable?",
  },
  { name: "an empty block", code: "unknown-class", given: { document: of([{}]) }, received: "nothing" },
  { name: "null for a block", code: "bad-document", given: { document: of([null]) }, where: "program[0]" },
  {
    name: "null for a block's arguments",
    code: "bad-document",
    given: { document: variable(null) },
    where: "get_variable",
    received: "null",
  },
  { name: "a loop", code: "not-supported", given: { document: of([{ dynamic_rnn: { cell: {} } }]) }, received: "dynamic_rnn" },
  { name: "an unknown key", code: "unknown-key", given: { document: variable({ name: "w", shap: [2] }) }, fix: "did you mean shape?" },
  { name: "no name", code: "bad-document", given: { document: variable({ shape: [2] }) }, received: "nothing", expected: "a name" },
  {
    name: "a name with a space",
    code: "bad-scope",
    given: { document: variable({ name: "a b", shape: [2] }) },
    received: "a b",
    expected: "letters, digits",
  },
  {
    name: "a scope that starts with _",
    code: "bad-scope",
    given: { document: of([{ variable_scope: "_rnn", do: [] }]) },
    where: "variable_scope",
    received: "_rnn",
  },
  { name: "no shape", code: "missing-option", given: { document: variable({ name: "w" }) }, where: "get_variable w", fix: "give shape" },
  { name: "null in a shape", code: "bad-shape", given: { document: variable({ name: "w", shape: [2, null] }) }, received: "[2,null]" },
  { name: "a negative dimension", code: "bad-shape", given: { document: variable({ name: "w", shape: [-1] }) }, received: "[-1]" },
  { name: "a number for a shape", code: "bad-shape", given: { document: variable({ name: "w", shape: 3 }) }, received: "3" },
  {
    name: "a shape beyond memory",
    code: "limit",
    given: { document: variable({ name: "w", shape: [65536, 65536] }) },
    where: "w",
    received: "[65536, 65536]",
  },
  {
    name: "an unknown dtype",
    code: "bad-dtype",
    given: { document: variable({ name: "w", shape: [2], dtype: "float16" }) },
    where: "dtype",
    received: "float16",
  },
  {
    name: "a dtype without a default",
    code: "bad-dtype",
    given: { document: variable({ name: "w", shape: [2], dtype: "bool" }) },
    received: "bool",
  },
  {
    name: "random integers",
    code: "bad-dtype",
    given: { document: variable({ name: "w", shape: [2], dtype: "int32", initializer: "random_normal_initializer" }) },
    received: "for int32",
  },
  {
    name: "an unknown dtype of a placeholder",
    code: "bad-dtype",
    given: { document: of([{ placeholder: { name: "x", shape: [2], dtype: "flaot32" } }]) },
    fix: "did you mean float32?",
  },
  {
    name: "a fraction in integers",
    code: "bad-dtype",
    given: { document: of([{ Variable: { initial_value: [1.5], dtype: "int64" } }]) },
    received: "1.5 for int64",
  },
  {
    name: "integers for a float variable",
    code: "bad-dtype",
    given: { document: variable({ name: "w", dtype: "float32", initializer: [1, 2] }) },
    fix: "leave dtype out",
  },
  {
    name: "a value and a shape",
    code: "contradiction",
    given: { document: variable({ name: "w", shape: [2], initializer: [1.5, 2.5] }) },
    fix: "leave shape out",
  },
  {
    name: "lists of several lengths",
    code: "wrong-type",
    given: { document: of([{ Variable: { initial_value: [[1, 2], [3]] } }]) },
    expected: "nested lists of one length",
  },
  {
    name: "a string for a value",
    code: "wrong-type",
    given: { document: of([{ Variable: { initial_value: "zeros" } }]) },
    received: '"zeros"',
  },
  {
    name: "more dimensions than NumPy has",
    code: "limit",
    given: { document: of([{ constant: { value: JSON.parse(`${"[".repeat(40)}1${"]".repeat(40)}`) } }]) },
    expected: "at most 32",
  },
  {
    name: "two initial values",
    code: "unknown-key",
    given: { document: of([{ Variable: { initial_value: { zeros: { shape: [2] }, ones: { shape: [2] } } } }]) },
    received: '"ones"',
  },
  {
    name: "an unknown initial value",
    code: "unknown-rule",
    given: { document: of([{ Variable: { initial_value: { random_norml: { shape: [2] } } } }]) },
    fix: "did you mean random_normal?",
  },
  {
    name: "an unknown initializer",
    code: "unknown-rule",
    given: { document: initializer("orthogonal") },
    fix: "did you mean orthogonal_initializer?",
  },
  {
    name: "an initializer that came later",
    code: "unknown-rule",
    given: { document: initializer("glorot_uniform_initializer", [3, 4], "tf1@1.1") },
    received: "glorot_uniform_initializer",
  },
  {
    name: "two initializers",
    code: "wrong-type",
    given: { document: initializer({ zeros_initializer: {}, ones_initializer: {} }) },
    expected: "{ name: arguments }",
  },
  {
    name: "a string for an initializer's arguments",
    code: "wrong-type",
    given: { document: initializer({ zeros_initializer: "float32" }) },
    received: "float32",
  },
  {
    name: "a scale of 0",
    code: "out-of-range",
    given: { document: initializer({ variance_scaling_initializer: { scale: 0 } }) },
    where: "scale",
    expected: "above 0",
  },
  {
    name: "a negative scale",
    code: "out-of-range",
    given: { document: initializer({ variance_scaling_initializer: { scale: -1 } }) },
    where: "scale",
  },
  {
    name: "an unknown distribution",
    code: "out-of-range",
    given: { document: initializer({ variance_scaling_initializer: { distribution: "truncated_normal" } }) },
    expected: "uniform, normal",
  },
  {
    name: "an orthogonal vector",
    code: "bad-shape",
    given: { document: initializer("orthogonal_initializer", [4]) },
    expected: "at least 2 dimensions",
  },
  {
    name: "more constants than elements",
    code: "bad-shape",
    given: { document: initializer({ constant_initializer: { value: [1, 2, 3] } }, [2]) },
    received: "3 values",
  },
  {
    name: "a fraction for an op seed",
    code: "bad-seed",
    given: { document: initializer({ random_normal_initializer: { seed: 1.5 } }) },
    where: "seed",
    received: "1.5",
  },
  {
    name: "an op seed beyond 64 bits",
    code: "bad-seed",
    given: { document: initializer({ random_normal_initializer: { seed: "9223372036854775808" } }) },
  },
  {
    name: "a variable twice",
    code: "name-taken",
    given: { document: of([{ get_variable: { name: "w", shape: [2] } }, { get_variable: { name: "w", shape: [2] } }]) },
    where: "variable w",
    fix: "reuse",
  },
  {
    name: "reuse of what is missing",
    code: "no-match",
    given: { document: of([{ variable_scope: "rnn", reuse: true, do: [{ get_variable: { name: "w", shape: [2] } }] }]) },
    where: "rnn/w",
  },
  {
    name: "reuse in another shape",
    code: "bad-shape",
    given: {
      document: of([
        {
          variable_scope: "s",
          reuse: "AUTO_REUSE",
          do: [{ get_variable: { name: "w", shape: [2] } }, { get_variable: { name: "w", shape: [3] } }],
        },
      ]),
    },
    received: "[3]",
  },
  {
    name: "AUTO_REUSE before it came",
    code: "unknown-option",
    given: { document: of([{ variable_scope: "s", reuse: "AUTO_REUSE", do: [] }], "tf1@1.1") },
    expected: "1.4",
  },
  { name: "a number for reuse", code: "wrong-type", given: { document: of([{ variable_scope: "s", reuse: 5, do: [] }]) }, received: "5" },
  { name: "a scope that is no name", code: "not-supported", given: { document: of([{ variable_scope: null, do: [] }]) }, received: "null" },
  {
    name: "a tensor that is not there",
    code: "no-match",
    given: { document: of([x, { cell: { GRUCell: { num_units: 3 } }, inputs: "y" }]) },
    received: '"y"',
    expected: "x",
  },
  {
    name: "a sequence for a cell",
    code: "bad-shape",
    given: { document: of([{ placeholder: { name: "x", shape: [4, 5, 6] } }, { cell: { GRUCell: { num_units: 3 } }, inputs: "x" }]) },
    received: "[4,5,6]",
  },
  {
    name: "an unknown cell",
    code: "unknown-class",
    given: { document: cell({ LSTMcell: { num_units: 3 } }) },
    fix: "did you mean LSTMCell?",
  },
  { name: "null for a cell", code: "wrong-type", given: { document: cell(null) }, received: "null", expected: "{ class name: arguments }" },
  { name: "null for a cell's arguments", code: "wrong-type", given: { document: cell({ GRUCell: null }) }, received: "null" },
  {
    name: "an empty stack",
    code: "wrong-type",
    given: { document: cell({ MultiRNNCell: [] }) },
    received: "[]",
    expected: "a list of cells",
  },
  { name: "null for a stack", code: "wrong-type", given: { document: cell({ MultiRNNCell: null }) }, received: "null" },
  {
    name: "a wrapper",
    code: "not-supported",
    given: { document: cell({ DropoutWrapper: { cell: { GRUCell: { num_units: 3 } } } }) },
    received: "DropoutWrapper",
  },
  {
    name: "no units",
    code: "out-of-range",
    given: { document: cell({ GRUCell: { num_units: 0 } }) },
    where: "num_units",
    expected: "above 0",
  },
  {
    name: "a number for a cell's name",
    code: "wrong-type",
    given: { document: cell({ GRUCell: { num_units: 3, name: 5 } }) },
    where: "name",
    received: "5",
  },
  {
    name: "an argument that came later",
    code: "unknown-option",
    given: { document: cell({ GRUCell: { num_units: 3, kernel_initializer: "zeros_initializer" } }, "tf1@1.1") },
    where: "kernel_initializer",
  },
  {
    name: "a tensor that is not there, in TypeScript",
    code: "no-match",
    given: { call: () => tf1.graph({ version: "1.8" }).tensor("x"), written: 'tf1.graph({ version: "1.8" }).tensor("x")' },
    expected: "nothing here",
  },
  ...stolen,
];
