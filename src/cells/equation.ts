import type { Activation } from "./activation.ts";
import type { Cell, Named } from "./cell.ts";
import { checkCell } from "./check-cell.ts";
import type { Operations } from "./operations.ts";

/** A formula, and how strongly what holds it together last binds: 3 a name or a call, 2 a product, 1 a sum. */
interface Formula {
  readonly text: string;
  readonly binds: 1 | 2 | 3;
}

/** Prints a cell's equation, a line for each named value and each new state. Throws: wrong-type. */
export function equationOf(cell: Cell): string[] {
  checkCell("equationOf, cell", cell);
  const lines: string[] = [];
  const operations = textOperations(lines);
  const name = (text: string): Formula => ({ text, binds: 3 });
  const named = (names: readonly string[]): Named<Formula> => Object.fromEntries(names.map((one) => [one, name(one)]));
  const given = named(Object.keys(cell.weights));
  const x = cell.fromInput?.(operations, name("x"), given) ?? name("x");
  const after = cell.step(operations, x, named(Object.keys(cell.states)), cell.prepare?.(operations, given) ?? given);
  for (const [state, { text }] of Object.entries(after)) if (text !== `${state}'`) lines.push(`${state}' = ${text}`);
  return lines;
}

function textOperations(lines: string[]): Operations<Formula> {
  const formula = (value: Formula | number): Formula => (typeof value === "number" ? { text: String(value), binds: 3 } : value);
  const held = (value: Formula | number, binds: number): string => {
    const { text, binds: own } = formula(value);
    return own < binds ? `(${text})` : text;
  };
  return {
    matmul: (a, b) => ({ text: `${held(a, 3)}·${held(b, 3)}`, binds: 2 }),
    add: (a, b) => ({ text: `${held(a, 1)} + ${held(b, 1)}`, binds: 1 }),
    sub: (a, b) => ({ text: `${held(a, 1)} - ${held(b, 2)}`, binds: 1 }),
    mul: (a, b) => ({ text: `${held(a, 3)}⊙${held(b, 3)}`, binds: 2 }),
    activation: (which, value) => ({ text: `${nameOf(which)}(${value.text})`, binds: 3 }),
    clip: (value, low, high) => ({ text: `clip(${value.text}, ${low}, ${high})`, binds: 3 }),
    split: (value, names) => names.map((name) => ({ text: `${held(value, 3)}_${name}`, binds: 3 })),
    name(name, value) {
      lines.push(`${name} = ${value.text}`);
      return { text: name, binds: 3 };
    },
  };
}

function nameOf(which: Activation): string {
  if (typeof which === "string") return which;
  return "of" in which ? which.name : `${which.name}[${which.name === "elu" ? which.alpha : which.slope}]`;
}
