import { Layer, type LayerDefinition } from "../layers/index.ts";
import type { Tensor } from "../tensor/index.ts";
import type { CallContext, Called, State, Trainable } from "./trainable.ts";

export interface ChainDefinition {
  readonly layers: readonly LayerDefinition[];
}

/** Layers one behind the other. */
export class LayerChain implements Trainable {
  readonly definition: ChainDefinition;
  readonly parameters: Trainable["parameters"];
  readonly #layers: readonly Layer[];

  constructor(layers: readonly Layer[]) {
    this.definition = { layers: layers.map(({ definition }) => definition) };
    this.#layers = layers;
    this.parameters = new Map(layers.flatMap(({ parameters }) => parameters.map((parameter) => [parameter.name, parameter] as const)));
  }

  call(input: Tensor, { training, state }: CallContext): Called {
    let output = input;
    const states: { [name: string]: State } = {};
    for (const layer of this.#layers) {
      layer.training = training;
      const from = state?.[layer.name] as Parameters<Layer["run"]>[1]["state"];
      const result = layer.run(output, { mask: null, ...(from === undefined ? {} : { state: from }) });
      output = result.output;
      if (Object.keys(result.state).length > 0) states[layer.name] = result.state;
    }
    return { output, state: states, losses: [] };
  }
}

export function modelOf({ layers }: ChainDefinition): LayerChain {
  return new LayerChain(layers.map((definition) => new Layer(definition)));
}
