import { checkLists, checkMap, checkNamedArray, checkText, type NamedArray, showShape, toFloat64 } from "../base/index.ts";
import { type Block, isBias, readBox, shapeOfBox } from "../layout/index.ts";
import { singularValues } from "../linalg/index.ts";
import { recognise } from "./recognise.ts";

/** What is measured of a block of numbers. */
export interface Measures {
  readonly mean: number;
  readonly deviation: number;
  readonly low: number;
  readonly high: number;
  /** Numbers that are not finite. */
  readonly broken: number;
}

export interface MatrixMeasures extends Measures {
  /** Largest and smallest singular value; null where a number is not finite. */
  readonly singular: { readonly largest: number; readonly smallest: number } | null;
  /** ‖M·Mᵀ - I‖ or ‖Mᵀ·M - I‖ over √n, on the shorter side: 0 for orthonormal rows or columns. */
  readonly fromOrthogonal: number | null;
  /** ‖M - I‖ over √n; null where M is not square. */
  readonly fromIdentity: number | null;
}

export interface InspectedBlock {
  readonly role: string;
  /** Null for the matrix with all gates stacked. */
  readonly gate: string | null;
  readonly shape: readonly number[];
  readonly measures: Measures | MatrixMeasures;
}

export interface InspectedCell {
  readonly owner: string;
  readonly tensors: readonly string[];
  readonly blocks: readonly InspectedBlock[];
  /** What acts on the forget gate: both biases and the run-time one; null for cells without one. */
  readonly forgetBias: (Measures & { readonly atRunTime: number }) | null;
}

export interface Inspection {
  readonly file: string;
  readonly framework: string;
  readonly cells: readonly InspectedCell[];
  /** Tensors that are no recurrent weights. */
  readonly others: readonly string[];
}

/** Measures a file of recurrent weights gate by gate. Throws: missing-tensor, unknown-dialect. */
export function inspectWeights(file: string, arrays: ReadonlyMap<string, NamedArray>, like?: string): Inspection {
  checkText("inspectWeights, file", file);
  checkMap("inspectWeights, arrays", arrays, "named arrays by name");
  for (const array of arrays.values()) checkNamedArray("inspectWeights, arrays", array);
  if (like !== undefined) checkText("inspectWeights, like", like);
  const { framework, tensors } = recognise(file, arrays, like);
  const owners = [...new Set(tensors.flatMap(({ blocks }) => blocks.map(({ owner }) => owner)))];
  const seen = new Set(tensors.map(({ array }) => array.name));
  const cells = owners.map((owner) => {
    const own = tensors.filter(({ blocks }) => blocks.some((block) => block.owner === owner));
    const values = new Map(own.map(({ array }) => [array.name, toFloat64(array)]));
    const blocks = own.flatMap(({ array, blocks: list }) => inspectTensor(array, values.get(array.name) as Float64Array, list));
    return { owner, tensors: own.map(({ array }) => array.name), blocks, forgetBias: forgetBiasOf(own, values) };
  });
  return { file, framework, cells, others: [...arrays.keys()].filter((name) => !seen.has(name)) };
}

function inspectTensor(array: NamedArray, values: Float64Array, blocks: readonly Block[]): InspectedBlock[] {
  const out: InspectedBlock[] = [];
  for (const role of new Set(blocks.map((block) => block.role))) {
    const own = blocks.filter((block) => block.role === role);
    for (const { gate, box } of own) {
      const numbers = readBox(values, array.shape, box);
      const shape = shapeOfBox(box);
      if (own.length > 1 || gate === null) out.push({ role, gate, shape, measures: measure(numbers, shape) });
    }
    if (own.length === 1 && own[0].gate === null) continue;
    const stacked = own[0].box.map(
      (range, axis) =>
        [Math.min(range[0], ...own.map(({ box }) => box[axis][0])), Math.max(range[1], ...own.map(({ box }) => box[axis][1]))] as const,
    );
    const shape = shapeOfBox(stacked);
    out.push({ role, gate: own.length === 1 ? own[0].gate : null, shape, measures: measure(readBox(values, array.shape, stacked), shape) });
  }
  return out;
}

