import { Layer } from "./layer.ts";
import { type CallContext, type Computed, LayeredModel } from "./layered-model.ts";
import { wrongKind } from "./wrong-kind.ts";

/** A function from inputs to outputs over layers: with several inputs, shared layers, decisions. */
export type Forward<Input, Output> = (input: Input, context: CallContext) => Computed<Output>;

/** Layers and a function of the user's own over them. */
export class FunctionModel<Input, Output> extends LayeredModel<Input, Output> {
  readonly #forward: Forward<Input, Output>;

  constructor(layers: readonly Layer[], forward: Forward<Input, Output>) {
    super(layers);
    if (typeof forward !== "function")
      throw wrongKind("model, forward", forward, "a function", "give (input, context) => ({ output, state })");
    this.#forward = forward;
  }

  protected override compute(input: Input, context: CallContext): Computed<Output> {
    return this.#forward(input, context);
  }
}

/**
 * Makes a model of layers and a function over them.
 *
 * The function calls `forward` of the layers; inputs and outputs are whatever it takes and gives. Throws: wrong-type.
 */
export function model<Input, Output>(layers: readonly Layer[], forward: Forward<Input, Output>): FunctionModel<Input, Output> {
  if (!Array.isArray(layers) || !layers.every((one) => one instanceof Layer))
    throw wrongKind("model, layers", layers, "a list of layers that run", "give [layer(session.LSTM({ … }))]");
  return new FunctionModel(layers, forward);
}
