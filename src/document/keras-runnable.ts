import type { NamedArray } from "../base/index.ts";
import { GatewiseError } from "../base/index.ts";
import type { KerasSession, Layer } from "../dialects/keras/index.ts";
import { type Declared, Graph, type GraphDefinition, layer as made, model, sequential, type Tensors } from "../layers/index.ts";
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
  if (joined === null) return sequential(declared);
  return new Graph({ kind: "graph", ...joined, layers: declared.map(({ definition }) => definition) }, declared.map(made));
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
