import { GatewiseError, internalError, show } from "../../base/index.ts";
import type { BuildContext, PartialShape } from "./build-context.ts";
import { cellDefinition } from "./cell-definition.ts";
import { buildCell, type Cell, type CellKind, cellArguments } from "./cells.ts";
import type { ComputedOf } from "./computed.ts";
import { type Construction, givenConfig, type Layer, type LayerClass, type LayerConfig } from "./layer.ts";
import { bidirectionalDefinition, loopDefinition } from "./loop-definition.ts";
import type { Conventions } from "./versions.ts";

const flag = { type: "boolean", default: false } as const;

const loopArguments = {
  return_sequences: flag,
  return_state: flag,
  go_backwards: flag,
  stateful: flag,
  unroll: flag,
} as const;

/** The input's size in words of Keras 1, which tf.keras of TensorFlow 1 left out. */
function dimensions({ generation }: Conventions) {
  const whole = { type: "integer", default: null, nullable: true, min: 0 } as const;
  return generation === "keras 2" || generation === "tf_keras" ? { input_dim: whole, input_length: whole } : {};
}

/** Throws where Keras 2.1.6 has a length and no size. Source: legacy/interfaces.py `recurrent_args_preprocessor`. */
function checkDimensions({ given, where }: LayerConfig, { generation }: Conventions): void {
  if (generation !== "keras 2" || !given.has("input_length") || given.has("input_dim")) return;
  throw new GatewiseError("missing-option", {
    where,
    received: "input_length without input_dim",
    expected: "both, since Keras 2.1.6 understands no input_length alone",
    fix: "give input_dim too, or leave input_length out",
  });
}

function layerArguments(kind: CellKind, conventions: Conventions) {
  return {
    ...cellArguments(kind, conventions),
    ...loopArguments,
    ...dimensions(conventions),
    activity_regularizer: { type: "any", default: null } as const,
    ...(conventions.generation === "keras 3"
      ? { zero_output_for_mask: flag, ...(kind === "SimpleRNN" ? {} : { use_cudnn: { type: "any", default: "auto" } as const }) }
      : {}),
    ...(conventions.generation === "tf_keras" ? { zero_output_for_mask: flag, time_major: flag } : {}),
  };
}

/** What a cell keeps beside its {@link Cell}, so that layers around it can build it. */
export interface CellLayer extends Layer {
  readonly cells: readonly {
    readonly cell: Cell;
    readonly name: string;
    readonly where: string;
    /** A cell that is a layer of its own has a dtype of its own. */
    readonly config?: Readonly<Record<string, unknown>>;
  }[];
  readonly stack: Stack | null;
}

/** The StackedRNNCells around cells; without a config where a list was given. */
interface Stack {
  readonly name: string;
  readonly config: Readonly<Record<string, unknown>>;
}

/** How get_config would write a layer: with the names that it and its cells got. */
function written(layer: Layer): { class_name: string; config: Record<string, unknown> } {
  return { class_name: layer.className, config: { ...givenConfig(layer), ...layer.remade, name: layer.name } };
}

/** Makes a cell's initialisers in the constructor's order, with the dropout generator where the generation has it. */
function makeCell(kind: CellKind, { className, values, given, where }: LayerConfig, construction: Construction, loops: boolean): Cell {
  const { conventions } = construction;
  let generator: string | null = null;
  const makeGenerator = () => {
    if (conventions.generation === "keras 3") generator = construction.seedGenerator(`${className}'s dropout`, values.seed);
  };
  // Source: Keras 3.15.1 simple_rnn.py makes its SeedGenerator before the initialisers, lstm.py and gru.py after.
  if (kind === "SimpleRNN") makeGenerator();
  const make = (argument: string) => construction.initializer(className, argument, values[argument], given.has(argument));
  const kernel = make("kernel_initializer");
  const recurrent = make("recurrent_initializer");
  const bias = make("bias_initializer");
  if (kind !== "SimpleRNN") makeGenerator();
  const old = conventions.generation === "keras 2" || conventions.generation === "tf.keras 1";
  const operations = Array.from({ length: old ? maskDraws(kind, values) : 0 }, () => construction.maskOperation());
  return {
    kind,
    units: values.units as number,
    useBias: values.use_bias as boolean,
    unitForgetBias: values.unit_forget_bias === true,
    resetAfter: values.reset_after === true,
    activation: values.activation === null ? "linear" : typeof values.activation === "string" ? values.activation : "another activation",
    gateActivation: typeof values.recurrent_activation === "string" ? values.recurrent_activation : "another activation",
    kernel,
    recurrent,
    bias,
    one: construction.fixed(className, "unit_forget_bias", "ones"),
    terms: {
      kernel: { regularizer: values.kernel_regularizer, constraint: values.kernel_constraint },
      recurrent: { regularizer: values.recurrent_regularizer, constraint: values.recurrent_constraint },
      bias: { regularizer: values.bias_regularizer, constraint: values.bias_constraint },
    },
    runs: () => cellDefinition(kind, values, where, conventions, loops, { generator, operations }),
    masks: operations,
  };
}

