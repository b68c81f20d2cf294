import { unknownName } from "../base/index.ts";
import { checkTensor, wrongKind } from "./refusals.ts";

type Call = Readonly<Record<string, unknown>>;
type Check = (name: string, value: unknown) => void;

const operation = "recurrentSequence";

/** Every part of a call, and what holds it to its kind. */
const parts: Readonly<Record<string, Check>> = {
  cell: oneOf("lstm", "gru", "rnn"),
  units: count,
  x: tensor,
  batchFirst: flag,
  reverse: flag,
  h0: tensor,
  c0: tensor,
  Wx: place("row", "column"),
  Wh: place("row", "column"),
  bx: place(),
  bh: place(),
  order: (name, value) => {
    if (!Array.isArray(value)) throw wrongKind(operation, name, value, "a list of blocks", "give [0, 1, 2, 3]");
  },
  mask: (name, value) => {
    if (!(value instanceof Uint8Array)) throw wrongKind(operation, name, value, "a Uint8Array", "give Uint8Array.from(values)");
  },
  gate: oneOf("sigmoid", "hardSigmoid", "hardSigmoidSixth"),
  activation: oneOf("tanh", "relu", "linear"),
  forgetBias: (name, value) => {
    if (typeof value !== "number") throw wrongKind(operation, name, value, "a number", "give a number");
  },
  resetAfter: flag,
};
const compulsory = ["cell", "units", "x", "Wx", "Wh"];

/** Holds that each part of a call is of its kind, before a kernel reads arrays by it. Throws: wrong-type, out-of-range, unknown-option. */
export function checkSequenceKinds(call: unknown): void {
  if (call === null || typeof call !== "object")
    throw wrongKind(operation, "call", call, "{ cell, units, x, Wx, Wh, … }", "give an object");
  for (const name of compulsory) parts[name](name, (call as Call)[name]);
  for (const name in call) {
    if (!Object.hasOwn(parts, name))
      throw unknownName("unknown-option", `operation ${operation}, option ${name}`, name, Object.keys(parts));
    const value = (call as Call)[name];
    if (value !== undefined) parts[name](name, value);
  }
}

function oneOf(...legal: readonly string[]): Check {
  return (name, value) => {
    if (!legal.includes(value as string)) throw unknownName("out-of-range", `operation ${operation}, option ${name}`, value, legal);
  };
}

function tensor(name: string, value: unknown): void {
  checkTensor(operation, name, value);
}

function flag(name: string, value: unknown): void {
  if (typeof value !== "boolean") throw wrongKind(operation, name, value, "true or false", "give true or false");
}

function count(name: string, value: unknown): void {
  if (Number.isSafeInteger(value) && (value as number) >= 0) return;
  throw wrongKind(operation, name, value, "a whole number of 0 or more", "count in elements");
}

/** A tensor, and where in it something lies: a matrix by two steps, a bias by its offset alone. */
function place(...steps: readonly string[]): Check {
  return (name, value) => {
    if (value === null || typeof value !== "object") throw wrongKind(operation, name, value, "{ of: tensor, … }", "say where it lies");
    tensor(`${name}.of`, (value as Call).of);
    const { offset } = value as Call;
    if (offset !== undefined) count(`${name}.offset`, offset);
    for (const step of steps) count(`${name}.${step}`, (value as Call)[step]);
  };
}
