/** Trains in the worker of `fit`, and measures meanwhile how long the page waits for its timers and frames. */
import { ready } from "gatewise/kernels";
import * as training from "gatewise/train";
import { data, makeModel, options, train } from "./training.js";

const says = document.querySelector("#says");
const list = document.querySelector("#losses");

/** Milliseconds from one timer of 1 ms to the next, and from frame to frame, while something goes on. */
async function gapsOf(during) {
  let running = true;
  const repeat = (next) => {
    const gaps = [];
    let last = performance.now();
    const tick = () => {
      const now = performance.now();
      gaps.push(now - last);
      last = now;
      if (running) next(tick);
    };
    next(tick);
    return gaps;
  };
  const [timers, frames] = [repeat((call) => setTimeout(call, 1)), repeat(requestAnimationFrame)];
  await during;
  running = false;
  return { timers, frames };
}

window.trainHere = (steps) =>
  train({ steps }, (loss) => {
    const item = document.createElement("li");
    item.textContent = loss.toFixed(4);
    list.append(item);
    says.textContent = `${list.childElementCount} of ${steps} steps, loss ${loss.toFixed(4)}`;
  });

/** Trains for a while, and tells what the page felt of it. */
window.feelTraining = async (milliseconds) => {
  const abort = new AbortController();
  const model = makeModel();
  let told = 0;
  const fitting = training.fit(model, data, { ...options, epochs: Infinity, signal: abort.signal, onProgress: () => void told++ });
  const gaps = await gapsOf(new Promise((resolve) => setTimeout(resolve, milliseconds)));
  abort.abort();
  const { executor, steps } = await fitting;
  return { ...gaps, executor, steps, told };
};

/** The same beside a worker that only counts: what this machine does to any page. */
window.feelCounting = async (milliseconds) => {
  const worker = new Worker(new URL("./count.js", import.meta.url), { type: "module" });
  const gaps = await gapsOf(new Promise((resolve) => setTimeout(resolve, milliseconds)));
  worker.terminate();
  return gaps;
};

window.backendHere = async () => {
  const { name, width, why } = await ready();
  return { name, width, why };
};
says.textContent = "ready";
