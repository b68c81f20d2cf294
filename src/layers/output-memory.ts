import type { MemoryOrder, Tensor } from "../tensor/index.ts";
import type { LayerDefinition } from "./definition.ts";

/** Functions whose outputs lie with their axes in their own order, whatever the input does. */
const rowMajor = ["softmax", "logSoftmax", "softmaxAlong", "logSoftmaxAlong", "logSigmoid"];

/**
 * Tells how a layer's output lies in the memory of a framework whose tensors have strides: a dropout behind it may fill its mask so.
 *
 * What works number by number keeps the input's order, a new array has its own; a definition may say otherwise.
 * Source: torch@2.13, strides of each module's output behind a batch-first LSTM.
 */
export function outputMemory(definition: LayerDefinition, input: Tensor, output: Tensor): MemoryOrder {
  const { laid } = definition;
  const rank = output.shape.length;
  if (laid === "timeFirst") return rank < 3 ? null : output.shape.map((_, axis) => (axis === 0 ? 1 : axis === 1 ? 0 : axis));
  if (laid === "input") return input.shape.length === rank ? input.memory : null;
  switch (definition.kind) {
    case "activation": {
      const { activation } = definition;
      if (rowMajor.includes(typeof activation === "string" ? activation : activation.name)) return null;
      // A function of halves has a shape of its own.
      return output.shape.every((size, axis) => size === input.shape[axis]) ? input.memory : output.memory;
    }
    case "dropout":
    case "flatten":
    case "reshape":
      return output.memory;
    default:
      return null;
  }
}
