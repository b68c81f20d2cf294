import type { CommanderError } from "commander";
import { GatewiseError } from "../index.ts";

/** Prints an error for a person and gives the exit status. */
export function report(error: unknown, usage: boolean): number {
  if (usage) return (error as CommanderError).exitCode === 0 ? 0 : 2;
  if (error instanceof GatewiseError) {
    process.stderr.write(`gatewise: ${error.message}\n`);
    return 1;
  }
  if (error instanceof Error && "code" in error && error.code === "EPIPE") return 0;
  process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
  return 1;
}
