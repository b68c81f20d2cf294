import { GatewiseError, showShape } from "../base/index.ts";
import type { Cell } from "../cells/index.ts";
import { noGrad, reshape, type Tensor } from "../tensor/index.ts";
import { checkMade, checkModelDefinition } from "./check-layers.ts";
import type { DropoutSource, LayerState } from "./context.ts";
import type { LayerDefinition } from "./definition.ts";
import { Layer, maskOf } from "./layer.ts";
import { type CallContext, type Computed, checkStateNames, LayeredModel, type State } from "./layered-model.ts";
import { stateAndOrigin } from "./state-and-origin.ts";
import { maskTensor } from "./step-mask.ts";
import { checkTensor } from "./wrong-kind.ts";

/** Layers one behind the other, as plain JSON: what crosses to a worker, and what a saved model holds. */
export interface ChainDefinition {
  readonly kind: "sequential";
  readonly layers: readonly LayerDefinition[];
}

/** Layers one behind the other. */
export class Chain extends LayeredModel<Tensor, Tensor> {
  readonly definition: ChainDefinition;
  /** The first layer that reads from the end; null: none. Absent: not looked for yet. */
  #backward: string | null | undefined;

  constructor(layers: readonly Layer[]) {
    super(layers);
    this.definition = { kind: "sequential", layers: layers.map(({ definition }) => definition) };
  }

  protected override compute(input: Tensor, context: CallContext): Computed<Tensor> {
    checkTensor("model, input", input);
    if (context.state !== undefined) checkStateNames(context.state, this.layers);
    let output = input;
    const state: { [name: string]: LayerState } = {};
    const losses: Tensor[] = [];
    // Whether samples or steps come first is the same for all: the first layer that says it, says it for those before it.
    const order = this.layers.find(({ definition }) => definition.kind === "recurrent") ?? this.layers[0];
    let mask = this.layers.length === 0 ? null : maskOf(order.definition, input, context);
    for (const layer of this.layers) {
      const from = context.state?.[layer.name];
      const result = layer.run(output, { mask, ...stateAndOrigin(from, context.carried) });
      ({ output, mask } = result);
      if (Object.keys(result.state).length > 0) state[layer.name] = result.state;
      losses.push(...(result.losses ?? []));
    }
    return { output, state, losses, ...(mask === null ? {} : { mask: maskTensor(mask) }) };
  }

  /**
   * Runs one step of a stream: what comes now, and the state that the step before gave.
   *
   * Shapes: [B, I] to [B, O]; whole numbers [B] for an embedding. Throws: contradiction, where a layer reads backwards.
   */
  step(input: Tensor, state?: State): [output: Tensor, state: State] {
    if (this.#backward === undefined)
      this.#backward = this.layers.find(({ definition }) => definition.kind === "recurrent" && readsBackwards(definition))?.name ?? null;
    if (this.#backward !== null) {
      throw new GatewiseError("contradiction", {
        where: `layer ${this.#backward}`,
        received: "a step, to a layer that reads from the end",
        expected: "layers that read forward",
        fix: "give whole sequences to call or predict",
      });
    }
    const timeFirst = this.layers.some(({ definition }) => definition.kind === "recurrent" && definition.batchFirst === false);
    checkTensor("step, input", input);
    const [batch, ...rest] = input.shape;
    if (batch === undefined) {
      throw new GatewiseError("bad-shape", {
        where: "step, input",
        received: showShape(input.shape),
        expected: "[batch, features], or [batch] of whole numbers",
        fix: "give one step for each sample of the batch",
      });
    }
    const sequence = reshape(input, timeFirst ? [1, batch, ...rest] : [batch, 1, ...rest]);
    const context: CallContext = { training: false, ...stateAndOrigin(state, "step") };
    const { output, state: after } = this.besideOwnStates(() => noGrad(() => this.call(sequence, context)));
    const time = timeFirst ? 0 : 1;
    const whole = output.shape.length > 2 && output.shape[time] === 1;
    return [
      whole
        ? reshape(
            output,
            output.shape.filter((_, axis) => axis !== time),
          )
        : output,
      after,
    ];
  }
}

function readsBackwards(definition: Extract<LayerDefinition, { kind: "recurrent" }>): boolean {
  const reversed: readonly string[] = definition.reversed ?? ["backward"];
  const owners = (definition.parameters ?? []).flatMap(({ blocks }) => blocks.map(({ owner }) => owner.split(".")[1]));
  return owners.some((way) => reversed.includes(way));
}

/** Makes a model from its definition, all parameters zero until weights are loaded. */
export function chainOf(
  definition: ChainDefinition,
  options: { readonly dropout?: DropoutSource; readonly cells?: Readonly<Record<string, Cell>> } = {},
): Chain {
  checkModelDefinition("chainOf, definition", definition, ["layers"]);
  checkMade("chainOf", options);
  const { layers } = definition;
  return new Chain(layers.map((one) => new Layer(one, options.dropout ?? null, options.cells)));
}
