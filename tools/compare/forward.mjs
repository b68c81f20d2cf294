/**
 * Runs random nets forward and back in the running PyTorch and here: `node tools/compare/forward.mjs [--seed N] [--count N] [--only K]`.
 *
 * Compares every output, last state, running statistic, and the gradients to inputs, initial states and weights: here by kernels in
 * float32 and float64 and by equations in float64, there in float64; where masks are drawn, in float32 on both sides. Bounds: in float64
 * the order of sums alone; in float32 those of the goldens, or four times what PyTorch's own float32 lies from its float64.
 * Case K of a seed is always the same. Ends with status 1 where one differs, or is refused here alone.
 */
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { runProgram } from "../frameworks/run.mjs";
import { readTensors } from "../golden/read-set.mjs";
import { withSource } from "../source.mjs";
import { generate } from "./generators/forward-torch.mjs";
import { Random } from "./random.mjs";

const set = "torch-2.13";
const { values: options } = parseArgs({
  options: { seed: { type: "string", default: "1" }, count: { type: "string", default: "100" }, only: { type: "string" } },
});
const first = options.only === undefined ? 0 : Number(options.only);
const end = options.only === undefined ? Number(options.count) : first + 1;
const cases = Array.from({ length: end - first }, (_, k) => ({
  ...generate(new Random(`forward ${set} ${options.seed} ${first + k}`)),
  name: String(first + k),
}));

const [wide, narrow] = await Promise.all([
  framework(
    "float64",
    cases.filter(({ dtype }) => dtype === undefined),
  ),
  framework("float32", cases),
]);
const counts = { equal: 0, differs: 0, "refused here alone": 0, "refused there alone": 0, "both refuse": 0 };
const largest = { "float32 output": 0, "float32 gradient": 0, "float64 output": 0, "float64 gradient": 0 };
await withSource(async (load) => {
  const { runTorch } = await load("test/forward/torch-run.ts");
  for (const one of cases) {
    const { kind, text } = outcomeOf(runTorch, one);
    counts[kind]++;
    if (text === undefined || kind === "both refuse") continue;
    console.log(`${set} ${one.name}: ${kind}: ${text}`);
    console.log(`  ${JSON.stringify(one)}`);
  }
});
const shown = Object.entries(counts).map(([kind, count]) => `${count} ${kind}`);
console.log(`${set}, seed ${options.seed}: ${cases.length} cases: ${shown.join(", ")}`);
const far = Object.entries(largest).map(([key, value]) => `${key} ${value.toExponential(1)}`);
console.log(`${set}: largest difference, relative: ${far.join(", ")}`);
process.exitCode = counts.differs + counts["refused here alone"] > 0 ? 1 : 0;

/** What the framework gave, by case: how it was called, and its tensors; or its refusal. */
async function framework(dtype, some) {
  const folder = mkdtempSync(join(tmpdir(), "gatewise-forward-"));
  try {
    const out = join(folder, "out.safetensors");
    const results = await runProgram(set, "torch_forward.py", [out, dtype], some);
    const tensors = readTensors(new Uint8Array(readFileSync(out)));
    return new Map(results.map((one) => [one.name, { ...one, of: (tensor) => tensors.get(`${one.name}/${tensor}`) }]));
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function outcomeOf(runTorch, one) {
  const single = narrow.get(one.name);
  const double = wide.get(one.name) ?? single;
  const golden = { ...one, ...double };
  const ways =
    one.dtype === "float32"
      ? [["float32", false]]
      : [
          ["float32", false],
          ["float64", false],
          ["float64", true],
        ];
  for (const [dtype, equations] of ways) {
    let found;
    try {
      if (double.error !== undefined) return { kind: "refused there alone", text: double.error };
      found = runTorch(golden, dtype, equations);
    } catch (refusal) {
      const own = refusal.name === "GatewiseError";
      return { kind: own ? "refused here alone" : "differs", text: own ? refusal.message.replace(/\n/g, " ") : refusal.stack };
    }
    for (const name of double.tensors) {
      const text = difference(name, found.get(name)?.at(-1), double.of(name), single.of(name), dtype, one.dtype !== "float32");
      if (text !== undefined) return { kind: "differs", text: `${dtype} by ${equations ? "equations" : "kernels"}: ${text}` };
    }
  }
  return { kind: "equal" };
}

function difference(name, mine, theirs, rough, dtype, exact) {
  if (mine === undefined) return theirs.data.every((value) => value === 0) ? undefined : `${name}: not there`;
  if (mine.shape.join() !== theirs.shape.join()) return `${name}: shape [${mine.shape}], there [${theirs.shape}]`;
  const kind = name.includes("/gradient/") ? "gradient" : "output";
  const most = Math.max(...Array.from(theirs.data, Math.abs), 0);
  const scale = kind === "gradient" ? most : Math.max(1, most);
  const apart = farthest(mine.data, theirs.data);
  const own = exact ? farthest(rough.data, theirs.data) : 0;
  const relative = kind === "gradient" ? 2e-6 : 1e-6;
  const bound = dtype === "float64" && exact ? Math.max(1e-13 * scale, 1e-14) : Math.max(relative * scale, 4 * own, 1e-12);
  if (scale > 0) largest[`${dtype} ${kind}`] = Math.max(largest[`${dtype} ${kind}`], apart / Math.max(scale, 1e-6));
  if (apart <= bound) return undefined;
  return `${name}: ${apart.toExponential(1)} where the largest is ${most.toExponential(1)}, and float32 lies ${own.toExponential(1)} off there`;
}

function farthest(a, b) {
  let most = 0;
  for (let i = 0; i < b.length; i++)
    most = Math.max(most, Number.isNaN(a[i]) === Number.isNaN(b[i]) ? Math.abs(a[i] - b[i]) || 0 : Infinity);
  return most;
}
