import { type ArgumentTable, checkArguments, GatewiseError, show, unknownName } from "../../base/index.ts";
import type { OutputLoss } from "../../train/index.ts";
import type { Conventions, ResolvedDialect } from "./versions.ts";

type Values = Readonly<Record<string, unknown>>;

/** What config.json has for its epsilon in every generation. */
const epsilon = 1e-7;

interface LossClass {
  /** Other names of it. */
  readonly aliases: readonly string[];
  readonly arguments: ArgumentTable;
  loss(values: Values, dialect: ResolvedDialect): OutputLoss;
}

const fromLogits = { from_logits: { type: "boolean", default: false } } as const;
const smoothing = { label_smoothing: { type: "number", default: 0, min: 0, max: 1 } } as const;
const from = ({ from_logits }: Values) =>
  from_logits === true ? ({ from: "logits" } as const) : ({ from: "probabilities", clip: epsilon } as const);

/**
 * The classes of keras.losses. Source: Keras 3.15.1 losses/losses.py and backend/…/nn.py, tf_keras 2.21 losses.py and backend.py,
 * Keras 2.1.6 losses.py and backend/tensorflow_backend.py.
 */
const classes: { readonly [name: string]: LossClass } = {
  MeanSquaredError: { aliases: ["mean_squared_error", "mse", "MSE"], arguments: {}, loss: () => ({ kind: "squaredError" }) },
  BinaryCrossentropy: {
    aliases: ["binary_crossentropy"],
    arguments: { ...fromLogits, ...smoothing },
    loss: (values, { conventions }) => {
      if (values.label_smoothing !== 0) {
        throw new GatewiseError("not-supported", {
          where: "loss BinaryCrossentropy, argument label_smoothing",
          received: show(values.label_smoothing),
          expected: "0",
          fix: "leave label_smoothing out, and give targets of t * (1 - s) + s / 2",
        });
      }
      const added = conventions.generation === "tf_keras" && values.from_logits !== true ? { added: epsilon } : {};
      return { kind: "binaryCrossEntropy", ...from(values), ...added };
    },
  },
  CategoricalCrossentropy: {
    aliases: ["categorical_crossentropy"],
    arguments: { ...fromLogits, ...smoothing },
    loss: (values) => ({
      kind: "categoricalCrossEntropy",
      ...from(values),
      ...(values.from_logits === true ? {} : { normalise: true }),
      ...(values.label_smoothing === 0 ? {} : { smoothing: values.label_smoothing as number }),
    }),
  },
  SparseCategoricalCrossentropy: {
    aliases: ["sparse_categorical_crossentropy"],
    arguments: { ...fromLogits, ignore_class: { type: "integer", default: null, nullable: true } },
    loss: (values, { conventions, backend }) => {
      const tensorflow = conventions.generation !== "keras 3" || backend.name === "tensorflow";
      return {
        kind: "labelCrossEntropy",
        ...from(values),
        ...(values.from_logits === true ? {} : tensorflow ? { normaliseClipped: true } : { normalise: true }),
        ...(values.ignore_class === null ? {} : { ignore: values.ignore_class as number }),
      };
    },
  },
};

const reductions = ["sum_over_batch_size", "sum"];

function argumentsOf(name: string, { generation }: Conventions): ArgumentTable {
  // Keras 2 has its losses as functions, by name alone.
  if (generation === "keras 2" || generation === "tf.keras 1") return {};
  return {
    ...classes[name].arguments,
    reduction: { type: "string", default: "sum_over_batch_size", oneOf: generation === "tf_keras" ? [...reductions, "auto"] : reductions },
    name: { type: "string", default: null, nullable: true },
  };
}

/** Every name of a loss in a generation, with its class. */
function namesOf({ generation }: Conventions): Map<string, string> {
  const asFunctions = generation === "keras 2" || generation === "tf.keras 1";
  return new Map(
    Object.entries(classes).flatMap(([name, { aliases }]) => [...(asFunctions ? [] : [name]), ...aliases].map((one) => [one, name])),
  );
}

/** The arguments of every loss by each of its names. */
export function lossTables(conventions: Conventions): { readonly [name: string]: ArgumentTable } {
  return Object.fromEntries([...namesOf(conventions)].map(([name, className]) => [name, argumentsOf(className, conventions)]));
}

/** Reads a loss of Keras by its name. Throws: unknown-class, unknown-option, wrong-type, out-of-range, not-supported. */
export function kerasLoss(dialect: ResolvedDialect, name: string, config: Values): OutputLoss {
  const names = namesOf(dialect.conventions);
  const className = names.get(name);
  if (className === undefined) throw unknownName("unknown-class", "loss", name, [...names.keys()]);
  const { values } = checkArguments(`loss ${name}`, argumentsOf(className, dialect.conventions), config);
  const loss = classes[className].loss({ from_logits: false, label_smoothing: 0, ignore_class: null, ...values }, dialect);
  return values.reduction === "sum" ? { ...loss, reduction: "sum" } : loss;
}
