import { GatewiseError } from "../base/index.ts";
import type { FromWorker, ToWorker } from "./job.ts";
import { nodeThreads, type Started } from "./worker-port.ts";

/** Starts the worker of this package. */
export function startWorker(): Started<FromWorker, ToWorker> {
  const threads = nodeThreads();
  if (threads === null) return inBrowser();
  const worker = new threads.Worker(new URL(workerFile, import.meta.url), { resourceLimits: { maxYoungGenerationSizeMb } });
  let heard: (error: Error) => void = () => {};
  worker.on("error", (error: Error & { readonly code?: string }) => {
    heard(error.code?.startsWith("ERR_WORKER") === true ? fell(error.message) : error);
  });
  // Whoever has the result does not listen any more.
  worker.on("exit", (code: number) => heard(fell(`it ended with status ${code}`)));
  return {
    listen: (hear) => worker.on("message", hear),
    post: (message, transfer) => worker.postMessage(message, transfer),
    fails(hear) {
      heard = hear;
    },
    end: () => void worker.terminate(),
  };
}

/** Tensors lie outside of V8's heap, and what holds them dies young: a larger nursery would only keep more of them. */
const maxYoungGenerationSizeMb = 6;

/** Beside the built doors. Kept from bundlers, which take Node's way out of programs for browsers. */
const workerFile = "./train/worker.mjs";

function inBrowser(): Started<FromWorker, ToWorker> {
  // Bundlers take the file along by this form of its address.
  const worker = new Worker(new URL("./train/worker.mjs", import.meta.url), { type: "module" });
  return {
    listen(hear) {
      worker.onmessage = ({ data }: MessageEvent<FromWorker>) => hear(data);
    },
    post: (message, transfer) => worker.postMessage(message, { transfer: transfer ?? [] }),
    fails(hear) {
      worker.onerror = (event) => hear(fell(event.message === "" ? "its file does not load" : event.message));
    },
    end: () => worker.terminate(),
  };
}

function fell(received: string): GatewiseError {
  return new GatewiseError("not-supported", {
    where: "fit, the worker",
    received,
    expected: "a worker that runs to the end of training",
    fix: 'serve gatewise/dist/train/worker.mjs beside the package, give the program more memory, or choose { executor: "caller" }',
  });
}

/** Whether the built worker is there: from the sources themselves there is none. */
export const hasWorker: boolean = !import.meta.url.endsWith(".ts");
