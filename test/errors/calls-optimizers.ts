/** The dialects' optimisers, schedules, clips and callbacks, with the kinds of their arguments. */
import { keras } from "../../src/keras.ts";
import { torch } from "../../src/torch.ts";
import { type Call, count, flag, type Kind, maybe, number, only, positive, record, which, word } from "./kinds.ts";

const options = (keys: Readonly<Record<string, Kind>>): Kind => maybe(record(keys));
const anything = (good: () => unknown): Kind => which(good, () => true);
const sgd = { lr: maybe(positive(0.1)), weightDecay: maybe(positive(0.1)), maximize: maybe(flag(true)) };
const adam = { ...sgd, betas: maybe(only(() => [0.9, 0.99])), eps: maybe(positive(1e-8)), amsgrad: maybe(flag(true)) };
const nothing = maybe(
  which(
    () => null,
    (value) => value === null,
  ),
);
const real = (good: number): Kind => maybe(number(good));

export const torchCalls: Readonly<Record<string, Call>> = {
  "optim.SGD": {
    call: torch.optim.SGD,
    args: [options({ ...sgd, momentum: maybe(positive(0.9)), dampening: real(0), nesterov: maybe(flag(true)) })],
  },
  "optim.Adagrad": {
    call: torch.optim.Adagrad,
    args: [options({ ...sgd, lrDecay: maybe(positive(0.1)), initialAccumulatorValue: maybe(positive(0.1)), eps: maybe(positive(1e-8)) })],
  },
  "optim.RMSprop": {
    call: torch.optim.RMSprop,
    args: [
      options({
        ...sgd,
        alpha: maybe(positive(0.9)),
        eps: maybe(positive(1e-8)),
        momentum: maybe(positive(0.1)),
        centered: maybe(flag(true)),
      }),
    ],
  },
  "optim.Adam": { call: torch.optim.Adam, args: [options({ ...adam, decoupledWeightDecay: maybe(flag(true)) })] },
  "optim.AdamW": { call: torch.optim.AdamW, args: [options(adam)] },
  "optim.lrScheduler.StepLR": { call: torch.optim.lrScheduler.StepLR, args: [record({ stepSize: count(3), gamma: real(0.5) })] },
  "optim.lrScheduler.ExponentialLR": { call: torch.optim.lrScheduler.ExponentialLR, args: [record({ gamma: number(0.5) })] },
  "optim.lrScheduler.CosineAnnealingLR": {
    call: torch.optim.lrScheduler.CosineAnnealingLR,
    args: [record({ tMax: count(3), etaMin: real(0) })],
  },
  "optim.lrScheduler.ReduceLROnPlateau": {
    call: torch.optim.lrScheduler.ReduceLROnPlateau,
    args: [
      options({
        mode: maybe(word("min")),
        factor: maybe(
          which(
            () => 0.5,
            (value) => typeof value === "number" && value < 1,
          ),
        ),
        patience: maybe(which(() => 3, Number.isInteger)),
        threshold: real(0.1),
        thresholdMode: maybe(word("rel")),
        cooldown: maybe(which(() => 3, Number.isInteger)),
        minLr: real(0),
        eps: real(1e-8),
      }),
    ],
  },
  "nn.MSELoss": { call: torch.nn.MSELoss, args: [options({ reduction: maybe(word("mean")) })] },
  "nn.BCELoss": { call: torch.nn.BCELoss, args: [options({ reduction: maybe(word("mean")), weight: nothing })] },
  "nn.BCEWithLogitsLoss": {
    call: torch.nn.BCEWithLogitsLoss,
    args: [options({ reduction: maybe(word("mean")), posWeight: nothing })],
  },
  "nn.CrossEntropyLoss": {
    call: torch.nn.CrossEntropyLoss,
    args: [options({ reduction: maybe(word("mean")), ignoreIndex: maybe(which(() => 3, Number.isInteger)) })],
  },
  clipGradNorm: { call: torch.clipGradNorm, args: [record({ maxNorm: positive(1), normType: real(2) })] },
  clipGradValue: { call: torch.clipGradValue, args: [record({ clipValue: positive(1) })] },
};

const jax = only(() => keras.session({ version: "3.15", backend: "jax", seed: 1 }));
const monitored = {
  monitor: maybe(
    which(
      () => "val_loss",
      (value) => typeof value === "string",
    ),
  ),
  mode: maybe(word("min")),
  verbose: maybe(anything(() => 0)),
};

export const kerasCalls: Readonly<Record<string, Call>> = {
  optimizer: {
    call: keras.optimizer,
    args: [
      jax,
      which(
        () => "Adam",
        () => false,
      ),
      options({
        learningRate: real(0.1),
        beta1: real(0.9),
        epsilon: real(1e-7),
        amsgrad: maybe(flag(true)),
        clipnorm: maybe(
          which(
            () => 1,
            (value) => value === null || typeof value === "number",
          ),
        ),
      }),
    ],
  },
  loss: {
    call: keras.loss,
    args: [
      jax,
      which(
        () => "SparseCategoricalCrossentropy",
        () => false,
      ),
      options({
        fromLogits: maybe(flag(true)),
        ignoreClass: maybe(
          which(
            () => 1,
            (value) => value === null || Number.isInteger(value),
          ),
        ),
        reduction: maybe(word("sum")),
      }),
    ],
  },
  schedule: {
    call: (...given: never[]) => {
      const made = (keras.schedule as (...more: never[]) => unknown)(...given);
      return keras.optimizer(jax.good() as never, "SGD", { learningRate: made as never });
    },
    args: [
      which(
        () => "ExponentialDecay",
        () => false,
      ),
      record({ initialLearningRate: number(0.1), decaySteps: count(3), decayRate: number(0.9), staircase: maybe(flag(true)) }),
    ],
  },
  earlyStopping: {
    call: keras.earlyStopping,
    args: [
      jax,
      options({
        ...monitored,
        minDelta: real(0),
        patience: maybe(which(() => 3, Number.isInteger)),
        restoreBestWeights: maybe(flag(true)),
      }),
    ],
  },
  reduceLROnPlateau: {
    call: keras.reduceLROnPlateau,
    args: [
      jax,
      options({
        ...monitored,
        factor: maybe(
          which(
            () => 0.5,
            (value) => typeof value === "number" && value < 1,
          ),
        ),
        minDelta: real(0),
        patience: maybe(which(() => 3, Number.isInteger)),
      }),
    ],
  },
};
