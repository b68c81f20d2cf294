/** Makes a failing document small: drops layers, options and sizes for as long as it fails in the same way. */
import { compareAll } from "./compare.mjs";

/** Keys without which a document means nothing. */
const kept = new Set([
  "gatewise",
  "dialect",
  "class_name",
  "name",
  "class",
  "call",
  "on",
  "do",
  "placeholder",
  "inputs",
  "module",
  "registered_name",
]);
const rounds = 6;
const most = 60;

/**
 * @param {any} ours
 * @param {string} set
 * @param {any} document
 * @param {import("./compare.mjs").Outcome} outcome
 */
export async function shrink(ours, set, document, outcome) {
  let best = { document, outcome };
  for (let round = 0; round < rounds; round++) {
    const size = JSON.stringify(best.document).length;
    const candidates = smaller(best.document)
      .filter((one) => JSON.stringify(one).length < size || round > 3)
      .sort((a, b) => JSON.stringify(a).length - JSON.stringify(b).length)
      .slice(0, most);
    if (candidates.length === 0) break;
    const outcomes = await compareAll(ours, set, candidates);
    const k = outcomes.findIndex((one) => one.kind === outcome.kind && alike(one, outcome));
    if (k < 0) break;
    best = { document: candidates[k], outcome: outcomes[k] };
  }
  return best;
}

function alike(a, b) {
  return a.kind === "differs" || a.kind === "framework refuses"
    ? a.signature.slice(0, 12) === b.signature.slice(0, 12)
    : a.signature === b.signature;
}

/** Every document that is one step smaller. */
function smaller(document) {
  const found = [];
  const copyWith = (path, change) => {
    const copy = structuredClone(document);
    let parent = copy;
    for (const key of path.slice(0, -1)) parent = parent[key];
    change(parent, path[path.length - 1]);
    found.push(copy);
  };
  const walk = (value, path) => {
    if (Array.isArray(value)) {
      value.forEach((one, k) => {
        if (value.length > 1 || path.at(-1) === "do" || path.at(-1) === "then") copyWith([...path, k], (list, at) => list.splice(at, 1));
        walk(one, [...path, k]);
      });
      return;
    }
    if (value !== null && typeof value === "object") {
      for (const inner of [value.config?.layer, value.do?.[0]]) {
        if (inner !== undefined && path.length > 0) copyWith(path, (parent, at) => (parent[at] = structuredClone(inner)));
      }
      for (const [key, one] of Object.entries(value)) {
        if (!kept.has(key)) copyWith([...path, key], (parent, at) => delete parent[at]);
        walk(one, [...path, key]);
      }
      return;
    }
    if (typeof value === "number" && value > 2 && path[0] !== "gatewise")
      copyWith(path, (parent, at) => (parent[at] = Math.ceil(value / 2)));
  };
  walk(document, []);
  return found;
}
