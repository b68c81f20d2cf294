import { GatewiseError, internalError, showShape } from "../base/index.ts";
import { type Block, isWhole, type Role } from "../layout/index.ts";
import { slice, type Tensor } from "../tensor/index.ts";
import type { Parameter } from "./parameter.ts";

/** A block and the parameter that it lies in. */
export interface Placed {
  readonly parameter: Parameter;
  readonly block: Block;
}

/** Every block of some parameters, in their order. */
export function placedBlocks(parameters: readonly Parameter[]): Placed[] {
  return parameters.flatMap((parameter) => parameter.definition.blocks.map((block) => ({ parameter, block })));
}

/** The one block of a role, or null where the layer has none. */
export function partOfRole(parameters: readonly Parameter[], role: Role): Placed | null {
  return placedBlocks(parameters).find(({ block }) => block.role === role) ?? null;
}

/** The same, where the layer cannot be without. */
export function neededPart(parameters: readonly Parameter[], role: Role, layer: string): Placed {
  const found = partOfRole(parameters, role);
  if (found === null) throw internalError(`layer ${layer} has no ${role}`);
  return found;
}

/** The values of a block, differentiably, in the framework's orientation. */
export function blockValue({ parameter: { value }, block: { box } }: Placed): Tensor {
  if (isWhole(box, value.shape)) return value;
  return box.reduce((whole, [from, to], axis) => (from === 0 && to === whole.shape[axis] ? whole : slice(whole, axis, from, to)), value);
}

/** Holds an input against what a layer takes: its last axis, and the dtype of its weights. Throws: bad-shape, bad-dtype, naming the layer. */
export function checkInput(layer: string, { shape, dtype }: Tensor, width: number, weight: Tensor): void {
  if (shape.length === 0 || shape[shape.length - 1] !== width) {
    throw new GatewiseError("bad-shape", {
      where: `layer ${layer}, input`,
      received: showShape(shape),
      expected: `${width} features on the last axis`,
      fix: "give the layer the number of features that the one before it has",
    });
  }
  if (dtype !== weight.dtype) {
    throw new GatewiseError("bad-dtype", {
      where: `layer ${layer}, input`,
      received: dtype,
      expected: `${weight.dtype}, as the layer's weights`,
      fix: "give both in one dtype",
    });
  }
}
