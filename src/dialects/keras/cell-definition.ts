import type { CellDefinition, RecurrentDropout } from "../../layers/index.ts";
import { activationDefinition } from "./activation-definitions.ts";
import type { CellKind } from "./cells.ts";
import type { Conventions } from "./versions.ts";

/** Where a cell's masks come from: one SeedGenerator for all, or an operation for each; null and none: unknown. */
export interface CellMasks {
  readonly generator: string | null;
  readonly operations: readonly string[];
}

/** Gates in the order in which Keras draws their masks. */
const drawn = { SimpleRNN: null, LSTM: ["i", "f", "g", "o"], GRU: ["z", "r", "n"] } as const;

/**
 * Gives what a cell computes by its arguments; `loops`: it stands inside RNN and not in a layer of its own kind.
 *
 * Throws: not-supported, where an activation is no name.
 */
export function cellDefinition(
  kind: CellKind,
  values: Readonly<Record<string, unknown>>,
  where: string,
  conventions: Conventions,
  loops: boolean,
  masks: CellMasks,
): CellDefinition {
  const dropout = dropoutOf(kind, values, conventions, loops, masks);
  const activation = activationDefinition(values.activation, `${where}, argument activation`, conventions);
  return {
    kind: kind === "SimpleRNN" ? "rnn" : kind.toLowerCase(),
    ...(activation === "tanh" ? {} : { activation }),
    ...(kind === "SimpleRNN" ? {} : gates(values.recurrent_activation, where, conventions)),
    ...(kind === "GRU" ? { reset: values.reset_after === true ? ("after" as const) : ("before" as const) } : {}),
    ...(dropout === null ? {} : { dropout }),
  };
}

function gates(value: unknown, where: string, conventions: Conventions): Pick<CellDefinition, "gateActivation"> {
  const gateActivation = activationDefinition(value, `${where}, argument recurrent_activation`, conventions);
  return gateActivation === "sigmoid" ? {} : { gateActivation };
}

/**
 * Which masks a cell lays over its input and its state.
 *
 * Source: Keras 3.15.1 layers/rnn/dropout_rnn_cell.py, lstm.py, gru.py; tf_keras 2.21 layers/rnn; Keras 2.1.6 and TensorFlow 1.8
 * layers/recurrent.py.
 */
function dropoutOf(
  kind: CellKind,
  values: Readonly<Record<string, unknown>>,
  { generation }: Conventions,
  loops: boolean,
  masks: CellMasks,
): RecurrentDropout | null {
  const rate = (value: unknown) => Math.min(1, Math.max(0, value as number));
  const [input, recurrent] = [rate(values.dropout), rate(values.recurrent_dropout)];
  const old = generation === "keras 2" || generation === "tf.keras 1";
  // In Keras 2 a rate of 1 builds no mask.
  const active = (value: number) => (old && value === 1 ? 0 : value);
  if (active(input) === 0 && active(recurrent) === 0) return null;
  const first = kind !== "SimpleRNN" && values.implementation === 1;
  const perGate = kind !== "SimpleRNN" && (first || (!old && recurrent > 0));
  const whole = generation === "tf_keras" && !loops && kind !== "SimpleRNN" && isFused(kind, values);
  return {
    input: active(input),
    recurrent: active(recurrent),
    gates: perGate ? drawn[kind] : null,
    over: whole ? "sequence" : "once",
    ...streamsOf(masks, perGate ? drawn[kind].length : 1, active(input) > 0 ? (drawn[kind]?.length ?? 1) : 0),
    ...(old && kind === "GRU" && !first ? { carriesMasked: true } : {}),
  };
}

/** The streams of as many masks; `before`: how many operations stand before those of the recurrent masks. */
function streamsOf({ generator, operations }: CellMasks, count: number, before: number): Pick<RecurrentDropout, "streams"> {
  if (generator !== null) {
    const same = Array.from({ length: count }, () => generator);
    return { streams: { input: same, recurrent: same } };
  }
  if (operations.length === 0) return {};
  return { streams: { input: operations.slice(0, count), recurrent: operations.slice(before, before + count) } };
}

/** Whether tf_keras takes the layer's fused form, which draws its mask for the whole sequence. */
function isFused(kind: CellKind, values: Readonly<Record<string, unknown>>): boolean {
  return (
    (values.activation === "tanh" || values.activation === undefined) &&
    values.recurrent_activation === "sigmoid" &&
    values.recurrent_dropout === 0 &&
    values.unroll !== true &&
    values.use_bias === true &&
    (kind !== "GRU" || values.reset_after === true)
  );
}
