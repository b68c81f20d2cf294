import {
  type ArgumentTable,
  checkArguments,
  checkRecord,
  GatewiseError,
  optionalFlag,
  optionalValue,
  type Shape,
  show,
  showShape,
  sizeOf,
  unknownName,
} from "../base/index.ts";
import { checkTensor, reshape, stack, type Tensor, tensor, transpose, unstack, where, zeros } from "../tensor/index.ts";
import type { Cell, CellSizes, Named } from "./cell.ts";
import { checkCell } from "./check-cell.ts";
import { tensorOperations } from "./tensor-operations.ts";

export interface ScanOptions {
  readonly weights: Named<Tensor>;
  /** States before the first step, each [B, width]. Absent: zeros. */
  readonly states?: Named<Tensor>;
  /** From the last step to the first; outputs stay at their places in time. */
  readonly reverse?: boolean;
  /** [B, T, I], and outputs alike. Absent: [T, B, I]. */
  readonly batchFirst?: boolean;
  /** [T, B], or [B, T] where `batchFirst`: where it is 0, the states carry. */
  readonly mask?: Uint8Array;
}

/** What a scan gives: the first state of every step, in x's order of axes, and the states after the last step read. */
export interface ScanResult {
  readonly y: Tensor;
  readonly states: Record<string, Tensor>;
}

/**
 * Runs a cell over a sequence, step by step.
 *
 * Throws: bad-shape, where x, a weight or a state has another shape than the cell's; missing-option, for a weight that is not given.
 */
export function scan(cell: Cell, x: Tensor, options: ScanOptions): ScanResult {
  checkScan(cell, x, options);
  const { weights, reverse = false, batchFirst = false, mask } = options;
  if (x.shape.length !== 3) throw wrongShape(`cell ${cell.name}, x`, x.shape, batchFirst ? "[B, T, I]" : "[T, B, I]");
  const timed = batchFirst ? transpose(x, [1, 0, 2]) : x;
  const [T, B, I] = timed.shape;
  const sizes = checkedSizes(cell, I, weights);
  const flat = reshape(timed, [T * B, I]);
  const ahead = cell.fromInput === undefined ? flat : cell.fromInput(tensorOperations, flat, weights);
  const inputs = unstack(reshape(ahead, [T, B, -1]));
  const prepared = cell.prepare?.(tensorOperations, weights) ?? weights;
  let states: Record<string, Tensor> = {};
  for (const [name, width] of Object.entries(cell.states)) {
    const given = options.states?.[name];
    const shape = [B, width(sizes)];
    if (given !== undefined && given.shape.join() !== shape.join()) {
      throw wrongShape(`cell ${cell.name}, state ${name}`, given.shape, showShape(shape));
    }
    states[name] = given ?? zeros(shape, { dtype: x.dtype });
  }
  const [output] = Object.keys(cell.states);
  const outputs = new Array<Tensor>(T);
  for (let s = 0; s < T; s++) {
    const t = reverse ? T - 1 - s : s;
    const after = stepOf(cell, inputs[t], states, prepared);
    states = mask === undefined ? after : carried(states, after, maskAt(mask, t, { T, B, batchFirst }));
    outputs[t] = states[output];
  }
  const y = stack(outputs);
  return { y: batchFirst ? transpose(y, [1, 0, 2]) : y, states };
}

/**
 * Takes one step, and holds what it gives against the cell's states.
 *
 * Throws: missing-option, unknown-option, bad-shape; wrong-type for what is no tensor; what its operations refuse, naming the cell.
 */
