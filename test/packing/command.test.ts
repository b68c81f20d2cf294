/** The command as a user has it after `npm install gatewise`: on documents whose numbers PyTorch 2.13 and TensorFlow 1.8 printed. */
import { execFileSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, inject, it } from "vitest";
import { readSet, readTensors } from "../../tools/golden/read-set.mjs";

const installed = inject("installed");
const goldens = ["torch-2.13", "tf1-1.8"].map((set) => {
  const [first] = readSet(
    readFileSync(`goldens/${set}/cases.json`, "utf8"),
    new Uint8Array(readFileSync(`goldens/${set}/expected.safetensors`)),
  );
  return { set, ...first };
});

it("stands in node_modules/.bin under its name", () => {
  const said = execFileSync("npm", ["exec", "--offline", "--", "gatewise", "--version"], { cwd: installed, encoding: "utf8" });
  expect(said.trim()).toBe(JSON.parse(readFileSync("package.json", "utf8")).version);
});

describe.each(Object.entries(inject("nodes")))("%s", (_, node) => {
  const gatewise = (...line: string[]) =>
    execFileSync(node, [join(installed, "node_modules/gatewise/dist/cli/main.mjs"), ...line], { cwd: installed, encoding: "utf8" });

  it("helps", () => {
    const help = gatewise("--help");
    for (const word of ["Usage: gatewise", "init", "explain"]) expect(help).toContain(word);
  });

  it.each(goldens)("writes the numbers of $set, and explains them", ({ set, document, tensors }) => {
    writeFileSync(join(installed, `${set}.json`), JSON.stringify(document));
    gatewise("init", `${set}.json`, "--out", `${set}.safetensors`);
    const written = readTensors(new Uint8Array(readFileSync(join(installed, `${set}.safetensors`))));
    expect([...written.keys()].sort()).toEqual([...tensors.keys()].sort());
    for (const [name, { shape, data }] of tensors) {
      expect(written.get(name).shape).toEqual(shape);
      expect(Buffer.from(written.get(name).data.buffer).equals(Buffer.from(data.buffer))).toBe(true);
    }
    const explained = gatewise("explain", `${set}.json`);
    for (const name of tensors.keys()) expect(explained).toContain(name);
  });
});
