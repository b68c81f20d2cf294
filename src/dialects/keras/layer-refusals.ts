import { GatewiseError, show } from "../../base/index.ts";
import type { PartialShape } from "./build-context.ts";

/** Refuses options that add or replace weights in a way that is not built. */
export function refuseGiven(values: Readonly<Record<string, unknown>>, names: readonly string[], where: string): void {
  for (const name of names) {
    const value = values[name];
    if (value === undefined || value === null || value === false) continue;
    throw new GatewiseError("not-supported", {
      where: `${where}, argument ${name}`,
      received: show(value),
      expected: "nothing: it changes which weights the layer has, or their values",
      fix: `leave ${name} out`,
    });
  }
}

/** An input shape that a layer cannot take. */
export function rankError(where: string, input: PartialShape, expected: string): GatewiseError {
  return new GatewiseError("bad-shape", {
    where,
    received: `input shape ${show(input)}`,
    expected,
    fix: "correct the shape of what goes in",
  });
}
