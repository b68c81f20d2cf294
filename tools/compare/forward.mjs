/**
 * Runs random nets forward and back in the running frameworks and here: `node tools/compare/forward.mjs [SET …] [--seed N] [--count N]
 * [--only K]`, PyTorch without names.
 *
 * Compares every output, last state, running statistic, and the gradients to inputs, initial states and weights: here by kernels in
 * float32 and float64 and by equations in float64, there in float64; where masks are drawn behind the weights' draws, or the backend has
 * no float64, in float32 on both sides. Bounds: in float64 the order of sums alone; in float32 those of the goldens, or eight times what
 * the framework's own float32 lies from its float64 (a normalisation of two numbers enlarges rounding); a gradient that is nothing but
 * rounding (of a bias before a normalisation) is held to the largest of its case.
 * Case K of a seed is always the same. Ends with status 1 where one differs, or is refused here alone.
 */
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { runProgram, sets } from "../frameworks/run.mjs";
import { readTensors } from "../golden/read-set.mjs";
import { withSource } from "../source.mjs";
import { generate as generateKeras } from "./generators/forward.mjs";
import { generate as generateTorch } from "./generators/forward-torch.mjs";
import { Random } from "./random.mjs";

const { values: options, positionals } = parseArgs({
  allowPositionals: true,
  options: { seed: { type: "string", default: "1" }, count: { type: "string", default: "100" }, only: { type: "string" } },
});
const generators = { torch: generateTorch, keras: generateKeras };
let faults = 0;
await withSource(async (load) => {
  const ours = { torch: await torchHere(load), keras: await kerasHere(load) };
  for (const set of positionals.length > 0 ? positionals : ["torch-2.13"]) faults += await runSet(set, ours[sets[set].cases]);
});
process.exitCode = faults > 0 ? 1 : 0;

async function runSet(set, here) {
  const first = options.only === undefined ? 0 : Number(options.only);
  const end = options.only === undefined ? Number(options.count) : first + 1;
  const cases = Array.from({ length: end - first }, (_, k) => {
    const random = new Random(`forward ${set} ${options.seed} ${first + k}`);
    return { ...generators[sets[set].cases](random, sets[set]), name: String(first + k) };
  });
  const certain = cases.filter(({ dtype }) => dtype === undefined);
  const [wide, narrow] = await Promise.all([framework(set, "float64", certain), framework(set, "float32", cases)]);
  const counts = { equal: 0, differs: 0, "refused here alone": 0, "refused there": 0 };
  const largest = { "float32 output": 0, "float32 gradient": 0, "float64 output": 0, "float64 gradient": 0 };
  for (const one of cases) {
    const { kind, text } = outcomeOf(set, here, one, wide.get(one.name) ?? narrow.get(one.name), narrow.get(one.name), largest);
    counts[kind]++;
    if (text === undefined) continue;
    console.log(`${set} ${one.name}: ${kind}: ${text}`);
    if (kind !== "refused there") console.log(`  ${JSON.stringify(one)}`);
  }
  const shown = Object.entries(counts).map(([kind, count]) => `${count} ${kind}`);
  console.log(`${set}, seed ${options.seed}: ${cases.length} cases: ${shown.join(", ")}`);
  const far = Object.entries(largest).map(([key, value]) => `${key} ${value.toExponential(1)}`);
  console.log(`${set}: largest difference, relative: ${far.join(", ")}`);
  return counts.differs + counts["refused here alone"];
}

/** What the framework gave, by case: how it was called, and its tensors; or its refusal. */
async function framework(set, dtype, some) {
  if (some.length === 0) return new Map();
  const folder = mkdtempSync(join(tmpdir(), "gatewise-forward-"));
  try {
    const out = join(folder, "out.safetensors");
    const { arguments: rest, cases: kind } = sets[set];
    const results = await runProgram(set, `${kind}_forward.py`, [out, ...rest, dtype], some);
    const tensors = readTensors(new Uint8Array(readFileSync(out)));
    return new Map(results.map((one) => [one.name, { ...one, of: (tensor) => tensors.get(`${one.name}/${tensor}`) }]));
  } finally {
    rmSync(folder, { recursive: true });
  }
}

async function torchHere(load) {
  const { runTorch } = await load("test/forward/torch-run.ts");
  return (line, dtype, equations) => new Map([...runTorch(line, dtype, equations)].map(([name, values]) => [name, values.at(-1)]));
}

