import { type Activation, type Biases, type Cell, elman, equationOf, gru, lstm } from "../cells/index.ts";
import type { Role } from "../layout/index.ts";
import type { CellText, Explanation, Plan } from "../plan/index.ts";

/** What a Plan says of one cell. */
interface PlannedCell {
  readonly roles: Set<Role>;
  text: CellText;
  forgetBias: number;
}

/** Prints the equation of each recurrent cell of a Plan, with the options that it has; cells of one equation stand together. */
export function equationsOf(plan: Plan): NonNullable<Explanation["equations"]> {
  const planned = new Map<string, PlannedCell>();
  for (const { blocks, runtime, text } of plan.parameters) {
    for (const { owner, role } of blocks) {
      const cell = planned.get(owner) ?? { roles: new Set(), text: {}, forgetBias: 0 };
      cell.roles.add(role);
      if (text !== undefined) cell.text = text;
      if (runtime !== undefined) cell.forgetBias = runtime.adds;
      planned.set(owner, cell);
    }
  }
  const equations: { cells: string[]; lines: readonly string[] }[] = [];
  for (const [owner, described] of planned) {
    const cell = cellOf(owner.split("#")[0], described);
    if (cell === null) continue;
    const lines = equationOf(cell);
    const same = equations.find((one) => one.lines.join() === lines.join());
    if (same === undefined) equations.push({ cells: [owner], lines });
    else same.cells.push(owner);
  }
  return equations;
}

/** The cell that a kind and its options stand for, or null where it is not recurrent, or a GRU of which the Plan does not say the reset. */
function cellOf(kind: string, { roles, text, forgetBias }: PlannedCell): Cell | null {
  const { reset, clips = {} } = text;
  const biases: Biases = roles.has("bh") ? 2 : roles.has("bx") || roles.has("b") ? 1 : 0;
  const activation = named(text.activation ?? "tanh");
  const gate = named(text.gateActivation ?? "sigmoid");
  if (kind === "rnn") return elman({ activation, biases });
  if (kind === "gru") return reset === undefined ? null : gru({ activation, gate, biases, reset });
  if (kind !== "lstm") return null;
  return lstm({
    activation,
    gate,
    biases,
    peepholes: roles.has("peephole"),
    projection: roles.has("P"),
    forgetBias,
    ...(clips.cell === undefined ? {} : { cellClip: clips.cell }),
    ...(clips.projection === undefined ? {} : { projectionClip: clips.projection }),
  });
}

/** An activation by the framework's word for it, to be printed alone. */
function named(name: string): Activation {
  return { name, of: (x) => x };
}
