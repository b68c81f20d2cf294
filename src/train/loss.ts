import { GatewiseError, show, showShape, unknownName } from "../base/index.ts";
import type { Tensors } from "../layers/index.ts";
import {
  add,
  type BinaryCrossEntropyOptions,
  binaryCrossEntropy,
  type CategoricalCrossEntropyOptions,
  cast,
  categoricalCrossEntropy,
  type LossReduction,
  labelCrossEntropy,
  mean,
  mul,
  reduceLoss,
  squaredError,
  type Tensor,
  tensor,
} from "../tensor/index.ts";
import { isOneTensor } from "./is-one-tensor.ts";

/** A loss as plain JSON: it crosses to a worker and into a checkpoint. */
export type LossDefinition =
  | OutputLoss
  /** Of a model of several outputs: the losses by output, added up, each times its weight (absent: 1). */
  | { readonly kind: "outputs"; readonly of: Readonly<Record<string, OutputLoss & { readonly weight?: number }>> };

/** The loss of one output. */
export type OutputLoss = (
  | { readonly kind: "squaredError" }
  | ({ readonly kind: "binaryCrossEntropy" } & BinaryCrossEntropyOptions)
  | ({ readonly kind: "categoricalCrossEntropy"; readonly smoothing?: number } & CategoricalCrossEntropyOptions)
  /** Targets are whole numbers, one for each row of the last axis; `ignore` marks those that do not count. */
  | ({ readonly kind: "labelCrossEntropy"; readonly ignore?: number } & CategoricalCrossEntropyOptions)
) & {
  /** How the losses become one number. Absent: their mean, over those that count. */
  readonly reduction?: LossReduction;
};

/** A loss of one's own: it must give one number. Where a model has several outputs it takes them, and their targets, by name. Training with it runs on the caller's thread or from a module. */
export type LossFunction<Output extends Tensors = Tensor, Target extends Tensors = Tensor> = (
  output: Output,
  target: Target,
  mask?: Tensor,
) => Tensor;

/** What is told of tensors: one, where nothing says that there are several. */
export type Told<T extends Tensors> = Tensors extends T ? Tensor : T;

/** The masks of several outputs by name. */
type Masks = Readonly<Record<string, Tensor>>;

/** Computes a loss: one number. `masks`: of several outputs, by name. Throws: bad-shape, not-supported. */
export function lossOf(loss: LossDefinition | LossFunction, output: Tensors, target: Tensors, mask?: Tensor, masks?: Masks): Tensor {
  if (typeof loss !== "function" && loss.kind === "outputs") {
    if (mask !== undefined && masks === undefined) throw noMasks();
    return lossOfOutputs(loss.of, output, target, masks ?? {});
  }
  if (typeof loss !== "function") return definedLoss(loss, oneOf("outputs", output), oneOf("targets", target), mask);
  const given: unknown = loss(output as Tensor, target as Tensor, mask);
  const { size, shape, backward } = (given ?? {}) as Partial<Tensor>;
  if (size === 1 && typeof backward === "function") return given as Tensor;
  throw new GatewiseError(shape === undefined ? "wrong-type" : "bad-shape", {
    where: "the loss function's result",
    received: Array.isArray(shape) ? showShape(shape) : show(given),
    expected: "one number",
    fix: "take mean or sum at its end",
  });
}

/** The refusal of one mask for several outputs, of which each may want another or none. */
function noMasks(): GatewiseError {
  return new GatewiseError("not-supported", {
    where: "loss, mask",
    received: "one mask beside several outputs",
    expected: "a mask for each output that has steps",
    fix: "have the model's function give them by output beside its outputs: { output, state, masks }; or give a loss function, which is told the mask",
  });
}

function lossOfOutputs(
  of: Readonly<Record<string, OutputLoss & { readonly weight?: number }>>,
  output: Tensors,
  target: Tensors,
  masks: Masks,
): Tensor {
  const terms = Object.entries(of).map(([name, loss]) => {
    const value = definedLoss(loss, named("output", name, output), named("target", name, target), masks[name]);
    return loss.weight === undefined ? value : mul(value, loss.weight);
  });
  return terms.reduce((sum, term) => add(sum, term));
}

