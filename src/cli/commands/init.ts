import { digestOf, formatOf, GatewiseError, matchesPattern, type NamedArray, unfixedStreams, writeWeights } from "../../index.ts";
import { checkSize } from "../check-size.ts";
import { checkDistinct, writeFileAtomically } from "../files.ts";
import { readArrays } from "../read-arrays.ts";
import { type ModelOptions, readModel } from "../read-model.ts";

interface InitOptions extends ModelOptions {
  readonly out: string;
  readonly from?: string;
  readonly only?: string;
  readonly as?: string;
}

/** Writes a model's initial weights into a file. */
export async function init(path: string, options: InitOptions): Promise<void> {
  formatOf(options.out);
  await checkDistinct({ "the model": path, ...(options.from === undefined ? {} : { "--from": options.from }), "--out": options.out });
  const built = await readModel(path, options);
  const taken = options.from === undefined ? [] : await takeFrom(built, options.from, options.only ?? "*");
  if (options.from === undefined && options.only !== undefined) {
    throw new GatewiseError("contradiction", {
      where: "--only",
      received: options.only,
      expected: "--from FILE beside it",
      fix: "name the file to take tensors from",
    });
  }
  const plan = built.plan();
  checkSize(plan, options.out);
  const carried = options.as === undefined ? null : (await import("../../convert.ts")).carryStart(plan, built.tensors(), options.as);
  const tensors = carried?.tensors ?? [...built.tensors().values()];
  const metadata = new Map([
    ["gatewise.dialect", plan.dialect],
    ["gatewise.plan", digestOf(plan)],
  ]);
  if (carried !== null) metadata.set("gatewise.as", carried.dialect);
  if ((carried?.dialect ?? plan.dialect).startsWith("torch@")) metadata.set("format", "pt");
  await writeFileAtomically(options.out, writeWeights(options.out, tensors, metadata));

  const numbers = tensors.reduce((sum, { data }) => sum + data.length, 0);
  process.stdout.write(`${options.out}: ${tensors.length} tensors, ${numbers} numbers, as ${plan.dialect} starts them\n`);
  process.stdout.write(`plan ${digestOf(plan)}\n`);
  if (carried !== null)
    process.stdout.write(`in the names and layout of ${carried.dialect}\n${carried.notes.map((note) => `  ${note}\n`).join("")}`);
  if (taken.length > 0) process.stdout.write(`taken from ${options.from}: ${taken.join(", ")}\n`);
  const unfixed = new Set(unfixedStreams(plan));
  if (unfixed.size > 0) process.stdout.write(`no seed fixes ${[...unfixed].join(", ")}: these numbers differ in each run\n`);
}

async function takeFrom(built: Awaited<ReturnType<typeof readModel>>, file: string, pattern: string): Promise<string[]> {
  const { arrays } = await readArrays(file);
  const mine = built.plan().parameters.filter(({ name }) => matchesPattern(pattern, name) && arrays.has(name));
  if (mine.length === 0) {
    throw new GatewiseError("no-match", {
      where: `--from ${file} --only ${pattern}`,
      received: `tensors ${[...arrays.keys()].slice(0, 6).join(", ")}${arrays.size > 6 ? ", …" : ""}`,
      expected: `a name of the model that matches: ${built
        .plan()
        .parameters.slice(0, 6)
        .map(({ name }) => name)
        .join(", ")}`,
      fix: "choose another pattern, or another file",
    });
  }
  for (const { name } of mine) built.load(name, arrays.get(name) as NamedArray, file);
  return mine.map(({ name }) => name);
}
