import { GatewiseError, type NamedArray, unknownName } from "../base/index.ts";
import { type Block, gateBlocks, type Role, wholeBlock } from "../layout/index.ts";

/** A tensor of a weights file, and which boxes of it are which gate's block. */
export interface Recognised {
  readonly array: NamedArray;
  readonly blocks: readonly Block[];
  /** What the framework's cell adds to the forget gate at run time by default and does not store. */
  readonly forgetBias: number;
}

/** How one framework names recurrent weights. */
interface Naming {
  readonly framework: string;
  recognise(arrays: ReadonlyMap<string, NamedArray>): Recognised[];
}

const lstm = ["i", "f", "g", "o"] as const;
const byCount: Readonly<Record<number, readonly (string | null)[]>> = { 1: [null], 3: ["r", "z", "n"], 4: lstm };

/** PyTorch: weight_ih_l0, weight_hh_l0_reverse, …; cells without the layer. The gates follow from the shapes. */
const torch: Naming = {
  framework: "torch",
  recognise(arrays) {
    const pattern = /^(?:(.*)\.)?(weight_ih|weight_hh|bias_ih|bias_hh|weight_hr)(?:_l(\d+))?(_reverse)?$/;
    const found: Recognised[] = [];
    for (const array of arrays.values()) {
      const match = pattern.exec(array.name);
      if (match === null) continue;
      const [, module = "", stem, layer = "", reverse = ""] = match;
      const path = module === "" ? "" : `${module}.`;
      const suffix = `${layer === "" ? "" : `_l${layer}`}${reverse}`;
      const hidden = hiddenOf(arrays, path, suffix);
      const gates = hidden === null ? undefined : byCount[array.shape[0] / hidden];
      if (stem === "weight_hr") {
        found.push({ array, blocks: wholeBlock(owner(module, layer, reverse), "P", array.shape), forgetBias: 0 });
        continue;
      }
      if (gates === undefined) continue;
      const roles: Readonly<Record<string, Role>> = { weight_ih: "Wx", weight_hh: "Wh", bias_ih: "bx", bias_hh: "bh" };
      found.push({
        array,
        blocks: gateBlocks({ owner: owner(module, layer, reverse), role: roles[stem], gates, shape: array.shape, axis: 0 }),
        forgetBias: 0,
      });
    }
    return found;
  },
};

function owner(module: string, layer: string, reverse: string): string {
  return [module || "net", layer === "" ? "" : `layer ${layer}`, reverse === "" ? "" : "backward"].filter((part) => part !== "").join(" ");
}

/** The hidden size behind weight_hh: its columns, or with a projection those of weight_hr. */
function hiddenOf(arrays: ReadonlyMap<string, NamedArray>, path: string, suffix: string): number | null {
  const projection = arrays.get(`${path}weight_hr${suffix}`);
  const recurrent = arrays.get(`${path}weight_hh${suffix}`);
  if (projection?.shape.length === 2) return projection.shape[1];
  return recurrent?.shape.length === 2 ? recurrent.shape[1] : null;
}

