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

/**
 * Initialisers with seeds of their own, by argument: what tf.keras 1's defaults are in words that take one. Without, all that stands behind
 * an Embedding depends on how many operations the graph held before.
 * Source: TensorFlow 1.8 keras/_impl/keras/layers/embeddings.py, recurrent.py, core.py.
 */
function seeded(seed: string): (layer: number) => Readonly<Record<"embedding" | "recurrent" | "dense", object>> {
  // What is no number is refused where the document is read.
  const first = /^-?\d+$/.test(seed) ? Number(BigInt.asUintN(30, BigInt(seed))) : 0;
  const uniform = (class_name: string, config: object, k: number) => ({ class_name, config: { ...config, seed: first + k } });
  const glorot = (k: number) => uniform("VarianceScaling", { scale: 1, mode: "fan_avg", distribution: "uniform" }, k);
  return (layer) => ({
    embedding: { embeddings_initializer: uniform("RandomUniform", { minval: -0.05, maxval: 0.05 }, 2 * layer) },
    recurrent: { kernel_initializer: glorot(2 * layer), recurrent_initializer: uniform("Orthogonal", { gain: 1 }, 2 * layer + 1) },
    dense: { kernel_initializer: glorot(2 * layer) },
  });
}

const keras: Words = {
  document(dialect, { characters, embedding, hidden, layers, dropout, batch, window, seed }) {
    const own = resolveDialect(dialect).conventions.generation === "tf.keras 1" ? seeded(seed) : () => null;
    return {
      gatewise: 1,
      dialect,
      seed,
      input_shape: [batch, window],
      layers: [
        { class_name: "Embedding", config: { input_dim: characters, output_dim: embedding, ...own(0)?.embedding } },
        ...Array.from({ length: layers }, (_, k) => [
          ...(k > 0 && dropout > 0 ? [{ class_name: "Dropout", config: { rate: dropout } }] : []),
          { class_name: "LSTM", config: { units: hidden, return_sequences: true, stateful: true, ...own(k + 1)?.recurrent } },
        ]).flat(),
        { class_name: "Dense", config: { units: characters, ...own(layers + 1)?.dense } },
      ],
    };
  },
  optimizer(dialect, { name, rate, clip }) {
    const resolved = resolveDialect(dialect);
    const { generation } = resolved.conventions;
    if (resolved.backend.name === "numpy") {
      throw new GatewiseError("not-supported", {
        where: "--like",
        received: dialect,
        expected: "a backend that trains: NumPy's has no gradients",
        fix: "such as --like keras@3.15/torch",
      });
    }
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
