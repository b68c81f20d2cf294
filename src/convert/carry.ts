import { type NamedArray, namedArray, sizeOf } from "../base/index.ts";
import { shapeOfBox, writeBox } from "../layout/index.ts";
import type { Parameter, Plan } from "../plan/index.ts";
import type { Carried } from "./carried.ts";
import { actingBias, type Direction, type NetLayer, netOf, partOf, transposeOf } from "./net.ts";
import { split } from "./split.ts";
import { targetPlan } from "./targets.ts";

/**
 * Writes how one framework starts a net in the names and layout of another: gates reordered, matrices transposed, the
 * second bias zero, the run-time forget bias placed once. `split` gives one matrix a gate and side, under canonical names.
 *
 * Throws: cannot-express for what the other framework's cell does not have; unknown-dialect.
 */
export function carryStart(plan: Plan, tensors: ReadonlyMap<string, NamedArray>, dialect: string): Carried {
  const layers = netOf(plan, tensors);
  if (dialect === "split") return split(layers, plan.dialect);
  const target = targetPlan(layers, dialect);
  const notes = new Set<string>();
  const byOwner = new Map(
    layers.flatMap((layer) => layer.directions.map((direction) => [ownerOf(layer, direction), { layer, direction }] as const)),
  );
  const arrays = target.parameters.map((parameter) => fill(parameter, byOwner, notes));
  return { dialect: target.dialect, tensors: arrays, notes: [...notes] };
}

function ownerOf(layer: NetLayer, direction: Direction): string {
  return `${layer.kind}#${layer.ordinal}${direction.name === "" ? "" : `.${direction.name}`}`;
}

function fill(
  parameter: Parameter,
  byOwner: ReadonlyMap<string, { layer: NetLayer; direction: Direction }>,
  notes: Set<string>,
): NamedArray {
  const { name, shape, dtype, blocks } = parameter;
  const values = new Float64Array(sizeOf(shape));
  for (const block of blocks) {
    const source = byOwner.get(block.owner);
    if (source === undefined) continue;
    const { layer, direction } = source;
    noteActivation(layer, direction, parameter, notes);
    const vector = block.role === "b" || block.role === "bx" || block.role === "bh";
    const recurrent = layer.kind === "lstm" || layer.kind === "gru" || layer.kind === "rnn";
    const found =
      vector && recurrent
        ? bias(layer, direction, block.role as "b" | "bx" | "bh", block.gate, parameter, notes)
        : (partOf(direction, block.role, block.gate)?.values ?? null);
    if (found === null) continue;
    const extent = shapeOfBox(block.box);
    const oriented = block.transposed ? transposeOf(found, extent[1], extent[0]) : found;
    writeBox(values, shape, block.box, oriented);
  }
  const data =
    dtype === "float64" ? values : dtype === "float32" ? Float32Array.from(values) : BigInt64Array.from(values, (v) => BigInt(v));
  return namedArray(name, dtype, shape, data as never);
}

/** A bias of the target's own kind: two biases stay two where both have them; else all acts through the first, once. */
function bias(
  layer: NetLayer,
  direction: Direction,
  role: "b" | "bx" | "bh",
  gate: string | null,
  parameter: Parameter,
  notes: Set<string>,
): Float64Array | null {
  const two = partOf(direction, "bh", gate) !== undefined;
  const added = parameter.runtime?.gate === gate ? parameter.runtime.adds : 0;
  if (role === "bh") {
    if (two) return partOf(direction, "bh", gate)?.values ?? null;
    notes.add(`${parameter.name} is zero: the source has one bias, and it stands in the other`);
    return null;
  }
  if (role === "bx" && two) {
    const own = partOf(direction, "bx", gate)?.values.slice() ?? null;
    if (own !== null && gate === "f" && direction.forgetBias !== 0) for (let i = 0; i < own.length; i++) own[i] += direction.forgetBias;
    return own;
  }
  const acting = actingBias(direction, gate)?.slice() ?? null;
  if (acting === null) return null;
  if (gate === "f" && direction.forgetBias !== 0)
    notes.add(
      `${parameter.name}: the forget bias ${direction.forgetBias} that ${layer.tensors[0]}'s cell adds at run time is placed here, once`,
    );
  if (added !== 0) {
    for (let i = 0; i < acting.length; i++) acting[i] -= added;
    notes.add(`${parameter.name}: ${added} is taken off gate ${gate}, since this cell adds it at run time`);
  }
  return acting;
}

function noteActivation(layer: NetLayer, direction: Direction, parameter: Parameter, notes: Set<string>): void {
  const [from, to] = [direction.gateActivation, parameter.text?.gateActivation ?? null];
  if (from === to || (layer.kind !== "lstm" && layer.kind !== "gru")) return;
  notes.add(
    `the gates' activation differs: ${from ?? "sigmoid"} there, ${to ?? "sigmoid"} here; the weights start alike, the outputs do not`,
  );
}
