import type { CommanderError } from "commander";
import { GatewiseError } from "../index.ts";

/** Prints an error for a person and gives the exit status. */
export function report(error: unknown, usage: boolean): number {
  if (usage) return (error as CommanderError).exitCode === 0 ? 0 : 2;
  if (error instanceof GatewiseError) {
    process.stderr.write(`gatewise: ${error.message}\n`);
    return 1;
  }
  process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
  return 1;
}

/** Gives the exit status when the output takes no more: a reader that goes away has read enough; anything else is told. */
export function reportOutput(error: NodeJS.ErrnoException): number {
  if (error.code === "EPIPE") return 0;
  return report(
    new GatewiseError("unwritable", {
      where: "standard output",
      received: error.message,
      expected: "an output that takes text",
      fix: "make room, or send it elsewhere",
    }),
    false,
  );
}
