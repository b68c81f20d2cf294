import { inFrameworkWords } from "../../base/index.ts";
import type { Clip, OptimizerDefinition, Plateau, Schedule } from "../../train/index.ts";
import { torchOptimizer } from "./optimizers.ts";
import type { AdagradOptions, AdamOptions, AdamWOptions, RMSpropOptions, SGDOptions } from "./options.gen.ts";
import { torchClip, torchPlateau, torchSchedule } from "./schedules.ts";

export interface PlateauOptions {
  readonly mode?: "min" | "max";
  readonly factor?: number;
  readonly patience?: number;
  readonly threshold?: number;
  readonly thresholdMode?: "rel" | "abs";
  readonly cooldown?: number;
  readonly minLr?: number;
  readonly eps?: number;
}

const optimizer = (className: string, options: object): OptimizerDefinition =>
  inFrameworkWords(`torch.optim.${className}`, options, (words) => torchOptimizer(className, words));

function schedule(className: string, options: object): Schedule {
  // T_max, the one argument of PyTorch's with a capital.
  return inFrameworkWords(`torch.optim.lr_scheduler.${className}`, options, ({ t_max, ...words }) =>
    torchSchedule(className, t_max === undefined ? words : { ...words, T_max: t_max }),
  );
}

/**
 * torch.optim for `fit`: PyTorch's names, defaults and arithmetic, options in camelCase.
 *
 * Throws: unknown-option, wrong-type, out-of-range, contradiction, not-supported.
 */
export const optim = {
  SGD: (options: SGDOptions = {}) => optimizer("SGD", options),
  Adagrad: (options: AdagradOptions = {}) => optimizer("Adagrad", options),
  RMSprop: (options: RMSpropOptions = {}) => optimizer("RMSprop", options),
  Adam: (options: AdamOptions = {}) => optimizer("Adam", options),
  AdamW: (options: AdamWOptions = {}) => optimizer("AdamW", options),
  /** For the option `schedule` of `fit`, which moves the rate after each step; ReduceLROnPlateau for the option `plateau`. */
  lrScheduler: {
    StepLR: (options: { readonly stepSize: number; readonly gamma?: number }) => schedule("StepLR", options),
    ExponentialLR: (options: { readonly gamma: number }) => schedule("ExponentialLR", options),
    CosineAnnealingLR: (options: { readonly tMax: number; readonly etaMin?: number }) => schedule("CosineAnnealingLR", options),
    ReduceLROnPlateau: (options: PlateauOptions = {}): Plateau =>
      inFrameworkWords("torch.optim.lr_scheduler.ReduceLROnPlateau", options, torchPlateau),
  },
} as const;

/** torch.nn.utils.clip_grad_norm_ for the option `clip` of `fit`. Throws: unknown-option, wrong-type, out-of-range. */
export const clipGradNorm = (options: { readonly maxNorm: number; readonly normType?: number | "inf" }): Clip =>
  inFrameworkWords("torch.nn.utils.clip_grad_norm_", options, (words) => torchClip("clip_grad_norm_", words));

/** torch.nn.utils.clip_grad_value_ for the option `clip` of `fit`. Throws: unknown-option, wrong-type. */
export const clipGradValue = (options: { readonly clipValue: number }): Clip =>
  inFrameworkWords("torch.nn.utils.clip_grad_value_", options, (words) => torchClip("clip_grad_value_", words));
