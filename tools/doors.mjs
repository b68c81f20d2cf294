/** The doors of package.json for the files at the top of src/: `node tools/doors.mjs` writes them. */
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

/**
 * What `exports` of package.json has to be.
 *
 * @param {string} root
 * @returns {Record<string, string | { types: string, default: string }>}
 */
export function doorsOf(root) {
  const names = readdirSync(`${root}/src`)
    .filter((name) => name.endsWith(".ts"))
    .map((name) => name.slice(0, -".ts".length))
    .sort((a, b) => Number(b === "index") - Number(a === "index") || (a < b ? -1 : 1));
  const doors = names.map((name) => [
    name === "index" ? "." : `./${name}`,
    { types: `./dist/${name}.d.mts`, default: `./dist/${name}.mjs` },
  ]);
  return Object.fromEntries([...doors, ["./package.json", "./package.json"]]);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const root = fileURLToPath(new URL("..", import.meta.url));
  const file = `${root}/package.json`;
  const description = JSON.parse(readFileSync(file, "utf8"));
  description.exports = doorsOf(root);
  writeFileSync(file, `${JSON.stringify(description, null, 2)}\n`);
}
