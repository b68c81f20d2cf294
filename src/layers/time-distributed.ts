import { GatewiseError, showShape } from "../base/index.ts";
import { reshape, slice, stack, type Tensor } from "../tensor/index.ts";
import type { LayerContext, LayerResult } from "./context.ts";
import type { LayerDefinition, TimeDistributedDefinition } from "./definition.ts";
import type { Parameter } from "./parameter.ts";
import type { StepMask } from "./step-mask.ts";

type Run = (definition: LayerDefinition, parameters: readonly Parameter[], input: Tensor, context: LayerContext) => LayerResult;

/** Runs a layer on each step alone: steps are samples, or calls where the definition says so. Shapes: [B, T, …] to [B, T, …]. Throws: bad-shape. */
export function timeDistributed(
  definition: TimeDistributedDefinition,
  parameters: readonly Parameter[],
  input: Tensor,
  context: LayerContext,
  run: Run,
): LayerResult {
  const { name, layer, stepwise = false, handsMask = false, joinsMask = false } = definition;
  const [batch, steps, ...rest] = input.shape;
  if (input.shape.length < 3) {
    throw new GatewiseError("bad-shape", {
      where: `layer ${name}, input`,
      received: showShape(input.shape),
      expected: "[batch, steps, …], three axes or more",
      fix: "give a sequence",
    });
  }
  const mask = handsMask && takesMask(layer) ? innerMask(context.mask, batch * steps, name) : null;
  if (stepwise && differs(layer, context.training)) {
    const results = Array.from({ length: steps }, (_, t) =>
      run(layer, parameters, reshape(slice(input, 1, t, t + 1), [batch, ...rest]), { ...context, mask: stepOf(mask, batch, steps, t) }),
    );
    return {
      output: stack(
        results.map(({ output }) => output),
        1,
      ),
      mask: context.mask,
      state: {},
    };
  }
  const { output, losses, mask: inner } = run(layer, parameters, reshape(input, [batch * steps, ...rest]), { ...context, mask });
  return {
    output: reshape(output, [batch, steps, ...output.shape.slice(1)]),
    mask: joinsMask && inner === null ? joined(context.mask, batch, steps) : context.mask,
    state: {},
    ...(losses === undefined ? {} : { losses }),
  };
}

/** Whether a call of one step gives or moves something else than a call of all steps does. */
function differs(layer: LayerDefinition, training: boolean): boolean {
  // Recurrent layers may move their streams in inference too.
  if (layer.kind === "recurrent") return layer.cells.some(({ dropout }) => dropout !== undefined);
  if (layer.kind === "timeDistributed") return differs(layer.layer, training);
  return training && (layer.kind === "dropout" || layer.kind === "batchNorm");
}

function takesMask({ kind }: LayerDefinition): boolean {
  return kind === "recurrent" || kind === "batchNorm" || kind === "timeDistributed";
}

/** The mask for steps as samples: [B·T, S], or of samples alone [B·T, 1]. Throws: bad-shape. */
function innerMask(mask: StepMask | null, samples: number, name: string): StepMask | null {
  if (mask === null || mask.batch === samples) return mask;
  if (mask.batch * mask.steps === samples) return { ...mask, batch: samples, steps: 1 };
  throw new GatewiseError("bad-shape", {
    where: `layer ${name}, mask`,
    received: `a mask of ${mask.batch} · ${mask.steps} steps`,
    expected: `one of ${samples} steps, or of as many inner sequences`,
    fix: "give the layer the sequence that the mask was made for",
  });
}

function stepOf(mask: StepMask | null, batch: number, steps: number, t: number): StepMask | null {
  if (mask === null) return null;
  const width = mask.steps;
  const data = new Uint8Array(batch * width);
  for (let b = 0; b < batch; b++) data.set(mask.data.subarray((b * steps + t) * width, (b * steps + t + 1) * width), b * width);
  return { ...mask, data, batch };
}

function joined(mask: StepMask | null, batch: number, steps: number): StepMask | null {
  if (mask === null || mask.batch === batch) return mask;
  const data = new Uint8Array(batch * steps);
  for (let i = 0; i < data.length; i++) data[i] = Number(mask.data.subarray(i * mask.steps, (i + 1) * mask.steps).includes(1));
  return { data, batch, steps, implied: true };
}
