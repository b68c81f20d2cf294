import { GatewiseError, type NamedArray, toFloat64 } from "../base/index.ts";
import { isBias, type Role, readBox, shapeOfBox } from "../layout/index.ts";
import type { CellText, Plan } from "../plan/index.ts";
import { cannotExpress } from "./cannot-express.ts";
import type { Direction, NetLayer, Part } from "./net-layer.ts";

/** Reads the layers of a net out of a Plan and its tensors: gates apart, oriented alike, biases as they stand. */
export function netOf(plan: Plan, tensors: ReadonlyMap<string, NamedArray>): NetLayer[] {
  const layers = new Map<
    string,
    { kind: string; ordinal: number; dtype: "float32" | "float64"; tensors: string[]; directions: Map<string, Mutable> }
  >();
  for (const parameter of plan.parameters) {
    const array = tensors.get(parameter.name);
    if (array === undefined)
      throw new GatewiseError("missing-tensor", {
        where: parameter.name,
        received: "no such tensor",
        expected: "every tensor of the model",
        fix: "draw the whole model",
      });
    const values = toFloat64(array);
    for (const { owner, role, gate, box, transposed } of parameter.blocks) {
      const match = /^([a-z0-9_]+)#(\d+)(?:\.(forward|backward|[a-z_]+))?$/.exec(owner);
      const [key, kind, ordinal, direction] =
        match === null ? [owner, owner, 0, ""] : [`${match[1]}#${match[2]}`, match[1], Number(match[2]), match[3] ?? ""];
      const dtype = parameter.dtype === "float64" ? "float64" : "float32";
      const layer = layers.get(key) ?? { kind, ordinal, dtype, tensors: [], directions: new Map<string, Mutable>() };
      layers.set(key, layer);
      if (!layer.tensors.includes(parameter.name)) layer.tensors.push(parameter.name);
      const own = layer.directions.get(direction) ?? {
        parts: [],
        forgetBias: 0,
        reset: null,
        gateActivation: null,
        activation: null,
        clips: null,
        backwards: false,
        dtype,
      };
      layer.directions.set(direction, own);
      if (parameter.runtime !== undefined) own.forgetBias = parameter.runtime.adds;
      own.reset = parameter.text?.reset ?? own.reset;
      own.activation = parameter.text?.activation ?? own.activation;
      own.clips = shownClips(parameter.text?.clips) ?? own.clips;
      own.backwards ||= parameter.text?.backwards === true;
      own.gateActivation = parameter.text?.gateActivation ?? own.gateActivation;
      const shape = shapeOfBox(box);
      const block = readBox(values, array.shape, box);
      // A row of a [2, n] bias is a vector.
      const vector = isBias(role) || role === "peephole";
      if (vector) own.parts.push({ role, gate, shape: [block.length], values: block });
      else if (transposed) own.parts.push({ role, gate, shape: [shape[1], shape[0]], values: transposeOf(block, shape[0], shape[1]) });
      else own.parts.push({ role, gate, shape, values: block });
    }
  }
  return [...layers.values()].map(({ directions, ...layer }) => ({
    ...layer,
    directions: [...directions].map(([name, direction]) => ({ name, ...direction })),
  }));
}

function shownClips(clips: CellText["clips"]): string | null {
  if (clips === undefined) return null;
  return Object.entries(clips)
    .map(([of, at]) => `${of} at ±${at}`)
    .join(", ");
}

interface Mutable {
  parts: Part[];
  forgetBias: number;
  reset: "before" | "after" | null;
  gateActivation: string | null;
  activation: string | null;
  clips: string | null;
  backwards: boolean;
  dtype: "float32" | "float64";
}

export function transposeOf(values: Float64Array, rows: number, columns: number): Float64Array {
  const out = new Float64Array(values.length);
  for (let i = 0; i < rows; i++) for (let j = 0; j < columns; j++) out[j * rows + i] = values[i * columns + j];
  return out;
}

/** One part of a direction; undefined where the cell has none. */
export function partOf(direction: Direction, role: Role, gate: string | null): Part | undefined {
  return direction.parts.find((part) => part.role === role && part.gate === gate);
}

/** Sizes of a recurrent layer, read off its blocks. */
export interface Sizes {
  readonly input: number;
  readonly hidden: number;
  readonly output: number;
  readonly biases: "none" | "one" | "two";
  readonly projection: number | null;
  readonly peepholes: boolean;
}

/** The sizes that all directions of a recurrent layer have. Throws: cannot-express where they differ, or the forward one is missing. */
export function sizesOf(layer: NetLayer): Sizes {
  const [first, second] = layer.directions;
  if (first.name === "backward" && second === undefined)
    throw cannotExpress(
      layer,
      "a backward direction alone: its forward one is a cell of another kind, or a stack of another depth",
      "two directions of one kind",
      "give Bidirectional a backward_layer of its layer's kind, or carry the two by hand",
    );
  const sizes = directionSizes(layer, first);
  if (second === undefined) return sizes;
  const [forward, backward] = [facts(sizes, first), facts(directionSizes(layer, second), second)];
  const differing = Object.keys(forward).filter((fact) => forward[fact] !== backward[fact]);
  if (differing.length > 0) {
    const shown = (values: Readonly<Record<string, unknown>>) => differing.map((fact) => `${fact} ${values[fact]}`).join(", ");
    throw cannotExpress(
      layer,
      `${first.name} with ${shown(forward)}; ${second.name} with ${shown(backward)}`,
      "two directions that are alike but for their numbers",
      "give Bidirectional a backward_layer like its layer, or carry the two by hand",
    );
  }
  return sizes;
}

/** What both directions of a layer must have alike, in words for messages. */
function facts(
  { input, hidden, output, biases, peepholes }: Sizes,
  { reset, dtype }: Direction,
): Readonly<Record<string, string | number | boolean | null>> {
  return { inputs: input, units: hidden, outputs: output, biases, peepholes, reset, dtype };
}

function directionSizes(layer: NetLayer, { parts }: Direction): Sizes {
  const wx = parts.find(({ role }) => role === "Wx");
  const wh = parts.find(({ role }) => role === "Wh");
  if (wx === undefined || wh === undefined)
    throw cannotExpress(layer, "a cell without both matrices", "an input and a recurrent matrix", "convert a whole cell");
  const has = (role: Role) => parts.some((part) => part.role === role);
  return {
    input: wx.shape[1],
    hidden: wx.shape[0],
    output: wh.shape[1],
    biases: has("b") ? "one" : has("bx") ? "two" : "none",
    projection: wh.shape[1] === wx.shape[0] ? null : wh.shape[1],
    peepholes: has("peephole"),
  };
}

export function isRecurrent({ kind }: NetLayer): boolean {
  return kind === "lstm" || kind === "gru" || kind === "rnn";
}

/** The bias that acts on one gate before anything else: the stored ones and the run-time one together. */
export function actingBias(direction: Direction, gate: string | null): Float64Array | null {
  const stored = (["b", "bx", "bh"] as const).flatMap((role) => partOf(direction, role, gate) ?? []);
  if (stored.length === 0) return null;
  const out = new Float64Array(stored[0].values.length);
  for (const { values } of stored) for (let i = 0; i < out.length; i++) out[i] += values[i];
  if (gate === "f") for (let i = 0; i < out.length; i++) out[i] += direction.forgetBias;
  return out;
}
