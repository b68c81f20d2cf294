import { type ArgumentTable, checkArguments, GatewiseError, show, unknownName } from "../../base/index.ts";
import { type Block, gateBlocks, wholeBlock } from "../../layout/index.ts";
import type { CellText } from "../../plan/index.ts";
import { type Initializer, makeInitializer } from "./initializers.ts";
import { checkReuse, type Reuse } from "./scopes.ts";
import { variableDtype } from "./values.ts";
import type { Conventions } from "./versions.ts";

/** One variable of a cell, or a run of other operations between variables. */
export type CellStep =
  | {
      readonly name: string;
      readonly shape: readonly number[];
      readonly blocks: readonly Block[];
      /** Null: the scope's, or the default. */
      readonly initializer: Initializer | null;
      readonly choice: string;
      readonly forgetBias?: number;
    }
  | { readonly operations: number };

/** A cell object, not called yet. */
export interface Cell {
  readonly className: string;
  /** Scope names inside its own: [] for a single cell, `cell_0`, … for a stack. */
  readonly outputSize: number;
  /** State tensors, for zero_state's operations. */
  readonly states: number;
  readonly name: string | null;
  /** The dtype that the cell was given, which its inputs must have. */
  readonly dtype: string | null;
  readonly layers: readonly Cell[] | null;
  /** Looks for variables in the scope of its name, which then gets no other name. */
  readonly reuse: Reuse;
  /** What of the cell no variable says. */
  readonly text: CellText;
  /** Its state is a tuple, not one tensor. */
  readonly tupleState: boolean;
  /** Variables and operations of a call on inputs of a width; `owner` gives canonical names. */
  steps(width: number, owner: (kind: string) => string): CellStep[];
}

const size = { type: "integer", above: 0 } as const;
const any = { type: "any", default: null } as const;
const text = { type: "string", default: null, nullable: true } as const;

function tables({ cellArguments, cellDtype }: Conventions): { readonly [className: string]: ArgumentTable } {
  const named: ArgumentTable = {
    activation: any,
    reuse: any,
    ...(cellArguments ? { name: text } : {}),
    ...(cellDtype ? { dtype: text } : {}),
    ...(cellArguments ? {} : { input_size: any }),
  };
  const tuple = { type: "boolean", default: true } as const;
  return {
    BasicRNNCell: { num_units: size, ...named },
    BasicLSTMCell: { num_units: size, forget_bias: { type: "number", default: 1 }, state_is_tuple: tuple, ...named },
    LSTMCell: {
      num_units: size,
      use_peepholes: { type: "boolean", default: false },
      cell_clip: { type: "number", default: null, nullable: true },
      initializer: any,
      num_proj: { type: "integer", default: null, nullable: true, above: 0 },
      proj_clip: { type: "number", default: null, nullable: true },
      num_unit_shards: any,
      num_proj_shards: any,
      forget_bias: { type: "number", default: 1 },
      state_is_tuple: tuple,
      ...named,
    },
    GRUCell: { num_units: size, ...(cellArguments ? { kernel_initializer: any, bias_initializer: any } : {}), ...named },
  };
}

/** Wrappers and contrib cells that come with the scope machine. */
const later = ["DropoutWrapper", "ResidualWrapper", "HighwayWrapper", "DeviceWrapper"];