/** How many masks are built, each with an operation seed of its own. Source: Keras 2.1.6, TensorFlow 1.8 layers/recurrent.py. */
function maskDraws(kind: CellKind, { dropout, recurrent_dropout }: Readonly<Record<string, unknown>>): number {
  const count = kind === "LSTM" ? 4 : kind === "GRU" ? 3 : 1;
  // A rate of 1 and more is cut to 1, which builds none.
  const active = (rate: unknown) => (typeof rate === "number" && rate > 0 && rate < 1 ? count : 0);
  return active(dropout) + active(recurrent_dropout);
}

/** SimpleRNN, LSTM, GRU: a cell and the loop around it. */
export function recurrentLayer(kind: CellKind): LayerClass {
  return {
    arguments: (conventions) => layerArguments(kind, conventions),
    construct(config, construction) {
      checkDimensions(config, construction.conventions);
      const cell = makeCell(kind, config, construction, false);
      const name = `${{ SimpleRNN: "simple_rnn", LSTM: "lstm", GRU: "gru" }[kind]}_cell`;
      const { conventions } = construction;
      // SimpleRNN forgets the seed of its dropout in its config. Source: Keras 3.15.1 layers/rnn/simple_rnn.py `get_config`.
      const remade = kind === "SimpleRNN" && conventions.generation === "keras 3" ? { remade: { seed: null } } : {};
      return { ...loop(config, [{ cell, name, where: config.where }], null, construction), ...remade };
    },
  };
}

/** LSTMCell, GRUCell, SimpleRNNCell: built inside RNN. */
export function cellLayer(kind: CellKind): LayerClass {
  return {
    arguments: (conventions) => cellArguments(kind, conventions),
    construct(config, construction) {
      const cell = makeCell(kind, config, construction, true);
      const cells = [{ cell, name: config.name, where: config.where, config: config.values }];
      const refuse = () => {
        throw new GatewiseError("not-supported", {
          where: config.where,
          received: `${config.className} as a layer of its own`,
          expected: "a cell inside RNN",
          fix: "wrap it in RNN",
        });
      };
      return { cells, stack: null, build: refuse, outputs: refuse, runs: refuse } as Omit<
        CellLayer,
        "className" | "name" | "config" | "given"
      >;
    },
  };
}

export const stackedCells: LayerClass = {
  arguments: (conventions) => ({
    cells: { type: "any" },
    ...(conventions.generation === "tf_keras" ? { reverse_state_order: flag } : {}),
  }),
  construct(config, construction) {
    const { values, where, name } = config;
    const list = cellList(values.cells, where).map((cell, k) => cellsOf(construction.inner(cell, `${where}, cells[${k}]`), where));
    const remade = { cells: list.map(written) };
    const refuse = () => {
      throw new GatewiseError("not-supported", {
        where,
        received: "StackedRNNCells as a layer of its own",
        expected: "cells inside RNN",
        fix: "wrap it in RNN",
      });
    };
    return {
      cells: list.flatMap(({ cells }) => cells),
      stack: { name, config: values },
      remade,
      build: refuse,
      outputs: refuse,
      runs: refuse,
    } as Omit<CellLayer, "className" | "name" | "config" | "given">;
  },
};

/** RNN over a cell or a list of cells. */
export const rnn: LayerClass = {
  arguments: (conventions) => ({
    cell: { type: "any" },
    ...loopArguments,
    // Source: Keras 2.1.6 legacy/interfaces.py reads these words for SimpleRNN, LSTM and GRU, not for RNN.
    ...(conventions.generation === "tf_keras" ? dimensions(conventions) : {}),
    ...(conventions.generation === "keras 3" ? { zero_output_for_mask: flag } : {}),
    ...(conventions.generation === "tf_keras" ? { zero_output_for_mask: flag, time_major: flag } : {}),
  }),
  construct(config, construction) {
    const { cell } = config.values;
    if (Array.isArray(cell)) {
      const made = cellList(cell, config.where).map((one, k) =>
        cellsOf(construction.inner(one, `${config.where}, cell[${k}]`), config.where),
      );
      const stack = construction.autoName("StackedRNNCells");
      const remade = { cell: { class_name: "StackedRNNCells", config: { name: stack, cells: made.map(written) } } };
      return {
        ...loop(
          config,
          made.flatMap(({ cells }) => cells),
          { name: stack, config: {} },
          construction,
        ),
        remade,
      };
    }
    const inner = cellsOf(construction.inner(cell, `${config.where}, cell`), config.where);
    return { ...loop(config, inner.cells, inner.stack, construction), remade: { cell: written(inner) } };
  },
};

