/** The worker in which `fit` trains: an entry of its own, loaded by its address. */
import { backend, ready, useBackend } from "../kernels/index.ts";
import { modelOf } from "../layers/index.ts";
import { type FromWorker, type Job, type MasksHere, plainError, type ToWorker, usedBackend } from "./job.ts";
import { dataOf } from "./made-data.ts";
import { type Brought, broughtBy } from "./module-model.ts";
import { RecordedDropout } from "./recorded-dropout.ts";
import { freezeOnly } from "./recorded-model.ts";
import { type Host, type Progress, run } from "./run.ts";
import { StreamMasks } from "./stream-masks.ts";
import type { Trainable } from "./trainable.ts";
import { fillWeights, Trainer, weightsOf } from "./trainer.ts";
import { portOfWorker } from "./worker-port.ts";

const port = portOfWorker<ToWorker, FromWorker>();
let stopped = false;
let heard = true;
let stored: (() => void) | null = null;
let waiting: (() => void) | null = null;
let told = Number.NEGATIVE_INFINITY;
/** Progress that need not be told is not told more often, in milliseconds. */
const betweenMessages = 20;

port.listen((message) => {
  if (message.tell === "stop") stopped = true;
  else if (message.tell === "heard") {
    heard = true;
    waiting?.();
  } else if (message.tell === "stored") stored?.();
  else void train(message.job).catch((error: unknown) => port.post({ tell: "failed", error: plainError(error) }));
});

async function train(job: Job): Promise<void> {
  if (job.aborted) stopped = true;
  if (job.backend === null) await ready();
  else useBackend(job.backend);
  const masks = "url" in job.model || job.model.masks === null ? null : masksOf(job.model.masks);
  const { model, data, validation, loss } = await modelOfJob(job, masks?.recorder);
  const trainer = new Trainer(model, data, loss, job.optimizer);
  let last: Progress | null = null;
  let storing: Promise<void> = Promise.resolve();
  const host: Host = {
    listening: () => job.heard && heard && performance.now() - told > betweenMessages,
    async progress(progress, weights) {
      last = progress;
      if (!job.heard) return;
      // What must be told waits for its turn: messages never pile up.
      if (!heard) await new Promise<void>((resolve) => (waiting = resolve));
      heard = false;
      told = performance.now();
      port.post({ tell: "progress", progress, weights });
      // Weights share memory with the model: the next step must not run before they are copied, which posting does.
    },
    async checkpoint(bytes, step) {
      await storing;
      storing = new Promise((resolve) => (stored = resolve));
      port.post({ tell: "checkpoint", bytes, step }, [bytes.buffer as ArrayBuffer]);
    },
    stopped: () => stopped,
  };
  const { ending, epochLoss } = await run(trainer, validation, job.plan, job.resume, host);
  await storing;
  const used = usedBackend(backend());
  const masksAfter = masks === null ? null : { position: masks.source.position, drawn: masks.recorder.save() };
  port.post({ tell: "ended", ending, step: trainer.step, last, epochLoss, masks: masksAfter, backend: used, weights: weightsOf(model) });
}

function masksOf({ place, inMemoryOrder, drawn }: MasksHere): { readonly source: StreamMasks; readonly recorder: RecordedDropout } {
  const source = new StreamMasks(place, inMemoryOrder);
  return { source, recorder: new RecordedDropout(source, drawn) };
}

async function modelOfJob(job: Job, recorder: RecordedDropout | undefined): Promise<Brought> {
  if ("url" in job.model) return await broughtBy(job.model.url, job);
  const made = modelOf(job.model.definition, recorder === undefined ? {} : { dropout: recorder });
  const model: Trainable = recorder === undefined ? made : Object.assign(made, { stream: recorder });
  fillWeights(model, new Map(job.model.weights.map((array) => [array.name, array])), "the weights of the caller");
  freezeOnly(model, new Set(job.model.frozen));
  if (job.data === null || job.loss === null) throw new Error("a job without data or loss");
  return { model, data: dataOf(job.data), validation: job.validation === null ? null : dataOf(job.validation), loss: job.loss };
}