/** Makes a cell from `{ className: arguments }`. Throws: unknown-class, not-supported, and what its arguments are refused for. */
export function makeCell(value: unknown, where: string, conventions: Conventions): Cell {
  const entries = value !== null && typeof value === "object" ? Object.entries(value) : [];
  if (entries.length !== 1) {
    throw new GatewiseError("wrong-type", {
      where,
      received: show(value),
      expected: "{ class name: arguments }",
      fix: 'such as { "LSTMCell": { "num_units": 8 } }',
    });
  }
  const [className, given] = entries[0];
  if (className === "MultiRNNCell") return multi(given, where, conventions);
  if (later.includes(className)) {
    throw new GatewiseError("not-supported", {
      where,
      received: className,
      expected: "a cell without a wrapper",
      fix: `${className} needs the scope machine, which is not built yet`,
    });
  }
  const known = tables(conventions);
  if (!Object.hasOwn(known, className)) throw unknownName("unknown-class", where, className, [...Object.keys(known), "MultiRNNCell"]);
  const place = `${where}, ${className}`;
  const { values } = checkArguments(place, known[className], given as Record<string, unknown>);
  for (const shards of ["num_unit_shards", "num_proj_shards"]) {
    if (values[shards] === null || values[shards] === undefined || values[shards] === 1) continue;
    throw new GatewiseError("not-supported", {
      where: `${place}, ${shards}`,
      received: show(values[shards]),
      expected: "no shards",
      fix: "partitioned variables need the scope machine, which is not built yet",
    });
  }
  const reuse = checkReuse(values.reuse ?? null, `${place}, reuse`, conventions);
  if (reuse !== null && !conventions.uniqueCells) {
    throw new GatewiseError("not-supported", {
      where: `${place}, reuse`,
      received: show(reuse),
      expected: "no reuse on a cell in this version",
      fix: "share variables by a variable_scope with reuse",
    });
  }
  const name = typeof values.name === "string" ? values.name : null;
  const dtype = typeof values.dtype === "string" ? variableDtype(values.dtype, place) : null;
  const common = {
    className,
    name,
    dtype,
    layers: null,
    reuse,
    text: cellText(className, values),
    activation: activationOperations(values.activation, place, conventions),
  };
  if (className === "GRUCell") return gru(values, common, place, conventions);
  if (className === "BasicRNNCell") return basicRnn(values, common, conventions);
  return lstm(values, common, place, conventions);
}

type Common = Pick<Cell, "className" | "name" | "dtype" | "layers" | "reuse" | "text"> & {
  /** Operations of one use of the activation, beyond tanh's one. */
  readonly activation: number;
};

function cellText(className: string, { activation, ...values }: Readonly<Record<string, unknown>>): CellText {
  const { cell_clip: cell, proj_clip: projection } = values;
  const clips = { ...(typeof cell === "number" ? { cell } : {}), ...(typeof projection === "number" ? { projection } : {}) };
  return {
    ...(className === "GRUCell" ? { reset: "before" as const } : {}),
    ...(typeof activation === "string" && activation !== "tanh" ? { activation } : {}),
    ...(Object.keys(clips).length > 0 ? { clips } : {}),
  };
}

/** Throws: not-supported for an activation whose operations are not known, or that the version does not take by name. */
function activationOperations(value: unknown, where: string, { activations }: Conventions): number {
  if (value === null || value === undefined) return 0;
  if (activations !== null && typeof value === "string" && Object.hasOwn(activations, value)) return activations[value];
  throw new GatewiseError("not-supported", {
    where: `${where}, activation`,
    received: show(value),
    expected: activations === null ? "no activation: this version takes none by name" : `one of ${Object.keys(activations).join(", ")}`,
    fix: "leave it out: where initialisers have seeds of their own, an activation changes no initial value",
  });
}

function basicRnn(values: Readonly<Record<string, unknown>>, common: Common, conventions: Conventions): Cell {
  const n = values.num_units as number;
  const [matrix, vector] = conventions.cellNames;
  return {
    ...common,
    outputSize: n,
    states: 1,
    tupleState: false,
    steps(width, owner) {
      const own = `${owner("rnn")}.forward`;
      const kernel = fused(matrix, own, [null], width, n, n, null);
      const bias = biasStep(vector, own, [null], n);
      // Then: concat and its axis, matmul; bias_add; tanh.
      return conventions.operations.variablesFirst
        ? [kernel, bias, { operations: 5 + common.activation }]
        : [kernel, { operations: 3 }, bias, { operations: 2 }];
    },
  };
}

