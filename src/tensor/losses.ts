import { unknownName } from "../base/index.ts";
import { add, div, mul, sub } from "./binary.ts";
import { cast } from "./cast.ts";
import { tensor } from "./create.ts";
import { gather } from "./gather.ts";
import { sameShape } from "./numbers.ts";
import { mean, sum } from "./reduce.ts";
import { badShape, checkOptions, checkTensor } from "./refusals.ts";
import { reshape } from "./reshape.ts";
import { logSoftmax } from "./softmax.ts";
import { softmaxCrossEntropy } from "./softmax-cross-entropy.ts";
import type { Tensor } from "./tensor.ts";
import { abs, clip, log, neg, softplus, square } from "./unary.ts";

/** Gives the squared difference of each pair of numbers. Throws: bad-shape, since nothing is repeated silently. */
export function squaredError(predicted: Tensor, target: Tensor): Tensor {
  checkSame("squaredError", predicted, target);
  return square(sub(predicted, target));
}

/** Gives the absolute difference of each pair of numbers. Throws: bad-shape. */
export function absoluteError(predicted: Tensor, target: Tensor): Tensor {
  checkSame("absoluteError", predicted, target);
  return abs(sub(predicted, target));
}

/** How a cross-entropy takes probabilities; logits need nothing of it. */
export interface ProbabilityOptions {
  /** What the predictions are. */
  readonly from: "logits" | "probabilities";
  /** Limits probabilities to [clip, 1 - clip] first. Keras: 1e-7. Absent: not at all. */
  readonly clip?: number;
}

export interface BinaryCrossEntropyOptions extends ProbabilityOptions {
  /** Is added within both logarithms, as TensorFlow 2's Keras does after the clip. */
  readonly added?: number;
  /** Is the least that a logarithm gives. PyTorch: -100. */
  readonly leastLog?: number;
}

/**
 * Gives the cross-entropy of each probability, or logit, with its target from 0 to 1.
 *
 * Equation: -(t · ln p + (1 - t) · ln(1 - p)); from logits max(x, 0) - x·t + ln(1 + e^-|x|).
 * Throws: bad-shape.
 */
export function binaryCrossEntropy(predicted: Tensor, target: Tensor, options: BinaryCrossEntropyOptions): Tensor {
  checkSame("binaryCrossEntropy", predicted, target);
  checkProbabilities("binaryCrossEntropy", options, { added: "number", leastLog: "number" });
  if (options.from === "logits") return sub(softplus(predicted), mul(predicted, target));
  const { clip: limit, added = 0, leastLog = Number.NEGATIVE_INFINITY } = options;
  const p = limit === undefined ? predicted : clip(predicted, limit, 1 - limit);
  const safeLog = (x: Tensor) => {
    const logarithm = log(added === 0 ? x : add(x, added));
    return leastLog === Number.NEGATIVE_INFINITY ? logarithm : clip(logarithm, leastLog, Number.POSITIVE_INFINITY);
  };
  return neg(add(mul(target, safeLog(p)), mul(sub(1, target), safeLog(sub(1, p)))));
}

export interface CategoricalCrossEntropyOptions extends ProbabilityOptions {
  /** Divides the probabilities by their sum before the clip. */
  readonly normalise?: boolean;
  /** Divides them by their sum after the clip, as TensorFlow does for labels. */
  readonly normaliseClipped?: boolean;
}

/**
 * Gives the cross-entropy of each row of the last axis with a row of target probabilities.
 *
 * Equation: -Σ t · ln p. With `smoothing` s the target is t · (1 - s) + s / O.
 * Throws: bad-shape.
 */
export function categoricalCrossEntropy(
  predicted: Tensor,
  target: Tensor,
  options: CategoricalCrossEntropyOptions & { readonly smoothing?: number },
): Tensor {
  checkSame("categoricalCrossEntropy", predicted, target);
  checkProbabilities("categoricalCrossEntropy", options, { ...ofCategories, smoothing: "number" });
  const { smoothing = 0 } = options;
  const classes = predicted.shape[predicted.shape.length - 1];
  const smooth = smoothing === 0 ? target : add(mul(target, 1 - smoothing), smoothing / classes);
  return neg(sum(mul(smooth, logProbabilities(predicted, options)), { axis: -1 }));
}