/** Keras: kernel, recurrent_kernel, bias below one path; a second cell of Keras 2 in one layer has `_1` behind each. */
const keras: Naming = {
  framework: "keras",
  recognise(arrays) {
    const found: Recognised[] = [];
    for (const array of arrays.values()) {
      const match = /^(.*?)recurrent_kernel(_\d+|#\d+)?$/.exec(array.name);
      if (match === null || array.shape.length !== 2) continue;
      const [, path, suffix = ""] = match;
      const hidden = array.shape[0];
      const gates = order(array.shape[1] / hidden);
      if (gates === undefined) continue;
      const name = path.replace(/\/$/, "") || "net";
      const matrix = (role: Role, one: NamedArray) =>
        found.push({
          array: one,
          blocks: gateBlocks({ owner: name, role, gates, shape: one.shape, axis: 1, transposed: true }),
          forgetBias: 0,
        });
      const kernel = arrays.get(`${path}kernel${suffix}`);
      if (kernel?.shape.length === 2 && kernel.shape[1] === array.shape[1]) matrix("Wx", kernel);
      matrix("Wh", array);
      const bias = arrays.get(`${path}bias${suffix}`);
      if (bias?.shape.length === 1 && bias.shape[0] === array.shape[1]) {
        found.push({ array: bias, blocks: gateBlocks({ owner: name, role: "b", gates, shape: bias.shape, axis: 0 }), forgetBias: 0 });
      } else if (bias?.shape.length === 2 && bias.shape[0] === 2 && bias.shape[1] === array.shape[1]) {
        const row = (role: Role, k: number) =>
          gateBlocks({
            owner: name,
            role,
            gates,
            shape: bias.shape,
            axis: 1,
            within: [
              [k, k + 1],
              [0, bias.shape[1]],
            ],
          });
        found.push({ array: bias, blocks: [...row("bx", 0), ...row("bh", 1)], forgetBias: 0 });
      }
    }
    return found;
  },
};

function order(count: number): readonly (string | null)[] | undefined {
  return count === 3 ? ["z", "r", "n"] : byCount[count];
}

/** TensorFlow 1: one kernel on [inputs, state] and one bias, below a scope named after the cell. */
const tf1: Naming = {
  framework: "tf1",
  recognise(arrays) {
    const found: Recognised[] = [];
    for (const array of arrays.values()) {
      const match = /^(.*?)(basic_rnn_cell|basic_lstm_cell|lstm_cell|gru_cell)(_\d+)?\/(?:(gates|candidate)\/)?(kernel|weights)$/.exec(
        array.name,
      );
      if (match === null || array.shape.length !== 2) continue;
      const [, prefix, cell, number = "", part, leaf] = match;
      const scope = `${prefix}${cell}${number}`;
      const gates =
        part === "gates" ? ["r", "z"] : part === "candidate" ? ["n"] : cell.endsWith("lstm_cell") ? ["i", "g", "f", "o"] : [null];
      const hidden = array.shape[1] / gates.length;
      const projection = arrays.get(`${scope}/projection/${leaf}`);
      const recurrent = projection?.shape.length === 2 ? projection.shape[1] : hidden;
      const width = array.shape[0] - recurrent;
      if (!Number.isInteger(hidden) || width < 0) continue;
      const rows = (role: Role, from: number, to: number) =>
        gateBlocks({
          owner: scope,
          role,
          gates,
          shape: array.shape,
          axis: 1,
          within: [
            [from, to],
            [0, array.shape[1]],
          ],
          transposed: true,
        });
      found.push({ array, blocks: [...rows("Wx", 0, width), ...rows("Wh", width, array.shape[0])], forgetBias: 0 });
      const bias = arrays.get(array.name.replace(/kernel$/, "bias").replace(/weights$/, "biases"));
      if (bias?.shape.length === 1 && bias.shape[0] === array.shape[1]) {
        const forgetBias = cell.endsWith("lstm_cell") ? 1 : 0;
        found.push({ array: bias, blocks: gateBlocks({ owner: scope, role: "b", gates, shape: bias.shape, axis: 0 }), forgetBias });
      }
    }
    return found;
  },
};

/** Our own dialect: canonical names. */
const gatewise: Naming = {
  framework: "gatewise",
  recognise(arrays) {
    const found: Recognised[] = [];
    for (const array of arrays.values()) {
      const match = /^(.*)\.(Wx|Wh|bx|bh)$/.exec(array.name);
      const recurrent = match === null ? undefined : arrays.get(`${match[1]}.Wh`);
      if (match === null || recurrent?.shape.length !== 2 || array.shape[0] !== recurrent.shape[0]) continue;
      const gates = byCount[recurrent.shape[0] / recurrent.shape[1]];
      if (gates === undefined) continue;
      found.push({
        array,
        blocks: gateBlocks({ owner: match[1], role: match[2] as Role, gates, shape: array.shape, axis: 0 }),
        forgetBias: 0,
      });
    }
    return found;
  },
};

/** What `init --as split` writes: one matrix, and one bias or two, for each gate. */
const split: Naming = {
  framework: "split",
  recognise(arrays) {
    const found: Recognised[] = [];
    for (const array of arrays.values()) {
      const match = /^((?:(lstm)|(gru)|rnn)\d+(?:\.(?:forward|backward))?)\.(Wx|Wh|bx|bh|b|P|peephole)(?:\.([a-z]))?$/.exec(array.name);
      if (match === null) continue;
      const [, name, isLstm, isGru, role, gate] = match;
      const gates: readonly (string | undefined)[] = isLstm !== undefined ? lstm : isGru !== undefined ? ["r", "z", "n"] : [undefined];
      if (role !== "P" && !gates.includes(gate)) continue;
      const [block] = wholeBlock(name, role as Role, array.shape);
      found.push({ array, blocks: [{ ...block, gate: gate ?? null }], forgetBias: 0 });
    }
    return found;
  },
};

const namings: readonly Naming[] = [torch, keras, tf1, gatewise, split];

/** tf.keras and tf_keras name weights as Keras does. */
const alike: Readonly<Record<string, string>> = { "tf.keras": "keras", tf_keras: "keras" };

/**
 * Finds the recurrent weights of a file by a framework's names; without `like`, by the names that fit most tensors.
 *
 * Throws: unknown-dialect, missing-tensor where nothing fits.
 */
export function recognise(
  file: string,
  arrays: ReadonlyMap<string, NamedArray>,
  like: string | undefined,
): { readonly framework: string; readonly tensors: Recognised[] } {
  const asked = like?.split("@")[0];
  const wanted = asked === undefined ? undefined : (alike[asked] ?? asked);
  if (wanted !== undefined && !namings.some(({ framework }) => framework === wanted)) {
    throw unknownName("unknown-dialect", `--like, or the metadata of ${file}`, like ?? "", [
      ...namings.map(({ framework }) => framework),
      ...Object.keys(alike),
    ]);
  }
  const tried = namings
    .filter(({ framework }) => wanted === undefined || framework === wanted)
    .map(({ framework, recognise: find }) => ({ framework, tensors: find(arrays) }));
  const best = tried.reduce((a, b) => (b.tensors.length > a.tensors.length ? b : a));
  if (best.tensors.length > 0) return best;
  throw new GatewiseError("missing-tensor", {
    where: file,
    received: `tensors ${[...arrays.keys()].slice(0, 5).join(", ")}${arrays.size > 5 ? ", …" : ""}`,
    expected: `recurrent weights by the names of ${wanted ?? namings.map(({ framework }) => framework).join(", ")}`,
    fix: wanted === undefined ? "name the framework by --like, if it is one of these" : "leave --like out, or name another framework",
  });
}
