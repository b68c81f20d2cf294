/** Lock files agree with their package.json, pin what is used to build and test, and name no registry. */
import { readFileSync } from "node:fs";
import { dirname } from "node:path";
import { projectFiles } from "./files.mjs";

/** @param {string} root */
export function lockFileFaults(root) {
  const locks = projectFiles(root).filter((file) => file.endsWith("package-lock.json"));
  if (!locks.includes("package-lock.json")) return ["package-lock.json is missing"];
  return locks.flatMap((lock) => faultsOf(root, lock));
}

function faultsOf(root, lock) {
  const text = readFileSync(`${root}/${lock}`, "utf8");
  const { packages } = JSON.parse(text);
  const own = JSON.parse(readFileSync(`${root}/${dirname(lock)}/package.json`, "utf8"));
  const faults = [];
  if (/"resolved"|registry\./.test(text)) faults.push(`${lock}: names a registry (npm install with this project's .npmrc writes none)`);
  for (const kind of ["dependencies", "devDependencies", "optionalDependencies"]) {
    if (JSON.stringify(sorted(own[kind])) !== JSON.stringify(sorted(packages[""][kind])))
      faults.push(`${lock}: ${kind} are not those of package.json: npm install`);
  }
  for (const [name, version] of Object.entries({ ...own.devDependencies, ...own.optionalDependencies })) {
    if (!/^\d+\.\d+\.\d+(?:-[\w.-]+)?$/.test(version)) faults.push(`${dirname(lock)}/package.json: ${name} is not pinned: ${version}`);
  }
  for (const [place, { integrity, link }] of Object.entries(packages)) {
    if (place !== "" && link !== true && integrity === undefined) faults.push(`${lock}: ${place} has no integrity`);
  }
  return faults;
}

function sorted(versions = {}) {
  return Object.entries(versions).sort(([a], [b]) => (a < b ? -1 : 1));
}
