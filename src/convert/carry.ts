import { checkMap, checkText, internalError, type NamedArray, namedArray, sizeOf } from "../base/index.ts";
import { type Block, isBias, shapeOfBox, writeBox } from "../layout/index.ts";
import { checkPlan, type Parameter, type Plan } from "../plan/index.ts";
import type { Carried } from "./carried.ts";
import { isRecurrent, netOf, partOf, transposeOf } from "./net.ts";
import type { Part } from "./net-layer.ts";
import { split } from "./split.ts";
import { type Source, targetOf } from "./targets.ts";

/**
 * Writes how one framework starts a net in the names and layout of another: gates reordered, matrices transposed, the
 * second bias zero, the run-time forget bias placed once. `split` gives one matrix a gate and side, under canonical names.
 *
 * Throws: cannot-express for what the other framework's cell does not have; unknown-dialect.
 */
export function carryStart(plan: Plan, tensors: ReadonlyMap<string, NamedArray>, dialect: string): Carried {
  checkPlan(plan);
  checkMap("carryStart, tensors", tensors, "named arrays by name");
  checkText("carryStart, dialect", dialect);
  const layers = netOf(plan, tensors);
  if (dialect === "split") return split(layers, plan.dialect);
  const target = targetOf(layers, dialect);
  const notes = new Set<string>();
  const used = new Set<Part>();
  const arrays = target.plan.parameters.map((parameter) => fill(parameter, target.sources, used, notes));
  for (const { layer, direction } of target.sources.values()) {
    const lost = direction.parts.find((part) => !used.has(part));
    if (lost !== undefined) throw internalError(`${lost.role} of ${layer.tensors.join(", ")} has no place in ${target.plan.dialect}`);
  }
  return { dialect: target.plan.dialect, tensors: arrays, notes: [...notes] };
}

/** Fills a tensor of the target, every element of it. */
function fill(parameter: Parameter, sources: ReadonlyMap<string, Source>, used: Set<Part>, notes: Set<string>): NamedArray {
  const { name, shape, dtype, blocks } = parameter;
  const values = new Float64Array(sizeOf(shape));
  let filled = 0;
  for (const block of blocks) {
    const source = sources.get(block.owner);
    if (source === undefined) throw internalError(`no layer is carried into ${block.owner}, whose tensor is ${name}`);
    noteCell(source, parameter, notes);
    const extent = shapeOfBox(block.box);
    const length = sizeOf(extent);
    const found =
      isRecurrent(source.layer) && isBias(block.role)
        ? bias(source, block, length, parameter, used, notes)
        : matrix(source, block, length, name, used, notes);
    if (found.length !== length)
      throw internalError(`${block.role} of ${source.layer.tensors.join(", ")} has ${found.length} numbers; ${name} takes ${length}`);
    writeBox(values, shape, block.box, block.transposed ? transposeOf(found, extent[1], extent[0]) : found);
    filled += length;
  }
  if (filled !== values.length) throw internalError(`${name} has ${values.length} numbers, and ${filled} were carried`);
  const data =
    dtype === "float64" ? values : dtype === "float32" ? Float32Array.from(values) : BigInt64Array.from(values, (v) => BigInt(v));
  return namedArray(name, dtype, shape, data as never);
}

/** A part as the source has it; a scale or shift that it leaves out is what leaves numbers as they are. */
function matrix(
  { layer, direction }: Source,
  block: Block,
  length: number,
  name: string,
  used: Set<Part>,
  notes: Set<string>,
): Float64Array {
  const part = partOf(direction, block.role, block.gate);
  if (part !== undefined) {
    used.add(part);
    return part.values;
  }
  if (block.role !== "scale" && block.role !== "shift")
    throw internalError(`${layer.tensors.join(", ")} hold no ${block.role} for ${name}`);
  const neutral = block.role === "scale" ? 1 : 0;
  notes.add(`${name} is ${neutral === 1 ? "ones" : "zeros"}: the source has no ${block.role}`);
  return new Float64Array(length).fill(neutral);
}

/** A bias of the target's own kind: two biases stay two where both have them; else all acts through the first, once. */
function bias(
  { layer, direction }: Source,
  { role, gate }: Block,
  length: number,
  parameter: Parameter,
  used: Set<Part>,
  notes: Set<string>,
): Float64Array {
  const stored = direction.parts.filter((part) => isBias(part.role) && part.gate === gate);
  for (const part of stored) used.add(part);
  const bh = partOf(direction, "bh", gate);
  if (role === "bh") {
    if (bh !== undefined) return bh.values;
    notes.add(`${parameter.name} is zero: the source has one bias, and it stands in the other`);
    return new Float64Array(length);
  }
  const bx = partOf(direction, "bx", gate);
  // One stands as it is, so that no addition rounds it.
  const own = role === "bx" && bx !== undefined ? bx.values : stored.length === 1 ? stored[0].values : sum(stored, length);
  const there = gate === "f" ? direction.forgetBias : 0;
  const here = parameter.runtime?.gate === gate ? parameter.runtime.adds : 0;
  if (there !== 0 && there !== here)
    notes.add(`${parameter.name}: the forget bias ${there} that ${layer.tensors[0]}'s cell adds at run time is placed here, once`);
  if (here !== 0 && there !== here) notes.add(`${parameter.name}: ${here} is taken off gate ${gate}, since this cell adds it at run time`);
  return there === here ? own : own.map((value) => value + there - here);
}

/** The sum of the biases that are stored; zeros where none is. */
function sum(parts: readonly Part[], length: number): Float64Array {
  const out = new Float64Array(length);
  for (const { values } of parts) for (let i = 0; i < length; i++) out[i] += values[i];
  return out;
}

/** Notes what of a cell differs that no weight says. */
function noteCell({ layer, direction }: Source, parameter: Parameter, notes: Set<string>): void {
  if (!isRecurrent(layer)) return;
  const { text } = parameter;
  const [from, to] = [direction.gateActivation, text?.gateActivation ?? null];
  if (from !== to && layer.kind !== "rnn")
    notes.add(
      `the gates' activation differs: ${from ?? "sigmoid"} there, ${to ?? "sigmoid"} here; the weights start alike, the outputs do not`,
    );
  const [own, other] = [direction.activation ?? "tanh", text?.activation ?? "tanh"];
  if (own !== other)
    notes.add(
      `the activation of ${layer.tensors[0]}'s cell differs: ${own} there, ${other} here; the weights start alike, the outputs do not`,
    );
  if (direction.clips !== null)
    notes.add(
      `${layer.tensors[0]}'s cell clips at run time, and this one does not: ${direction.clips}; the weights start alike, the outputs may not`,
    );
  if (direction.backwards)
    notes.add(`${layer.tensors[0]}'s cell runs from the last step to the first; this one does not, unless its input is turned round`);
}
