import { PythonNames, pythonCall, pythonValue, Verbatim } from "./python.ts";

type Block = Readonly<Record<string, unknown>>;

/** The tensors of a program so far, and what they are called in Python. */
interface Tensors {
  readonly sizes: Map<string, { readonly batch: unknown; readonly dtype: string }>;
  readonly names: PythonNames;
}

/** The lines of TensorFlow 1 that give this start, bit for bit. */
export function ownTf1(document: { readonly seed?: unknown; readonly program: readonly Block[] }): string[] {
  const seed = document.seed !== null && typeof document.seed === "object" ? (document.seed as { graph?: unknown }).graph : document.seed;
  const lines = ["import tensorflow as tf", ""];
  if (seed !== null && seed !== undefined) lines.push(`tf.set_random_seed(${String(seed)})`);
  lines.push(...printBlocks(document.program, "", { sizes: new Map(), names: new PythonNames(["cell", "state", "output"]) }));
  return lines;
}

function printBlocks(blocks: readonly Block[], indent: string, tensors: Tensors): string[] {
  const lines = blocks.flatMap((block) => printBlock(block, indent, tensors));
  return lines.length === 0 ? [`${indent}pass`] : lines;
}

function printBlock(block: Block, indent: string, tensors: Tensors): string[] {
  if ("placeholder" in block) {
    const { name, shape, dtype = "float32" } = block.placeholder as { name: string; shape: unknown[]; dtype?: string };
    tensors.sizes.set(name, { batch: shape[0], dtype });
    return [`${indent}${tensors.names.of(name)} = tf.placeholder(tf.${dtype}, ${pythonValue(shape)}, name=${pythonValue(name)})`];
  }
  if ("constant" in block) {
    const { dtype, ...rest } = block.constant as Record<string, unknown>;
    const typed = dtype === undefined ? rest : { ...rest, dtype: new Verbatim(`tf.${String(dtype)}`) };
    return [`${indent}${tensors.names.of(String(rest.name ?? "constant"))} = ${pythonCall("tf.constant", typed, ["value"])}`];
  }
  if ("variable_scope" in block) {
    const { variable_scope: name, initializer, dtype, reuse, do: body } = block;
    const options = {
      ...(initializer === undefined || initializer === null ? {} : { initializer: initializerOf(initializer) }),
      ...(dtype === undefined || dtype === null ? {} : { dtype: new Verbatim(`tf.${String(dtype)}`) }),
      ...(reuse === undefined || reuse === null ? {} : { reuse: reuse === "AUTO_REUSE" ? new Verbatim("tf.AUTO_REUSE") : reuse }),
    };
    return [
      `${indent}with ${pythonCall("tf.variable_scope", { name_or_scope: name, ...options }, ["name_or_scope"])}:`,
      ...printBlocks((body ?? []) as Block[], `${indent}    `, tensors),
    ];
  }
  if ("get_variable" in block) {
    const { name, dtype, initializer, ...rest } = block.get_variable as Record<string, unknown>;
    const typed = {
      ...rest,
      ...(dtype === undefined ? {} : { dtype: new Verbatim(`tf.${String(dtype)}`) }),
      ...(initializer === undefined ? {} : { initializer: initializerOf(initializer) }),
    };
    return [`${indent}${pythonCall("tf.get_variable", { name, ...typed }, ["name", "shape"])}`];
  }
  if ("Variable" in block) {
    const { initial_value: value, dtype, ...rest } = block.Variable as Record<string, unknown>;
    const initial =
      value !== null && typeof value === "object" && !Array.isArray(value) ? sampled(value as Record<string, unknown>) : value;
    const typed = dtype === undefined ? rest : { ...rest, dtype: new Verbatim(`tf.${String(dtype)}`) };
    return [`${indent}${pythonCall("tf.Variable", { initial_value: initial, ...typed }, ["initial_value"])}`];
  }
  const { cell, inputs, as } = block as { cell: unknown; inputs: string; as?: string };
  const { batch, dtype } = tensors.sizes.get(inputs) ?? { batch: null, dtype: "float32" };
  if (as !== undefined) tensors.sizes.set(as, { batch, dtype });
  const size = batch === null ? `tf.shape(${tensors.names.of(inputs)})[0]` : String(batch);
  return [
    `${indent}cell = ${cellOf(cell)}`,
    `${indent}${as === undefined ? "output" : tensors.names.of(as)}, state = cell(${tensors.names.of(inputs)}, cell.zero_state(${size}, tf.${dtype}))`,
  ];
}

function cellOf(value: unknown): string {
  const [name, args] = Object.entries(value as Record<string, unknown>)[0];
  if (name === "MultiRNNCell") {
    const { cells, ...rest } = (Array.isArray(args) ? { cells: args } : args) as { cells: unknown[] } & Record<string, unknown>;
    return pythonCall("tf.contrib.rnn.MultiRNNCell", { cells: new Verbatim(`[${cells.map(cellOf).join(", ")}]`), ...rest }, ["cells"]);
  }
  const written = Object.fromEntries(
    Object.entries(args as Record<string, unknown>).map(([key, inner]) => [
      key,
      key.endsWith("initializer")
        ? initializerOf(inner)
        : key === "reuse" && inner === "AUTO_REUSE"
          ? new Verbatim("tf.AUTO_REUSE")
          : inner,
    ]),
  );
  return pythonCall(`tf.contrib.rnn.${name}`, written, ["num_units"]);
}

function initializerOf(value: unknown): unknown {
  if (value === null || typeof value === "number" || Array.isArray(value)) return value;
  const [name, args] = typeof value === "string" ? [value, {}] : Object.entries(value as Record<string, unknown>)[0];
  const { dtype, ...rest } = (args ?? {}) as Record<string, unknown>;
  const typed = dtype === undefined ? rest : { ...rest, dtype: new Verbatim(`tf.${String(dtype)}`) };
  return new Verbatim(pythonCall(name.startsWith("contrib.") ? `tf.contrib.layers.${name.slice(8)}` : `tf.${name}`, typed));
}

function sampled(value: Record<string, unknown>): Verbatim {
  const [name, args] = Object.entries(value)[0];
  const { dtype, ...rest } = args as Record<string, unknown>;
  return new Verbatim(
    pythonCall(`tf.${name}`, { ...rest, ...(dtype === undefined ? {} : { dtype: new Verbatim(`tf.${String(dtype)}`) }) }, ["shape"]),
  );
}
