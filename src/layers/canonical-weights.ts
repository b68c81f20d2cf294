import { internalError } from "../base/index.ts";
import { concat, reshape, type Tensor, transpose } from "../tensor/index.ts";
import { blockValue, type Placed } from "./parts.ts";
import type { Direction } from "./recurrent-directions.ts";

/** The gates that a direction's stacked weights have, in the order of its equation: null where it has none. */
export function gatesOf({ equation }: Direction): readonly (string | null)[] {
  return equation.gates.length === 0 ? [null] : equation.gates;
}

/**
 * Gathers a direction's weights into the form that its equation wants, differentiably: Wx [I, G·H], Wh [H, G·H], bx, bh [G·H],
 * P [H, P], pi, pf, po [H]. One bias for both sides is the input's. A cell of the user's own has its weights as they are.
 */
export function canonicalWeights(direction: Direction): Record<string, Tensor> {
  const { parts, hidden, owner } = direction;
  const weights: Record<string, Tensor> = {};
  const gates = gatesOf(direction);
  for (const [role, placed] of parts) {
    if (role === "Wx" || role === "Wh") weights[role] = matrix(inOrder(placed, gates, owner));
    else if (role === "P") weights.P = matrix(placed);
    else if (role === "bx" || role === "bh") weights[role] = vector(inOrder(placed, gates, owner), hidden);
    else if (role === "b") weights.bx = vector(inOrder(placed, gates, owner), hidden);
    else for (const one of placed) weights[role === "peephole" ? `p${one.block.gate}` : String(one.block.gate)] = blockValue(one);
  }
  return weights;
}

function inOrder(placed: readonly Placed[], gates: readonly (string | null)[], owner: string): readonly Placed[] {
  return gates.map((gate) => {
    const found = placed.find(({ block }) => block.gate === gate);
    if (found === undefined) throw internalError(`${owner} has no gate ${gate}`);
    return found;
  });
}

/** Gates side by side as columns: [inputs, G·H]. */
function matrix(placed: readonly Placed[]): Tensor {
  const [{ block, parameter }] = placed;
  const axis = block.transposed ? 1 : 0;
  const gathered = isInPlace(placed, axis) ? parameter.value : joined(placed.map(blockValue), axis);
  return block.transposed ? gathered : transpose(gathered);
}

function vector(placed: readonly Placed[], hidden: number): Tensor {
  if (placed[0].block.box.length === 1 && isInPlace(placed, 0)) return placed[0].parameter.value;
  return joined(
    placed.map((one) => reshape(blockValue(one), [hidden])),
    0,
  );
}

/** Whether blocks are one whole array, one after the other along an axis. */
function isInPlace(placed: readonly Placed[], axis: number): boolean {
  const { value } = placed[0].parameter;
  let at = 0;
  for (const { parameter, block } of placed) {
    if (parameter.value !== value || block.box[axis][0] !== at) return false;
    if (block.box.some(([from, to], k) => k !== axis && (from !== 0 || to !== value.shape[k]))) return false;
    at = block.box[axis][1];
  }
  return at === value.shape[axis];
}

function joined(blocks: readonly Tensor[], axis: number): Tensor {
  return blocks.length === 1 ? blocks[0] : concat(blocks, axis);
}
