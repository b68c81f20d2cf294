import { GatewiseError, internalError, show } from "../base/index.ts";
import type { Cell } from "../cells/index.ts";
import type { Role } from "../layout/index.ts";
import { cellEquation } from "./cell-equation.ts";
import type { Parameter } from "./parameter.ts";
import { type Placed, placedBlocks } from "./parts.ts";
import type { CellDefinition, RecurrentDefinition } from "./recurrent-definition.ts";

/** One direction of one level: a cell with its weights, and the way that it walks. */
export interface Direction {
  /** `lstm#0.forward` */
  readonly owner: string;
  readonly cell: CellDefinition;
  readonly equation: Cell;
  /** Reads from the last step to the first. */
  readonly reversed: boolean;
  readonly parts: ReadonlyMap<Role, readonly Placed[]>;
  /** Features of the input, and width of the gates. */
  readonly input: number;
  readonly hidden: number;
  /** What is carried, in the equation's order: the first is the output. */
  readonly states: readonly { readonly name: string; readonly width: number }[];
}

export type Level = readonly Direction[];

const known = new WeakMap<readonly Parameter[], readonly Level[]>();

/** Gives the levels of a layer with their directions: read off its blocks once, in the order in which the owners occur. */
export function levelsOf(
  definition: RecurrentDefinition,
  parameters: readonly Parameter[],
  own: Readonly<Record<string, Cell>>,
): readonly Level[] {
  const levels = known.get(parameters) ?? readLevels(definition, parameters, own);
  known.set(parameters, levels);
  return levels;
}

function readLevels(definition: RecurrentDefinition, parameters: readonly Parameter[], own: Readonly<Record<string, Cell>>): Level[] {
  const byOwner = new Map<string, Map<Role, Placed[]>>();
  for (const placed of placedBlocks(parameters)) {
    const { owner, role } = placed.block;
    const parts = byOwner.get(owner) ?? new Map<Role, Placed[]>();
    byOwner.set(owner, parts.set(role, [...(parts.get(role) ?? []), placed]));
  }
  const reversed: readonly string[] = definition.reversed ?? ["backward"];
  const byWay = new Map<string, Direction[]>();
  let k = 0;
  for (const [owner, parts] of byOwner) {
    const way = owner.split(".")[1];
    const cell = definition.cells[Math.min(k++, definition.cells.length - 1)];
    const equation = cellEquation(cell, parts, own, definition.name);
    const sizes = cell.sizes ?? sizesOf(parts, owner);
    const { input, hidden, output = hidden } = sizes;
    const states = Object.entries(equation.states).map(([name, width]) => ({ name, width: width({ I: input, H: hidden, O: output }) }));
    const direction = { owner, cell, equation, reversed: reversed.includes(way), parts, input, hidden, states };
    byWay.set(way, [...(byWay.get(way) ?? []), direction]);
  }
  const [first = [], ...others] = byWay.values();
  if (first.length > 0 && others.length <= 1 && others.every((other) => other.length === first.length)) {
    return first.map((direction, level) => [direction, ...others.map((other) => other[level])]);
  }
  throw new GatewiseError("contradiction", {
    where: `layer ${definition.name}, parameters`,
    received: `cells ${show([...byOwner.keys()])}`,
    expected: "one direction, or a forward and a backward one, at every level",
    fix: "name the owners of the blocks kind#number.forward and kind#number.backward",
  });
}

function sizesOf(parts: ReadonlyMap<Role, readonly Placed[]>, owner: string): NonNullable<CellDefinition["sizes"]> {
  const [Wx, Wh] = (["Wx", "Wh"] as const).map((role) => parts.get(role)?.[0].block);
  if (Wx === undefined || Wh === undefined) throw internalError(`${owner} has no Wx or no Wh`);
  const extent = ({ box, transposed }: Placed["block"]) => {
    const [outputs, inputs] = box.slice(-2).map(([from, to]) => to - from);
    return transposed ? { outputs: inputs, inputs: outputs } : { outputs, inputs };
  };
  return { input: extent(Wx).inputs, hidden: extent(Wh).outputs, output: extent(Wh).inputs };
}
