/**
 * Trains random nets ten steps in a running framework and here: `node tools/compare/train.mjs [SET …] [--seed N] [--count N] [--only K]`.
 *
 * Compares three things: the first loss and gradients; our optimiser's ten steps on the gradients that the framework had; and the whole
 * training. Prints the largest relative differences, and every training that differs by more than the bounds below while one of the two
 * lies more than `coarser` times further from our float64 than the other, since what the net itself enlarges, it enlarges in both.
 * A first gradient of ours within `exactly` of our float64 passes where the framework's is within `coarsest` of that: what an equation of
 * ours had wrong by less, tools/compare/forward.mjs would find, whose float64 is the framework's.
 * Training K of a seed is always the same. Ends with status 1 where one differs.
 */
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { runProgram, sets } from "../frameworks/run.mjs";
import { readTensors } from "../golden/read-set.mjs";
import { withSource } from "../source.mjs";
import { generate } from "./generators/training.mjs";
import { Random } from "./random.mjs";

const { values: options, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    seed: { type: "string", default: "1" },
    count: { type: "string", default: "100" },
    only: { type: "string" },
  },
});
const wanted = positionals.length > 0 ? positionals : ["torch-2.13"];
const programs = { torch: "torch_training.py", keras: "keras_training.py" };
/** Of the first loss and gradient. */
const bound = 1e-5;
/** How near our float64 a first gradient of ours lies that passes where the framework's is coarser. */
const exactly = 2e-6;
/** And how coarse that may be: what is left where a softmax over few samples cancels. */
const coarsest = 1e-4;
/** Of the optimiser's steps on the framework's own gradients: where a decay cancels a gradient, one rounding is what is left. */
const stepped = 1e-4;
/** Of what ten steps made of it: a first step of Adam divides a gradient by itself. */
const enlarged = 1e-3;
const coarser = 20;
/** Where both have left float64 by as much, rounding has become the result. */
const chaos = 1e-3;
let faults = 0;

await withSource(async (load) => {
  const [whole, sets, train] = await Promise.all(["test/training/whole.ts", "test/training/sets.ts", "src/train/index.ts"].map(load));
  const ours = { ...whole, ...sets, ...train };
  for (const set of wanted) faults += await runSet(ours, set);
});
process.exitCode = faults > 0 ? 1 : 0;

async function runSet(ours, set) {
  const first = options.only === undefined ? 0 : Number(options.only);
  const end = options.only === undefined ? Number(options.count) : first + 1;
  const made = Array.from({ length: end - first }, (_, k) => ({
    name: String(first + k),
    document: generate(new Random(`train ${set} ${options.seed} ${first + k}`), sets[set]),
  }));
  const theirs = await framework(set, made);
  const largest = { loss: 0, gradient: 0, step: 0, weight: 0 };
  const counts = { equal: 0, "equal, rounding enlarged": 0, differs: 0, "both diverge": 0, refused: 0, "the framework refuses": 0 };
  for (const [k, one] of made.entries()) {
    const outcome = await outcomeOf(ours, { ...one, tensors: theirs[k].tensors }, theirs[k].error);
    counts[outcome.kind]++;
    for (const key of Object.keys(largest)) if (key in outcome) largest[key] = Math.max(largest[key], outcome[key]);
    if (outcome.text !== undefined) console.log(`${set} ${one.name}: ${outcome.kind}: ${outcome.text}`);
    if (outcome.kind === "differs") console.log(`  ${JSON.stringify(one.document)}`);
  }
  const shown = Object.entries(largest).map(([key, value]) => `${key} ${value.toExponential(1)}`);
  console.log(
    `${set}: ${made.length} trainings: ${Object.entries(counts)
      .map(([kind, count]) => `${count} ${kind}`)
      .join(", ")}`,
  );
  console.log(`${set}: largest relative difference: ${shown.join(", ")}`);
  return counts.differs;
}

async function framework(set, made) {
  const folder = mkdtempSync(join(tmpdir(), "gatewise-train-"));
  try {
    const file = join(folder, "out.safetensors");
    const results = await runProgram(set, programs[sets[set].cases], [file, ...sets[set].arguments], made);
    const tensors = readTensors(new Uint8Array(readFileSync(file)));
    return results.map(({ name, tensors: names, error }) =>
      error === undefined ? { tensors: new Map(names.map((tensor) => [tensor, tensors.get(`${name}/${tensor}`)])) } : { error },
    );
  } finally {
    rmSync(folder, { recursive: true });
  }
}

