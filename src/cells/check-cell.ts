import {
  type ArgumentRule,
  type ArgumentTable,
  checkArguments,
  checkRecord,
  GatewiseError,
  optionalFlag,
  optionalValue,
  show,
} from "../base/index.ts";
import { checkActivation } from "./activation.ts";
import type { Cell } from "./cell.ts";

const biases: ArgumentRule = { type: "integer", min: 0, max: 2, default: undefined };
const limit: ArgumentRule = { type: "number", min: 0, default: undefined };

const tables = {
  elman: { activation: optionalValue, biases },
  gru: {
    activation: optionalValue,
    gate: optionalValue,
    biases,
    reset: { type: "string", oneOf: ["before", "after"], default: undefined },
  },
  lstm: {
    activation: optionalValue,
    gate: optionalValue,
    biases,
    peepholes: optionalFlag,
    projection: optionalFlag,
    cellClip: limit,
    projectionClip: limit,
    forgetBias: { type: "number", default: undefined },
  },
} as const satisfies Readonly<Record<string, ArgumentTable>>;

/** Holds the options of a cell that is here against what it knows. Throws: unknown-option, wrong-type, out-of-range, unknown-rule. */
export function checkCellOptions(cell: keyof typeof tables, options: object): void {
  const { values } = checkArguments(cell, tables[cell], options as Readonly<Record<string, unknown>>);
  for (const name of ["activation", "gate"]) if (values[name] !== undefined) checkActivation(`${cell}, argument ${name}`, values[name]);
}

/** Holds that a value is a cell: sizes as functions, and an equation. Throws: wrong-type. */
export function checkCell(where: string, cell: unknown): asserts cell is Cell {
  const expected = "a cell: { name, gates, states, weights, step, … }";
  checkRecord(where, cell, expected);
  const { name, gates, states, weights, step, fromInput, prepare } = cell;
  const lists = { name: typeof name === "string", gates: Array.isArray(gates) && gates.every((gate) => typeof gate === "string") };
  const functions = { step: typeof step === "function", fromInput: isAbsentOr(fromInput), prepare: isAbsentOr(prepare) };
  const sound = { ...lists, states: areRules(states), weights: areRules(weights), ...functions };
  const odd = Object.entries(sound).find(([, fits]) => !fits);
  if (odd === undefined) return;
  const [part] = odd;
  throw new GatewiseError("wrong-type", {
    where: `${where}, ${part}`,
    received: show(cell[part]),
    expected: parts[part] ?? "a function, or nothing",
    fix: "write the cell as docs/own-cell.md shows it",
  });
}

const parts: Readonly<Record<string, string>> = {
  name: "a string",
  gates: "the gates' letters, [] for none",
  states: "{ state: (sizes) => width }",
  weights: "{ weight: (sizes) => shape }",
  step: "a function (operations, x, states, weights) => states",
};

function isAbsentOr(value: unknown): boolean {
  return value === undefined || typeof value === "function";
}

/** At least one size rule by name. */
function areRules(value: unknown): boolean {
  if (value === null || typeof value !== "object" || Array.isArray(value)) return false;
  const rules = Object.values(value);
  return rules.length > 0 && rules.every((rule) => typeof rule === "function");
}
