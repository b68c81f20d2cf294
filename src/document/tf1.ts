import { z } from "zod";
import { GatewiseError, onlyKeys, show, unknownName } from "../base/index.ts";
import { type GetVariableOptions, type Reuse, TensorFlowGraph, type VariableScopeOptions } from "../dialects/tf1/index.ts";
import { type Built, type DocumentDialect, refuseDtype } from "./built.ts";
import { maxEntries, parseWith } from "./parse.ts";
import { seedNumber } from "./seeds.ts";

const block = z.record(z.string(), z.unknown());

/** The TensorFlow 1 form of the model document: a program of nested blocks, in execution order. */
export const tf1Document = z.object({
  gatewise: z.literal(1),
  dialect: z.string(),
  seed: z.union([seedNumber, z.null(), z.object({ graph: z.union([seedNumber, z.null()]) })]).optional(),
  program: z.array(block).min(1).max(maxEntries),
});

type Block = Readonly<Record<string, unknown>>;

/** Blocks that need loops, wrappers or name scopes. */
const later = [
  "static_rnn",
  "dynamic_rnn",
  "bidirectional_dynamic_rnn",
  "stack_bidirectional_dynamic_rnn",
  "embedding_lookup",
  "dense",
  "raw_op_count",
  "name_scope",
];

export const tf1Dialect: DocumentDialect = {
  framework: "tf1",
  build(document, dialect, given): Built {
    refuseDtype(given);
    const { seed } = given;
    onlyKeys(document, ["gatewise", "dialect", "seed", "program"], "model document");
    if (document.seed !== null && typeof document.seed === "object") onlyKeys(document.seed as Block, ["graph"], "model document, seed");
    const parsed = parseWith(tf1Document, document, "model document");
    const own = parsed.seed !== null && typeof parsed.seed === "object" ? parsed.seed.graph : parsed.seed;
    const graph = new TensorFlowGraph({
      version: dialect.split("@")[1] ?? "",
      seed: (seed === undefined ? own : (seed as string)) ?? null,
    });
    run(graph, parsed.program, "program");
    return {
      plan: () => graph.plan(),
      explanation: () => graph.explanation(),
      tensors: () => graph.variables(),
      load: (name, values, source) => graph.load(name, values, source),
    };
  },
};

function run(graph: TensorFlowGraph, blocks: readonly Block[], where: string): void {
  blocks.forEach((entry, k) => {
    const place = `${where}[${k}]`;
    const kind = Object.keys(entry).find((key) => Object.hasOwn(kinds, key) || later.includes(key));
    if (kind === undefined) throw unknownName("unknown-class", place, Object.keys(entry)[0] ?? "nothing", Object.keys(kinds));
    if (later.includes(kind)) {
      throw new GatewiseError("not-supported", {
        where: place,
        received: kind,
        expected: `one of ${Object.keys(kinds).join(", ")}`,
        fix: `${kind} needs the scope machine, which is not built yet`,
      });
    }
    kinds[kind](graph, entry, place);
  });
}

const kinds: { readonly [kind: string]: (graph: TensorFlowGraph, entry: Block, where: string) => void } = {
  placeholder(graph, entry, where) {
    onlyKeys(entry, ["placeholder"], where);
    const { name, shape, dtype } = argumentsOf(entry.placeholder, ["name", "shape", "dtype"], `${where}, placeholder`);
    graph.placeholder(nameOf(name, where), partialShape(shape, where), (dtype as string | undefined) ?? "float32");
  },
  constant(graph, entry, where) {
    onlyKeys(entry, ["constant"], where);
    const { value, name, dtype, shape } = argumentsOf(entry.constant, ["value", "name", "dtype", "shape"], `${where}, constant`);
    const known = shape === undefined ? undefined : parseWith(z.array(z.int().nonnegative()), shape, `${where}, constant, shape`);
    graph.constant(value, name === undefined ? undefined : nameOf(name, where), dtype as string | undefined, known);
  },
  variable_scope(graph, entry, where) {
    onlyKeys(entry, ["variable_scope", "initializer", "dtype", "reuse", "do"], where);
    const { variable_scope: name, do: body, ...options } = entry;
    if (typeof name !== "string") {
      throw new GatewiseError("not-supported", {
        where,
        received: show(name),
        expected: "a scope name",
        fix: "default names need the scope machine, which is not built yet",
      });
    }
    const blocks = parseWith(z.array(block), body ?? [], `${where}, do`);
    graph.variableScope(name, options as VariableScopeOptions & { reuse?: Reuse }, () => run(graph, blocks, `${where}, do`));
  },
  get_variable(graph, entry, where) {
    onlyKeys(entry, ["get_variable"], where);
    const {
      name,
      trainable: _trainable,
      ...options
    } = argumentsOf(entry.get_variable, ["name", "shape", "dtype", "initializer", "trainable"], `${where}, get_variable`);
    graph.getVariable(nameOf(name, where), options as GetVariableOptions);
  },
  Variable(graph, entry, where) {
    onlyKeys(entry, ["Variable"], where);
    const {
      initial_value: value,
      name,
      dtype,
    } = argumentsOf(entry.Variable, ["initial_value", "name", "dtype", "trainable"], `${where}, Variable`);
    graph.Variable(value, {
      ...(name === undefined ? {} : { name: nameOf(name, where) }),
      ...(dtype === undefined ? {} : { dtype: dtype as string }),
    });
  },
  cell(graph, entry, where) {
    onlyKeys(entry, ["cell", "inputs", "state", "as"], where);
    if (entry.state !== undefined && entry.state !== "zero_state") {
      throw new GatewiseError("not-supported", {
        where: `${where}, state`,
        received: show(entry.state),
        expected: '"zero_state"',
        fix: "other states need the scope machine, which is not built yet",
      });
    }
    const cell = graph.cell(entry.cell, `${where}, cell`);
    const as = entry.as === undefined ? {} : { as: nameOf(entry.as, where) };
    graph.callCell(cell, graph.tensor(nameOf(entry.inputs, `${where}, inputs`)), { where, ...as });
  },
};

function argumentsOf(value: unknown, legal: string[], where: string): Record<string, unknown> {
  const parsed = parseWith(block, value, where);
  onlyKeys(parsed, legal, where);
  return parsed;
}

function nameOf(value: unknown, where: string): string {
  if (typeof value === "string" && value !== "") return value;
  throw new GatewiseError("bad-document", { where: `${where}, name`, received: show(value), expected: "a name", fix: "give it a name" });
}

function partialShape(value: unknown, where: string): (number | null)[] {
  return parseWith(z.array(z.union([z.int().nonnegative(), z.null()])), value, `${where}, shape`);
}
