import type { NamedArray } from "../base/index.ts";
import { GatewiseError } from "../base/index.ts";
import type { KerasSession, Layer } from "../dialects/keras/index.ts";
import {
  type Declared,
  Graph,
  type GraphDefinition,
  type GraphValue,
  type LayerDefinition,
  layer as made,
  model,
  sequential,
  type Tensors,
} from "../layers/index.ts";
import type { Tensor } from "../tensor/index.ts";
import type { Network, RunnableModel } from "./built.ts";

/** What a Keras document declares: layers one behind another, or joined in any way. */
export interface KerasModel {
  readonly layers: readonly Layer[];
  /** null: one behind another. */
  readonly joined: Omit<GraphDefinition, "kind" | "layers"> | null;
}

/** Makes the model run, with the values that it starts with. */
export function networkOf(session: KerasSession, { layers, joined }: KerasModel): Network {
  const tensors = session.weights();
  const declared = layers.map((one): Declared => {
    const definition = session.definition(one);
    const arrays = () => new Map(definition.parameters?.map(({ name }) => [name, tensors.get(name) as NamedArray]));
    return { definition, session, initialWeights: arrays };
  });
  const definitions = declared.map(({ definition }) => definition);
  const graph = joined ?? twoOutputs(definitions);
  return graph === null ? sequential(declared) : new Graph({ kind: "graph", ...graph, layers: definitions }, declared.map(made));
}

/** Layers one behind another of which the last gives both directions apart; null where it does not. */
function twoOutputs(layers: readonly LayerDefinition[]): KerasModel["joined"] {
  const last = layers.at(-1);
  if (last?.kind !== "recurrent" || last.merge !== "none") return null;
  const before = (k: number): GraphValue => [k === 0 ? "input" : layers[k - 1].name, 0];
  return {
    inputs: ["input"],
    nodes: layers.map(({ name }, k) => ({ name, call: name, of: [before(k)] })),
    outputs: [0, 1].map((k) => ({ name: k === 0 ? last.name : `${last.name}#2`, from: [last.name, k] })),
  };
}

/** The same as a model of one input and one output. Throws: not-supported, where it has several. */
export function runnableOf(session: KerasSession, keras: KerasModel): RunnableModel {
  const network = networkOf(session, keras);
  if (!(network instanceof Graph)) return network as RunnableModel;
  const { inputs, outputs } = network.definition;
  if (inputs.length > 1 || outputs.length > 1) {
    throw new GatewiseError("not-supported", {
      where: "running a model document",
      received: `inputs ${inputs.join(", ")}, outputs ${outputs.map(({ name }) => name).join(", ")}`,
      expected: "one input and one output",
      fix: "take network(), which gives tensors by name",
    });
  }
  return model(network.layers, (input: Tensor, context) => {
    const { output, ...rest } = network.call(input as Tensors, context);
    return { ...rest, output: output as Tensor };
  });
}
