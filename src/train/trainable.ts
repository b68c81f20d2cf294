import type { CallContext, Called, Layer, ModelDefinition, Parameter, Tensors } from "../layers/index.ts";

/** What {@link fit} trains: a model of the layers, or anything that has parameters and can be called. */
export interface Trainable<Output extends Tensors = Tensors> {
  /** In the framework's order. */
  readonly parameters: ReadonlyMap<string, Pick<Parameter, "name" | "value" | "trainable"> & Partial<Parameter>>;
  call(input: Tensors, context: CallContext): Called<Output>;
  /** What training moves and checkpoints hold, beside the parameters. Absent: nothing. */
  readonly internals?: readonly Parameter[];
  /** Lets stateful layers begin anew. */
  resetStates?(): void;
  /** What the model is, as plain values that cross to a worker. Absent: it has functions of its own. */
  readonly definition?: ModelDefinition;
  /** Absent: unknown. */
  readonly layers?: readonly (Pick<Layer, "dropout" | "cells"> & Partial<Pick<Layer, "definition" | "ownState">>)[];
  /** The stream that dropout's masks come from. Absent: the model draws nothing. */
  readonly stream?: RandomStream;
}

/** Where a stream of random numbers stands, as plain text: what a checkpoint holds of it. */
export interface RandomStream {
  /** Whether it can be opened anew from what it saves, in a worker. */
  readonly crosses: boolean;
  save(): string;
  restore(saved: string): void;
}

/** Tells whether a model is given as a module. */
export function isModule(model: Trainable | URL): model is URL {
  return model instanceof URL;
}
