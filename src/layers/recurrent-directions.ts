import { internalError } from "../base/index.ts";
import type { Role } from "../layout/index.ts";
import type { Parameter } from "./parameter.ts";
import { type Placed, placedBlocks } from "./parts.ts";
import type { CellDefinition, RecurrentDefinition } from "./recurrent-definition.ts";

/** One direction of one level: a cell with its weights, and the way that it walks. */
export interface Direction {
  /** `lstm#0.forward` */
  readonly owner: string;
  readonly cell: CellDefinition;
  /** Reads from the last step to the first. */
  readonly reversed: boolean;
  readonly parts: ReadonlyMap<Role, readonly Placed[]>;
  /** Features of the input, width of h, width of the gates (and of c). */
  readonly input: number;
  readonly width: number;
  readonly hidden: number;
}

export type Level = readonly [Direction] | readonly [forward: Direction, backward: Direction];

/** Reads off the blocks which levels and directions there are, in the order in which the owners occur. */
export function levelsOf(definition: RecurrentDefinition, parameters: readonly Parameter[]): Level[] {
  const byOwner = new Map<string, Map<Role, Placed[]>>();
  for (const placed of placedBlocks(parameters)) {
    const { owner, role } = placed.block;
    const parts = byOwner.get(owner) ?? new Map<Role, Placed[]>();
    byOwner.set(owner, parts.set(role, [...(parts.get(role) ?? []), placed]));
  }
  const reversed: readonly string[] = definition.reversed ?? ["backward"];
  const levels = new Map<string, Direction[]>();
  let k = 0;
  for (const [owner, parts] of byOwner) {
    const [level, way] = owner.split(".");
    const cell = definition.cells[Math.min(k++, definition.cells.length - 1)];
    const sizes = sizesOf(parts, owner);
    levels.set(level, [...(levels.get(level) ?? []), { owner, cell, reversed: reversed.includes(way), parts, ...sizes }]);
  }
  return [...levels.values()] as unknown as Level[];
}

function sizesOf(parts: ReadonlyMap<Role, readonly Placed[]>, owner: string): Pick<Direction, "input" | "width" | "hidden"> {
  const [Wx, Wh] = (["Wx", "Wh"] as const).map((role) => parts.get(role)?.[0].block);
  if (Wx === undefined || Wh === undefined) throw internalError(`${owner} has no Wx or no Wh`);
  const extent = ({ box, transposed }: Placed["block"]) => {
    const [outputs, inputs] = box.slice(-2).map(([from, to]) => to - from);
    return transposed ? { outputs: inputs, inputs: outputs } : { outputs, inputs };
  };
  return { input: extent(Wx).inputs, width: extent(Wh).inputs, hidden: extent(Wh).outputs };
}
