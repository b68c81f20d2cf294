import type { NamedArray } from "../base/index.ts";
import { askedBackend } from "../kernels/index.ts";
import type { ModelDefinition } from "../layers/index.ts";
import { countArrived } from "../tensor/index.ts";
import type { Fitted, Fitting } from "./fitting.ts";
import { errorOf, type FromWorker, type Job, type MasksHere } from "./job.ts";
import { recorderOf } from "./recorded-dropout.ts";
import { frozenOf, maskSource } from "./recorded-model.ts";
import { startWorker } from "./start-worker.ts";
import { type CrossingSource, crosses } from "./stream-masks.ts";
import { isModule, type Trainable } from "./trainable.ts";
import { fillWeights, weightsOf } from "./trainer.ts";

/** Trains in a worker. The model of the caller gets the weights at the end, and whenever they come with progress. */
export function inWorker(model: Trainable | URL, fitting: Fitting): Promise<Fitted> {
  const { options } = fitting;
  const masks = isModule(model) ? null : crossingMasks(model);
  const worker = startWorker();
  const stop = (): void => worker.post({ tell: "stop" });
  const fill = (weights: readonly NamedArray[]): void => {
    if (!isModule(model)) fillWeights(model, new Map(weights.map((array) => [array.name, array])), "the trained weights");
  };
  const hear = async (message: FromWorker): Promise<Fitted | null> => {
    switch (message.tell) {
      case "progress":
        if (message.weights !== null) fill(message.weights);
        await options.onProgress?.(message.progress);
        for (const { data } of message.weights ?? []) countArrived(data.byteLength);
        worker.post({ tell: "heard" });
        return null;
      case "checkpoint":
        await options.checkpoint?.write(message.bytes, message.step);
        countArrived(message.bytes.byteLength);
        worker.post({ tell: "stored" });
        return null;
      case "failed":
        throw errorOf(message.error);
      default:
        fill(message.weights);
        if (masks !== null && message.masks !== null) {
          masks.moveMasks(message.masks.position);
          recorderOf(masks).adopt(message.masks.drawn);
        }
        return message;
    }
  };
  const ended = new Promise<Fitted>((resolve, reject) => {
    worker.fails(reject);
    worker.listen((message) => {
      hear(message).then((fitted) => (fitted === null ? undefined : resolve(fitted)), reject);
    });
    options.signal?.addEventListener("abort", stop, { once: true });
    worker.post({ tell: "start", job: jobOf(model, fitting) });
  });
  return ended.finally(() => {
    options.signal?.removeEventListener("abort", stop);
    worker.end();
  });
}

function crossingMasks(model: Trainable): CrossingSource | null {
  const source = maskSource(model) ?? null;
  return source !== null && crosses(source) ? source : null;
}

function masksOf(model: Trainable): MasksHere | null {
  const source = crossingMasks(model);
  return source === null ? null : { place: source.maskPlace(), inMemoryOrder: source.inMemoryOrder(), drawn: recorderOf(source).save() };
}

function jobOf(model: Trainable | URL, { data, validation, loss, optimizer, plan, options }: Fitting): Job {
  return {
    model: isModule(model)
      ? { url: model.href }
      : { definition: model.definition as ModelDefinition, weights: weightsOf(model), frozen: frozenOf(model), masks: masksOf(model) },
    data: data.definition ?? null,
    validation: validation?.definition ?? null,
    loss: typeof loss === "function" ? null : loss,
    optimizer,
    plan,
    resume: options.resume ?? null,
    aborted: options.signal?.aborted === true,
    backend: askedBackend(),
    heard: options.onProgress !== undefined,
  };
}
