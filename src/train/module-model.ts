import { GatewiseError, show } from "../base/index.ts";
import type { Data } from "./data.ts";
import type { Job } from "./job.ts";
import type { LossDefinition, LossFunction } from "./loss.ts";
import { dataOf } from "./made-data.ts";
import type { Trainable } from "./trainable.ts";

/** What a training consists of, made in the worker. */
export interface Brought {
  readonly model: Trainable;
  readonly data: Data;
  readonly validation: Data | null;
  readonly loss: LossDefinition | LossFunction;
}

/** What the default export of a module gives: what it leaves out is the caller's. */
export type ModuleTraining = Pick<Brought, "model"> & Partial<Pick<Brought, "data" | "validation" | "loss">>;

/** Loads a module and has it make its model. Throws: wrong-type, missing-option. */
export async function broughtBy(url: string, job: Job): Promise<Brought> {
  const { default: make } = (await import(/* @vite-ignore */ url)) as { default?: unknown };
  if (typeof make !== "function") throw wrong(url, `the default export ${show(make)}`);
  const made = (await (make as () => unknown)()) as Partial<ModuleTraining> | null;
  if (made === null || typeof made !== "object" || made.model === undefined) throw wrong(url, show(made));
  const data = made.data ?? (job.data === null ? null : dataOf(job.data));
  const loss = made.loss ?? job.loss;
  if (data === null || loss === null) {
    throw new GatewiseError("missing-option", {
      where: `the module ${url}`,
      received: `no ${data === null ? "data" : "loss"} that can cross to a worker, and none of the module's own`,
      expected: "{ model, data, loss } from its default export",
      fix: "give it back from the module's function",
    });
  }
  return { model: made.model, data, validation: made.validation ?? (job.validation === null ? null : dataOf(job.validation)), loss };
}

function wrong(url: string, received: string): GatewiseError {
  return new GatewiseError("wrong-type", {
    where: `the module ${url}`,
    received,
    expected: "a default export that is a function and gives { model, data?, validation?, loss? }",
    fix: "write export default () => ({ model })",
  });
}
