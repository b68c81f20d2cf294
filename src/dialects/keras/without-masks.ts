import type { CellDefinition } from "../../layers/index.ts";
import type { Computed } from "./computed.ts";

/** The same layer with its masks' streams unknown, so that training with dropout is refused: where they are drawn by other rules. */
export function withoutMasks(computed: Computed): Computed {
  if (computed.kind === "dropout") {
    const { stream: _, ...rest } = computed;
    return rest;
  }
  if (computed.kind === "recurrent") return { ...computed, cells: computed.cells.map(cellWithoutMasks) };
  return computed;
}

function cellWithoutMasks(cell: CellDefinition): CellDefinition {
  if (cell.dropout === undefined) return cell;
  const { streams: _, ...dropout } = cell.dropout;
  return { ...cell, dropout };
}
