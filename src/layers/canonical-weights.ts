import { internalError } from "../base/index.ts";
import type { Role } from "../layout/index.ts";
import { concat, reshape, type Tensor, transpose } from "../tensor/index.ts";
import { blockValue, type Placed } from "./parts.ts";
import type { Direction } from "./recurrent-directions.ts";

/** Gates in the order of the equations. A cell of a user's own has its blocks' order. */
const canonicalGates: Readonly<Record<string, readonly (string | null)[]>> = {
  lstm: ["i", "f", "g", "o"],
  gru: ["r", "z", "n"],
  rnn: [null],
};

/** The weights of a cell as its equation wants them: Wx [I, G·H], Wh [H, G·H], bx, bh [G·H], P [H, P]. */
export interface CanonicalWeights {
  readonly Wx: Tensor;
  readonly Wh: Tensor;
  readonly bx: Tensor | null;
  readonly bh: Tensor | null;
  readonly P: Tensor | null;
  /** Of i, f and o, each [H]. */
  readonly peepholes: readonly Tensor[] | null;
}

/** Gathers a direction's weights into canonical form, differentiably. One bias for both sides is the input's. */
export function canonicalWeights(direction: Direction): CanonicalWeights {
  const { parts, cell } = direction;
  const gates = canonicalGates[cell.kind] ?? parts.get("Wx")?.map(({ block }) => block.gate) ?? [];
  const matrix = (role: Role): Tensor => {
    const blocks = ordered(parts.get(role) ?? [], gates, direction.owner, role);
    return joined(
      blocks.map((placed) => (placed.block.transposed ? blockValue(placed) : transpose(blockValue(placed)))),
      1,
    );
  };
  const vector = (role: Role): Tensor | null => {
    const placed = parts.get(role);
    if (placed === undefined) return null;
    return joined(
      ordered(placed, gates, direction.owner, role).map((one) => reshape(blockValue(one), [direction.hidden])),
      0,
    );
  };
  const projection = parts.get("P")?.[0];
  const peepholes = parts.get("peephole");
  return {
    Wx: matrix("Wx"),
    Wh: matrix("Wh"),
    bx: vector("bx") ?? vector("b"),
    bh: vector("bh"),
    P: projection === undefined ? null : projection.block.transposed ? blockValue(projection) : transpose(blockValue(projection)),
    peepholes:
      peepholes === undefined ? null : ordered(peepholes, ["i", "f", "o"], direction.owner, "peephole").map((placed) => blockValue(placed)),
  };
}

function ordered(placed: readonly Placed[], gates: readonly (string | null)[], owner: string, role: Role): Placed[] {
  return gates.map((gate) => {
    const found = placed.find(({ block }) => block.gate === gate);
    if (found === undefined) throw internalError(`${owner}.${role} has no gate ${gate}`);
    return found;
  });
}

function joined(blocks: readonly Tensor[], axis: number): Tensor {
  return blocks.length === 1 ? blocks[0] : concat(blocks, axis);
}
