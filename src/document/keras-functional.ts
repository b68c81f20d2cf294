import type { KerasSession, Layer, PartialShape } from "../dialects/keras/index.ts";
import type { GraphNode, GraphValue } from "../layers/index.ts";
import { callsOf, type LayerCall, refOf, type TensorRef } from "./keras-calls.ts";
import { construct, distinctNames, inputShapeOf, isInput, type LayerJson, malformed } from "./keras-entries.ts";
import { type Operation, operationOf } from "./keras-operations.ts";
import type { KerasModel } from "./keras-runnable.ts";

interface Made {
  readonly layer: Layer | Operation | null;
  readonly shape: PartialShape | null;
  readonly calls: readonly LayerCall[];
}

/** Builds a Functional model: layers are made in the order of the list, and called as soon as what they need is there. */
export function functional(
  session: KerasSession,
  entries: readonly LayerJson[],
  ends: { readonly input_layers?: unknown; readonly output_layers?: unknown },
): KerasModel {
  session.inModel(null);
  const made = new Map<string, Made>();
  entries.forEach((entry, k) => {
    const name = entry.name ?? (entry.config.name as string | undefined);
    const where = `model, layers[${k}]`;
    if (typeof name !== "string") throw malformed(where, "a name for each layer of a Functional model", name);
    if (made.has(name)) distinctNames([name, name]);
    const layer = isInput(entry) ? null : (operationOf(entry, session, where) ?? construct(session, entry, where));
    made.set(name, { layer, shape: inputShapeOf(entry, session), calls: callsOf(entry.inbound_nodes, where) });
  });
  const outputs = new Map<string, (readonly PartialShape[])[]>();
  const nodes: GraphNode[] = [];
  for (const [name, { layer, shape }] of made) {
    if (layer !== null) continue;
    if (shape === null) throw malformed(`model, layer ${name}`, "a batch shape on the input layer", undefined);
    outputs.set(name, [[shape]]);
  }
  const shapeOf = ({ layer, node, tensor }: TensorRef) => outputs.get(layer)?.[node]?.[tensor];
  for (let progress = true; progress; ) {
    progress = false;
    for (const [name, { layer, calls }] of made) {
      if (layer === null) continue;
      const done = outputs.get(name) ?? [];
      while (done.length < calls.length) {
        const call = calls[done.length];
        const needed = [...call.inputs, ...call.states, ...(call.mask === null ? [] : [call.mask])].map(shapeOf);
        if (call.inputs.length === 0 || needed.some((input) => input === undefined)) break;
        nodes.push(nodeOf(name, done.length, layer, call));
        const inputs = call.inputs.map(shapeOf) as PartialShape[];
        if (!("build" in layer)) {
          session.operation();
          done.push([layer.outputs([...call.inputs, ...call.states].map(shapeOf) as PartialShape[])]);
        } else done.push(done.length === 0 ? session.build(layer, inputs[0]) : session.call(layer, inputs[0]));
        outputs.set(name, done);
        progress = true;
      }
    }
  }
  for (const [name, { calls }] of made) {
    if ((outputs.get(name) ?? []).length < calls.length)
      throw malformed(
        `model, layer ${name}`,
        "inputs that are layers of the model, called before",
        calls.flatMap(({ inputs }) => inputs.map(({ layer }) => layer)),
      );
  }
  const layers = [...made.values()].flatMap(({ layer }) => (layer !== null && "build" in layer ? [layer] : []));
  const inputs = endsOf(ends.input_layers, "input_layers").map(({ layer }) => layer);
  return { layers, joined: { inputs, nodes, outputs: endsOf(ends.output_layers, "output_layers").map(named) } };
}

/** A call's name among those of its layer: an input's is its own. */
function callName(layer: string, node: number): string {
  return node === 0 ? layer : `${layer}#${node + 1}`;
}

function graphValue({ layer, node, tensor }: TensorRef): GraphValue {
  return [callName(layer, node), tensor];
}

function nodeOf(name: string, k: number, layer: Layer | Operation, { inputs, states, mask, value }: LayerCall): GraphNode {
  if (!("build" in layer)) return { name: callName(name, k), call: layer.runs(value), of: [...inputs, ...states].map(graphValue) };
  // In Keras 2 states stand behind the input.
  const [first, ...more] = inputs;
  const from = [...more, ...states].map(graphValue);
  return {
    name: callName(name, k),
    call: layer.name,
    of: [graphValue(first)],
    ...(from.length === 0 ? {} : { state: from }),
    ...(mask === null ? {} : { mask: graphValue(mask) }),
  };
}

/** One reference, or a list of them. */
function endsOf(value: unknown, key: string): TensorRef[] {
  const where = `model, config, ${key}`;
  if (!Array.isArray(value)) return [];
  const list = typeof value[0] === "string" ? [value] : value;
  return list.map((one: unknown) => refOf(one, where));
}

function named(ref: TensorRef, place: number, all: readonly TensorRef[]): { name: string; from: GraphValue } {
  const before = all.slice(0, place).filter(({ layer }) => layer === ref.layer).length;
  return { name: before === 0 ? ref.layer : `${ref.layer}#${before + 1}`, from: graphValue(ref) };
}
