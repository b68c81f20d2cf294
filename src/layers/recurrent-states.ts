import { GatewiseError, show, showShape } from "../base/index.ts";
import { reshape, slice, stack, type Tensor } from "../tensor/index.ts";
import type { LayerState } from "./context.ts";
import type { RecurrentDefinition } from "./recurrent-definition.ts";
import type { Direction, Level } from "./recurrent-directions.ts";

/** The states of one cell by the names of its equation, each [B, width]. */
export type CellState = Readonly<Record<string, Tensor>>;

/** A state of a layer: which cell's, its name in the equation, and its width. */
interface Slot {
  readonly direction: Direction;
  readonly letter: string;
  readonly width: number;
}

/** The directions in the order in which a framework lists their states. */
function directionsOf(definition: RecurrentDefinition, levels: readonly Level[]): Direction[] {
  const listed = definition.statesFrom === "last" ? [...levels].reverse() : levels;
  if (definition.stacking !== "apart") return listed.flatMap((level) => [...level]);
  return levels[0].flatMap((_, way) => listed.map((level) => level[way] as Direction));
}

function slotsOf(direction: Direction): Slot[] {
  return direction.states.map(({ name, width }) => ({ direction, letter: name, width }));
}

/** Names and shapes that a layer's states have in the framework. */
export function stateShapes(
  definition: RecurrentDefinition,
  levels: readonly Level[],
  batch: readonly number[],
): { name: string; shape: number[]; slots: Slot[] }[] {
  const slots = directionsOf(definition, levels).flatMap(slotsOf);
  if (definition.states !== "stacked") {
    return slots.map((slot, k) => ({ name: String(k), shape: [...batch, slot.width], slots: [slot] }));
  }
  return [...new Set(slots.map(({ letter }) => letter))].map((letter) => {
    const mine = slots.filter((slot) => slot.letter === letter);
    const count = definition.batchFirst === null ? [] : [mine.length];
    return { name: letter, shape: [...count, ...batch, mine[0].width], slots: mine };
  });
}

/** Takes a layer's named states apart, by the owner of each cell. Throws: bad-shape, missing-option, unknown-option. */
export function statesOf(
  definition: RecurrentDefinition,
  levels: readonly Level[],
  given: LayerState | undefined,
  batch: number,
  alone: boolean,
  dtype: Tensor["dtype"],
): Map<string, CellState> {
  const states = new Map<string, CellState>();
  if (given === undefined || Object.keys(given).length === 0) return states;
  const where = `layer ${definition.name}, state`;
  const shapes = stateShapes(definition, levels, alone ? [] : [batch]);
  const names = shapes.map(({ name }) => name);
  const odd = Object.keys(given).find((name) => !names.includes(name)) ?? names.find((name) => given[name] === undefined);
  if (odd !== undefined) {
    throw new GatewiseError("bad-shape", {
      where,
      received: `states ${Object.keys(given).join(", ")}`,
      expected: names.join(", "),
      fix: "give every state of the layer, as forward gives them",
    });
  }
  const found = new Map<Direction, Record<string, Tensor>>();
  for (const { name, shape, slots } of shapes) {
    const value = given[name];
    if (value.shape.length !== shape.length || value.shape.some((size, axis) => size !== shape[axis])) {
      throw new GatewiseError("bad-shape", {
        where: `${where} ${name}`,
        received: showShape(value.shape),
        expected: showShape(shape),
        fix: "give a state of the batch and the sizes of the layer",
      });
    }
    if (value.dtype !== dtype) {
      throw new GatewiseError("bad-dtype", {
        where: `${where} ${name}`,
        received: show(value.dtype),
        expected: `${dtype}, as the input`,
        fix: "give both in one dtype",
      });
    }
    slots.forEach(({ direction, letter, width }, k) => {
      const one = slots.length === 1 ? value : slice(value, 0, k, k + 1);
      const state = found.get(direction) ?? {};
      state[letter] = reshape(one, [batch, width]);
      found.set(direction, state);
    });
  }
  for (const [{ owner }, state] of found) states.set(owner, state);
  return states;
}

/** Puts the last states together under the framework's names and in its shapes. */
export function namedStates(
  definition: RecurrentDefinition,
  levels: readonly Level[],
  last: ReadonlyMap<string, CellState>,
  alone: boolean,
): LayerState {
  const batch = alone ? [] : [Object.values(last.get(levels[0][0].owner) as CellState)[0].shape[0]];
  return Object.fromEntries(
    stateShapes(definition, levels, batch).map(({ name, shape, slots }) => {
      const values = slots.map(({ direction, letter }) => (last.get(direction.owner) as CellState)[letter]);
      return [name, reshape(values.length === 1 ? values[0] : stack(values, 0), shape)];
    }),
  );
}
