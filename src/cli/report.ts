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

let outlives = false;
let told = false;

/** Lets a command go on without its output: what it computes is worth more than what it tells. */
export function outliveOutput(): void {
  outlives = true;
}

/** Ends the process when the output takes no more: a reader that goes away has read enough; anything else is told. */
export function reportOutput(error: NodeJS.ErrnoException): void {
  // A terminal that was closed answers with EIO.
  const left = ["EPIPE", "EIO", "ERR_STREAM_DESTROYED"].includes(error.code ?? "");
  if (!left && !told) {
    told = true;
    const refusal = new GatewiseError("unwritable", {
      where: "standard output",
      received: error.message,
      expected: "an output that takes text",
      fix: outlives ? "nothing: it goes on without telling" : "make room, or send it elsewhere",
    });
    report(refusal, false);
  }
  if (!outlives) process.exit(left ? 0 : 1);
}
