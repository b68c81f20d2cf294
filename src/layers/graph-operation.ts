import { GatewiseError } from "../base/index.ts";
import { add, concat, maximum, minimum, mul, sub, type Tensor, tensor } from "../tensor/index.ts";
import type { StepMask } from "./step-mask.ts";

/** What joins tensors without weights. `masks`: whether a step counts where all inputs count it, or where one does. */
export type GraphOperation =
  | { readonly kind: "concat"; readonly axis: number }
  | { readonly kind: "add" | "sub" | "mul" | "average" | "maximum" | "minimum"; readonly masks: "all" | "any" }
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
      return { values: [concat(values, operation.axis)], mask: concatenated(operation.axis, values, masks) };
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
      return { values: [rest.reduce((a, b) => join(a, b), first)], mask: together(operation.masks, masks) };
    }
  }
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

/** Along time the masks stand one behind another, along features a step counts where all count it; else none is left. */
function concatenated(axis: number, values: readonly Tensor[], masks: readonly (StepMask | null)[]): StepMask | null {
  const rank = values[0].shape.length;
  const along = axis < 0 ? axis + rank : axis;
  if (masks.every((mask) => mask === null) || rank < 3) return null;
  if (along === rank - 1) return together("all", masks);
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