function measure(values: Float64Array, shape: readonly number[]): Measures | MatrixMeasures {
  const plain = moments(values);
  const matrix = shape.length === 2 && shape[0] > 1 && shape[1] > 0;
  if (!matrix) return plain;
  const [rows, columns] = shape;
  if (plain.broken > 0) return { ...plain, singular: null, fromOrthogonal: null, fromIdentity: null };
  const s = singularValues(values, rows, columns);
  let defect = 0;
  for (const value of s) defect += (value * value - 1) ** 2;
  let identity: number | null = null;
  if (rows === columns) {
    let sum = 0;
    for (let i = 0; i < rows; i++) for (let j = 0; j < columns; j++) sum += (values[i * columns + j] - (i === j ? 1 : 0)) ** 2;
    identity = Math.sqrt(sum / rows);
  }
  return {
    ...plain,
    singular: { largest: s[0], smallest: s[s.length - 1] },
    fromOrthogonal: Math.sqrt(defect / s.length),
    fromIdentity: identity,
  };
}

function moments(values: Float64Array): Measures {
  let [sum, low, high, broken] = [0, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, 0];
  for (const value of values) {
    if (!Number.isFinite(value)) broken++;
    sum += value;
    low = Math.min(low, value);
    high = Math.max(high, value);
  }
  const mean = values.length === 0 ? 0 : sum / values.length;
  let squares = 0;
  for (const value of values) squares += (value - mean) ** 2;
  return { mean, deviation: values.length === 0 ? 0 : Math.sqrt(squares / values.length), low, high, broken };
}

function forgetBiasOf(
  own: readonly { array: NamedArray; blocks: readonly Block[]; forgetBias: number }[],
  values: ReadonlyMap<string, Float64Array>,
): InspectedCell["forgetBias"] {
  let total: Float64Array | null = null;
  let atRunTime = 0;
  for (const { array, blocks, forgetBias } of own) {
    for (const { role, gate, box } of blocks) {
      if (gate !== "f" || !isBias(role)) continue;
      const numbers = readBox(values.get(array.name) as Float64Array, array.shape, box);
      total ??= new Float64Array(numbers.length);
      for (let i = 0; i < numbers.length; i++) total[i] += numbers[i] + forgetBias;
      atRunTime += forgetBias;
    }
  }
  return total === null ? null : { ...moments(total), atRunTime };
}

/** Prints an inspection as tables for a terminal. */
export function printInspection(inspection: Inspection): string {
  checkLists("inspection", inspection, { cells: "object", others: "string" });
  const lines = [`${inspection.file}: recurrent weights by the names of ${inspection.framework}`];
  for (const { owner, tensors, blocks, forgetBias } of inspection.cells) {
    lines.push("", owner, `  ${tensors.join(", ")}`, "");
    lines.push(
      `  ${"block".padEnd(14)}${"shape".padEnd(13)}${["mean", "deviation", "low", "high", "σ max", "σ min", "from orthogonal", "from identity"].map((title, k) => title.padStart(k > 5 ? 17 : 11)).join("")}`,
    );
    for (const { role, gate, shape, measures } of blocks) {
      const singular = "singular" in measures ? measures.singular : null;
      const distances = "singular" in measures ? [measures.fromOrthogonal, measures.fromIdentity] : [null, null];
      const numbers = [
        measures.mean,
        measures.deviation,
        measures.low,
        measures.high,
        singular?.largest ?? null,
        singular?.smallest ?? null,
      ];
      const label =
        gate === null ? (blocks.some((other) => other.role === role && other.gate !== null) ? `${role} stacked` : role) : `${role} ${gate}`;
      lines.push(
        `  ${label.padEnd(14)}${showShape(shape).padEnd(13)}${numbers.map((n) => cell(n, 11)).join("")}${distances.map((n) => cell(n, 17)).join("")}${measures.broken > 0 ? `   ${measures.broken} not finite` : ""}`,
      );
    }
    if (forgetBias !== null) {
      const added =
        forgetBias.atRunTime === 0 ? "" : `, of which ${forgetBias.atRunTime} is added at run time (the cell's default) and not stored`;
      lines.push(
        "",
        `  forget gate's effective bias: mean ${text(forgetBias.mean)}, from ${text(forgetBias.low)} to ${text(forgetBias.high)}${added}`,
      );
    }
  }
  if (inspection.others.length > 0) lines.push("", `not recurrent: ${inspection.others.join(", ")}`);
  return `${lines.join("\n")}\n`;
}

function cell(value: number | null, width: number): string {
  return (value === null ? "" : text(value)).padStart(width);
}

function text(value: number): string {
  return Math.abs(value) < 1e-12 ? "0" : Number.isFinite(value) ? String(Number(value.toPrecision(4))) : String(value);
}
