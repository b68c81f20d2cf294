/** `gatewise --help` answers before any command is loaded: what it reads is the command line's own file and commander. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, inject, it } from "vitest";

const cli = join(inject("installed"), "node_modules/gatewise/dist/cli/main.mjs");
const code = readFileSync(cli, "utf8");
const imported = (form: RegExp) => [...code.matchAll(form)].map(([, specifier]) => specifier);

it("takes nothing but commander before it knows the command", () => {
  expect(imported(/^(?:import|export)\b[^"']*["']([^"']+)["']/gm)).toEqual(["commander"]);
});

it("loads each command when it is called", () => {
  // program.command("train").….command("text"): the chunk is named by both words.
  const chains = code.split("program.command(").slice(1);
  const commands = chains.map((chain) => [...`.command(${chain}`.matchAll(/\.command\("([\w-]+)/g)].map(([, word]) => word).join("-"));
  const loaded = imported(/\bimport\("([^"]+)"\)/g);
  expect(commands.length).toBeGreaterThan(3);
  for (const command of commands) expect(loaded.some((chunk) => chunk.includes(`/${command}-`))).toBe(true);
});
