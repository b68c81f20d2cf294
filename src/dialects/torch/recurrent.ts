import { type ArgumentTable, type FloatDType, GatewiseError, show } from "../../base/index.ts";
import { gateBlocks, type Role, wholeBlock } from "../../layout/index.ts";
import type { CellText } from "../../plan/index.ts";
import { byDefault, type Computed, type Declared, type ModuleClass, type Ordinals } from "./module-class.ts";

const dtype = { type: "string", default: "float32", oneOf: ["float32", "float64"] } as const;

/** Gates in the order in which PyTorch stacks their rows. Source: PyTorch torch/nn/modules/rnn.py. */
export const gateOrders = { RNN: [null], LSTM: ["i", "f", "g", "o"], GRU: ["r", "z", "n"] } as const;

type Mode = keyof typeof gateOrders;

const stacked: ArgumentTable = {
  input_size: { type: "integer" },
  hidden_size: { type: "integer" },
  num_layers: { type: "integer", default: 1, limit: 10_000 },
  bias: { type: "boolean", default: true },
  batch_first: { type: "boolean", default: false },
  dropout: { type: "number", default: 0, min: 0, max: 1 },
  bidirectional: { type: "boolean", default: false },
  dtype,
};

const cell: ArgumentTable = {
  input_size: { type: "integer", min: 0 },
  hidden_size: { type: "integer", min: 0 },
  bias: { type: "boolean", default: true },
  dtype,
};

const nonlinearity = { type: "string", default: "tanh", oneOf: ["tanh", "relu"] } as const;

/** RNN, LSTM and GRU: every parameter, weights and biases, is U(±1/√hidden_size), in registration order. */
export const recurrentClasses: { readonly [name: string]: ModuleClass } = {
  RNN: stackedClass("RNN", { ...stacked, nonlinearity }),
  LSTM: stackedClass("LSTM", { ...stacked, proj_size: { type: "integer", default: 0 } }),
  GRU: stackedClass("GRU", stacked),
  RNNCell: cellClass("RNN", { ...cell, nonlinearity }),
  LSTMCell: cellClass("LSTM", cell),
  GRUCell: cellClass("GRU", cell),
};

interface Sizes {
  readonly mode: Mode;
  readonly className: string;
  readonly hidden: number;
  readonly dtype: FloatDType;
  readonly text: CellText;
}

function textOf(mode: Mode, { nonlinearity }: Readonly<Record<string, unknown>>): CellText {
  return { ...(mode === "GRU" ? { reset: "after" } : {}), ...(nonlinearity === "relu" ? { activation: "relu" } : {}) };
}

function stackedClass(mode: Mode, table: ArgumentTable): ModuleClass {
  return {
    arguments: table,
    declare(args, where, conventions, ordinals) {
      const {
        input_size: input,
        hidden_size: hidden,
        num_layers: layers,
        bias,
        bidirectional,
      } = args as {
        input_size: number;
        hidden_size: number;
        num_layers: number;
        bias: boolean;
        bidirectional: boolean;
      };
      const projection = (args.proj_size as number | undefined) ?? 0;
      if (conventions.refusesEmptyInput && input <= 0) throw tooSmall(where, "input_size", input, 1);
      if (hidden <= 0) throw tooSmall(where, "hidden_size", hidden, 1);
      if (layers <= 0) throw tooSmall(where, "num_layers", layers, 1);
      if (projection < 0 || projection >= hidden) {
        throw new GatewiseError("out-of-range", {
          where: `${where}, argument proj_size`,
          received: show(projection),
          expected: `0 (no projection) to hidden_size - 1 = ${hidden - 1}`,
          fix: "choose a smaller proj_size",
        });
      }
      const sizes: Sizes = { mode, className: mode, hidden, dtype: args.dtype as FloatDType, text: textOf(mode, args) };
      const out = projection > 0 ? projection : hidden;
      const directions = bidirectional ? ["", "_reverse"] : [""];
      const declared: Declared[] = [];
      for (let layer = 0; layer < layers; layer++) {
        const width = layer === 0 ? input : out * directions.length;
        const owner = `${mode.toLowerCase()}#${ordinals.next(mode.toLowerCase())}`;
        for (const suffix of directions) {
          const full = `${owner}.${suffix === "" ? "forward" : "backward"}`;
          const end = `_l${layer}${suffix}`;
          declared.push(...oneCell(sizes, full, (stem) => stem + end, width, out, bias));
          if (projection > 0) {
            const shape = [projection, hidden];
            declared.push({
              name: `weight_hr${end}`,
              shape,
              dtype: sizes.dtype,
              blocks: wholeBlock(full, "P", shape),
              start: [reset(sizes)],
            });
          }
        }
      }
      return declared;
    },
    runs: (args) => computed(mode, args, args.batch_first as boolean),
  };
}

