/** Spoils a document in one place, as people do: a wrong kind of value, a number out of range, a key misspelt or left out. */

/** Where the frameworks' programs read names of their own, and not the framework's. */
const fixed = new Set(["gatewise", "dialect", "class_name", "name", "class", "call", "on", "do", "as", "inputs", "seed", "inbound_nodes"]);
const passedOver = new Set([
  "inbound_nodes",
  "input_layers",
  "output_layers",
  "keras_version",
  "backend",
  "module",
  "registered_name",
  "build_config",
]);

export function mutate(random, document) {
  const copy = structuredClone(document);
  const places = [];
  const walk = (value, depth) => {
    for (const [key, one] of Object.entries(value)) {
      if (passedOver.has(key)) continue;
      if (depth > 1 && !fixed.has(key)) places.push([value, key]);
      if (one !== null && typeof one === "object") walk(one, depth + 1);
    }
  };
  walk(copy, 0);
  if (places.length === 0) return copy;
  const [parent, key] = random.pick(places);
  const value = parent[key];
  const roll = random.unit();
  if (roll < 0.1 && !Array.isArray(parent)) {
    parent[`${key}_`] = value;
    delete parent[key];
  } else if (roll < 0.25 && !Array.isArray(parent)) delete parent[key];
  else if (typeof value === "number") parent[key] = random.pick([-1, 0, -2.5, 1.5, 1e9 + 0.5, null, "3", value + 1]);
  else if (typeof value === "string") parent[key] = random.pick(["nonsense", "", null, 3, value.toUpperCase()]);
  else if (typeof value === "boolean") parent[key] = random.pick([null, "yes", 2]);
  else if (Array.isArray(value)) parent[key] = random.pick([[], value.slice(1), [...value, 1], null, 3]);
  else if (value !== null) parent[key] = random.pick([null, "nonsense", 3, []]);
  return copy;
}