function stepOf(cell: Cell, x: Tensor, states: Named<Tensor>, weights: Named<Tensor>): Named<Tensor> {
  const where = `cell ${cell.name}, step`;
  let after: Named<Tensor>;
  try {
    after = cell.step(tensorOperations, x, states, weights);
  } catch (error) {
    if (!(error instanceof GatewiseError) || !error.where.startsWith("operation ")) throw error;
    const { code, received, expected, fix } = error;
    throw new GatewiseError(code, { where: `${where}, ${error.where}`, received, expected, fix }, { cause: error });
  }
  checkRecord(`${where}, result`, after, "{ state: tensor }");
  const legal = Object.keys(states);
  for (const name of legal) {
    const { shape } = states[name];
    const given = after[name];
    if (given === undefined) {
      throw new GatewiseError("missing-option", {
        where: `${where}, result, state ${name}`,
        received: Object.keys(after).join(", ") || "nothing",
        expected: `states ${legal.join(", ")}`,
        fix: `return ${name} too`,
      });
    }
    checkTensor(where, `result.${name}`, given);
    if (given.shape.join() !== shape.join()) throw wrongShape(`${where}, result, state ${name}`, given.shape, showShape(shape));
  }
  const strange = Object.keys(after).find((name) => !legal.includes(name));
  if (strange !== undefined) throw unknownName("unknown-option", `${where}, result`, strange, legal);
  return after;
}

/** Holds that the arguments are of their kinds. */
function checkScan(cell: Cell, x: unknown, options: ScanOptions): void {
  checkCell("scan, cell", cell);
  checkTensor("scan", "x", x);
  checkArguments("scan", rules, options as unknown as Readonly<Record<string, unknown>>);
  const { weights, states, mask } = options;
  checkRecord("scan, weights", weights, "{ weight: tensor }");
  for (const name of Object.keys(cell.weights)) if (weights[name] !== undefined) checkTensor("scan", `weights.${name}`, weights[name]);
  if (states !== undefined) {
    checkRecord("scan, states", states, "{ state: tensor }");
    const legal = Object.keys(cell.states);
    for (const [name, state] of Object.entries(states)) {
      if (!legal.includes(name)) throw unknownName("unknown-option", "scan, states", name, legal);
      checkTensor("scan", `states.${name}`, state);
    }
  }
  if (mask === undefined || (mask instanceof Uint8Array && x.shape.length === 3 && mask.length === x.shape[0] * x.shape[1])) return;
  throw new GatewiseError(mask instanceof Uint8Array ? "bad-shape" : "wrong-type", {
    where: "scan, mask",
    received: mask instanceof Uint8Array ? `${mask.length} values` : show(mask),
    expected: `a Uint8Array of a value for each step of each sample of ${showShape(x.shape)}`,
    fix: "give 1 where a step counts, 0 where it does not",
  });
}

const rules: ArgumentTable = {
  weights: { type: "any" },
  states: optionalValue,
  reverse: optionalFlag,
  batchFirst: optionalFlag,
  mask: optionalValue,
};

function maskAt(mask: Uint8Array, t: number, { T, B, batchFirst }: { T: number; B: number; batchFirst: boolean }): Tensor {
  return tensor(
    Int32Array.from({ length: B }, (_, b) => mask[batchFirst ? b * T + t : t * B + b]),
    { shape: [B, 1] },
  );
}

function carried(before: Named<Tensor>, after: Named<Tensor>, counts: Tensor): Record<string, Tensor> {
  return Object.fromEntries(Object.keys(after).map((name) => [name, where(counts, after[name], before[name])]));
}

/** Reads H and O off the weights that say them, and holds every weight against its rule. */
function checkedSizes(cell: Cell, I: number, weights: Named<Tensor>): CellSizes {
  const names = Object.keys(cell.weights);
  const missing = names.find((name) => weights[name] === undefined);
  if (missing !== undefined) {
    throw new GatewiseError("missing-option", {
      where: `cell ${cell.name}, weight ${missing}`,
      received: "nothing",
      expected: `weights ${names.join(", ")}`,
      fix: `give ${missing}`,
    });
  }
  const O = weights.P?.shape[1];
  const first = names[0];
  const columns = weights[first].shape[weights[first].shape.length - 1];
  const H = columns / Math.max(cell.gates.length, 1);
  const sizes = { I, H, O: O ?? H };
  for (const name of names) {
    const shape = cell.weights[name](sizes);
    if (weights[name].shape.join() !== shape.join()) {
      throw wrongShape(`cell ${cell.name}, weight ${name}`, weights[name].shape, showShape(shape));
    }
  }
  return sizes;
}

function wrongShape(where: string, received: Shape, expected: string): GatewiseError {
  const fix = sizeOf(received) === 0 ? "give values" : "look for a transposed matrix, or for sizes of another net";
  return new GatewiseError("bad-shape", { where, received: showShape(received), expected, fix });
}