/**
 * Gives the cross-entropy of each row of the last axis with its label; 0 where the label is `ignore`.
 *
 * Equation: -ln p[label]. Shapes: predictions [..., O], labels [...] (int32) to [...].
 * Throws: bad-shape, bad-dtype, out-of-range.
 */
export function labelCrossEntropy(
  predicted: Tensor,
  labels: Tensor,
  options: CategoricalCrossEntropyOptions & { readonly ignore?: number },
): Tensor {
  checkTensor("labelCrossEntropy", "1", predicted);
  checkTensor("labelCrossEntropy", "2", labels);
  checkProbabilities("labelCrossEntropy", options, { ...ofCategories, ignore: "number" });
  const ignored = options.ignore === undefined ? {} : { ignore: options.ignore };
  if (options.from === "logits") return softmaxCrossEntropy(predicted, labels, ignored);
  const rows = reshape(logProbabilities(predicted, options), [-1]);
  const classes = predicted.shape[predicted.shape.length - 1];
  if (!sameShape(labels.shape, predicted.shape.slice(0, -1))) {
    throw badShape("labelCrossEntropy", [predicted.shape, labels.shape], "one label for each row of the last axis", "give labels of [...]");
  }
  const counts = labels.data.map((label) => (label === options.ignore ? 0 : 1));
  const places = tensor(
    Int32Array.from(labels.data, (label, row) => (counts[row] === 0 ? row * classes : row * classes + label)),
    { shape: labels.shape },
  );
  const losses = neg(gather(rows, places));
  return counts.includes(0) ? mul(losses, cast(tensor(Int32Array.from(counts), { shape: labels.shape }), losses.dtype)) : losses;
}

function logProbabilities(predicted: Tensor, options: CategoricalCrossEntropyOptions): Tensor {
  if (options.from === "logits") return logSoftmax(predicted);
  let p = predicted;
  if (options.normalise === true) p = div(p, sum(p, { axis: -1, keepDims: true }));
  if (options.clip !== undefined) p = clip(p, options.clip, 1 - options.clip);
  return options.normaliseClipped === true ? logSoftmax(log(p)) : log(p);
}

/** How losses become one number: their mean, their sum over the weights' sum, or their sum. */
export type LossReduction = "mean" | "weightedMean" | "sum";

/**
 * Weighs losses, and adds them up.
 *
 * Equation: mean: Σ w·l / count; weightedMean: Σ w·l / Σ w; sum: Σ w·l. Weights repeat over the losses as in NumPy.
 */
export function reduceLoss(losses: Tensor, reduction: LossReduction, weights?: Tensor): Tensor {
  checkTensor("reduceLoss", "losses", losses);
  if (weights !== undefined) checkTensor("reduceLoss", "weights", weights);
  if (!reductions.includes(reduction)) throw unknownName("out-of-range", "operation reduceLoss, argument reduction", reduction, reductions);
  const weighed = weights === undefined ? losses : mul(losses, weights);
  if (reduction === "mean" || (reduction === "weightedMean" && weights === undefined)) return mean(weighed);
  if (reduction === "sum" || weights === undefined) return sum(weighed);
  return div(sum(weighed), mul(sum(weights), losses.size / weights.size));
}

const reductions: readonly LossReduction[] = ["mean", "weightedMean", "sum"];
const ofCategories = { normalise: "boolean", normaliseClipped: "boolean" } as const;

/** Holds that options say what is predicted: logits are never read as probabilities for want of a word. */
function checkProbabilities(operation: string, options: unknown, more: Parameters<typeof checkOptions>[2]): void {
  checkOptions(operation, options ?? {}, { from: "any", clip: "number", ...more });
  const { from } = (options ?? {}) as Partial<ProbabilityOptions>;
  if (from !== "logits" && from !== "probabilities")
    throw unknownName("out-of-range", `operation ${operation}, option from`, from, ["logits", "probabilities"]);
}

function checkSame(operation: string, predicted: Tensor, target: Tensor): void {
  checkTensor(operation, "1", predicted);
  checkTensor(operation, "2", target);
  if (sameShape(predicted.shape, target.shape)) return;
  throw badShape(operation, [predicted.shape, target.shape], "predictions and targets of one shape", "reshape the targets");
}
