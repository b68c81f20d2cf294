import { backend } from "../kernels/index.ts";
import type { Fitted, Fitting } from "./fitting.ts";
import { usedBackend } from "./job.ts";
import { recordedModel } from "./recorded-model.ts";
import { type Progress, run } from "./run.ts";
import type { Trainable } from "./trainable.ts";
import { fillWeights, Trainer, weightsOf } from "./trainer.ts";

/** Trains on the thread of the caller, which gets a turn between steps. */
export async function onThisThread(model: Trainable, { data, validation, loss, optimizer, plan, options }: Fitting): Promise<Fitted> {
  const trained = recordedModel(model);
  const handOver = (): void => {
    if (trained !== model) fillWeights(model, new Map(weightsOf(trained).map((array) => [array.name, array])), "the trained weights");
  };
  const trainer = new Trainer(trained, data, loss, optimizer);
  let last: Progress | null = null;
  const { ending, epochLoss } = await run(trainer, validation, plan, options.resume ?? null, {
    listening: () => options.onProgress !== undefined,
    async progress(progress) {
      handOver();
      last = { ...progress, weights: true };
      await options.onProgress?.(last);
    },
    checkpoint: async (bytes, step) => options.checkpoint?.write(bytes, step),
    stopped: () => options.signal?.aborted === true,
  });
  handOver();
  const weights = weightsOf(model).map((array) => ({ ...array, data: array.data.slice() as never }));
  return { ending, step: trainer.step, last, epochLoss, backend: usedBackend(backend()), weights };
}
