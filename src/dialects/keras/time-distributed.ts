import { GatewiseError } from "../../base/index.ts";
import type { LayerDefinition } from "../../layers/index.ts";
import type { PartialShape } from "./build-context.ts";
import type { Layer, LayerClass } from "./layer.ts";
import { rankError } from "./layer-refusals.ts";
import type { Conventions } from "./versions.ts";
import { activityRegularizerOf } from "./weight-terms.ts";
import { withoutMasks } from "./without-masks.ts";

export const timeDistributed: LayerClass = {
  arguments: () => ({ layer: { type: "any" } }),
  construct({ values, where }, construction) {
    const inner = construction.inner(values.layer, `${where}, layer`);
    const step = (input: PartialShape): PartialShape => {
      if (input.length < 3) throw rankError(where, input, "at least 3 dimensions");
      return [input[0], ...input.slice(2)];
    };
    const outputs = (input: PartialShape): PartialShape[] => {
      const [[batch, ...rest], ...others] = inner.outputs(step(input));
      if (others.length > 0) throw notInSteps(inner, where, "a layer with one output");
      return [[batch, input[1], ...rest]];
    };
    return {
      outputs,
      runs: (input) => {
        // Source: Keras 3.15.1 layers/rnn/time_distributed.py uses `layer.call`, which passes the penalty over; before it, steps are samples.
        const { generation } = construction.conventions;
        const activity = generation === "keras 3" ? null : inner.config.activity_regularizer;
        const activityRegularizer = activityRegularizerOf(activity, false, where, construction.conventions);
        // With a known batch size Keras 2 draws in a loop over time, by which of its operations is not known here.
        const loops = (generation === "keras 2" || generation === "tf.keras 1") && input[0] !== null;
        const computed = inner.runs(step(input));
        return {
          kind: "timeDistributed",
          layer: {
            name: inner.name,
            ...(loops ? withoutMasks(computed) : computed),
            ...(activityRegularizer === undefined ? {} : { activityRegularizer }),
          } as LayerDefinition,
          // Source: the same, `step_function`; tf_keras 2.21 layers/rnn/time_distributed.py `call`, `compute_mask`.
          ...(generation === "keras 3" ? { stepwise: true, handsMask: true } : {}),
          ...(generation === "keras 3" && construction.backend.name === "torch" ? { laid: "timeFirst" } : {}),
          ...(generation === "tf_keras" ? { handsMask: true, joinsMask: true } : {}),
        };
      },
      // With a known batch size Keras 2 calls the layer in a loop over time, which calls it once more to learn its output.
      draws: (input, again) => [
        ...(inner.draws?.(step(input), again) ?? []),
        ...(input[0] === null ? [] : (inner.draws?.(step(input), true) ?? [])),
      ],
      build(input, context) {
        checkStep(inner, step(input), where, construction.conventions);
        inner.build(
          step(input),
          context.inside(
            { kind: "wrapped", className: inner.className, name: inner.name, counted: inner.config.name === null },
            inner.config,
          ),
        );
        return outputs(input);
      },
    };
  },
};

/**
 * Holds that a layer can be called in each step. Source: Keras 2.1.6 layers/wrappers.py, where a known batch size leads past an
 * unset variable; TensorFlow 1.8 keras/_impl/keras/layers/wrappers.py, whose call builds no cell.
 */
function checkStep(inner: Layer, step: PartialShape, where: string, { generation }: Conventions): void {
  const loops = "return_sequences" in inner.config;
  const old = generation === "tf.keras 1";
  if (old && (loops || inner.className === "Bidirectional"))
    throw notInSteps(inner, where, "a layer that is not recurrent, in tf.keras of TensorFlow 1");
  if (old && inner.className === "Embedding" && step[0] === null)
    throw notInSteps(inner, where, "a known batch size around an Embedding, in tf.keras of TensorFlow 1");
  if (generation === "keras 2" && loops && step[0] !== null && (inner.draws?.(step, false) ?? []).length === 0)
    throw notInSteps(inner, where, "an unknown batch size around a recurrent layer without dropout, in this version");
}

function notInSteps({ className }: Layer, where: string, expected: string): GatewiseError {
  return new GatewiseError("not-supported", {
    where: `${where}, layer`,
    received: className,
    expected,
    fix: "the framework refuses it: wrap another layer, or take the layer out of TimeDistributed",
  });
}
