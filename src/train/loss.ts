import { GatewiseError, show, showShape, unknownName } from "../base/index.ts";
import {
  type BinaryCrossEntropyOptions,
  binaryCrossEntropy,
  type CategoricalCrossEntropyOptions,
  cast,
  categoricalCrossEntropy,
  type LossReduction,
  labelCrossEntropy,
  mean,
  reduceLoss,
  squaredError,
  type Tensor,
  tensor,
} from "../tensor/index.ts";

/** A loss as plain JSON: it crosses to a worker and into a checkpoint. */
export type LossDefinition = (
  | { readonly kind: "squaredError" }
  | ({ readonly kind: "binaryCrossEntropy" } & BinaryCrossEntropyOptions)
  | ({ readonly kind: "categoricalCrossEntropy"; readonly smoothing?: number } & CategoricalCrossEntropyOptions)
  /** Targets are whole numbers, one for each row of the last axis; `ignore` marks those that do not count. */
  | ({ readonly kind: "labelCrossEntropy"; readonly ignore?: number } & CategoricalCrossEntropyOptions)
) & {
  /** How the losses become one number. Absent: their mean, over those that count. */
  readonly reduction?: LossReduction;
};

/** A loss of one's own: it must give one number. Training with it runs on the caller's thread or from a module. */
export type LossFunction = (output: Tensor, target: Tensor, mask?: Tensor) => Tensor;

/** Computes a loss: one number. Throws: bad-shape. */
export function lossOf(loss: LossDefinition | LossFunction, output: Tensor, target: Tensor, mask?: Tensor): Tensor {
  if (typeof loss !== "function") return definedLoss(loss, output, target, mask);
  const given: unknown = loss(output, target, mask);
  const { size, shape, backward } = (given ?? {}) as Partial<Tensor>;
  if (size === 1 && typeof backward === "function") return given as Tensor;
  throw new GatewiseError(shape === undefined ? "wrong-type" : "bad-shape", {
    where: "the loss function's result",
    received: Array.isArray(shape) ? showShape(shape) : show(given),
    expected: "one number",
    fix: "take mean or sum at its end",
  });
}

function definedLoss(loss: LossDefinition, output: Tensor, target: Tensor, mask: Tensor | undefined): Tensor {
  const losses = eachOf(loss, output, target);
  const counted = mask ?? countedLabels(loss, target);
  if (counted === undefined) return reduceLoss(losses, loss.reduction ?? "mean");
  const weights = counted.dtype === losses.dtype ? counted : cast(counted, losses.dtype);
  return reduceLoss(losses, loss.reduction ?? "weightedMean", weights);
}

/** The loss of each sample and step: what a mask counts. */
function eachOf(loss: LossDefinition, output: Tensor, target: Tensor): Tensor {
  switch (loss.kind) {
    case "squaredError":
      return perStep(squaredError(output, target));
    case "binaryCrossEntropy":
      return perStep(binaryCrossEntropy(output, target, optionsOf(loss)));
    case "categoricalCrossEntropy":
      return categoricalCrossEntropy(output, target, optionsOf(loss));
    case "labelCrossEntropy":
      return labelCrossEntropy(output, target, optionsOf(loss));
    default:
      throw unknownName("unknown-rule", "loss, kind", show((loss as { kind: unknown }).kind), kinds);
  }
}

const kinds = ["squaredError", "binaryCrossEntropy", "categoricalCrossEntropy", "labelCrossEntropy"];

/** What a loss says besides its name and how it is added up. */
function optionsOf<L extends LossDefinition>({ kind: _, reduction: _reduction, ...options }: L): Omit<L, "kind" | "reduction"> {
  return options;
}

/** The mean over the last axis, the features. */
function perStep(losses: Tensor): Tensor {
  return losses.shape.length < 2 ? losses : mean(losses, { axis: -1 });
}

function countedLabels(loss: LossDefinition, target: Tensor): Tensor | undefined {
  if (loss.kind !== "labelCrossEntropy" || loss.ignore === undefined) return undefined;
  const { ignore } = loss;
  return tensor(
    Int32Array.from(target.data, (label) => (label === ignore ? 0 : 1)),
    { shape: target.shape },
  );
}
