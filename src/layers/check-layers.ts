/** What the doors of the layers hold their arguments to. */
import { type ArgumentTable, checkArguments, checkRecord } from "../base/index.ts";
import { checkCell } from "../cells/index.ts";
import { type ActivationDefinition, activationOf } from "./activation.ts";
import type { LayerDefinition } from "./definition.ts";
import { wrongKind } from "./wrong-kind.ts";

/** Holds that a value names an activation. Throws: wrong-type, unknown-rule. */
export function checkActivation(where: string, value: unknown): asserts value is ActivationDefinition {
  const named = value !== null && typeof value === "object" && Object.hasOwn(value, "name");
  if (typeof value !== "string" && !named)
    throw wrongKind(where, value, "a name, or { name, … } with constants", 'give a name, such as "relu"');
  activationOf(value as ActivationDefinition, where);
}

/** Holds that a layer's definition has a name and a kind. Throws: wrong-type. */
export function checkLayerDefinition(where: string, definition: unknown): asserts definition is LayerDefinition {
  checkRecord(where, definition, "a layer's definition: { kind, name, … }");
  const { kind, name, parameters } = definition;
  if (typeof kind === "string" && typeof name === "string" && (parameters === undefined || Array.isArray(parameters))) return;
  throw wrongKind(
    where,
    definition,
    "a layer's definition: { kind, name, parameters, … }",
    "give the definition of a layer that a session declared",
  );
}

/** Holds that a model's definition is of a kind, with layers. Throws: wrong-type. */
export function checkModelDefinition(where: string, definition: unknown, lists: readonly string[]): void {
  const expected = `a model's definition: { kind, ${lists.join(", ")} }`;
  checkRecord(where, definition, expected);
  for (const list of lists)
    if (!Array.isArray(definition[list]))
      throw wrongKind(`${where}, ${list}`, definition[list], expected, "give the definition of a model");
  for (const one of definition.layers as readonly unknown[]) checkLayerDefinition(`${where}, layers`, one);
}

/** Holds the options of a call against those that it has. Throws: wrong-type, unknown-option. */
export function checkCall(where: string, options: unknown, table: ArgumentTable): void {
  checkArguments(where, table, options as Readonly<Record<string, unknown>>);
}

/** Holds the options of a model that is made of its definition. Throws: wrong-type, unknown-option. */
export function checkMade(where: string, options: unknown): void {
  const any = { type: "any", default: undefined } as const;
  checkCall(where, options, { dropout: any, cells: any });
  const { dropout, cells } = options as { readonly dropout?: unknown; readonly cells?: unknown };
  if (dropout !== undefined && typeof (dropout as { keeps?: unknown } | null)?.keeps !== "function")
    throw wrongKind(`${where}, dropout`, dropout, "a session, whose streams draw masks", "give a dialect's session");
  if (cells === undefined) return;
  checkRecord(`${where}, cells`, cells, "{ name: cell }");
  for (const [name, cell] of Object.entries(cells)) checkCell(`${where}, cells, ${name}`, cell);
}
