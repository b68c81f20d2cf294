import type { DropoutSource } from "./context.ts";
import type { Declared } from "./layer.ts";
import type { NeutralWeighted } from "./neutral.ts";

/** How a model starts: a dialect's session, which has the framework's defaults, names, shapes, layouts and streams. */
export interface Start extends DropoutSource {
  /**
   * Declares a neutral layer as the framework has it by its defaults, batch first.
   *
   * `input`: features of what comes in, rows of an embedding. `place`: the layer's number in the model, from 0.
   */
  declare(layer: NeutralWeighted, input: number, place: number): Declared;
}
