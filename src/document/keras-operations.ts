import { GatewiseError, show } from "../base/index.ts";
import type { KerasSession, PartialShape } from "../dialects/keras/index.ts";
import type { GraphOperation } from "../layers/index.ts";
import type { LayerJson } from "./keras-entries.ts";

/** An operation between layers, without weights and without draws. */
export interface Operation {
  outputs(inputs: readonly PartialShape[]): PartialShape;
  /** `value`: the number that stands beside the tensors. */
  runs(value: number | null): GraphOperation;
}

/**
 * Layers that join tensors, and the operations that Keras 3 writes for the masks of Embedding, Masking and those layers.
 *
 * Source: Keras 3.15.1 layers/merging, layers/core/embedding.py, layers/core/masking.py; tf_keras 2.21 layers/merging; Keras 2.1.6
 * and TensorFlow 1.8 layers/merge.py.
 */
export function operationOf(
  { class_name: className, module, config }: LayerJson,
  { conventions }: KerasSession,
  where: string,
): Operation | null {
  if (module === "keras.src.ops.numpy") return maskOperation(className, config, where);
  const masks = conventions.generation === "keras 3" ? ("any" as const) : ("all" as const);
  if (className === "Concatenate") {
    const axis = Number.isSafeInteger(config.axis) ? (config.axis as number) : -1;
    return { outputs: (inputs) => concatenated(inputs, axis), runs: () => ({ kind: "concat", axis, masks }) };
  }
  const kinds = {
    Add: "add",
    Subtract: "sub",
    Multiply: "mul",
    Average: "average",
    Maximum: "maximum",
    Minimum: "minimum",
  } as const;
  if (!Object.hasOwn(kinds, className)) return null;
  const kind = kinds[className as keyof typeof kinds];
  const leaves = masks === "any" && (kind === "mul" || kind === "maximum" || kind === "minimum");
  return { outputs: broadcast, runs: () => ({ kind, masks, ...(leaves ? { leaves } : {}) }) };
}

function maskOperation(className: string, config: LayerJson["config"], where: string): Operation | null {
  if (className === "LogicalOr") return { outputs: broadcast, runs: () => ({ kind: "maximum", masks: "any" }) };
  if (className === "ZerosLike" || className === "OnesLike")
    return { outputs: ([input]) => input, runs: () => ({ kind: "filled", value: Number(className === "OnesLike") }) };
  if (className === "Concatenate") {
    const along = Number.isSafeInteger(config.axis) ? (config.axis as number) : -1;
    return { outputs: (inputs) => concatenated(inputs, along), runs: () => ({ kind: "concat", axis: along, masks: "any" }) };
  }
  if (className !== "NotEqual" && className !== "Any" && className !== "ExpandDims") return null;
  const { name: _name, axis = -1, keepdims = false } = config;
  if (axis !== -1 || keepdims !== false) {
    throw new GatewiseError("not-supported", {
      where: `${where} (${className})`,
      received: show({ axis, keepdims }),
      expected: "the operations of a mask: axis -1, keepdims false",
      fix: "only masks of Embedding, Masking and layers that join tensors are read",
    });
  }
  if (className === "ExpandDims") return { outputs: ([input]) => [...input, 1], runs: () => ({ kind: "expand" }) };
  return className === "Any"
    ? { outputs: ([input]) => input.slice(0, -1), runs: () => ({ kind: "any" }) }
    : { outputs: ([input]) => input, runs: (value) => ({ kind: "notEqual", value: value ?? 0 }) };
}

function concatenated(inputs: readonly PartialShape[], axis: number): PartialShape {
  const [first] = inputs;
  const along = axis < 0 ? axis + first.length : axis;
  const sizes = inputs.map((input) => input[along]);
  const whole = sizes.some((size) => size === null || size === undefined) ? null : (sizes as number[]).reduce((a, b) => a + b, 0);
  return first.map((size, k) => (k === along ? whole : size));
}

function broadcast(inputs: readonly PartialShape[]): PartialShape {
  const longest = inputs.reduce((a, b) => (b.length > a.length ? b : a));
  return longest.map((_, k) => {
    const sizes = inputs.map((input) => input[k - (longest.length - input.length)]).filter((size) => size !== undefined);
    return sizes.find((size) => size !== 1 && size !== null) ?? sizes[0];
  });
}