function cellList(value: unknown, where: string): unknown[] {
  if (Array.isArray(value) && value.length > 0) return value;
  throw new GatewiseError("wrong-type", { where, received: show(value), expected: "a list of cells", fix: "give at least one cell" });
}

function cellsOf(layer: Layer, where: string): CellLayer {
  if ("cells" in layer) return layer as CellLayer;
  throw new GatewiseError("wrong-type", {
    where,
    received: layer.className,
    expected: "a cell: SimpleRNNCell, LSTMCell, GRUCell, StackedRNNCells",
    fix: "give a cell",
  });
}

/** A recurrent loop's shapes and weights. */
function loop(
  config: LayerConfig,
  cells: CellLayer["cells"],
  stack: Stack | null,
  { conventions, backend }: Construction,
): Omit<Layer, "className" | "name" | "config" | "given"> {
  const { values, where } = config;
  const outputs = (input: PartialShape): PartialShape[] => {
    checkSequence(input, where);
    const [batch, time] = input;
    const last = cells[cells.length - 1].cell.units;
    const out: PartialShape = values.return_sequences === true ? [batch, time, last] : [batch, last];
    if (values.return_state !== true) return [out];
    const states = cells.flatMap(({ cell }) => (cell.kind === "LSTM" ? [cell.units, cell.units] : [cell.units]));
    return [out, ...states.map((units): PartialShape => [batch, units])];
  };
  return {
    depth: cells.length,
    runs: () =>
      loopDefinition(
        values,
        cells.map(({ cell }) => cell.runs()),
        stack?.config.reverse_state_order === true,
        { conventions, backend },
      ),
    outputs,
    build(input, context) {
      checkSequence(input, where);
      if (values.unroll === true) checkUnrolled(input, where, conventions);
      let width: PartialShape = input;
      const outer =
        stack === null
          ? context
          : context.inside({ kind: "stack", className: "StackedRNNCells", name: stack.name, counted: true }, stack.config);
      for (const [place, { cell, name, where: own, config: cellConfig }] of cells.entries()) {
        const counted = (cellConfig?.name ?? null) === null;
        buildCell(
          cell,
          width,
          outer.inside({ kind: "cell", className: `${cell.kind}Cell`, name, counted, place }, cellConfig),
          own,
          values.go_backwards === true,
        );
        width = [input[0], cell.units];
      }
      return outputs(input);
    },
    // LSTM, GRU and SimpleRNN make new masks at each call; RNN keeps those of its cells.
    draws: (_input, again) =>
      again && config.className === "RNN"
        ? []
        : cells.flatMap(({ cell }) => cell.masks.map((stream, k) => ({ why: `dropout mask ${k} of ${where}`, stream }))),
  };
}

/**
 * Holds that a number of steps is known, in Keras 2 above 1; Keras 3 looks when data come. Source: tf_keras 2.21
 * layers/rnn/base_rnn.py, Keras 2.1.6 and TensorFlow 1.8 layers/recurrent.py.
 */
function checkUnrolled([, time]: PartialShape, where: string, { generation }: Conventions): void {
  if (generation === "keras 3" || (time !== null && (time > 1 || generation === "tf_keras"))) return;
  const expected = generation === "tf_keras" ? "a known number of steps" : "a known number of steps above 1";
  throw new GatewiseError("bad-shape", {
    where: `${where}, unroll`,
    received: time === null ? "an unknown number of steps" : "one step",
    expected,
    fix: "leave unroll out: it changes no initial weight",
  });
}

function checkSequence(input: PartialShape, where: string): void {
  if (input.length === 3) return;
  throw new GatewiseError("bad-shape", {
    where,
    received: `input shape ${show(input)}`,
    expected: "[batch, time, features]",
    fix: "set return_sequences=True on the layer before, or reshape",
  });
}

