import { formatOf, type NamedArray, namedArray, unfixedStreams, writeWeights } from "../../index.ts";
import type { State, Tensors } from "../../layers.ts";
import { noGrad, type Tensor } from "../../tensor.ts";
import { checkSize } from "../check-size.ts";
import { checkDistinct, writeFileAtomically } from "../files.ts";
import { readArrays } from "../read-arrays.ts";
import { type ModelOptions, readModel } from "../read-model.ts";
import { readInput } from "../run-input.ts";

interface RunOptions extends ModelOptions {
  /** Absent: the weights that the document's seed gives. */
  readonly weights?: string;
  readonly input: string;
  readonly out: string;
  readonly training?: boolean;
}

/** Runs a model's forward pass on tensors of a file, and writes what it gives into another. */
export async function run(path: string, options: RunOptions): Promise<void> {
  const ending = formatOf(options.out);
  const { weights: from, input: given, out } = options;
  await checkDistinct({ "the model": path, ...(from === undefined ? {} : { "--weights": from }), "--out": out });
  await checkDistinct({ "--input": given, "--out": out });
  const built = await readModel(path, options);
  const plan = built.plan();
  checkSize(plan, path);
  const { input, context } = await readInput(options.input);
  const weights = options.weights === undefined ? null : await readArrays(options.weights);
  const model = built.network();
  if (weights !== null) model.load(weights.arrays);
  const { output, state } = noGrad(() => model.call(input, { ...context, training: options.training === true }));
  const outputs = isTensor(output)
    ? [arrayOf("output", output)]
    : Object.entries(output).map(([name, value]) => arrayOf(`output/${name}`, value));
  const arrays = [...outputs, ...statesOf(state)];
  const metadata = new Map(ending === ".npy" ? [] : [["gatewise.dialect", plan.dialect]]);
  await writeFileAtomically(options.out, writeWeights(options.out, arrays, metadata));

  const shown = arrays.map(({ name, shape }) => `${name} [${shape.join(", ")}]`);
  const how = options.training === true ? "in training" : "in inference";
  process.stdout.write(`${options.out}: ${shown.join(", ")}, as ${plan.dialect} computes them ${how}\n`);
  const unfixed = weights === null ? new Set(unfixedStreams(plan)) : new Set();
  if (unfixed.size > 0) process.stdout.write(`no seed fixes ${[...unfixed].join(", ")}: these numbers differ in each run\n`);
}

function isTensor(value: Tensors): value is Tensor {
  return "backward" in value && typeof value.backward === "function";
}

function statesOf(state: State): NamedArray[] {
  return Object.entries(state).flatMap(([layer, states]) =>
    Object.entries(states).map(([name, value]) => arrayOf(layer === "" ? `state/${name}` : `state/${layer}/${name}`, value)),
  );
}

function arrayOf(name: string, { dtype, shape, data }: Tensor): NamedArray {
  return namedArray(name, dtype, shape, data as never);
}
