import { interfaceOf, joined, needsNothing, properties } from "./interfaces.mjs";

/** The types of arguments of which the tables say "any". */
const kinds = {
  activation: "ActivationOption",
  initializer: "InitializerOption",
  regularizer: "RegularizerOption",
  constraint: "ConstraintOption",
  dtype: "DTypeOption",
  input_shape: "PartialShape",
  batch_input_shape: "PartialShape",
  batch_size: "number",
  input_dtype: "string",
  input_length: "number | PartialShape",
  noise_shape: "PartialShape",
  seed: "Seed",
  axis: "number | readonly number[]",
  input_axes: "number | readonly number[]",
  output_axes: "number | readonly number[]",
  target_shape: "readonly number[]",
  shape: "readonly number[]",
  use_cudnn: '"auto" | boolean',
  layer: "LayerOption",
  backward_layer: "LayerOption",
  cell: "LayerOption | readonly LayerOption[]",
  cells: "readonly LayerOption[]",
  learning_rate: "number | ScheduleOption",
  lr: "number | ScheduleOption",
  boundaries: "readonly number[]",
  values: "readonly number[]",
  verbose: "number",
  name: "string",
  value: "unknown",
  // Each of these adds or replaces weights, and is refused.
  weights: "null",
  lora_rank: "null",
  quantization_config: "null",
  renorm: "false",
  renorm_clipping: "null",
  renorm_momentum: "number",
};

/** Classes whose output comes with states. */
const recurrent = ["SimpleRNN", "LSTM", "GRU", "RNN", "Bidirectional"];

/** Tables of one class by generation, for every class of any generation. */
function byClass(generations, room) {
  const names = [...new Set(generations.flatMap((one) => Object.keys(one[room])))];
  return names.map((name) => {
    const tables = generations.filter((one) => name in one[room]).map((one) => ({ generation: one.generation, table: one[room][name] }));
    const having = tables.length === generations.length ? "" : ` Only in ${tables.map(({ generation }) => generation).join(", ")}.`;
    return { name, args: joined(tables), having };
  });
}

function map(name, doc, entries) {
  return interfaceOf(name, doc, entries.map(([key, type]) => `  readonly ${key}: ${type};\n`).join(""));
}

/** The types of every option of Keras, and the methods that take them. */
export function kerasOptions(generations) {
  const layers = byClass(generations, "layers").sort((a, b) => (a.name < b.name ? -1 : 1));
  const optimizers = byClass(generations, "optimizers");
  const schedules = byClass(generations, "schedules");
  const losses = byClass(generations, "losses");
  const callbacks = byClass(generations, "callbacks");
  const initializers = byClass(generations, "initializers");
  const definition = (name) => (recurrent.includes(name) ? "RecurrentDefinition" : "PlainDefinition");
  return `/** The options of every class by their names in TypeScript. Written by tools/types/generate.mjs from the tables of arguments. */
import type { RecurrentDefinition } from "../../layers/index.ts";
import type { PartialShape } from "./build-context.ts";
import type { KerasLayer } from "./keras-layer.ts";
import type { ActivationOption, ConstraintOption, DTypeOption, PlainDefinition, RegularizerOption, Written } from "./option-kinds.ts";
import type { Seed } from "./session-options.ts";

export type { ActivationOption, ConstraintOption, DTypeOption, RegularizerOption } from "./option-kinds.ts";

/** The classes of layers. */
export type LayerClassName = ${layers.map(({ name }) => JSON.stringify(name)).join(" | ")};

/** A layer or a cell as JSON writes it, its config in Keras' words. */
export interface LayerEntry extends Written {
  readonly class_name: LayerClassName;
  readonly config?: object;
}

/** A layer or a cell inside another: one that the session made, or as JSON writes it. */
export type LayerOption = KerasLayer | LayerEntry;

/** The names of initialisers. */
export type InitializerName = ${initializers.map(({ name }) => JSON.stringify(name)).join(" | ")};

/** Which config each initialiser takes. */
${interfaceOf(
  "InitializerConfigs",
  "By each of their names.",
  initializers.map(({ name, args }) => `  readonly ${name}: {\n${properties(name, args, kinds, (word) => word)}  };\n`).join(""),
).replace(/^.*\n/, "")}
/** An initialiser: its name, or as JSON writes it. */
export type InitializerOption =
  | InitializerName
  | { [N in InitializerName]: Written & { readonly class_name: N; readonly config?: InitializerConfigs[N] } }[InitializerName];

/** A schedule: what keras.schedule gives. */
export type ScheduleOption = Written & { readonly class_name: string; readonly config?: Readonly<Record<string, unknown>> };

${layers.map(({ name, args, having }) => interfaceOf(`${name}Options`, `Options of ${name}.${having}`, properties(name, args, kinds))).join("\n")}
/** Makes layers by the names of their classes. */
export abstract class LayerMethods {
  /** Makes a layer from options in camelCase, to be built on its own. */
  abstract layer(className: string, options: object): KerasLayer;
${layers
  .map(({ name, args }) => {
    const type = `KerasLayer<${definition(name)}>`;
    const given = `options: ${name}Options${needsNothing(args) ? " = {}" : ""}`;
    return `  ${name}(${given}): ${type} {\n    return this.layer("${name}", options) as KerasLayer as ${type};\n  }\n`;
  })
  .join("")}}

${optimizers.map(({ name, args, having }) => interfaceOf(`${name}Options`, `Options of ${name}.${having}`, properties(name, args, kinds))).join("\n")}
${map(
  "OptimizerOptions",
  "Options of optimisers by name, in Keras' letters or in small ones.",
  optimizers.flatMap(({ name }) => [
    [name, `${name}Options`],
    [name.toLowerCase(), `${name}Options`],
  ]),
)}
${schedules.map(({ name, args }) => interfaceOf(`${name}Options`, `Options of ${name}.`, properties(name, args, kinds))).join("\n")}
${map(
  "ScheduleOptions",
  "Options of schedules by name.",
  schedules.map(({ name }) => [name, `${name}Options`]),
)}
${interfaceOf(
  "LossOptions",
  "Options of losses by each of their names.",
  losses.map(({ name, args }) => `  readonly ${name}: {\n${properties(name, args, kinds)}  };\n`).join(""),
)}
${callbacks.map(({ name, args }) => interfaceOf(`${name}Options`, `Options of ${name}.`, properties(name, args, kinds))).join("\n")}`;
}
