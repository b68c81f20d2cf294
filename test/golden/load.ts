/** Reads files of goldens/ in Node. */
import { existsSync, readdirSync } from "node:fs";
import { readFile } from "node:fs/promises";

const root = new URL("../../goldens/", import.meta.url);

/** The sets of golden documents. */
export const goldenSets: string[] = readdirSync(root).filter((name) => existsSync(new URL(`${name}/cases.json`, root)));

export async function loadGolden(path: string): Promise<Uint8Array> {
  return new Uint8Array(await readFile(new URL(path, root)));
}
