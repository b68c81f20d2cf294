import { formatOf, GatewiseError, type NamedArray, toFloat64, type Weights } from "../index.ts";
import type { CallContext, State, Tensors } from "../layers.ts";
import { type Tensor, tensor } from "../tensor.ts";
import { readArrays } from "./read-arrays.ts";

/** What a file gives a model to run on. */
export interface Given {
  readonly input: Tensors;
  readonly context: Pick<CallContext, "state" | "lengths" | "mask">;
}

const legal = "input, input/NAME, state/LAYER/NAME, lengths, mask";

/**
 * Reads `input`, or `input/NAME` for each of several, and where they are there `state/LAYER/NAME`, `lengths` and `mask`. A .npy file's
 * one array is the input.
 *
 * Throws: missing-tensor, unknown-key, bad-dtype, bad-shape, contradiction, out-of-range, not-supported.
 */
export async function readInput(file: string): Promise<Given> {
  const weights = await readArrays(file);
  const [type] = weights.undecodable;
  if (type !== undefined) throw undecodable(file, type);
  const arrays = formatOf(file) === ".npy" ? new Map([["input", [...weights.arrays.values()][0]]]) : weights.arrays;
  const input = inputOf(arrays, file);
  const unknown = [...arrays.keys()].find((name) => !/^(input|lengths|mask|input\/.+|state\/(.*\/)?[^/]+)$/.test(name));
  if (unknown !== undefined) {
    throw new GatewiseError("unknown-key", {
      where: `${file}, tensor ${unknown}`,
      received: unknown,
      expected: legal,
      fix: "rename it, or leave it out",
    });
  }
  const state = statesOf(arrays, file);
  const [lengths, mask] = [arrays.get("lengths"), arrays.get("mask")];
  return {
    input,
    context: {
      ...(Object.keys(state).length === 0 ? {} : { state }),
      ...(lengths === undefined ? {} : { lengths: lengthsOf(lengths, file) }),
      ...(mask === undefined ? {} : { mask: tensor(toFloat64(mask), { shape: mask.shape }) }),
    },
  };
}

function inputOf(arrays: Weights["arrays"], file: string): Tensors {
  const one = arrays.get("input");
  const many = [...arrays].filter(([name]) => name.startsWith("input/"));
  if (one !== undefined && many.length > 0) {
    throw new GatewiseError("contradiction", {
      where: `${file}, input`,
      received: `input beside ${many.map(([name]) => name).join(", ")}`,
      expected: "input where the model has one, input/NAME for each where it has several",
      fix: "leave one of them out",
    });
  }
  if (one !== undefined) return tensorOf(one, file);
  if (many.length > 0) return Object.fromEntries(many.map(([name, array]) => [name.slice("input/".length), tensorOf(array, file)]));
  throw new GatewiseError("missing-tensor", {
    where: `${file}, input`,
    received: `tensors ${[...arrays.keys()].slice(0, 6).join(", ")}`,
    expected: "a tensor named input, or input/NAME for each of several inputs",
    fix: "name the model's input so",
  });
}

function statesOf(arrays: Weights["arrays"], file: string): State {
  const state: { [layer: string]: { [name: string]: Tensor } } = {};
  for (const [name, array] of arrays) {
    if (!name.startsWith("state/")) continue;
    const cut = name.lastIndexOf("/");
    const layer = name.slice("state/".length, Math.max(cut, "state/".length));
    state[layer] ??= {};
    state[layer][name.slice(cut + 1)] = tensorOf(array, file);
  }
  return state;
}

function lengthsOf(array: NamedArray, file: string): Float64Array {
  if (array.shape.length === 1) return toFloat64(array);
  throw new GatewiseError("bad-shape", {
    where: `${file}, tensor lengths`,
    received: JSON.stringify(array.shape),
    expected: "[batch]: one length for each sample",
    fix: "write it as a vector",
  });
}

/** Floats as they are, whole numbers as int32. Throws: bad-dtype, out-of-range. */
function tensorOf(array: NamedArray, file: string): Tensor {
  const { name, dtype, shape, data } = array;
  if (dtype === "float32" || dtype === "float64") return tensor(data as Float32Array, { shape });
  if (dtype === "float16" || dtype === "bfloat16" || dtype === "bool") {
    throw new GatewiseError("bad-dtype", {
      where: `${file}, tensor ${name}`,
      received: dtype,
      expected: "float32 or float64, or whole numbers for an embedding",
      fix: "write it as float32",
    });
  }
  const large = Array.from(data as Iterable<number | bigint>).find((value) => value >= 2 ** 31 || value < -(2 ** 31));
  if (large !== undefined) {
    throw new GatewiseError("out-of-range", {
      where: `${file}, tensor ${name}`,
      received: String(large),
      expected: "whole numbers of 32 bits",
      fix: "give the indices of an embedding's rows",
    });
  }
  return tensor(
    Int32Array.from(data as Int32Array, (value) => Number(value)),
    { shape },
  );
}

function undecodable(file: string, [name, type]: readonly [string, string]): GatewiseError {
  return new GatewiseError("not-supported", {
    where: `${file}, tensor ${name}`,
    received: `type ${type}`,
    expected: "floats, whole numbers, or a mask of bool",
    fix: "cast it in the program that writes the file",
  });
}
