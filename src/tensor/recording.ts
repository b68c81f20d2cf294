import { GatewiseError, show } from "../base/index.ts";
import { collectWhereDue } from "./young-garbage.ts";

let paused = 0;

/** Tells whether results remember how they came about. */
export function isRecording(): boolean {
  return paused === 0;
}

/**
 * Runs a function whose results remember nothing, and gives its result: for running a model without training it.
 *
 * Throws: wrong-type, where the function is asynchronous: what runs meanwhile would remember nothing either.
 */
export function noGrad<T>(run: () => T): T {
  if (typeof run !== "function") throw wrongRun(show(run));
  paused += 1;
  try {
    const result = run();
    if (result instanceof Promise) {
      throw wrongRun("a function that gives a promise");
    }
    return result;
  } finally {
    paused -= 1;
    if (paused === 0) collectWhereDue();
  }
}

function wrongRun(received: string): GatewiseError {
  return new GatewiseError("wrong-type", {
    where: "noGrad",
    received,
    expected: "a function that has run when it returns",
    fix: "await outside, and wrap each synchronous part in noGrad",
  });
}
