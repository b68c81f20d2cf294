import { GatewiseError, internalError, show, unknownName } from "../base/index.ts";
import type { Tensor } from "../tensor/index.ts";
import { checkMade, checkModelDefinition } from "./check-layers.ts";
import type { DropoutSource, LayerState } from "./context.ts";
import type { LayerDefinition } from "./definition.ts";
import { type GraphOperation, runOperation } from "./graph-operation.ts";
import { Layer, maskOf } from "./layer.ts";
import { type CallContext, type Computed, checkStateNames, LayeredModel, type State } from "./layered-model.ts";
import { stateAndOrigin } from "./state-and-origin.ts";
import { maskOfValues, maskTensor, type StepMask } from "./step-mask.ts";
import { checkTensor } from "./wrong-kind.ts";

/** One tensor where a model has one input (or output), else all by name. */
export type Tensors = Tensor | Readonly<Record<string, Tensor>>;

/** Layers and how they are joined, as plain JSON. */
export interface GraphDefinition {
  readonly kind: "graph";
  /** Names of the inputs. */
  readonly inputs: readonly string[];
  readonly layers: readonly LayerDefinition[];
  /** Calls in order, each of what was given before it. */
  readonly nodes: readonly GraphNode[];
  readonly outputs: readonly { readonly name: string; readonly from: GraphValue }[];
}

/** One of the outputs of a call; of an input, its own. Of a recurrent layer: the output (two where not merged), then its states. */
export type GraphValue = readonly [node: string, output: number];

export interface GraphNode {
  /** A name of its own among nodes and inputs. */
  readonly name: string;
  /** A layer's name, or an operation. */
  readonly call: string | GraphOperation;
  readonly of: readonly GraphValue[];
  /** First states of a recurrent layer. Absent: as the layer has them. */
  readonly state?: readonly GraphValue[];
  /** Which steps count, [B, T]. Absent: as the input says it. */
  readonly mask?: GraphValue;
}

/** What a node gave. */
interface Given {
  readonly values: readonly Tensor[];
  readonly mask: StepMask | null;
}

/** Layers that are joined in any way: several inputs and outputs, layers that are called twice, states that are handed on. */
export class Graph extends LayeredModel<Tensors, Tensors> {
  readonly definition: GraphDefinition;

  constructor(definition: GraphDefinition, layers: readonly Layer[]) {
    super(layers);
    checkModelDefinition("graph, definition", definition, ["inputs", "layers", "nodes", "outputs"]);
    const names = layers.map(({ name }) => name);
    const absent = definition.nodes.find(({ call }) => typeof call === "string" && !names.includes(call));
    if (absent !== undefined) throw unknownName("no-match", `graph, node ${show(absent.name)}`, absent.call, names);
    this.definition = definition;
  }

  protected override compute(input: Tensors, context: CallContext): Computed<Tensors> {
    const { inputs, nodes, outputs } = this.definition;
    if (context.state !== undefined) this.#checkState(context.state);
    const givenMask = this.#maskOf(input, context);
    const given = new Map<string, Given>(inputs.map((name) => [name, { values: [inputOf(input, name, inputs)], mask: givenMask }]));
    const state: { [layer: string]: LayerState } = {};
    const losses: Tensor[] = [];
    const valueAt = ([node, output]: GraphValue): Tensor => {
      const value = given.get(node)?.values[output];
      if (value === undefined) throw internalError(`no output ${output} of ${node}`);
      return value;
    };
    for (const node of nodes) {
      const values = node.of.map(valueAt);
      const masks = node.of.map(([from, output]) => (output === 0 ? (given.get(from)?.mask ?? null) : null));
      if (typeof node.call !== "string") {
        given.set(node.name, runOperation(node.call, values, masks, node.name));
        continue;
      }
      const layer = this.layers.find(({ name }) => name === node.call);
      if (layer === undefined) throw internalError(`no layer ${node.call}`);
      const [x] = values;
      const mask = node.mask === undefined ? masks[0] : maskAt(valueAt(node.mask), x, layer);
      const from = node.state === undefined ? context.state?.[layer.name] : namedState(node.state.map(valueAt));
      const origin = node.state === undefined ? context.carried : undefined;
      const result = layer.run(x, { mask, ...stateAndOrigin(from, origin) });
      losses.push(...(result.losses ?? []));
      const others = result.other === undefined ? [] : [result.other];
      given.set(node.name, { values: [result.output, ...others, ...Object.values(result.state)], mask: result.mask });
      if (Object.keys(result.state).length > 0) state[layer.name] = result.state;
    }
    const found = outputs.map(({ name, from }): [string, Tensor] => [name, valueAt(from)]);
    const masked = outputs.flatMap(({ name, from: [node, place] }): [string, Tensor][] => {
      const mask = place === 0 ? (given.get(node)?.mask ?? null) : null;
      return mask === null ? [] : [[name, maskTensor(mask)]];
    });
    if (found.length > 1) return { output: Object.fromEntries(found), state, losses, masks: Object.fromEntries(masked) };
    const [[, output]] = found;
    return { output, state, losses, ...(masked.length === 0 ? {} : { mask: masked[0][1] }) };
  }

