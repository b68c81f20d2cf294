import { GatewiseError, show, suggestion, unknownName } from "./errors.ts";

/** What one argument of a framework's function may be. */
export interface ArgumentRule {
  readonly type: "integer" | "number" | "boolean" | "string" | "any";
  /** Absent: the argument is required. */
  readonly default?: unknown;
  /** null (Python's None) is legal too. */
  readonly nullable?: boolean;
  readonly min?: number;
  /** Exclusive lower bound. */
  readonly above?: number;
  readonly max?: number;
  /** The most that gatewise builds, where the framework sets no bound. */
  readonly limit?: number;
  readonly oneOf?: readonly string[];
}

/** An argument that may be anything, and left out. */
export const optionalValue: ArgumentRule = { type: "any", default: undefined };

/** A flag that may be left out. */
export const optionalFlag: ArgumentRule = { type: "boolean", default: undefined };

export type ArgumentTable = { readonly [name: string]: ArgumentRule };

/** Given arguments with defaults filled in, and which of them were given. */
export interface CheckedArguments {
  readonly values: Readonly<Record<string, unknown>>;
  readonly given: ReadonlySet<string>;
}

/**
 * Holds arguments against a table: unknown names (with the nearest legal one), missing ones, types and ranges.
 *
 * Throws: unknown-option, missing-option, wrong-type, out-of-range, limit.
 */
export function checkArguments(where: string, table: ArgumentTable, given: Readonly<Record<string, unknown>>): CheckedArguments {
  checkRecord(where, given, "{ argument: value }");
  const names = Object.keys(table);
  for (const name of Object.keys(given)) {
    if (!Object.hasOwn(table, name))
      throw unknownName("unknown-option", `${where}, argument ${/^\S+$/.test(name) ? name : show(name)}`, name, names);
  }
  const values: Record<string, unknown> = {};
  const seen = new Set<string>();
  for (const name of names) {
    const rule = table[name];
    const value = given[name];
    if (value === undefined) {
      if (!("default" in rule)) {
        throw new GatewiseError("missing-option", {
          where: `${where}, argument ${name}`,
          received: "nothing",
          expected: describe(rule),
          fix: `give ${name}`,
        });
      }
      values[name] = rule.default;
      continue;
    }
    checkArgument(`${where}, argument ${name}`, rule, value);
    values[name] = value;
    seen.add(name);
  }
  return { values, given: seen };
}

function checkArgument(where: string, rule: ArgumentRule, value: unknown): void {
  if (rule.type === "any" || (value === null && rule.nullable === true)) return;
  const fits =
    rule.type === "integer"
      ? typeof value === "number" && Number.isSafeInteger(value)
      : rule.type === "number"
        ? typeof value === "number" && Number.isFinite(value)
        : typeof value === rule.type;
  if (!fits) {
    throw new GatewiseError("wrong-type", {
      where,
      received: show(value),
      expected: describe(rule),
      fix: `give ${describe(rule)}`,
    });
  }
  if (rule.oneOf !== undefined && !rule.oneOf.includes(value as string)) {
    throw unknownName("out-of-range", where, value as string, rule.oneOf);
  }
  const number = value as number;
  if (rule.limit !== undefined && number > rule.limit) {
    throw new GatewiseError("limit", { where, received: show(value), expected: `at most ${rule.limit}`, fix: "choose a smaller number" });
  }
  const below = (rule.min !== undefined && number < rule.min) || (rule.above !== undefined && number <= rule.above);
  if (below || (rule.max !== undefined && number > rule.max)) {
    throw new GatewiseError("out-of-range", {
      where,
      received: show(value),
      expected: describe(rule),
      fix: `choose ${describe(rule)}`,
    });
  }
}

/** Holds that a value is an object with keys of its own, as JSON writes them. Throws: wrong-type. */
export function checkRecord(where: string, value: unknown, expected: string): asserts value is Readonly<Record<string, unknown>> {
  if (value !== null && typeof value === "object" && !Array.isArray(value)) return;
  throw new GatewiseError("wrong-type", { where, received: show(value), expected, fix: `write ${expected}` });
}

/** Holds that a value is text. Throws: wrong-type. */
export function checkText(where: string, value: unknown): asserts value is string {
  if (typeof value === "string") return;
  throw new GatewiseError("wrong-type", { where, received: show(value), expected: "a string", fix: "give a string" });
}

/** Holds that a value is an object of the kind that gatewise gives, with its lists of objects or texts. Throws: wrong-type. */
export function checkLists(where: string, value: unknown, lists: { readonly [key: string]: "object" | "string" }): void {
  const expected = `what gatewise gives: { ${Object.keys(lists).join(", ")}, … }`;
  checkRecord(where, value, expected);
  for (const [key, kind] of Object.entries(lists)) {
    const list = value[key];
    if (Array.isArray(list) && list.every((one) => one !== null && typeof one === kind && !Array.isArray(one))) continue;
    throw new GatewiseError("wrong-type", { where: `${where}, ${key}`, received: show(list), expected, fix: "hand it over unchanged" });
  }
}

/** Holds that a value is a Map. Throws: wrong-type. */
export function checkMap(where: string, value: unknown, expected: string): void {
  if (value instanceof Map) return;
  throw new GatewiseError("wrong-type", {
    where,
    received: show(value),
    expected: `a Map: ${expected}`,
    fix: "make it by new Map(entries)",
  });
}

/** Refuses keys that are not in a list, naming the nearest legal one. */
export function onlyKeys(value: Readonly<Record<string, unknown>>, legal: readonly string[], where: string): void {
  // A list where an object is wanted is told as such by who reads it.
  if (Array.isArray(value)) return;
  for (const key of Object.keys(value)) {
    if (legal.includes(key)) continue;
    throw new GatewiseError("unknown-key", {
      where,
      received: `key ${show(key)}`,
      expected: `only ${legal.join(", ")}`,
      fix: suggestion(key, legal),
    });
  }
}

function describe(rule: ArgumentRule): string {
  if (rule.oneOf !== undefined) return `one of ${rule.oneOf.join(", ")}`;
  const what = { integer: "a whole number", number: "a number", boolean: "true or false", string: "a string", any: "a value" }[rule.type];
  const parts = [what];
  if (rule.min !== undefined) parts.push(`at least ${rule.min}`);
  if (rule.above !== undefined) parts.push(`above ${rule.above}`);
  if (rule.max !== undefined) parts.push(`at most ${rule.max}`);
  return `${parts.join(" ")}${rule.nullable === true ? ", or null" : ""}`;
}

/** `hiddenSize` → `hidden_size`: TypeScript options to a framework's own words. */
export function snakeCase(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}

/** `hidden_size` → `hiddenSize`, `beta_1` → `beta1`, `T_max` → `tMax`. */
export function camelCase(name: string): string {
  return name
    .replace(/_(\w)/g, (_, letter: string) => letter.toUpperCase())
    .replace(/^[A-Z](?=[A-Z]?[a-z])/, (letter) => letter.toLowerCase());
}

/** Options in camelCase to a framework's words; keys that are already in its words stay. Throws: wrong-type for no object. */
export function frameworkWords(where: string, options: unknown): Record<string, unknown> {
  checkRecord(where, options, "{ option: value }");
  return Object.fromEntries(Object.entries(options).map(([key, value]) => [snakeCase(key), value]));
}
