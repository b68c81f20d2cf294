import { formatOf, GatewiseError, type NamedArray, namedArray, readWeights, writeWeights } from "../../index.ts";
import type { LayerState, State, Tensors } from "../../layers.ts";
import { noGrad, type Tensor, tensor } from "../../tensor.ts";
import { maxWeightsBytes, readFileBounded, writeFileAtomically } from "../files.ts";
import { type ModelOptions, readModel } from "../read-model.ts";

interface RunOptions extends ModelOptions {
  readonly weights: string;
  readonly input: string;
  readonly out: string;
}

/** Runs a model's forward pass on tensors of a file, and writes what it gives into another. */
export async function run(path: string, options: RunOptions): Promise<void> {
  formatOf(options.out);
  const built = await readModel(path, options);
  const model = built.network();
  model.load((await readArrays(options.weights)).arrays);
  const given = await givenOf(options.input);
  const { input, state, lengths, mask } = given;
  const { output, state: last } = noGrad(() =>
    model.call(input, {
      training: false,
      ...(state === null ? {} : { state }),
      ...(lengths === null ? {} : { lengths }),
      ...(mask === null ? {} : { mask }),
    }),
  );
  const outputs = isTensor(output)
    ? [arrayOf("output", output)]
    : Object.entries(output).map(([name, value]) => arrayOf(`output/${name}`, value));
  const arrays = [...outputs, ...statesOf(last)];
  const { dialect } = built.plan();
  await writeFileAtomically(options.out, writeWeights(options.out, arrays, new Map([["gatewise.dialect", dialect]])));
  const shown = arrays.map(({ name, shape }) => `${name} [${shape.join(", ")}]`);
  process.stdout.write(`${options.out}: ${shown.join(", ")}, as ${dialect} computes them\n`);
}

async function readArrays(file: string): Promise<ReturnType<typeof readWeights>> {
  return readWeights(file, await readFileBounded(file, maxWeightsBytes));
}

interface Given {
  readonly input: Tensors;
  readonly state: State | null;
  readonly lengths: Float64Array | null;
  readonly mask: Float64Array | null;
}

/** Reads `input`, or `input/NAME` for each of several, `state/LAYER/NAME`, `lengths` and `mask`. Throws: missing-tensor, unknown-key, bad-dtype. */
async function givenOf(file: string): Promise<Given> {
  const { arrays } = await readArrays(file);
  const input = arrays.get("input");
  const inputs = [...arrays].filter(([name]) => name.startsWith("input/"));
  if ((input === undefined) === (inputs.length === 0)) {
    throw new GatewiseError("missing-tensor", {
      where: `${file}, input`,
      received: `tensors ${[...arrays.keys()].slice(0, 6).join(", ")}`,
      expected: "a tensor named input, or input/NAME for each of several inputs",
      fix: "name the model's input so",
    });
  }
  const state: { [layer: string]: { [name: string]: Tensor } } = {};
  for (const [name, array] of arrays) {
    const place = /^state\/(.*\/)?([^/]+)$/.exec(name);
    if (place !== null) {
      const layer = (place[1] ?? "").slice(0, -1);
      state[layer] ??= {};
      state[layer][place[2]] = tensorOf(array, file);
    } else if (!["input", "lengths", "mask"].includes(name) && !name.startsWith("input/")) {
      throw new GatewiseError("unknown-key", {
        where: `${file}, tensor ${name}`,
        received: name,
        expected: "input, input/NAME, state/LAYER/NAME, lengths, mask",
        fix: "rename it, or leave it out",
      });
    }
  }
  return {
    input:
      input === undefined
        ? Object.fromEntries(inputs.map(([name, array]) => [name.slice("input/".length), tensorOf(array, file)]))
        : tensorOf(input, file),
    state: Object.keys(state).length === 0 ? null : (state satisfies Record<string, LayerState>),
    lengths: numbersOf(arrays.get("lengths")),
    mask: numbersOf(arrays.get("mask")),
  };
}

function isTensor(value: Tensors): value is Tensor {
  return "backward" in value && typeof value.backward === "function";
}

function numbersOf(array: NamedArray | undefined): Float64Array | null {
  return array === undefined ? null : Float64Array.from(array.data as Int32Array, Number);
}

/** Floats as they are, whole numbers as int32. Throws: bad-dtype. */
function tensorOf({ name, dtype, shape, data }: NamedArray, file: string): Tensor {
  if (dtype === "float32" || dtype === "float64") return tensor(data as Float32Array, { shape });
  if (dtype === "float16" || dtype === "bfloat16" || dtype === "bool") {
    throw new GatewiseError("bad-dtype", {
      where: `${file}, tensor ${name}`,
      received: dtype,
      expected: "float32 or float64, or whole numbers for an embedding",
      fix: "write it as float32",
    });
  }
  return tensor(
    Int32Array.from(data as Int32Array, (value) => Number(value)),
    { shape },
  );
}

function statesOf(state: State): NamedArray[] {
  return Object.entries(state).flatMap(([layer, states]) =>
    Object.entries(states).map(([name, value]) => arrayOf(layer === "" ? `state/${name}` : `state/${layer}/${name}`, value)),
  );
}

function arrayOf(name: string, { dtype, shape, data }: Tensor): NamedArray {
  return namedArray(name, dtype, shape, data as never);
}
