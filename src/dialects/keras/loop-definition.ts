import { GatewiseError, show } from "../../base/index.ts";
import type { CellDefinition } from "../../layers/index.ts";
import type { ComputedOf } from "./computed.ts";
import type { Layer } from "./layer.ts";
import type { Backend, Conventions } from "./versions.ts";
import { activityRegularizerOf, activityTermOf } from "./weight-terms.ts";

type Recurrent = ComputedOf<"recurrent">;

/** What differs between generations and backends when a loop runs. */
interface Rules {
  readonly conventions: Conventions;
  readonly backend: Backend;
}

/**
 * Gives what a recurrent loop computes; `reverseStates`: StackedRNNCells lists the last cell's states first.
 *
 * Source: Keras 3.15.1 layers/rnn/rnn.py and backend/…/rnn.py; tf_keras 2.21 layers/rnn/base_rnn.py, backend.py; Keras 2.1.6 and
 * TensorFlow 1.8 layers/recurrent.py, backend/tensorflow_backend.py.
 */
export function loopDefinition(
  values: Readonly<Record<string, unknown>>,
  cells: readonly CellDefinition[],
  reverseStates: boolean,
  { conventions, backend }: Rules,
): Recurrent {
  const unrolled = values.unroll === true;
  const scanned = backend.scans === true;
  // An unrolled loop starts at zeros in every version; that of a backend that scans knows no zeros for masked steps.
  const first = unrolled ? "zeros" : scanned ? "state" : conventions.firstMasked;
  const output = values.zero_output_for_mask === true && !(unrolled && scanned) ? "zero" : "repeat";
  const mirrors = values.go_backwards === true && mirrorsZeros(values, output, backend);
  return {
    kind: "recurrent",
    cells,
    batchFirst: values.time_major !== true,
    ...(values.go_backwards === true ? { reversed: ["forward"], outputs: "reading" } : {}),
    stacking: "apart",
    returnSequences: values.return_sequences === true,
    // Source: Keras 3.15.1 backend/torch/rnn.py permutes what it has stacked over time.
    ...(conventions.generation === "keras 3" && backend.name === "torch" && values.return_sequences === true
      ? { laid: "timeFirst" as const }
      : {}),
    ...(values.return_state === true ? { returnState: true } : {}),
    ...(values.stateful === true ? { stateful: true } : {}),
    ...(values.stateful === true && conventions.generation === "tf_keras" ? { carriedFirst: true } : {}),
    ...(values.stateful === true && losesStates(conventions, backend) ? { stillInTraining: true } : {}),
    ...(cells.length > 1 && (conventions.reversesStates || reverseStates) ? { statesFrom: "last" } : {}),
    masked: { output, first, ...(mirrors ? { zeroedBy: "mirrored" } : {}), ...refusal(values.go_backwards === true, values, backend) },
    ...(conventions.generation === "keras 3" ? { statesHideMask: true } : {}),
  };
}

/**
 * Whether a step of training leaves stateful layers where they stood.
 *
 * Source: TensorFlow 1.8 keras/_impl/keras/engine/network.py `updates` drops what is no tensor, `state_updates` has it for predict;
 * Keras 3.15.1 backend/jax/trainer.py hands on trained and other weights, among which states are not. Seen in both.
 */
function losesStates({ generation }: Conventions, backend: Backend): boolean {
  return generation === "tf.keras 1" || (generation === "keras 3" && backend.name === "jax");
}

/** That a mask is refused where the framework's own loop fails under it. */
function refusal(backwards: boolean, { unroll }: Readonly<Record<string, unknown>>, { unrolledZeros }: Backend): { refused?: true } {
  return backwards && unroll === true && unrolledZeros === "fails" ? { refused: true } : {};
}

/** Whether outputs of a loop that reads backwards are made zero by the mask of the step as far from the other end. */
function mirrorsZeros(values: Readonly<Record<string, unknown>>, output: "zero" | "repeat", { unrolledZeros }: Backend): boolean {
  // The last output alone is held against the mask of its own step.
  return output === "zero" && values.unroll === true && values.return_sequences === true && unrolledZeros === "in time";
}

/**
 * Gives what two loops compute as one layer: outputs of the backward one are turned round, whichever way it reads.
 *
 * Throws: not-supported. Source: Keras 3.15.1 layers/rnn/bidirectional.py, Keras 2.1.6 layers/wrappers.py.
 */
export function bidirectionalDefinition(
  forward: Pick<Layer, "className" | "config">,
  backward: Pick<Layer, "className" | "config">,
  [ahead, back]: readonly [Recurrent, Recurrent],
  mergeMode: string | null,
  where: string,
  { conventions, backend }: Rules,
): Recurrent {
  const { reversed: _reversed, outputs: _outputs, stateful, laid, ...rest } = ahead;
  const [penalty, other] = [forward, backward].map((layer) => activityTermOf(layer, conventions));
  if (JSON.stringify(penalty) !== JSON.stringify(other)) {
    throw new GatewiseError("not-supported", {
      where: `${where}, activity_regularizer`,
      received: `${show(penalty)} forward, ${show(other)} backward`,
      expected: "the same for both directions",
      fix: "give both layers the same",
    });
  }
  // Source: Keras 3.15.1 and tf_keras 2.21 bidirectional.py, `force_zero_output_for_mask`.
  const modern = conventions.generation === "keras 3" || conventions.generation === "tf_keras";
  const zero = modern && rest.returnSequences === true && !(forward.config.unroll === true && backend.scans === true);
  const output = zero ? "zero" : "repeat";
  const reader = forward.config.go_backwards === true ? forward : backward;
  const mirrors = mirrorsZeros(reader.config, output, backend);
  const { first = "zeros" } = rest.masked ?? {};
  const states = forward.config.return_state === true;
  // Source: Keras 2.1.6 and TensorFlow 1.8 wrappers.py use `layer.call`, which passes the penalty over.
  const directionRegularizer = modern ? activityRegularizerOf(penalty, states, where, conventions) : undefined;
  return {
    ...rest,
    cells: [...ahead.cells, ...back.cells],
    masked: { output, first, ...(mirrors ? { zeroedBy: "mirrored" } : {}), ...refusal(true, reader.config, backend) },
    // Keras 2.1.6 and tf.keras 1.8 run none of the updates of its states: predict twice gives the same.
    ...(stateful === true && modern ? { stateful } : {}),
    // Two that are joined are a new array.
    ...(laid === undefined || mergeMode === "concat" ? {} : { laid }),
    merge: (mergeMode ?? "none") as NonNullable<Recurrent["merge"]>,
    ...(forward.config.go_backwards === true
      ? { reversed: ["forward"], outputs: "backwards" }
      : { reversed: ["backward"], outputs: "time" }),
    ...(directionRegularizer === undefined ? {} : { directionRegularizer }),
  };
}
