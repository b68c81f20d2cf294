import { type ArgumentTable, checkArguments, GatewiseError, inFrameworkWords, show } from "../../base/index.ts";
import type { OutputLoss } from "../../train/index.ts";
import type { BCELossOptions, BCEWithLogitsLossOptions, CrossEntropyLossOptions, MSELossOptions } from "./options.gen.ts";

type Values = Readonly<Record<string, unknown>>;

interface LossClass {
  readonly arguments: ArgumentTable;
  readonly loss: (values: Values) => OutputLoss;
}

const nothing = { type: "any", default: null } as const;
const mean = { type: "string", default: "mean", oneOf: ["mean"] } as const;

/** The losses of torch.nn. Source: PyTorch 2.13 torch/nn/modules/loss.py and torch/nn/functional.py. */
const classes: { readonly [name in "MSELoss" | "BCELoss" | "BCEWithLogitsLoss" | "CrossEntropyLoss"]: LossClass } = {
  MSELoss: { arguments: { reduction: mean }, loss: () => ({ kind: "squaredError" }) },
  BCELoss: {
    arguments: { weight: nothing, reduction: mean },
    // Source: PyTorch 2.13 BCELoss, "clamp its log function outputs to be greater than or equal to -100".
    loss: () => ({ kind: "binaryCrossEntropy", from: "probabilities", leastLog: -100 }),
  },
  BCEWithLogitsLoss: {
    arguments: { weight: nothing, reduction: mean, pos_weight: nothing },
    loss: () => ({ kind: "binaryCrossEntropy", from: "logits" }),
  },
  CrossEntropyLoss: {
    arguments: {
      weight: nothing,
      ignore_index: { type: "integer", default: -100 },
      reduction: { type: "string", default: "mean", oneOf: ["mean", "sum"] },
      label_smoothing: { type: "number", default: 0, min: 0, max: 0 },
    },
    loss: ({ ignore_index, reduction }) => ({
      kind: "labelCrossEntropy",
      from: "logits",
      ignore: ignore_index as number,
      ...(reduction === "sum" ? { reduction: "sum" as const } : {}),
    }),
  },
};

/** The arguments of every loss. */
export function lossTables(): { readonly [className: string]: ArgumentTable } {
  return Object.fromEntries(Object.entries(classes).map(([name, { arguments: table }]) => [name, table]));
}

function loss(className: keyof typeof classes, options: object): OutputLoss {
  const where = `torch.nn.${className}`;
  return inFrameworkWords(where, options, (words) => {
    const { values } = checkArguments(where, classes[className].arguments, words);
    for (const argument of ["weight", "pos_weight"]) {
      if ((values[argument] ?? null) === null) continue;
      throw new GatewiseError("not-supported", {
        where: `${where}, argument ${argument}`,
        received: show(values[argument]),
        expected: "null",
        fix: `leave ${argument} out, or give a function of your own as the loss`,
      });
    }
    return classes[className].loss(values);
  });
}

/**
 * The losses of torch.nn for `fit` and `evaluate`: PyTorch's names and defaults, options in camelCase; classes lie along the last axis.
 *
 * Throws: unknown-option, wrong-type, out-of-range, not-supported.
 */
export const nn = {
  MSELoss: (options: MSELossOptions = {}): OutputLoss => loss("MSELoss", options),
  BCELoss: (options: BCELossOptions = {}): OutputLoss => loss("BCELoss", options),
  BCEWithLogitsLoss: (options: BCEWithLogitsLossOptions = {}): OutputLoss => loss("BCEWithLogitsLoss", options),
  CrossEntropyLoss: (options: CrossEntropyLossOptions = {}): OutputLoss => loss("CrossEntropyLoss", options),
} as const;
