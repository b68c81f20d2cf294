import { GatewiseError } from "../../base/index.ts";
import type { Layer } from "./layer.ts";
import type { Conventions } from "./versions.ts";

/**
 * Operation seeds that TensorFlow 1.8 gives tf.keras' initialisers when only a graph seed is set: the number of operations
 * that the graph held. Read off real graphs: a Sequential whose first layer has an input_shape.
 *
 * Source: TensorFlow 1.8.0, the seed2 attribute of the sampling operations. Later layers count every node of the unrolled
 * graph before them, so that only the first layer is tabulated.
 */
const firstLayer: { readonly [className: string]: readonly number[] } = {
  LSTM: [6, 16],
  GRU: [6, 16],
  SimpleRNN: [6, 16],
  Bidirectional: [6, 16, 43, 53],
};

/** Gives the operation seed of each draw in turn; refuses what is not tabulated. */
export function operationSeeds(
  { seeding }: Conventions,
  graphSeed: bigint | null,
  built: () => readonly Layer[],
): (where: string) => bigint | null {
  let drawn = 0;
  return (where) => {
    if (seeding !== "graph counter" || graphSeed === null) return null;
    const layers = built();
    const table = layers.length === 1 ? firstLayer[layers[0].className] : undefined;
    const next = table?.[drawn++];
    if (next !== undefined) return BigInt(next);
    throw new GatewiseError("not-supported", {
      where,
      received: "a graph seed and no seed of its own, behind other operations of the graph",
      expected: "a seed on each initialiser, or one recurrent layer alone",
      fix: "give the initialiser a seed: the graph's operation counter needs the scope machine",
    });
  };
}