function lstm(values: Readonly<Record<string, unknown>>, common: Common, where: string, conventions: Conventions): Cell {
  const n = values.num_units as number;
  const projection = (values.num_proj as number | null | undefined) ?? null;
  const initializer = given(values.initializer, `${where}, initializer`, conventions);
  const [matrix, vector] = conventions.cellNames;
  const { variablesFirst, clip } = conventions.operations;
  const joined = values.state_is_tuple === false ? conventions.operations.joinedState[common.className] : { before: 0, after: 0 };
  const clips = (value: unknown) => (value === null || value === undefined ? 0 : clip);
  return {
    ...common,
    outputSize: projection ?? n,
    states: values.state_is_tuple === false ? 1 : 2,
    tupleState: values.state_is_tuple !== false,
    steps(width, owner) {
      const own = `${owner("lstm")}.forward`;
      const gates = ["i", "g", "f", "o"] as const;
      const kernel = fused(matrix, own, gates, width, projection ?? n, n, initializer);
      const bias = { ...biasStep(vector, own, gates, n), forgetBias: values.forget_bias as number };
      const peepholes: CellStep[] =
        values.use_peepholes === true
          ? (["f", "i", "o"] as const).map((gate) => ({
              name: `w_${gate}_diag`,
              shape: [n],
              blocks: [{ owner: own, role: "peephole", gate, box: [[0, n]], transposed: false }],
              initializer,
              choice: "initializer",
            }))
          : [];
      const project: CellStep[] =
        projection === null
          ? []
          : [
              {
                name: `projection/${matrix}`,
                shape: [n, projection],
                blocks: wholeBlock(own, "P", [n, projection], true),
                initializer,
                choice: "initializer",
              },
            ];
      const extra = (peepholes.length > 0 ? 6 : 0) + clips(values.cell_clip);
      const projected = projection === null ? 0 : 1 + clips(values.proj_clip);
      return variablesFirst
        ? [
            kernel,
            bias,
            ...peepholes,
            ...project,
            { operations: joined.before + 18 + 2 * common.activation + extra + projected + joined.after },
          ]
        : [
            { operations: joined.before },
            kernel,
            { operations: 3 },
            bias,
            { operations: 3 },
            ...peepholes,
            { operations: 11 + extra },
            ...project,
            { operations: projected + joined.after },
          ];
    },
  };
}

function gru(values: Readonly<Record<string, unknown>>, common: Common, where: string, conventions: Conventions): Cell {
  const n = values.num_units as number;
  const [matrix, vector] = conventions.cellNames;
  const kernelInitializer = given(values.kernel_initializer, `${where}, kernel_initializer`, conventions);
  const biasInitializer = given(values.bias_initializer, `${where}, bias_initializer`, conventions);
  const { variablesFirst } = conventions.operations;
  return {
    ...common,
    outputSize: n,
    states: 1,
    tupleState: false,
    steps(width, owner) {
      const own = `${owner("gru")}.forward`;
      const part = (scope: string, gates: readonly string[], start: number): CellStep[] => [
        { ...fused(`${scope}/${matrix}`, own, gates, width, n, n, kernelInitializer), choice: "kernel_initializer" },
        {
          ...biasStep(`${scope}/${vector}`, own, gates, n),
          initializer: biasInitializer ?? fixed("constant_initializer", start, conventions),
          choice: "bias_initializer",
        },
      ];
      const [gatesKernel, gatesBias] = part("gates", ["r", "z"], 1);
      const [candidateKernel, candidateBias] = part("candidate", ["n"], 0);
      return variablesFirst
        ? [gatesKernel, gatesBias, candidateKernel, candidateBias, { operations: 19 + common.activation }]
        : [
            gatesKernel,
            { operations: 3 },
            gatesBias,
            { operations: 5 },
            candidateKernel,
            { operations: 3 },
            candidateBias,
            { operations: 7 },
          ];
    },
  };
}

