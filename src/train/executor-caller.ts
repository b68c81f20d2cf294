import type { Fitted, Fitting } from "./fit.ts";
import { type Progress, run } from "./run.ts";
import type { Trainable } from "./trainable.ts";
import { Trainer, weightsOf } from "./trainer.ts";

/** Trains on the thread of the caller, which gets a turn between steps. */
export async function onThisThread(model: Trainable, { data, validation, loss, optimizer, plan, options }: Fitting): Promise<Fitted> {
  const trainer = new Trainer(model, data, loss, optimizer);
  let last: Progress | null = null;
  const ending = await run(trainer, validation, plan, options.resume ?? null, {
    listening: () => options.onProgress !== undefined,
    async progress(progress) {
      last = { ...progress, weights: true };
      await options.onProgress?.(last);
    },
    checkpoint: async (bytes, step) => options.checkpoint?.write(bytes, step),
    stopped: () => options.signal?.aborted === true,
  });
  const weights = weightsOf(model).map((array) => ({ ...array, data: array.data.slice() as never }));
  return { ending, step: trainer.step, last, weights };
}