/** Bidirectional: a forward and a backward copy of one recurrent layer. */
export const bidirectional: LayerClass = {
  arguments: (conventions) => ({
    layer: { type: "any" },
    merge_mode: { type: "string", default: "concat", nullable: true, oneOf: ["sum", "mul", "ave", "concat"] },
    weights: { type: "any", default: null },
    ...(conventions.generation === "keras 3" || conventions.generation === "tf_keras"
      ? { backward_layer: { type: "any", default: null } }
      : {}),
  }),
  construct({ values, where, className }, construction) {
    if (values.weights !== null) {
      throw new GatewiseError("not-supported", {
        where: `${where}, argument weights`,
        received: show(values.weights),
        expected: "nothing: it replaces the weights that the layer starts with",
        fix: "leave weights out, and load them",
      });
    }
    const given = construction.inner(values.layer, `${where}, layer`);
    if (!("return_sequences" in given.config)) {
      throw new GatewiseError("wrong-type", {
        where,
        received: given.className,
        expected: "a recurrent layer",
        fix: "wrap SimpleRNN, LSTM, GRU or RNN",
      });
    }
    // A backward_layer is constructed before the wrapper, and so draws before the forward copy.
    const ready =
      values.backward_layer === null || values.backward_layer === undefined
        ? null
        : construction.inner(values.backward_layer, `${where}, backward_layer`);
    const shared = construction.conventions.generation === "keras 2" || construction.conventions.generation === "tf.keras 1";
    const forward = shared
      ? renamed(given, `forward_${given.name}`)
      : construction.copy(given, prefixed("forward_", given.name, construction.conventions));
    if (construction.conventions.generation === "tf.keras 1" && given.className === "RNN" && "remade" in given) {
      const inner = (given.remade as { cell?: { class_name?: string } }).cell;
      if (inner?.class_name === "StackedRNNCells") {
        throw new GatewiseError("not-supported", {
          where,
          received: "Bidirectional over stacked cells",
          expected: "one cell, in tf.keras of TensorFlow 1",
          fix: "the names that this version gives the backward cells are not known",
        });
      }
    }
    if (modern(construction.conventions)) checkDirections(given, ready, where, construction.conventions);
    const backwardName = prefixed("backward_", (ready ?? given).name, construction.conventions);
    const backward =
      ready === null
        ? construction.copy(given, backwardName)
        : construction.conventions.generation === "tf_keras"
          ? renamed(ready, backwardName)
          : ready;
    const outputs = (input: PartialShape): PartialShape[] => {
      const [forwardOut, ...states] = forward.outputs(input);
      const [backwardOut, ...backwardStates] = backward.outputs(input);
      const merged = merge(forwardOut, backwardOut, values.merge_mode as string | null);
      return [...merged, ...states, ...backwardStates];
    };
    return {
      outputs,
      runs: (input) =>
        bidirectionalDefinition(
          forward,
          backward,
          [forward.runs(input) as ComputedOf<"recurrent">, backward.runs(input) as ComputedOf<"recurrent">],
          values.merge_mode as string | null,
          where,
          construction,
        ),
      draws: (input, again) => [...(forward.draws?.(input, again) ?? []), ...(backward.draws?.(input, again) ?? [])],
      build(input, context: BuildContext) {
        const part = (layer: Layer) => ({ kind: "direction" as const, className, name: layer.name, counted: false });
        forward.build(input, context.inside(part(forward), forward.config));
        backward.build(input, context.backward(part(backward), backward.config, forward.depth === backward.depth));
        return outputs(input);
      },
    };
  },
};

/** Keras 3 writes a prefix that stands there already no second time. */
function prefixed(prefix: string, name: string, { generation }: Conventions): string {
  return generation === "keras 3" && name.startsWith(prefix) ? name : `${prefix}${name}`;
}

function modern({ generation }: Conventions): boolean {
  return generation === "keras 3" || generation === "tf_keras";
}

/**
 * Holds that the directions differ, and all else is alike. Source: Keras 3.15.1, tf_keras 2.21 bidirectional.py
 * `_verify_layer_config`; Keras 3's own backward copy always runs backwards, tf_keras' runs against its layer.
 */
function checkDirections(forward: Layer, ready: Layer | null, where: string, { generation }: Conventions): void {
  if (ready === null && generation === "tf_keras") return;
  const backwards = ready === null ? true : ready.config.go_backwards === true;
  if (backwards === (forward.config.go_backwards === true)) {
    throw new GatewiseError("contradiction", {
      where: `${where}, go_backwards`,
      received: `${String(backwards)} for both directions`,
      expected: "layer forwards, backward_layer backwards",
      fix: ready === null ? "leave go_backwards out of layer" : "set go_backwards on backward_layer alone",
    });
  }
  for (const option of ["stateful", "return_sequences", "return_state"]) {
    if (ready === null || ready.config[option] === forward.config[option]) continue;
    throw new GatewiseError("contradiction", {
      where: `${where}, ${option}`,
      received: `${show(forward.config[option])} for layer, ${show(ready.config[option])} for backward_layer`,
      expected: "the same for both",
      fix: `give both layers the same ${option}`,
    });
  }
}

function renamed(layer: Layer, name: string): Layer {
  return { ...layer, name };
}

function merge(a: PartialShape, b: PartialShape, mode: string | null): PartialShape[] {
  if (mode === null) return [a, b];
  if (mode !== "concat") return [a];
  const [x, y] = [a[a.length - 1], b[b.length - 1]];
  if (x === null || y === null) throw internalError("a recurrent layer without a width");
  return [[...a.slice(0, -1), x + y]];
}
