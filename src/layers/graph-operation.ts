import { GatewiseError, sizeOf } from "../base/index.ts";
import { add, concat, maximum, minimum, mul, ones, reshape, sub, type Tensor, tensor, where, zeros } from "../tensor/index.ts";
import type { StepMask } from "./step-mask.ts";

/** What joins tensors without weights. `masks`: whether a step counts where all inputs count it, or where one does. */
export type GraphOperation =
  | { readonly kind: "concat"; readonly axis: number; readonly masks: "all" | "any" }
  | {
      readonly kind: "add" | "sub" | "mul" | "average" | "maximum" | "minimum";
      readonly masks: "all" | "any";
      /** Of a product, a maximum, a minimum: a masked step leaves to the others what comes out. Absent: it is taken as it is. */
      readonly leaves?: boolean;
    }
  /** One axis more, at the end. */
  | { readonly kind: "expand" }
  /** The shape of what is given, filled with a number. */
  | { readonly kind: "filled"; readonly value: number }
  /** 1 where an entry is not `value`, else 0. */
  | { readonly kind: "notEqual"; readonly value: number }
  /** 1 where one of the last axis is not 0, else 0. */
  | { readonly kind: "any" };

/** Joins tensors and the masks of their steps. Throws: contradiction, where an operation of two has more. */
export function runOperation(
  operation: GraphOperation,
  values: readonly Tensor[],
  masks: readonly (StepMask | null)[],
  name: string,
): { readonly values: readonly Tensor[]; readonly mask: StepMask | null } {
  const [first, ...rest] = values;
  switch (operation.kind) {
    case "concat":
      return { values: [concat(values, operation.axis)], mask: concatenated(operation, values, masks) };
    case "expand":
      return { values: [reshape(first, [...first.shape, 1])], mask: null };
    case "filled":
      return { values: [tensor(new Float32Array(first.size).fill(operation.value), { shape: first.shape })], mask: null };
    case "notEqual": {
      const data = Float32Array.from(first.data, (value) => Number(value !== operation.value));
      return { values: [tensor(data, { shape: first.shape })], mask: null };
    }
    case "any":
      return { values: [anyOf(first)], mask: null };
    case "sub":
      if (values.length !== 2) {
        throw new GatewiseError("contradiction", {
          where: `node ${name}`,
          received: `${values.length} tensors to subtract`,
          expected: "2",
          fix: "give two",
        });
      }
      return { values: [sub(first, rest[0])], mask: together(operation.masks, masks) };
    case "average":
      return { values: [mul(rest.reduce(add, first), 1 / values.length)], mask: together(operation.masks, masks) };
    default: {
      const join = { add, mul, maximum, minimum }[operation.kind];
      if (operation.leaves === true && masks.some((mask) => mask !== null))
        return { values: [joinedUnmasked(operation.kind, join, values, masks)], mask: together(operation.masks, masks) };
      return { values: [rest.reduce((a, b) => join(a, b), first)], mask: together(operation.masks, masks) };
    }
  }
}

/**
 * Joins what masks leave: in a product a masked step is 1, and 0 where every input masks it; in a maximum it is what the others have.
 *
 * Source: Keras 3.15.1 layers/merging/multiply.py, base_merge.py `_apply_merge_op_and_or_mask`.
 */
function joinedUnmasked(
  kind: "add" | "mul" | "maximum" | "minimum",
  join: (a: Tensor, b: Tensor) => Tensor,
  values: readonly Tensor[],
  masks: readonly (StepMask | null)[],
): Tensor {
  const conditions = masks.map((mask, k) => (mask === null ? null : conditionOf(mask, values[k])));
  if (kind === "mul") {
    const whole = values.map((x, k) => chosen(conditions[k], x, ones(x.shape, { dtype: x.dtype }))).reduce(mul);
    const every = together("any", masks);
    return every === null ? whole : chosen(conditionOf(every, whole), whole, zeros(whole.shape, { dtype: whole.dtype }));
  }
  let [output] = values;
  let seen = masks[0];
  for (let k = 1; k < values.length; k++) {
    const x = chosen(conditions[k], values[k], output);
    if (seen !== null) output = chosen(conditionOf(seen, output), output, x);
    seen = together("any", [seen, masks[k]]);
    output = join(output, x);
  }
  return output;
}

function chosen(condition: Tensor | null, yes: Tensor, no: Tensor): Tensor {
  return condition === null ? yes : where(condition, yes, no);
}

function conditionOf({ data }: StepMask, { shape }: Tensor): Tensor {
  const leading = shape.findIndex((_, k) => sizeOf(shape.slice(0, k)) === data.length);
  return tensor(Float32Array.from(data), { shape: shape.map((size, k) => (k < leading ? size : 1)) });
}

function anyOf({ data, shape }: Tensor): Tensor {
  const width = shape[shape.length - 1];
  const found = new Float32Array(data.length / width);
  for (let i = 0; i < data.length; i++) if (data[i] !== 0) found[Math.floor(i / width)] = 1;
  return tensor(found, { shape: shape.slice(0, -1) });
}

/** `any`: a step counts where one input counts it, and no mask is left where one input has none. */
function together(rule: "all" | "any", masks: readonly (StepMask | null)[]): StepMask | null {
  const known = masks.filter((mask) => mask !== null);
  if (known.length === 0 || (rule === "any" && known.length < masks.length)) return null;
  const [{ batch, steps, data }] = known;
  const counts = (k: number) => (rule === "all" ? known.every((mask) => mask.data[k] === 1) : known.some((mask) => mask.data[k] === 1));
  return { batch, steps, implied: true, data: data.map((_, k) => Number(counts(k))) };
}

/** Along time the masks stand one behind another, along features they are joined; else none is left. */
function concatenated(
  { axis, masks: rule }: Extract<GraphOperation, { kind: "concat" }>,
  values: readonly Tensor[],
  masks: readonly (StepMask | null)[],
): StepMask | null {
  const rank = values[0].shape.length;
  const along = axis < 0 ? axis + rank : axis;
  if (masks.every((mask) => mask === null) || rank < 3) return null;
  // An input without a mask counts every step.
  if (along === rank - 1) return rule === "any" && masks.includes(null) ? null : together(rule, masks);
  if (along !== 1) return null;
  const [batch] = values[0].shape;
  const lengths = values.map(({ shape }) => shape[1]);
  const steps = lengths.reduce((a, b) => a + b, 0);
  const data = new Uint8Array(batch * steps).fill(1);
  let at = 0;
  masks.forEach((mask, k) => {
    const length = lengths[k];
    if (mask !== null) {
      for (let b = 0; b < batch; b++) data.set(mask.data.subarray(b * length, (b + 1) * length), b * steps + at);
    }
    at += length;
  });
  return { batch, steps, implied: true, data };
}
