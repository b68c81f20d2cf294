/** Reads the sets of forward goldens: documents, painted weights and inputs, and what the framework gave. goldens/forward/README.md describes the files. */
import { readdirSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { readTensors } from "../../tools/golden/read-set.mjs";
import { type Painted, paintedValues } from "./painting.ts";

const root = new URL("../../goldens/forward/", import.meta.url);

/** Values as float64 (every painted one is exact in float32 too) or whole numbers, row-major. */
export interface GoldenArray {
  readonly name: string;
  readonly shape: readonly number[];
  readonly data: Float64Array | Int32Array;
}

/** One call of the net, and what came of it. */
export interface ForwardCall {
  readonly inputs: readonly GoldenArray[];
  /** Initial states, in the framework's order; empty where none is given. */
  readonly states: readonly GoldenArray[];
  /** What each output is multiplied with before all is summed; losses are added as they are. */
  readonly sums: readonly GoldenArray[];
  readonly outputs: readonly GoldenArray[];
  /** Terms of regularizers, in the framework's order. */
  readonly losses: readonly number[];
  /** Of the sum, by the name of input, state or weight; empty where the backend has no gradients. */
  readonly gradients: ReadonlyMap<string, GoldenArray>;
  /** Weights behind one step of SGD(0.1) and their constraints, where the case takes one; running statistics behind the call. */
  readonly after: ReadonlyMap<string, GoldenArray>;
}

/** One step of a PyTorch case: a module of the document, or an operation. */
export interface ForwardStep {
  readonly module?: string;
  readonly op?: "transpose" | "last" | "cat" | "add";
  readonly of?: string | readonly string[];
  readonly as?: string;
  readonly dim?: number;
  readonly dims?: readonly [number, number];
  readonly initial?: boolean;
  readonly over?: "time";
  readonly lengths?: readonly number[];
  readonly enforce_sorted?: boolean;
  readonly total_length?: number;
  readonly padding_value?: number;
}

type Widths = readonly (number | Widths)[];

export interface ForwardCase {
  readonly name: string;
  readonly document: { readonly dialect: string; readonly [key: string]: unknown };
  readonly dtype: "float32" | "float64";
  /** How far the framework's own float32 lies from the float64 that is kept, relative to the greatest entry or 1. */
  readonly float32?: number;
  readonly training?: boolean;
  /** PyTorch: torch.manual_seed immediately before the call. */
  readonly manual_seed?: number;
  /** PyTorch: what is called, in order. */
  readonly forward?: readonly ForwardStep[];
  /** Keras: the layer, counted from 0, that gets `mask` and the states. */
  readonly at?: number;
  /** Keras: the input's type where it is not the default float: int32 before an Embedding. */
  readonly input_dtype?: "int32";
  /** Keras: an explicit mask argument. */
  readonly mask?: readonly (readonly number[])[];
  /** Keras: how the flat states are nested for `initial_state`. */
  readonly states?: Widths;
  /** Keras 3: states of the seed generators before the first call. */
  readonly random?: readonly (readonly [string, readonly number[]])[];
  readonly step?: boolean;
  /** Keras: a call in training moves running statistics, which `after` has too. */
  readonly moves?: boolean;
  readonly batch?: number;
  /** The set whose numbers these are too. */
  readonly as?: string;
  readonly paint: readonly Painted[];
  /** Weights by name, in the framework's order. */
  readonly weights: ReadonlyMap<string, GoldenArray>;
  readonly calls: readonly ForwardCall[];
}

interface Line extends Omit<ForwardCase, "calls" | "weights" | "paint"> {
  readonly weights: readonly Painted[];
  readonly calls: readonly {
    readonly inputs: readonly Painted[];
    readonly states: readonly Painted[];
    readonly sums: readonly Painted[];
  }[];
  readonly tensors: readonly string[];
}

export const forwardSets: readonly string[] = readdirSync(root).filter((name) => !name.includes(".md"));

/** Those of Keras, every generation and backend. */
export const kerasSets: readonly string[] = forwardSets.filter((name) => name.includes("keras"));

/** Paints an array. */
export function paint(entry: Painted): GoldenArray {
  const { name, shape, integers } = entry;
  const values = paintedValues(entry);
  const data = integers === undefined ? values : Int32Array.from(values);
  return { name, shape, data };
}

async function load(set: string) {
  const lines: Line[] = JSON.parse(await readFile(new URL(`${set}/cases.json`, root), "utf8"));
  const tensors: Map<string, { shape: number[]; data: ArrayLike<number> }> = readTensors(
    new Uint8Array(await readFile(new URL(`${set}/expected.safetensors`, root))),
  );
  return { lines, tensors };
}

/** The names of the tensors that a set's file holds. */
export async function storedNames(set: string): Promise<string[]> {
  return [...(await load(set)).tensors.keys()];
}

/** Reads a set: every case with all its arrays. */
export async function readForwardSet(set: string): Promise<ForwardCase[]> {
  const { lines, tensors } = await load(set);
  const others = new Map<string, typeof tensors>();
  for (const { as } of lines) if (as !== undefined && !others.has(as)) others.set(as, (await load(as)).tensors);
  return lines.map((line) => {
    const source = line.as === undefined ? tensors : others.get(line.as);
    return caseOf(line, (tensor) => {
      const found = source?.get(`${line.name}/${tensor}`);
      if (found === undefined) throw new Error(`goldens/forward/${set}: ${line.name}: no tensor ${tensor}`);
      return found;
    });
  });
}

/** A case with all its arrays, from its line and the tensors that the framework gave. */
export function caseOf(
  { weights, calls, tensors: names, ...line }: Line,
  tensorOf: (name: string) => { shape: number[]; data: ArrayLike<number> },
): ForwardCase {
  const stored = (tensor: string, name: string): GoldenArray => {
    const { shape, data } = tensorOf(tensor);
    return { name, shape, data: Float64Array.from(data) };
  };
  const under = (prefix: string) => names.filter((name) => name.startsWith(prefix)).map((name) => stored(name, name.slice(prefix.length)));
  const byName = (prefix: string) => new Map(under(prefix).map((array) => [array.name, array]));
  return {
    ...line,
    paint: weights,
    weights: new Map(weights.map((entry) => [entry.name, entry.built ? stored(`weight/${entry.name}`, entry.name) : paint(entry)])),
    calls: calls.map(({ inputs, states, sums }, k) => ({
      inputs: inputs.map(paint),
      states: states.map(paint),
      sums: sums.map(paint),
      outputs: under(`${k}/output/`),
      losses: under(`${k}/loss/`).map(({ data }) => data[0]),
      gradients: byName(`${k}/gradient/`),
      after: byName(`${k}/after/`),
    })),
  };
}
