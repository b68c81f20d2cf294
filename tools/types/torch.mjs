import { interfaceOf, joined, needsNothing, properties } from "./interfaces.mjs";

/** The types of arguments of which the tables say "any". */
const kinds = {
  normalized_shape: "number | readonly number[]",
  kernel_size: "number | readonly number[]",
  stride: "number | readonly number[]",
  padding: 'number | readonly number[] | "valid" | "same"',
  dilation: "number | readonly number[]",
  // Each of these weighs what a loss does not weigh.
  weight: "null",
  pos_weight: "null",
  betas: "readonly [number, number]",
};

/** Classes whose output comes with states. */
const recurrent = ["RNN", "LSTM", "GRU", "RNNCell", "LSTMCell", "GRUCell"];

const optionsOf = (tables) =>
  Object.entries(tables).map(([name, table]) => {
    const args = joined([{ generation: "PyTorch", table }]);
    return { name, args, text: interfaceOf(`${name}Options`, `Options of ${name}.`, properties(name, args, kinds)) };
  });

/** The types of every option of PyTorch, and the methods that take them. */
export function torchOptions({ modules, optimizers, losses }) {
  const classes = optionsOf(modules);
  return `/** The options of every class by their names in TypeScript. Written by tools/types/generate.mjs from the tables of arguments. */
import type { LayerDefinition, RecurrentDefinition } from "../../layers/index.ts";

${classes.map(({ text }) => text).join("\n")}
/** What a module gives of which no states come out. */
type PlainDefinition = Exclude<LayerDefinition, RecurrentDefinition>;

/** Makes modules by the names of their classes; without a name a module gets the first that is free: \`lstm\`, \`lstm_1\`, … */
export interface ModuleMethods<Recurrent, Plain> {
${classes
  .map(({ name, args }) => {
    const type = recurrent.includes(name) ? "Recurrent" : "Plain";
    return `  ${name}(options${needsNothing(args) ? "?" : ""}: ${name}Options, name?: string): ${type};\n`;
  })
  .join("")}}

${optionsOf({ ...optimizers, ...losses })
  .map(({ text }) => text)
  .join("\n")}`;
}
