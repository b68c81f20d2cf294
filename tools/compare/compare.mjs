/** Builds documents in the real framework and here, and says of each how they compare. */
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { runDocuments, runProgram } from "../frameworks/run.mjs";
import { judge } from "../golden/judge.mjs";
import { readTensors } from "../golden/read-set.mjs";

/**
 * How a document fared.
 *
 * @typedef {{ kind: "equal" | "both refuse" | "we refuse" | "framework refuses" | "differs" | "crash", signature: string, text: string }} Outcome
 */

/** Replaces recipes of models by what the framework's `to_json` writes; a recipe that it refuses falls out. */
export async function withModels(set, documents) {
  const recipes = documents.flatMap(({ recipe }, k) => (recipe === undefined ? [] : [{ name: String(k), recipe }]));
  if (recipes.length === 0) return { documents, refused: 0 };
  const flavour = set.startsWith("tf_keras") ? "tf_keras" : set.startsWith("tf.keras") ? "tf.keras" : "keras";
  const models = new Map((await runProgram(set, "../compare/keras_models.py", ["unused", flavour], recipes)).map((one) => [one.name, one]));
  const kept = documents.flatMap(({ recipe, ...document }, k) => {
    if (recipe === undefined) return [document];
    const made = models.get(String(k));
    return made?.model === undefined ? [] : [{ ...document, model: made.model }];
  });
  return { documents: kept, refused: documents.length - kept.length };
}

/**
 * @param {{ buildDocument: Function, lib: object }} ours
 * @param {string} set
 * @param {any[]} documents
 * @returns {Promise<Outcome[]>}
 */
export async function compareAll(ours, set, documents) {
  const theirs = await framework(set, documents);
  return documents.map((document, k) => outcomeOf(ours, document, theirs[k]));
}

/** The framework's tensors or error for each document; a batch that kills the process is halved. */
async function framework(set, documents) {
  const folder = mkdtempSync(join(tmpdir(), "gatewise-compare-"));
  try {
    const file = join(folder, "out.safetensors");
    const cases = documents.map((document, k) => ({ name: `d${k}`, document }));
    const results = await runDocuments(set, cases, file);
    const tensors = readTensors(new Uint8Array(readFileSync(file)));
    return results.map(({ name, tensors: names, error }) =>
      error === undefined ? { tensors: new Map(names.map((one) => [one, { ...tensors.get(`${name}/${one}`), name: one }])) } : { error },
    );
  } catch (error) {
    if (documents.length === 1) return [{ error: `the framework's process: ${error.message}` }];
    const half = Math.ceil(documents.length / 2);
    return [...(await framework(set, documents.slice(0, half))), ...(await framework(set, documents.slice(half)))];
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** @returns {Outcome} */
function outcomeOf({ buildDocument, lib }, document, theirs) {
  let built;
  let tensors;
  try {
    built = buildDocument(document);
    tensors = built.tensors();
  } catch (error) {
    if (error.name !== "GatewiseError") return { kind: "crash", signature: String(error.message).slice(0, 60), text: error.stack };
    if (theirs.error !== undefined) return { kind: "both refuse", signature: error.code, text: theirs.error };
    const short = `${error.code}: ${error.where.replace(/\[\d+\]|\d+/g, "#")}: ${error.received.slice(0, 40)}; expected ${error.expected.slice(0, 60)}`;
    return { kind: "we refuse", signature: `${error.code} ${error.expected.slice(0, 30)}`, text: short };
  }
  if (theirs.error !== undefined) {
    return { kind: "framework refuses", signature: theirs.error.slice(0, 40).replace(/\d+/g, "#"), text: theirs.error.slice(0, 220) };
  }
  const plan = built.plan();
  for (const name of unfixed(plan)) {
    const [mine, other] = [tensors.get(name), theirs.tensors.get(name)];
    // No seed fixes it in either: only its name, shape and dtype are compared.
    if (other !== undefined && mine.data.length === other.data.length && mine.dtype === other.dtype) other.data = mine.data.slice();
  }
  const faults = judge(lib, plan, tensors, theirs.tensors).faults.map((fault) =>
    fault.startsWith("names: ") ? namesApart(tensors, theirs.tensors) : fault,
  );
  if (faults.length === 0) return { kind: "equal", signature: "", text: "" };
  return {
    kind: "differs",
    signature: faults[0]
      .replace(/.*?: /, "")
      .replace(/[\d.e-]+/g, "#")
      .slice(0, 50),
    text: faults.slice(0, 2).join("\n      "),
  };
}

function namesApart(ours, theirs) {
  const [mine, other] = [[...ours.keys()], [...theirs.keys()]];
  const k = mine.findIndex((name, at) => name !== other[at]);
  const at = k < 0 ? mine.length : k;
  return `names: tensor ${at} of ${other.length}: ours ${mine[at] ?? "none"}, theirs ${other[at] ?? "none"}`;
}

/** Parameters that some draw without any seed fills. */
function unfixed({ parameters, steps }) {
  const loose = new Set();
  const drawn = new Set();
  const names = new Set();
  for (const step of steps) {
    if (step.do === "open") {
      const free = step.seed === null || step.seed.some((part) => typeof part === "object" && drawn.has(part.drawn));
      if (free) loose.add(step.stream);
      else loose.delete(step.stream);
    }
    if (step.do === "draw" && loose.has(step.stream)) drawn.add(step.id);
    if (step.do === "fill" && step.stream !== null && loose.has(step.stream)) names.add(parameters[step.parameter].name);
  }
  return names;
}