function computed(mode: Mode, args: Readonly<Record<string, unknown>>, batchFirst: boolean | null): Computed {
  return {
    kind: "recurrent",
    cells: [{ kind: mode.toLowerCase(), ...(textOf(mode, args) as object) }],
    batchFirst,
    states: "stacked",
    masked: { output: "zero", first: "zeros" },
    dropout: (args.dropout as number | undefined) ?? 0,
    // Source: torch@2.13 aten/src/ATen/native/RNN.cpp, `batch_first`: outputs are transposed where they lie.
    ...(batchFirst === true ? { laid: "timeFirst" } : {}),
  };
}

function cellClass(mode: Mode, table: ArgumentTable): ModuleClass {
  return {
    arguments: table,
    declare(args, _where, _conventions, ordinals: Ordinals) {
      const { input_size: input, hidden_size: hidden, bias } = args as { input_size: number; hidden_size: number; bias: boolean };
      const sizes: Sizes = { mode, className: `${mode}Cell`, hidden, dtype: args.dtype as FloatDType, text: textOf(mode, args) };
      const owner = `${mode.toLowerCase()}#${ordinals.next(mode.toLowerCase())}.forward`;
      return oneCell(sizes, owner, (stem) => stem, input, hidden, bias);
    },
    runs: (args) => computed(mode, args, null),
  };
}

function oneCell(
  sizes: Sizes,
  owner: string,
  named: (stem: string) => string,
  input: number,
  recurrent: number,
  bias: boolean,
): Declared[] {
  const gates = gateOrders[sizes.mode];
  const rows = gates.length * sizes.hidden;
  const one = (stem: string, role: Role, shape: number[]): Declared => ({
    name: named(stem),
    shape,
    dtype: sizes.dtype,
    blocks: gateBlocks({ owner, role, gates, shape, axis: 0 }),
    start: [reset(sizes)],
    ...(Object.keys(sizes.text).length === 0 ? {} : { text: sizes.text }),
  });
  const weights = [one("weight_ih", "Wx", [rows, input]), one("weight_hh", "Wh", [rows, recurrent])];
  return bias ? [...weights, one("bias_ih", "bx", [rows]), one("bias_hh", "bh", [rows])] : weights;
}

function reset({ className, hidden }: Sizes): Declared["start"][number] {
  return {
    call: { rule: "uniform_reciprocal_root", n: hidden },
    title: `${className}.reset_parameters`,
    fans: "",
    origin: byDefault(
      className,
      "reset_parameters",
      `U(±1/√hidden_size), hidden_size = ${hidden}, for weights and biases alike`,
      "there is no initialiser argument: call nn.init on the parameter after construction (the draws here stay consumed)",
    ),
  };
}

function tooSmall(where: string, argument: string, received: number, least: number): GatewiseError {
  return new GatewiseError("out-of-range", {
    where: `${where}, argument ${argument}`,
    received: show(received),
    expected: `a whole number of at least ${least}`,
    fix: `give ${argument} a positive number`,
  });
}
