import { type ArgumentRule, type ArgumentTable, checkArguments, checkText, GatewiseError, unknownName } from "../base/index.ts";
import { kerasFrameworks, kerasOptimizer, resolveDialect } from "../dialects/keras/index.ts";
import { torchOptimizer } from "../dialects/torch/index.ts";
import type { Clip, OptimizerDefinition } from "../train/index.ts";
import { documentDialects } from "./registry.ts";

/** A model that foretells the next character of a text. */
export interface TextModel {
  readonly characters: number;
  readonly embedding: number;
  readonly hidden: number;
  readonly layers: number;
  /** Between the recurrent layers. */
  readonly dropout: number;
  readonly batch: number;
  readonly window: number;
  readonly seed: string;
}

/** An optimiser that several frameworks have, by one name. */
export type OptimizerName = "sgd" | "momentum" | "adagrad" | "rmsprop" | "adam" | "adamw";

export const optimizerNames: readonly OptimizerName[] = ["sgd", "momentum", "adagrad", "rmsprop", "adam", "adamw"];

export interface OptimizerChoice {
  readonly name: OptimizerName;
  readonly rate: number;
  /** The norm of all gradients together is clipped to this, as the framework does it. null: not at all. */
  readonly clip: number | null;
}

/** How a framework writes the model and its optimiser. */
interface Words {
  document(dialect: string, model: TextModel): Readonly<Record<string, unknown>>;
  optimizer(dialect: string, choice: OptimizerChoice): OptimizerDefinition;
}

/** PyTorch and Keras name their classes alike. */
const classes: Readonly<Record<OptimizerName, readonly [className: string, args: Readonly<Record<string, unknown>>]>> = {
  sgd: ["SGD", {}],
  momentum: ["SGD", { momentum: 0.9 }],
  adagrad: ["Adagrad", {}],
  rmsprop: ["RMSprop", {}],
  adam: ["Adam", {}],
  adamw: ["AdamW", {}],
};

const torch: Words = {
  document: (dialect, { characters, embedding, hidden, layers, dropout, seed }) => ({
    gatewise: 1,
    dialect,
    seed: { manual_seed: seed },
    modules: [
      { name: "embedding", class: "Embedding", args: { num_embeddings: characters, embedding_dim: embedding } },
      {
        name: "lstm",
        class: "LSTM",
        args: { input_size: embedding, hidden_size: hidden, num_layers: layers, batch_first: true, ...(dropout === 0 ? {} : { dropout }) },
      },
      { name: "decoder", class: "Linear", args: { in_features: hidden, out_features: characters } },
    ],
  }),
  optimizer(_, { name, rate, clip }) {
    const [className, args] = classes[name];
    const guarded: Clip | null = clip === null ? null : { kind: "globalNorm", max: clip, scale: "guarded" };
    return { ...torchOptimizer(className, { ...args, lr: rate }), ...(guarded === null ? {} : { clip: [guarded] }) };
  },
};

const keras: Words = {
  document: (dialect, { characters, embedding, hidden, layers, dropout, batch, window, seed }) => ({
    gatewise: 1,
    dialect,
    seed,
    input_shape: [batch, window],
    layers: [
      { class_name: "Embedding", config: { input_dim: characters, output_dim: embedding } },
      ...Array.from({ length: layers }, (_, k) => [
        ...(k > 0 && dropout > 0 ? [{ class_name: "Dropout", config: { rate: dropout } }] : []),
        { class_name: "LSTM", config: { units: hidden, return_sequences: true, stateful: true } },
      ]).flat(),
      { class_name: "Dense", config: { units: characters } },
    ],
  }),
  optimizer(dialect, { name, rate, clip }) {
    const resolved = resolveDialect(dialect);
    const { generation } = resolved.conventions;
    const modern = generation === "keras 3" || generation === "tf_keras";
    const [className, config] = classes[name];
    // Up to Keras 2, clipnorm is the norm of all gradients together.
    const clipped = clip === null ? {} : { [modern ? "global_clipnorm" : "clipnorm"]: clip };
    return kerasOptimizer(resolved, { class_name: className, config: { ...config, [modern ? "learning_rate" : "lr"]: rate, ...clipped } });
  },
};

const words: Readonly<Record<string, Words>> = { torch, ...Object.fromEntries(kerasFrameworks.map((framework) => [framework, keras])) };

const size: ArgumentRule = { type: "integer", min: 1 };
const modelParts: ArgumentTable = {
  ...{ characters: size, embedding: size, hidden: size, layers: size, batch: size, window: size },
  dropout: { type: "number", min: 0, max: 1 },
  seed: { type: "string" },
};
const choiceParts: ArgumentTable = {
  name: { type: "string", oneOf: optimizerNames },
  rate: { type: "number" },
  clip: { type: "number", nullable: true },
};

/**
 * Writes a character model in a framework's words, as a model document, and reads the optimiser with the framework's defaults.
 *
 * Throws: not-supported where the dialect has no training here, and what the dialect refuses.
 */
export function textModel(
  dialect: string,
  model: TextModel,
  choice: OptimizerChoice,
): { readonly document: Readonly<Record<string, unknown>>; readonly optimizer: OptimizerDefinition } {
  checkText("textModel, dialect", dialect);
  checkArguments("textModel, model", modelParts, model as unknown as Readonly<Record<string, unknown>>);
  checkArguments("textModel, choice", choiceParts, choice as unknown as Readonly<Record<string, unknown>>);
  const [framework] = dialect.split("@");
  const known = documentDialects.map((one) => one.framework);
  if (!known.includes(framework)) throw unknownName("unknown-dialect", `--like ${dialect}`, framework, known);
  if (!Object.hasOwn(words, framework)) {
    throw new GatewiseError("not-supported", {
      where: "--like",
      received: dialect,
      expected: `a framework whose layers, losses and optimisers run here: ${Object.keys(words).join(", ")}`,
      fix: "such as --like torch@2.13 or --like keras@3.15/torch",
    });
  }
  const { document, optimizer } = words[framework];
  return { document: document(dialect, model), optimizer: optimizer(dialect, choice) };
}