async function outcomeOf(ours, one, error) {
  const { modelOf, traceOf, apart } = ours;
  const traces = [];
  let definition;
  try {
    if (error !== undefined) return { kind: "the framework refuses", text: error };
    for (const dtype of ["float32", "float64"]) {
      const { model } = modelOf(one, dtype);
      definition = model.parameters;
      traces.push(await traceOf(model, one.document, dtype));
    }
  } catch (refusal) {
    const losses = one.tensors.get("losses").data;
    if (refusal.code === "not-finite" && losses.some((loss) => !Number.isFinite(loss) || Math.abs(loss) > 1e6))
      return { kind: "both diverge" };
    if (refusal.name !== "GatewiseError" || refusal.code === "not-finite") return { kind: "differs", text: refusal.stack };
    return { kind: "refused", text: refusal.message.replace(/\n/g, " ").slice(0, 300) };
  }
  const [narrow, wide] = traces;
  const theirs = [...one.tensors.keys()].filter((name) => name.startsWith("gradients/")).map((name) => name.slice(10));
  const trained = [[...narrow.gradients[0].keys()], theirs].map((names) => names.sort().join(", "));
  if (trained[0] !== trained[1]) return { kind: "differs", text: `we train ${trained[0]}; they train ${trained[1]}` };
  const numbers = (name) => one.tensors.get(name).data;
  const first = [
    ["loss", "the first loss", [narrow.losses[0]], [numbers("losses")[0]], [wide.losses[0]]],
    ...[...narrow.gradients[0]].map(([name, values]) => {
      const framework = numbers(`gradients/${name}`).slice(0, values.length);
      return ["gradient", `the gradient of ${name}`, values, framework, wide.gradients[0].get(name)];
    }),
    ...stepsOn(ours, one, definition).map(([name, values, framework]) => ["step", name, values, framework, framework]),
  ];
  const whole = [
    ["loss", "the losses", narrow.losses, numbers("losses"), wide.losses],
    ...[...narrow.weights[9]].map(([name, values]) => [
      "weight",
      `${name} after 10`,
      values,
      numbers(`weights/10/${name}`),
      wide.weights[9].get(name),
    ]),
  ];
  const outcome = { kind: "equal", loss: 0, gradient: 0, step: 0, weight: 0 };
  for (const [key, name, a, b, exact] of [...first, ...whole]) {
    const [together, mine, other] = [apart(a, b, exact), apart(a, exact), apart(b, exact)];
    const limit = key === "step" ? stepped : whole.some(([, known]) => known === name) ? enlarged : bound;
    if (together <= bound) outcome[key] = Math.max(outcome[key], together);
    else if (together <= limit || (key === "gradient" && mine <= exactly && other <= coarsest)) outcome.enlarged = true;
    else if (Math.max(mine, other) <= coarser * Math.min(mine, other) || Math.min(mine, other) > chaos) outcome.enlarged = true;
    else if (outcome.kind === "equal") {
      outcome.kind = "differs";
      outcome.text = `${name}: ${together.toExponential(1)}; from float64 ours ${mine.toExponential(1)}, theirs ${other.toExponential(1)}`;
    }
  }
  if (outcome.enlarged === true && outcome.kind === "equal") outcome.kind = "equal, rounding enlarged";
  return outcome;
}

/** Our optimiser on the framework's own gradients, after one step and after ten. */
function stepsOn({ Optimizer, definitionOf }, { document, tensors }, parameters) {
  const optimizer = new Optimizer(definitionOf(document));
  const names = [...tensors.keys()].filter((name) => name.startsWith("gradients/")).map((name) => name.slice(10));
  const values = new Map(names.map((name) => [name, tensors.get(`weights/0/${name}`).data.slice()]));
  const pairs = [];
  for (let step = 0; step < 10; step++) {
    optimizer.step(
      names.map((name) => {
        const value = values.get(name);
        const { constraint } = parameters.get(name);
        const gradient = ofStep(tensors.get(`gradients/${name}`), step);
        const [indices, rows] = ["indices", "rows"].map((kind) => tensors.get(`${kind}/${name}`));
        return {
          name,
          value,
          gradient,
          ...(rows === undefined ? {} : { rows: { indices: ofStep(indices, step), values: ofStep(rows, step) } }),
          shape: tensors.get(`weights/0/${name}`).shape,
          ...(constraint === undefined ? {} : { constraint }),
        };
      }),
    );
    if (step === 0 || step === 9) {
      for (const name of names) {
        pairs.push([
          `${name} by our optimiser after ${step + 1}`,
          values.get(name).slice(),
          tensors.get(`weights/${step + 1}/${name}`).data,
        ]);
      }
    }
  }
  return pairs;
}

/** A step's part of an array [step, ...]. */
function ofStep({ shape, data }, step) {
  const size = data.length / shape[0];
  return data.slice(step * size, (step + 1) * size);
}
