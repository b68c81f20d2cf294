import type { Shape } from "../base/index.ts";
import { type Box, sliceBox } from "./box.ts";

/**
 * Says that a box of a framework's array is one block of a canonical part.
 *
 * A canonical part belongs to one cell in one direction and has one of the roles
 * Wx, Wh (matrices acting on the input and on the state), bx, bh, b (their biases, or one for both),
 * P (projection), peephole, W (any other matrix), scale, shift, other.
 * A matrix block is canonically [outputs, inputs]; `transposed` says that the framework stores [inputs, outputs].
 */
export interface Block {
  /** Cell or layer and direction: `lstm#0.forward`, `dense#1`. Ordinals count layers of a kind in a model. */
  readonly owner: string;
  readonly role: Role;
  /** Canonical gate letter (LSTM i f g o, GRU r z n), null where the part has no gates. */
  readonly gate: string | null;
  readonly box: Box;
  readonly transposed: boolean;
}

export const roles = ["Wx", "Wh", "bx", "bh", "b", "P", "peephole", "W", "scale", "shift", "other"] as const;
export type Role = (typeof roles)[number];

/** Whether a part is added and not multiplied: one of a cell's two biases, or the one for both. */
export function isBias(role: Role): boolean {
  return role === "b" || role === "bx" || role === "bh";
}

/** `lstm#0.forward.Wx`, the canonical identity of a part. */
export function partOf(block: Block): string {
  return `${block.owner}.${block.role}`;
}

/** The parts that an array holds, in order, each once. */
export function partsOf(blocks: readonly Block[]): string[] {
  return [...new Set(blocks.map(partOf))];
}

/** Cuts equal gate blocks along one axis of a box, in the framework's gate order. */
export function gateBlocks(options: {
  owner: string;
  role: Role;
  gates: readonly (string | null)[];
  shape: Shape;
  /** Axis along which the gates are stacked. */
  axis: number;
  /** Restricts the blocks on the other axes; the whole tensor if absent. */
  within?: Box;
  transposed?: boolean;
}): Block[] {
  const { owner, role, gates, shape, axis, transposed = false } = options;
  const [from, to] = options.within?.[axis] ?? [0, shape[axis]];
  const width = (to - from) / gates.length;
  return gates.map((gate, k) => {
    const slice = sliceBox(shape, axis, from + k * width, from + (k + 1) * width);
    const box = slice.map((range, a) => (a === axis ? range : (options.within?.[a] ?? range)));
    return { owner, role, gate, box, transposed };
  });
}

/** One block that is the whole array. */
export function wholeBlock(owner: string, role: Role, shape: Shape, transposed = false): Block[] {
  return [{ owner, role, gate: null, box: shape.map((dimension) => [0, dimension] as const), transposed }];
}
