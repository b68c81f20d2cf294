import { type ErrorCode, type ErrorFacts, GatewiseError, type NamedArray } from "../base/index.ts";
import type { Backend } from "../kernels/index.ts";
import type { ModelDefinition } from "../layers/index.ts";
import type { StreamPlace } from "../random/index.ts";
import type { DataDefinition } from "./data.ts";
import type { LossDefinition } from "./loss.ts";
import type { OptimizerDefinition } from "./optimizer.ts";
import type { Ending, Progress, RunPlan } from "./run.ts";

/** Dropout masks that go on in a worker. */
export interface MasksHere {
  readonly place: StreamPlace;
  readonly inMemoryOrder: boolean;
  /** What was drawn before, as a checkpoint has it. */
  readonly drawn: string;
}

/** A training as plain values: what crosses to a worker. */
export interface Job {
  /** A model's definition with its weights, or a module that makes it. */
  readonly model:
    | {
        readonly definition: ModelDefinition;
        readonly weights: readonly NamedArray[];
        readonly frozen: readonly string[];
        readonly masks: MasksHere | null;
      }
    | { readonly url: string };
  /** null: the module brings it. */
  readonly data: DataDefinition | null;
  readonly validation: DataDefinition | null;
  readonly loss: LossDefinition | null;
  readonly optimizer: OptimizerDefinition;
  readonly plan: RunPlan;
  readonly resume: Uint8Array | null;
  /** Aborted before it began: no step is taken. */
  readonly aborted: boolean;
  /** The backend that the caller has asked for; null: the worker takes the best. */
  readonly backend: Backend["name"] | null;
  /** Whether anybody hears of progress. */
  readonly heard: boolean;
}

/** The kernels that a training ran on: what its bits depend on, and its speed. */
export type UsedBackend = Pick<Backend, "name" | "width" | "fused" | "threads">;

/** The backend in use as plain values. */
export function usedBackend({ name, width, fused, threads }: Backend): UsedBackend {
  return { name, width, fused, threads };
}

/** What the worker is told. */
export type ToWorker =
  | { readonly tell: "start"; readonly job: Job }
  | { readonly tell: "stop" }
  /** The progress, or the checkpoint, that came last is done with; `error`: it could not be stored. */
  | { readonly tell: "heard" }
  | { readonly tell: "stored" };

/** What the worker tells. */
export type FromWorker =
  | { readonly tell: "progress"; readonly progress: Progress; readonly weights: readonly NamedArray[] | null }
  | { readonly tell: "checkpoint"; readonly bytes: Uint8Array; readonly step: number }
  | {
      readonly tell: "ended";
      readonly ending: Ending;
      readonly step: number;
      readonly last: Progress | null;
      readonly epochLoss: number;
      /** Where the masks stand at the end. null: none were drawn. */
      readonly masks: { readonly position: number; readonly drawn: string } | null;
      readonly backend: UsedBackend;
      readonly weights: readonly NamedArray[];
    }
  | { readonly tell: "failed"; readonly error: PlainError };

/** An error as it crosses. */
export interface PlainError {
  readonly code: ErrorCode | null;
  readonly facts: ErrorFacts | null;
  readonly text: string;
}

/** Makes an error ready to cross. */
export function plainError(error: unknown): PlainError {
  if (error instanceof GatewiseError) {
    const { code, where, received, expected, fix } = error;
    return { code, facts: { where, received, expected, fix }, text: error.message };
  }
  return { code: null, facts: null, text: error instanceof Error ? (error.stack ?? error.message) : String(error) };
}

/** Makes the error that crossed. */
export function errorOf({ code, facts, text }: PlainError): Error {
  return code === null || facts === null ? new Error(text) : new GatewiseError(code, facts);
}