async function kerasHere(load) {
  const { run } = await load("test/forward/keras-run.ts");
  const { caseOf } = await load("test/forward/read.ts");
  return (line, dtype, equations) => {
    const found = new Map();
    run(caseOf(line, line.of), dtype, equations).forEach(({ outputs, gradients, after, frozen }, k) => {
      outputs.forEach((output, i) => found.set(`${k}/output/${i}`, output));
      for (const [name, gradient] of gradients) if (gradient !== null) found.set(`${k}/gradient/${name}`, gradient);
      for (const [name, data] of after) found.set(`${k}/after/${name}`, { shape: line.of(`${k}/after/${name}`)?.shape, data });
      // Of a frozen weight the framework was asked all the same.
      for (const name of frozen) found.set(`${k}/gradient/${name}`, line.of(`${k}/gradient/${name}`));
    });
    return found;
  };
}

function outcomeOf(set, here, one, double, single, largest) {
  if (double.error !== undefined) return { kind: "refused there", text: double.error };
  const line = { ...one, ...double, dtype: one.dtype ?? "float64" };
  const kernels = [["float32", false], ...(one.dtype === "float32" ? [] : [["float64", false]])];
  const ways = one.dtype === "float32" ? kernels : [...kernels, ["float64", true]];
  // Keras keeps constants of some functions and penalties in float32; its losses are compared through their gradients.
  const coarse = !set.startsWith("torch") && /regularizer|gelu|leaky_relu|celu/.test(JSON.stringify(one));
  // PyTorch keeps the slope of hardsigmoid in float32, backward alone.
  const rounded = set === "keras-3.15-torch" && JSON.stringify(one).includes("hard_sigmoid");
  // Where both are float32, each has its own rounding.
  const looseness = one.dtype === "float32" ? 5 : 1;
  const names = double.tensors.filter((name) => !/\/(loss|weight)\//.test(name) && !name.startsWith("weight/"));
  const greatest = Math.max(0, ...names.map((name) => (name.includes("/gradient/") ? size(double.of(name)) : 0)));
  for (const [dtype, equations] of ways) {
    let found;
    try {
      found = here(line, dtype, equations);
    } catch (refusal) {
      const own = refusal.name === "GatewiseError";
      return { kind: own ? "refused here alone" : "differs", text: own ? refusal.message.replace(/\n/g, " ") : refusal.stack };
    }
    for (const name of names) {
      const exact = dtype === "float64" && !coarse && !(rounded && name.includes("/gradient/"));
      const own = one.dtype !== "float32" ? farthest(single.of(name).data, double.of(name).data) : 0;
      const text = difference(name, found.get(name), double.of(name), { own, looseness, exact, greatest, dtype }, largest);
      if (text !== undefined) return { kind: "differs", text: `${dtype} by ${equations ? "equations" : "kernels"}: ${text}` };
    }
  }
  return { kind: "equal" };
}

function size({ data }) {
  return Math.max(...Array.from(data, Math.abs), 0);
}

function difference(name, mine, theirs, { own, looseness, exact, greatest, dtype }, largest) {
  if (mine === undefined) return theirs.data.every((value) => value === 0) ? undefined : `${name}: not there`;
  if (mine.shape.join() !== theirs.shape.join()) return `${name}: shape [${mine.shape}], there [${theirs.shape}]`;
  const kind = name.includes("/gradient/") ? "gradient" : "output";
  const most = size(theirs);
  const scale = kind === "gradient" ? most : Math.max(1, most);
  const apart = farthest(mine.data, theirs.data);
  const relative = (kind === "gradient" ? 2e-6 : 1e-6) * looseness;
  const least = kind === "gradient" ? 1e-7 * greatest : 1e-12;
  const bound = exact ? Math.max(1e-13 * scale, 1e-14, 1e-15 * greatest) : Math.max(relative * scale, 8 * own, least);
  const within = kind === "gradient" ? greatest : scale;
  if (within > 0) largest[`${dtype} ${kind}`] = Math.max(largest[`${dtype} ${kind}`], apart / within);
  if (apart <= bound) return undefined;
  return `${name}: ${apart.toExponential(1)} where the largest is ${most.toExponential(1)}, and float32 lies ${own.toExponential(1)} off there`;
}

function farthest(a, b) {
  let most = 0;
  for (let i = 0; i < b.length; i++) {
    const apart = Number.isNaN(a[i]) === Number.isNaN(b[i]) ? Math.abs(a[i] - b[i]) || 0 : Number.POSITIVE_INFINITY;
    most = Math.max(most, apart);
  }
  return most;
}
