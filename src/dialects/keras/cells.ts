import { type ArgumentTable, GatewiseError, show } from "../../base/index.ts";
import type { CellDefinition } from "../../layers/index.ts";
import { type Block, gateBlocks, type Role, sliceBox } from "../../layout/index.ts";
import type { BuildContext, PartialShape } from "./build-context.ts";
import type { Initializer } from "./initializer.ts";
import { optional, yes } from "./layer.ts";
import type { Conventions } from "./versions.ts";

/** Gates in the order in which Keras stacks their columns, in canonical letters (Keras writes i f c o and z r h). */
export const gateOrders = { SimpleRNN: [null], LSTM: ["i", "f", "g", "o"], GRU: ["z", "r", "n"] } as const;

export type CellKind = keyof typeof gateOrders;

/** The arguments that a cell and the layer around it share. */
export function cellArguments(kind: CellKind, conventions: Conventions): ArgumentTable {
  const old = conventions.generation === "keras 2" || conventions.generation === "tf.keras 1";
  const gated = kind !== "SimpleRNN";
  return {
    units: { type: "integer", ...(old ? { min: 0 } : { above: 0 }) },
    activation: { type: "any", default: "tanh" },
    ...(gated ? { recurrent_activation: { type: "any", default: conventions.recurrentActivation } } : {}),
    use_bias: yes,
    kernel_initializer: { type: "any", default: "glorot_uniform" },
    recurrent_initializer: { type: "any", default: "orthogonal" },
    bias_initializer: { type: "any", default: "zeros" },
    ...(kind === "LSTM" ? { unit_forget_bias: yes } : {}),
    kernel_regularizer: optional,
    recurrent_regularizer: optional,
    bias_regularizer: optional,
    kernel_constraint: optional,
    recurrent_constraint: optional,
    bias_constraint: optional,
    dropout: { type: "number", default: 0 },
    recurrent_dropout: { type: "number", default: 0 },
    ...(gated ? { implementation: { type: "integer", default: old ? 1 : 2 } } : {}),
    ...(kind === "GRU" ? { reset_after: { type: "boolean", default: conventions.resetAfter } } : {}),
    ...(conventions.generation === "keras 3" ? { seed: { type: "any", default: null } } : {}),
  };
}

/** A recurrent cell with its initialisers made. */
export interface Cell {
  readonly kind: CellKind;
  readonly units: number;
  readonly useBias: boolean;
  readonly unitForgetBias: boolean;
  readonly resetAfter: boolean;
  /** The candidate's and the output's activation, by its name. */
  readonly activation: string;
  /** The gates' activation, by its name. */
  readonly gateActivation: string;
  readonly kernel: Initializer;
  readonly recurrent: Initializer;
  readonly bias: Initializer;
  /** The 1 of the forget gate. */
  readonly one: Initializer;
  /** The kernel's, the recurrent kernel's and the bias' regularizers and constraints, as written. */
  readonly terms: Readonly<Record<"kernel" | "recurrent" | "bias", { readonly regularizer: unknown; readonly constraint: unknown }>>;
  /** What it computes. */
  runs(): CellDefinition;
  /** The operations that draw its dropout masks, each given a seed of NumPy's stream at a call (Keras 2). */
  readonly masks: readonly string[];
}

/** Declares a cell's weights for an input of a width; `backwards`: its loop starts at the last step. */
export function buildCell(cell: Cell, input: PartialShape, context: BuildContext, where: string, backwards: boolean): void {
  const width = input[input.length - 1];
  if (width === null || width === undefined) {
    throw new GatewiseError("bad-shape", {
      where,
      received: `input shape ${show(input)}`,
      expected: "a known last dimension",
      fix: "give input_shape its number of features",
    });
  }
  const { kind, units, useBias } = cell;
  const gates = gateOrders[kind];
  const columns = gates.length * units;
  const owner = `${context.owner(kind === "SimpleRNN" ? "rnn" : kind.toLowerCase())}.${context.direction}`;
  const logistic = kind === "SimpleRNN" || cell.gateActivation === "sigmoid";
  const text = {
    ...(kind === "GRU" ? { reset: cell.resetAfter ? ("after" as const) : ("before" as const) } : {}),
    ...(logistic ? {} : { gateActivation: cell.gateActivation }),
    ...(cell.activation === "tanh" ? {} : { activation: cell.activation }),
    ...(backwards && context.direction === "forward" ? { backwards: true as const } : {}),
  };
  const matrix = (name: string, role: Role, rows: number, initializer: Initializer, terms: Cell["terms"]["kernel"]) => {
    const shape = [rows, columns];
    const blocks = gateBlocks({ owner, role, gates, shape, axis: 1, transposed: true });
    context.weight({ name, shape, blocks, trainable: true, fills: [{ initializer }], text, ...terms });
  };
  matrix("kernel", "Wx", width, cell.kernel, cell.terms.kernel);
  matrix("recurrent_kernel", "Wh", units, cell.recurrent, cell.terms.recurrent);
  if (!useBias) return;
  const twoRows = kind === "GRU" && cell.resetAfter;
  const shape = twoRows ? [2, columns] : [columns];
  let blocks: Block[];
  if (twoRows) {
    const row = (role: Role, k: number) =>
      gateBlocks({
        owner,
        role,
        gates,
        shape,
        axis: 1,
        within: [
          [k, k + 1],
          [0, columns],
        ],
      });
    blocks = [...row("bx", 0), ...row("bh", 1)];
  } else {
    blocks = gateBlocks({ owner, role: "b", gates, shape, axis: 0 });
  }
  const forget = kind === "LSTM" && cell.unitForgetBias;
  const fills = forget
    ? [
        { initializer: cell.bias, box: sliceBox(shape, 0, 0, units) },
        { initializer: cell.one, box: sliceBox(shape, 0, units, 2 * units) },
        { initializer: cell.bias, box: sliceBox(shape, 0, 2 * units, 4 * units) },
      ]
    : [{ initializer: cell.bias }];
  context.weight({ name: "bias", shape, blocks, trainable: true, fills, text, ...cell.terms.bias });
}
