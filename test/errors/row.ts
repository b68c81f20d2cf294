/** One bad input: how it is given through a public door, and what the refusal says. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { buildDocument } from "../../src/document.ts";
import { type ErrorCode, GatewiseError } from "../../src/index.ts";
import { gatewiseCommand } from "../cli/command.ts";

export interface Row {
  readonly name: string;
  readonly code: ErrorCode;
  readonly given: Given;
  /** Pieces that the facts hold. */
  readonly where?: string;
  readonly received?: string;
  readonly expected?: string;
  readonly fix?: string;
}

export type Given =
  /** A model document, handed to buildDocument. */
  | { readonly document: unknown; readonly options?: Record<string, unknown> }
  /** A call of the library, which may give a promise, and how it is written. */
  | { readonly call: () => unknown; readonly written: string }
  /** A command line, in a folder with these files. */
  | { readonly command: readonly string[]; readonly files?: Readonly<Record<string, string | Uint8Array>> };

export interface Refusal {
  readonly code: string;
  readonly where: string;
  readonly received: string;
  readonly expected: string;
  readonly fix: string;
}

/** Gives the bad input, and the refusal that comes back. Throws whatever else comes back. */
export async function refusalOf(given: Given): Promise<Refusal> {
  if ("command" in given) return refusalOfCommand(given.command, given.files ?? {});
  try {
    if ("call" in given) await given.call();
    else buildDocument(given.document, given.options);
  } catch (error) {
    if (error instanceof GatewiseError) return error;
    throw error;
  }
  throw new Error(`not refused: ${writtenOf(given)}`);
}

function refusalOfCommand(line: readonly string[], files: Readonly<Record<string, string | Uint8Array>>): Refusal {
  const folder = mkdtempSync(join(tmpdir(), "gatewise-errors-"));
  try {
    for (const [name, content] of Object.entries(files)) {
      mkdirSync(dirname(join(folder, name)), { recursive: true });
      writeFileSync(join(folder, name), content);
    }
    const { status, stdout, stderr } = gatewiseCommand(line, { cwd: folder });
    if (status !== 1 || stdout !== "") throw new Error(`gatewise ${line.join(" ")}: exit status ${status}, ${stdout}${stderr}`);
    return readRefusal(stderr);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Reads a refusal off what the command prints. */
export function readRefusal(stderr: string): Refusal {
  const match = /^gatewise: ([a-z-]+)\n {2}where: {4}(.+)\n {2}received: (.+)\n {2}expected: (.+)\n {2}fix: {6}(.+)\n$/.exec(stderr);
  if (match === null) throw new Error(`no refusal of four lines: ${stderr}`);
  const [, code, where, received, expected, fix] = match;
  return { code, where, received, expected, fix };
}

/** The bad input as a user would write it. */
export function writtenOf(given: Given): string {
  if ("command" in given) return `gatewise ${given.command.join(" ")}`;
  if ("call" in given) return given.written;
  return JSON.stringify(given.document);
}