function multi(value: unknown, where: string, conventions: Conventions): Cell {
  const table: ArgumentTable = { cells: any, state_is_tuple: { type: "boolean", default: true } };
  const isObject = value !== null && typeof value === "object";
  const values =
    Array.isArray(value) || !isObject
      ? { cells: value }
      : checkArguments(`${where}, MultiRNNCell`, table, value as Record<string, unknown>).values;
  const list = values.cells;
  if (!Array.isArray(list) || list.length === 0) {
    throw new GatewiseError("wrong-type", {
      where: `${where}, MultiRNNCell`,
      received: show(value),
      expected: "a list of cells, not empty",
      fix: "list the cells",
    });
  }
  const cells = list.map((cell, k) => makeCell(cell, `${where}, MultiRNNCell[${k}]`, conventions));
  return stackCells(cells, values.state_is_tuple !== false, where);
}

/** A MultiRNNCell of cells that are made already. Throws: wrong-type for none, contradiction for tuples in a state that is none. */
export function stackCells(layers: readonly Cell[], tupleState = true, where = "cell"): Cell {
  if (!Array.isArray(layers) || layers.length === 0 || !layers.every(isCell)) {
    throw new GatewiseError("wrong-type", {
      where: `${where}, MultiRNNCell`,
      received: show(layers),
      expected: "a list of cells, not empty",
      fix: "list the cells",
    });
  }
  const tuple = layers.find((layer) => layer.tupleState);
  if (!tupleState && tuple !== undefined) {
    throw new GatewiseError("contradiction", {
      where: `${where}, MultiRNNCell, state_is_tuple`,
      received: `false, around ${tuple.className} whose state is a tuple`,
      expected: "cells whose state is one tensor too",
      fix: `give ${tuple.className} state_is_tuple false, or leave it out here`,
    });
  }
  return {
    className: "MultiRNNCell",
    name: null,
    dtype: null,
    layers,
    reuse: null,
    text: {},
    tupleState,
    outputSize: layers[layers.length - 1].outputSize,
    states: tupleState ? layers.reduce((sum, { states }) => sum + states, 0) : 1,
    steps: () => [],
  };
}

/** Whether a value is a cell that a graph made. */
export function isCell(value: unknown): value is Cell {
  return value !== null && typeof value === "object" && typeof (value as Partial<Cell>).steps === "function";
}

function given(value: unknown, where: string, conventions: Conventions): Initializer | null {
  return value === null || value === undefined ? null : makeInitializer(value, where, conventions);
}

function fixed(name: string, value: number, conventions: Conventions): Initializer {
  return makeInitializer({ [name]: { value } }, name, conventions);
}

/** A kernel that acts on [inputs, state]: rows of the input, then of the state. */
function fused(
  name: string,
  owner: string,
  gates: readonly (string | null)[],
  width: number,
  recurrent: number,
  n: number,
  initializer: Initializer | null,
) {
  const shape = [width + recurrent, gates.length * n];
  const rows = (role: "Wx" | "Wh", from: number, to: number) =>
    gateBlocks({
      owner,
      role,
      gates,
      shape,
      axis: 1,
      within: [
        [from, to],
        [0, shape[1]],
      ],
      transposed: true,
    });
  return { name, shape, blocks: [...rows("Wx", 0, width), ...rows("Wh", width, width + recurrent)], initializer, choice: "initializer" };
}

/** A bias that the cell itself sets to zero, whatever the scope's initialiser. */
function biasStep(name: string, owner: string, gates: readonly (string | null)[], n: number) {
  const shape = [gates.length * n];
  return { name, shape, blocks: gateBlocks({ owner, role: "b", gates, shape, axis: 0 }), initializer: zeroBias, choice: "bias" };
}

const zeroBias: Initializer = {
  shown: "zeros_initializer(), by the cell",
  seed: null,
  random: false,
  call: () => ({ rule: "constant", values: [0] }),
  operations: () => Number.NaN,
};

/** Whether an initialiser is the cell's own zero bias, whose operations depend on its size. */
export function isZeroBias(initializer: Initializer): boolean {
  return initializer === zeroBias;
}
