import { type ArgumentTable, checkArguments, GatewiseError, show, unknownName } from "../../base/index.ts";
import type { OptimizerDefinition, Rounding, UpdateCall } from "../../train/index.ts";

type Values = Readonly<Record<string, unknown>>;

interface OptimizerClass {
  readonly arguments: ArgumentTable;
  update(values: Values, where: string): UpdateCall;
  /** AdamW shrinks the weights; the others add to the gradient. */
  readonly decoupled?: boolean;
}

const amount = (value: number) => ({ type: "number", default: value, min: 0 }) as const;
const no = { type: "boolean", default: false } as const;
/** Arguments that choose an implementation; on a CPU only the plain one has these numbers. */
const plain = { type: "boolean", default: null, nullable: true } as const;
const shared: ArgumentTable = { maximize: no, foreach: plain, capturable: no, differentiable: no };

const adamArguments = (decay: number): ArgumentTable => ({
  lr: amount(1e-3),
  betas: { type: "any", default: [0.9, 0.999] },
  eps: amount(1e-8),
  weight_decay: amount(decay),
  amsgrad: no,
  fused: plain,
  ...shared,
});

/** The classes of torch.optim. Source: PyTorch 2.13 torch/optim/*.py, the single-tensor form that a CPU takes. */
const classes: { readonly [name: string]: OptimizerClass } = {
  SGD: {
    arguments: {
      lr: amount(1e-3),
      momentum: amount(0),
      dampening: { type: "number", default: 0 },
      weight_decay: amount(0),
      nesterov: no,
      fused: plain,
      ...shared,
    },
    update({ momentum, dampening, nesterov }, where) {
      if (nesterov === true && (momentum === 0 || dampening !== 0)) {
        throw new GatewiseError("contradiction", {
          where: `${where}, argument nesterov`,
          received: `momentum=${show(momentum)}, dampening=${show(dampening)}`,
          expected: "Nesterov momentum requires a momentum and zero dampening",
          fix: "give a momentum, and no dampening",
        });
      }
      if (momentum === 0) return { rule: "sgd" };
      return {
        rule: "momentum",
        momentum: momentum as number,
        nesterov: nesterov === true ? "parts together" : null,
        rateInside: false,
        dampening: dampening as number,
        firstWhole: true,
      };
    },
  },
  Adagrad: {
    arguments: {
      lr: amount(1e-2),
      lr_decay: amount(0),
      weight_decay: amount(0),
      initial_accumulator_value: amount(0),
      eps: amount(1e-10),
      fused: plain,
      ...shared,
    },
    update: ({ initial_accumulator_value, eps }) => ({
      rule: "adagrad",
      start: initial_accumulator_value as number,
      epsilon: eps as number,
      epsilonAt: "outside the root",
    }),
  },
  RMSprop: {
    arguments: {
      lr: amount(1e-2),
      alpha: amount(0.99),
      eps: amount(1e-8),
      weight_decay: amount(0),
      momentum: amount(0),
      centered: no,
      ...shared,
    },
    update: ({ alpha, eps, momentum, centered }) => ({
      rule: "rmsprop",
      kept: alpha as number,
      momentum: momentum as number,
      centered: centered as boolean,
      epsilon: eps as number,
      epsilonAt: "outside the root",
      start: 0,
      rateInside: false,
      averaging: "sum",
      averagingOfGradients: "towards",
      squaredFirst: false,
    }),
  },
  Adam: {
    arguments: { ...adamArguments(0), decoupled_weight_decay: no },
    update: adamUpdate,
  },
  AdamW: { arguments: adamArguments(1e-2), update: adamUpdate, decoupled: true },
};

/** Classes that PyTorch has and gatewise does not do. */
const others = ["ASGD", "Adadelta", "Adafactor", "Adamax", "LBFGS", "Muon", "NAdam", "RAdam", "Rprop", "SparseAdam"];

function adamUpdate({ betas, eps, amsgrad }: Values, where: string): UpdateCall {
  if (!Array.isArray(betas) || betas.length !== 2 || !betas.every((beta) => typeof beta === "number")) {
    throw new GatewiseError("wrong-type", {
      where: `${where}, argument betas`,
      received: show(betas),
      expected: "two numbers",
      fix: "give [0.9, 0.999], or others",
    });
  }
  betas.forEach((beta, index) => {
    if (beta >= 0 && beta < 1) return;
    throw new GatewiseError("out-of-range", {
      where: `${where}, argument betas`,
      received: `Invalid beta parameter at index ${index}: ${beta}`,
      expected: "at least 0 and below 1",
      fix: "give [0.9, 0.999], or others",
    });
  });
  return {
    rule: "adam",
    beta1: betas[0],
    beta2: betas[1],
    epsilon: eps as number,
    epsilonAt: "the corrected root",
    greatest: amsgrad as boolean,
    powers: "double",
    ratioFirst: false,
    averaging: "towards",
    averagingOfSquares: "sum",
    squaredFirst: false,
  };
}

/** The arguments of every class. */
export function optimizerTables(): { readonly [className: string]: ArgumentTable } {
  return Object.fromEntries(Object.entries(classes).map(([name, { arguments: table }]) => [name, table]));
}

const rounding: Rounding = { scalars: "double", fused: true };

/**
 * Reads a class of torch.optim and its arguments, in the framework's words, into its equation and conventions.
 *
 * Throws: unknown-class, unknown-option, wrong-type, out-of-range, contradiction, not-supported.
 */
export function torchOptimizer(className: string, args: Values = {}): OptimizerDefinition {
  if (others.includes(className)) {
    throw new GatewiseError("not-supported", {
      where: "torch.optim",
      received: className,
      expected: `one of ${Object.keys(classes).join(", ")}`,
      fix: "choose another optimiser",
    });
  }
  if (!Object.hasOwn(classes, className)) throw unknownName("unknown-class", "torch.optim", className, Object.keys(classes));
  const where = `torch.optim.${className}`;
  const chosen = classes[className];
  const { values } = checkArguments(where, chosen.arguments, args);
  for (const argument of ["fused", "foreach", "capturable", "differentiable"]) {
    if (values[argument] !== true) continue;
    throw new GatewiseError("not-supported", {
      where: `${where}, argument ${argument}`,
      received: "true",
      expected: "false",
      fix: `leave ${argument} out: it chooses another implementation of the same optimiser`,
    });
  }
  const decay = values.weight_decay as number;
  const decoupled = chosen.decoupled === true || values.decoupled_weight_decay === true;
  return {
    update: chosen.update(values, where),
    rate: values.lr as number,
    ...(typeof values.lr_decay === "number" && values.lr_decay > 0 ? { rateDecay: values.lr_decay } : {}),
    ...(decay === 0 ? {} : { decay: { amount: decay, how: decoupled ? ("shrink" as const) : ("gradient" as const) } }),
    ...(values.maximize === true ? { maximize: true } : {}),
    rounding,
    counts: "each",
  };
}
