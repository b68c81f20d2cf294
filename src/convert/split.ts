import { type NamedArray, namedArray } from "../base/index.ts";
import { isBias } from "../layout/index.ts";
import type { Carried } from "./carried.ts";
import { actingBias, isRecurrent, transposeOf } from "./net.ts";
import type { NetLayer, Part } from "./net-layer.ts";

/**
 * One matrix for each gate and side, under canonical names: `lstm0.forward.Wx.i` is what acts on the input in gate i.
 *
 * Shapes: matrices [inputs, outputs] for TensorFlow and Keras, whose cells multiply x·W, else [outputs, inputs]; one bias a
 * gate: all that acts on it, the run-time forget bias included, once. A GRU that resets after its matrix keeps two.
 */
export function split(layers: readonly NetLayer[], dialect: string): Carried {
  const fromRight = !dialect.startsWith("torch@") && !dialect.startsWith("gatewise@");
  const tensors: NamedArray[] = [];
  const notes: string[] = [];
  const add = (name: string, shape: readonly number[], values: Float64Array, dtype: "float32" | "float64") => {
    tensors.push(namedArray(name, dtype, shape, (dtype === "float64" ? values.slice() : Float32Array.from(values)) as never));
  };
  for (const layer of layers) {
    for (const direction of layer.directions) {
      const prefix = [`${layer.kind}${layer.ordinal}`, ...(direction.name === "" ? [] : [direction.name])].join(".");
      const suffix = (part: { gate: string | null }) => (part.gate === null ? "" : `.${part.gate}`);
      const matrix = (part: Part) => {
        const [rows, columns] = part.shape;
        if (fromRight && part.shape.length === 2 && layer.kind !== "embedding")
          add(`${prefix}.${part.role}${suffix(part)}`, [columns, rows], transposeOf(part.values, rows, columns), layer.dtype);
        else add(`${prefix}.${part.role}${suffix(part)}`, part.shape, part.values, layer.dtype);
      };
      const vector = ({ role }: Part) => isBias(role);
      for (const part of direction.parts) if (!vector(part)) matrix(part);
      if (!isRecurrent(layer) || direction.reset === "after") {
        for (const part of direction.parts)
          if (vector(part)) add(`${prefix}.${part.role}${suffix(part)}`, part.shape, part.values, layer.dtype);
        continue;
      }
      for (const gate of new Set(direction.parts.filter(vector).map((part) => part.gate))) {
        const acting = actingBias(direction, gate);
        if (acting !== null) add(`${prefix}.b${suffix({ gate })}`, [acting.length], acting, layer.dtype);
      }
      if (direction.forgetBias !== 0)
        notes.push(`${prefix}.b.f holds the forget bias ${direction.forgetBias} that the cell would add at run time: do not add it again`);
    }
  }
  return { dialect: "split", tensors, notes };
}