  /** The mask of a model's one input, laid as its first recurrent layer reads it. Throws: not-supported, where it has several. */
  #maskOf(input: Tensors, context: CallContext): StepMask | null {
    if (context.lengths === undefined && context.mask === undefined) return null;
    const { inputs } = this.definition;
    if (inputs.length > 1) {
      throw new GatewiseError("not-supported", {
        where: "model, mask or lengths",
        received: `one for the inputs ${inputs.join(", ")}`,
        expected: "a model of one input",
        fix: "mask the input by a layer of the model that masks",
      });
    }
    const order = this.layers.find(({ definition }) => definition.kind === "recurrent") ?? this.layers[0];
    return order === undefined ? null : maskOf(order.definition, inputOf(input, inputs[0], inputs), context);
  }

  /** Refuses states that would count for nothing: of layers that are not here, and of those whose states come from others. */
  #checkState(state: State): void {
    const { nodes } = this.definition;
    const handed = nodes.flatMap(({ call, state: from }) => (from === undefined ? [] : [call]));
    checkStateNames(
      state,
      this.layers.filter(({ name }) => !handed.includes(name)),
    );
  }
}

/** Makes a model from its definition, all parameters zero until weights are loaded. */
export function graphOf(definition: GraphDefinition, options: { readonly dropout?: DropoutSource } = {}): Graph {
  checkModelDefinition("graphOf, definition", definition, ["inputs", "layers", "nodes", "outputs"]);
  checkMade("graphOf", options);
  return new Graph(
    definition,
    definition.layers.map((one) => new Layer(one, options.dropout ?? null)),
  );
}

function inputOf(input: Tensors, name: string, names: readonly string[]): Tensor {
  if (input === null || typeof input !== "object") checkTensor("model, input", input);
  const one = "dtype" in input && "data" in input ? (input as Tensor) : null;
  if (one !== null && names.length === 1) return one;
  const found = one === null ? (input as Readonly<Record<string, Tensor>>)[name] : undefined;
  if (found !== undefined) {
    checkTensor(`model, input ${show(name)}`, found);
    return found;
  }
  throw new GatewiseError("missing-tensor", {
    where: `model, input ${show(name)}`,
    received: one === null ? `inputs ${Object.keys(input).join(", ")}` : "one tensor",
    expected: `inputs by name: ${names.join(", ")}`,
    fix: "give a tensor for each",
  });
}

function maskAt(values: Tensor, x: Tensor, { definition }: Layer): StepMask {
  const timeFirst = definition.kind === "recurrent" && definition.batchFirst === false;
  const [batch, steps] = timeFirst ? [x.shape[1], x.shape[0]] : x.shape;
  return maskOfValues(values.data, batch, steps, `layer ${definition.name}`);
}

/** States in the order in which the layer lists them, each for itself. */
function namedState(values: readonly Tensor[]): LayerState {
  return Object.fromEntries(values.map((value, k) => [String(k), value]));
}