/** The one of several that has a name. Throws: missing-tensor. */
function named(what: string, name: string, tensors: Tensors): Tensor {
  const found = isOneTensor(tensors) ? undefined : tensors[name];
  if (found !== undefined) return found;
  throw new GatewiseError("missing-tensor", {
    where: `loss, ${what} ${show(name)}`,
    received: isOneTensor(tensors) ? "one tensor" : Object.keys(tensors).join(", "),
    expected: `the ${what}s that the loss names`,
    fix: "name the outputs as the model does, and give a target for each",
  });
}

/** The one that there is. Throws: wrong-type, where there are several. */
function oneOf(what: string, tensors: Tensors): Tensor {
  if (isOneTensor(tensors)) return tensors;
  throw new GatewiseError("wrong-type", {
    where: "loss",
    received: `${what} ${Object.keys(tensors).join(", ")}`,
    expected: "one tensor",
    fix: 'give { kind: "outputs", of: { name: loss } }, or a function of them all',
  });
}

function definedLoss(loss: OutputLoss, output: Tensor, target: Tensor, mask: Tensor | undefined): Tensor {
  const losses = eachOf(loss, output, target);
  if (mask !== undefined) checkMask(mask, losses);
  const counted = both(mask, countedLabels(loss, target));
  if (counted === undefined) return reduceLoss(losses, loss.reduction ?? "mean");
  if (loss.reduction !== "mean" && loss.reduction !== "sum" && counted.data.every((value) => value === 0)) throw nothingCounts(counted);
  const weights = counted.dtype === losses.dtype ? counted : cast(counted, losses.dtype);
  return reduceLoss(losses, loss.reduction ?? "weightedMean", weights);
}

function nothingCounts({ shape }: Tensor): GatewiseError {
  return new GatewiseError("out-of-range", {
    where: "loss, mask",
    received: `${showShape(shape)} of zeros: no step of this batch counts`,
    expected: "at least one step that counts, since their mean is taken",
    fix: 'leave such a batch out, or add the losses up: reduction: "sum"',
  });
}

/** The loss of each sample and step: what a mask counts. */
function eachOf(loss: OutputLoss, output: Tensor, target: Tensor): Tensor {
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

const kinds = ["outputs", "squaredError", "binaryCrossEntropy", "categoricalCrossEntropy", "labelCrossEntropy"];

/** What a loss says besides its name and how it is added up. */
function optionsOf<L extends OutputLoss>({ kind: _, reduction: _reduction, ...options }: L): Omit<L, "kind" | "reduction"> {
  return options;
}

/** The mean over the last axis, the features. */
function perStep(losses: Tensor): Tensor {
  return losses.shape.length < 2 ? losses : mean(losses, { axis: -1 });
}

/** Throws: bad-shape, where a mask does not lie as the losses of samples and steps do. */
function checkMask({ shape }: Tensor, { shape: wanted }: Tensor): void {
  const missing = wanted.length - shape.length;
  if (missing >= 0 && shape.every((size, k) => size === 1 || size === wanted[missing + k])) return;
  throw new GatewiseError("bad-shape", {
    where: "loss, mask",
    received: showShape(shape),
    expected: `${showShape(wanted)}, one for each sample and step of the output as it is laid`,
    fix: "give the batch a mask of samples and steps; a model of functions hands on its own beside its output: { output, state, mask }",
  });
}

/** What two masks count, where there are two. */
function both(mask: Tensor | undefined, labels: Tensor | undefined): Tensor | undefined {
  if (mask === undefined || labels === undefined) return mask ?? labels;
  return mul(cast(mask, "float32"), cast(labels, "float32"));
}

function countedLabels(loss: OutputLoss, target: Tensor): Tensor | undefined {
  if (loss.kind !== "labelCrossEntropy" || loss.ignore === undefined) return undefined;
  const { ignore } = loss;
  return tensor(
    Int32Array.from(target.data, (label) => (label === ignore ? 0 : 1)),
    { shape: target.shape },
  );
}
