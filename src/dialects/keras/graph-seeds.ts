import { GatewiseError, show } from "../../base/index.ts";
import type { CountedSeed } from "./initializer.ts";
import type { Layer } from "./layer.ts";
import type { Conventions } from "./versions.ts";

/**
 * Operation seeds that TensorFlow 1.8 gives tf.keras' initialisers when only a graph seed is set: the number of operations
 * that the graph held. Read off real graphs: a Sequential whose first layer has an input_shape and default initialisers.
 *
 * Source: TensorFlow 1.8.0, the seed2 attribute of the sampling operations. Later layers count every node of the unrolled
 * graph before them, so that only the first layer is tabulated. The program called clear_session() before.
 */
const firstLayer: { readonly [layer: string]: readonly number[] } = {
  Dense: [6],
  Embedding: [6],
  SimpleRNN: [6, 16],
  LSTM: [6, 16],
  GRU: [6, 16],
  "Bidirectional SimpleRNN": [6, 16, 37, 47],
  "Bidirectional LSTM": [6, 16, 43, 53],
  "Bidirectional GRU": [6, 16, 39, 49],
};

/** The operations of the learning phase, which tf.keras' clear_session() puts into the graph. Without it every row has so many less. */
const ofClearing = 2;

/** The row of a layer; undefined where its options change the count of operations. */
function rowOf({ className, config }: Layer): readonly number[] | undefined {
  const inner =
    className === "Bidirectional" ? (config.layer as { class_name?: string; className?: string; config?: Record<string, unknown> }) : null;
  const options = inner === null ? config : (inner.config ?? {});
  const defaults = {
    kernel_initializer: "glorot_uniform",
    recurrent_initializer: "orthogonal",
    bias_initializer: "zeros",
    embeddings_initializer: "uniform",
  };
  const changed = Object.entries(defaults).some(([key, value]) => options[key] !== undefined && options[key] !== value);
  const biased = inner === null || options.use_bias === undefined || options.use_bias === true;
  // The forward cell of a Bidirectional then adds more operations before the backward one.
  const longer = inner !== null && options.reset_after === true;
  const penalised = ["kernel_regularizer", "recurrent_regularizer", "bias_regularizer"].some((key) => (options[key] ?? null) !== null);
  // Checked: constraints, activations, dropout and the activity's regularizer add nothing before the last draw.
  const between = inner !== null && (options.stateful === true || options.unit_forget_bias === false);
  const oneDraw = className === "Dense" || className === "Embedding";
  if (changed || !biased || longer || between || (penalised && !oneDraw)) return undefined;
  return firstLayer[inner === null ? className : `${className} ${inner.class_name ?? inner.className}`];
}

/** Gives the operation seed of each draw in turn, for a program that clears its session first, or does not; refuses what is not tabulated. */
export function operationSeeds(
  { seeding }: Conventions,
  graphSeed: bigint | null,
  clearSession: boolean | undefined,
  built: () => readonly Layer[],
): (where: string) => CountedSeed | null {
  if (clearSession !== undefined && seeding !== "graph counter") {
    throw new GatewiseError("unknown-key", {
      where: "clear_session",
      received: show(clearSession),
      expected: "nothing: in this dialect it changes no initial weight",
      fix: "leave clear_session out",
    });
  }
  const cleared = clearSession ?? true;
  let drawn = 0;
  return (where) => {
    if (seeding !== "graph counter" || graphSeed === null) return null;
    const layers = built();
    const table = layers.length === 1 ? rowOf(layers[0]) : undefined;
    const next = table?.[drawn++];
    if (next !== undefined) return { seed: BigInt(cleared ? next : next - ofClearing), why: whyCounted(next, cleared) };
    throw new GatewiseError("not-supported", {
      where,
      received: "a graph seed and no seed of its own, behind other operations of the graph",
      expected: "a seed on each initialiser, or one recurrent layer alone",
      fix: "give the initialiser a seed: the graph's operation counter needs the scope machine",
    });
  };
}

function whyCounted(next: number, cleared: boolean): string {
  const own = next - ofClearing;
  return cleared
    ? `operation seed ${next}: as many operations the graph held, ${ofClearing} of them the learning phase that clear_session() puts there; in a program that never calls clear_session() it is ${own}: clearSession: false, in a document "clear_session": false`
    : `operation seed ${own}: as many operations the graph held, where clear_session() was never called; after it, the default here, it is ${next}: leave clearSession, in a document clear_session, out`;
}
