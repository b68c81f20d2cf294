/** Every function that initial weights come through with missing and wrong arguments: it answers, or refuses with four facts; nothing else. */
import { describe, expect, it } from "vitest";
import { GatewiseError } from "../../src/index.ts";
import { type Case, startCalls } from "./calls-start.ts";
import { values } from "./kinds.ts";

/** What comes back that is neither an answer nor a refusal. */
function complaint(make: Case, spoil: (args: unknown[]) => void, written: string): string[] {
  const { call, args } = make();
  const given = [...args];
  spoil(given);
  try {
    call(...(given as never[]));
  } catch (error) {
    if (!(error instanceof GatewiseError))
      return [
        `${written}: ${String((error as Error).stack)
          .split("\n")
          .slice(0, 3)
          .join(" ")}`,
      ];
    for (const fact of [error.where, error.received, error.expected, error.fix])
      if (!/^\S(.*\S)?$/.test(fact) || /undefined|\[object /.test(fact)) return [`${written}: ${error.message}`];
  }
  return [];
}

function isOptions(value: unknown): value is Record<string, unknown> {
  if (value === null || typeof value !== "object" || Object.getPrototypeOf(value) !== Object.prototype) return false;
  return !Object.values(value).some((inner) => typeof inner === "function");
}

const shown = (value: unknown) => (typeof value === "bigint" ? `${value}n` : JSON.stringify(value));

describe.each(Object.entries(startCalls))("%s", (_, functions) => {
  it.each(Object.entries(functions))("%s", (name, make) => {
    const { call, args } = make();
    if (name !== "dynamicRnn") call(...(args as never[]));
    const complaints: string[] = [];
    for (let count = 0; count < args.length; count++)
      complaints.push(
        ...complaint(
          make,
          (given) => {
            given.length = count;
          },
          `${name} with ${count} arguments`,
        ),
      );
    args.forEach((good, k) => {
      for (const value of values) {
        const spoil = (given: unknown[]) => {
          given[k] = value;
        };
        complaints.push(...complaint(make, spoil, `${name}, argument ${k} := ${shown(value)}`));
        if (!isOptions(good)) continue;
        for (const key of [...Object.keys(good), "unheardOf"]) {
          const inside = (given: unknown[]) => {
            given[k] = { ...(given[k] as object), [key]: value };
          };
          complaints.push(...complaint(make, inside, `${name}, ${key} of argument ${k} := ${shown(value)}`));
        }
      }
    });
    expect(complaints.slice(0, 4), `${complaints.length} in all`).toEqual([]);
  });
});
