import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { ensureChromium } from "./chromium.mjs";

const given = process.env.CHROME_PATH;
let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "gatewise-chromium-"));
  delete process.env.CHROME_PATH;
});
afterEach(() => {
  rmSync(folder, { recursive: true });
  if (given !== undefined) process.env.CHROME_PATH = given;
});

/** A system whose apt-get writes down what it is called with, and then does something. */
function systemOf(then: string) {
  const aptGet = join(folder, "apt-get");
  writeFileSync(aptGet, `#!/bin/sh\necho "$DEBIAN_FRONTEND $*" >> ${folder}/called\n${then}\n`);
  chmodSync(aptGet, 0o755);
  return { aptGet, candidates: [join(folder, "chromium"), join(folder, "other")] };
}
const called = () => readFileSync(join(folder, "called"), "utf8").trim().split("\n");

it("takes one that is there, and calls nobody", () => {
  const system = systemOf("");
  writeFileSync(system.candidates[1], "");
  expect(ensureChromium({ ...system, user: 0 })).toBe(system.candidates[1]);
  expect(called).toThrow(/ENOENT/);
});

it("has root's apt-get fetch one", () => {
  const system = systemOf(`case "$1" in install) touch ${folder}/chromium;; esac`);
  expect(ensureChromium({ ...system, user: 0 })).toBe(system.candidates[0]);
  expect(called()).toEqual(["noninteractive update -qq", "noninteractive install -y -qq --no-install-recommends chromium"]);
});

it("says what apt-get says where that fails", () => {
  const system = systemOf('case "$1" in install) echo "no network" >&2; exit 100;; esac');
  expect(() => ensureChromium({ ...system, user: 0 })).toThrow(/apt-get install .* failed: no network/);
});

it("tells others what to type, and calls nobody", () => {
  const system = systemOf("");
  expect(() => ensureChromium({ ...system, user: 1000 })).toThrow(/sudo apt-get install -y chromium/);
  expect(() => ensureChromium({ ...system, user: 0, aptGet: join(folder, "none") })).toThrow(/CHROME_PATH/);
  expect(called).toThrow(/ENOENT/);
});

it("refuses a CHROME_PATH that leads nowhere, rather than another browser", () => {
  process.env.CHROME_PATH = join(folder, "none");
  expect(() => ensureChromium({ ...systemOf(""), user: 0 })).toThrow(/CHROME_PATH names/);
});
