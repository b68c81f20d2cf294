import { type ArgumentTable, checkArguments, GatewiseError, show, unknownName } from "../../base/index.ts";
import type { Clip, Plateau, Schedule } from "../../train/index.ts";

type Values = Readonly<Record<string, unknown>>;

interface ScheduleClass {
  readonly arguments: ArgumentTable;
  schedule(values: Values): Schedule;
}

/** The classes of torch.optim.lr_scheduler that look at the count alone. Source: PyTorch 2.13 torch/optim/lr_scheduler.py. */
const classes: { readonly [name: string]: ScheduleClass } = {
  StepLR: {
    arguments: { step_size: { type: "integer", min: 1 }, gamma: { type: "number", default: 0.1 } },
    schedule: ({ step_size, gamma }) => ({ kind: "step", every: step_size as number, factor: gamma as number }),
  },
  ExponentialLR: {
    arguments: { gamma: { type: "number" } },
    schedule: ({ gamma }) => ({ kind: "exponential", factor: gamma as number }),
  },
  CosineAnnealingLR: {
    arguments: { T_max: { type: "integer", min: 1 }, eta_min: { type: "number", default: 0 } },
    schedule: ({ T_max, eta_min }) => ({ kind: "cosine", period: T_max as number, least: eta_min as number }),
  },
};

/** Reads a class of torch.optim.lr_scheduler and its arguments. Throws: unknown-class, unknown-option, wrong-type, out-of-range. */
export function torchSchedule(className: string, args: Values): Schedule {
  if (!Object.hasOwn(classes, className)) {
    throw unknownName("unknown-class", "torch.optim.lr_scheduler", className, [...Object.keys(classes), "ReduceLROnPlateau"]);
  }
  const { values } = checkArguments(`torch.optim.lr_scheduler.${className}`, classes[className].arguments, args);
  return classes[className].schedule(values);
}

/** Reads the arguments of ReduceLROnPlateau. Throws: unknown-option, wrong-type, out-of-range. */
export function torchPlateau(args: Values = {}): Plateau {
  const { values } = checkArguments(
    "torch.optim.lr_scheduler.ReduceLROnPlateau",
    {
      mode: { type: "string", default: "min", oneOf: ["min", "max"] },
      factor: { type: "number", default: 0.1 },
      patience: { type: "integer", default: 10 },
      threshold: { type: "number", default: 1e-4 },
      threshold_mode: { type: "string", default: "rel", oneOf: ["rel", "abs"] },
      cooldown: { type: "integer", default: 0 },
      min_lr: { type: "number", default: 0 },
      eps: { type: "number", default: 1e-8 },
    },
    args,
  );
  const { factor, patience, threshold, cooldown, min_lr, eps } = values as Record<string, number>;
  if (factor >= 1) {
    throw new GatewiseError("out-of-range", {
      where: "torch.optim.lr_scheduler.ReduceLROnPlateau, argument factor",
      received: show(factor),
      expected: "Factor should be < 1.0.",
      fix: "choose a number below 1",
    });
  }
  return {
    better: values.mode === "min" ? "smaller" : "greater",
    by: threshold,
    relative: values.threshold_mode === "rel",
    firstCounts: false,
    factor,
    patience,
    cooldown,
    least: min_lr,
    leastCut: eps,
    cooldownEnds: "after the value",
    restartsAtLeast: true,
    narrow: false,
  };
}

/** Reads the arguments of clip_grad_norm_ or clip_grad_value_. Throws: unknown-class, unknown-option, wrong-type. */
export function torchClip(functionName: string, args: Values): Clip {
  const where = `torch.nn.utils.${functionName}`;
  if (functionName === "clip_grad_value_") {
    const { values } = checkArguments(where, { clip_value: { type: "number", min: 0 } }, args);
    return { kind: "value", low: -(values.clip_value as number), high: values.clip_value as number };
  }
  if (functionName !== "clip_grad_norm_")
    throw unknownName("unknown-class", "torch.nn.utils", functionName, ["clip_grad_norm_", "clip_grad_value_"]);
  const { values } = checkArguments(where, { max_norm: { type: "number", min: 0 }, norm_type: { type: "any", default: 2 } }, args);
  const order = values.norm_type === "inf" ? Number.POSITIVE_INFINITY : values.norm_type;
  if (typeof order !== "number" || !(order > 0)) {
    throw new GatewiseError("out-of-range", {
      where: `${where}, argument norm_type`,
      received: show(values.norm_type),
      expected: 'a number above 0, or "inf"',
      fix: "leave it out for the Euclidean norm",
    });
  }
  return { kind: "globalNorm", max: values.max_norm as number, scale: "guarded", order };
}
