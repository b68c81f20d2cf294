/** torch.optim as TypeScript has it, against the same classes in PyTorch's own words. */
import { describe, expect, it } from "vitest";
import { torchClip, torchOptimizer, torchPlateau, torchSchedule } from "../../src/dialects/torch/index.ts";
import { torch } from "../../src/torch.ts";

const { optim } = torch;

describe("torch.optim in camelCase", () => {
  it.each([
    [optim.SGD({ lr: 0.1, momentum: 0.9, nesterov: true }), torchOptimizer("SGD", { lr: 0.1, momentum: 0.9, nesterov: true })],
    [
      optim.Adagrad({ lrDecay: 0.01, initialAccumulatorValue: 0.2 }),
      torchOptimizer("Adagrad", { lr_decay: 0.01, initial_accumulator_value: 0.2 }),
    ],
    [optim.RMSprop({ alpha: 0.9, centered: true }), torchOptimizer("RMSprop", { alpha: 0.9, centered: true })],
    [optim.Adam({ betas: [0.8, 0.99], weightDecay: 0.1 }), torchOptimizer("Adam", { betas: [0.8, 0.99], weight_decay: 0.1 })],
    [optim.AdamW(), torchOptimizer("AdamW")],
    [optim.lrScheduler.StepLR({ stepSize: 3, gamma: 0.5 }), torchSchedule("StepLR", { step_size: 3, gamma: 0.5 })],
    [optim.lrScheduler.ExponentialLR({ gamma: 0.9 }), torchSchedule("ExponentialLR", { gamma: 0.9 })],
    [optim.lrScheduler.CosineAnnealingLR({ tMax: 7, etaMin: 0.01 }), torchSchedule("CosineAnnealingLR", { T_max: 7, eta_min: 0.01 })],
    [optim.lrScheduler.ReduceLROnPlateau({ minLr: 0.1, thresholdMode: "abs" }), torchPlateau({ min_lr: 0.1, threshold_mode: "abs" })],
    [torch.clipGradNorm({ maxNorm: 2, normType: "inf" }), torchClip("clip_grad_norm_", { max_norm: 2, norm_type: "inf" })],
    [torch.clipGradValue({ clipValue: 0.5 }), torchClip("clip_grad_value_", { clip_value: 0.5 })],
  ])("%j", (ours, theirs) => {
    expect(ours).toEqual(theirs);
  });

  it("refuses what PyTorch does not know", () => {
    expect(() => optim.Adam({ learningRate: 0.1 } as never)).toThrow(/unknown-option[\s\S]*learningRate/);
    expect(() => optim.lrScheduler.StepLR({} as never)).toThrow(/stepSize/);
  });
});
