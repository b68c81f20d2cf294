import { GatewiseError, type NamedArray } from "../base/index.ts";
import type { LayeredModel, Tensors } from "../layers/index.ts";
import type { Explanation, Plan } from "../plan/index.ts";
import type { Tensor } from "../tensor/index.ts";

/** A model document that was built: its Plan, and what can be done with it. */
export interface Built {
  plan(): Plan;
  explanation(): Explanation;
  /** Draws the tensors, by the framework's names, in its order. */
  tensors(): Map<string, NamedArray>;
  /** Replaces a tensor by given values; its draws stay consumed. Throws: no-match, bad-shape. */
  load(name: string, values: NamedArray, source: string): void;
  /** The document's layers as a model that runs and trains, with the values that they start with. Absent: none of the dialect's does. */
  runnable?(): RunnableModel;
  /** The same where there may be several inputs or outputs. Absent: {@link runnable} is all that there is. */
  network?(): Network;
}

/** A model of any number of inputs and outputs. */
export type Network = LayeredModel<Tensors, Tensors>;

/** A model of one input and one output. */
export type RunnableModel = LayeredModel<Tensor, Tensor>;

/** What {@link DocumentDialect.build} gives, with what needs the document itself. */
export interface BuiltDocument extends Built {
  /** Throws: not-supported, where models of the dialect do not run. */
  runnable(): RunnableModel;
  /** Throws: not-supported, where models of the dialect do not run. */
  network(): Network;
  /** The lines of a framework that give this start: the same bits in its own dialect, else the same distribution. Throws: cannot-express. */
  code(dialect?: string): string;
}

/** How a framework's documents are built. */
export interface DocumentDialect {
  /** The part of a dialect before the `@`. */
  readonly framework: string;
  build(document: Readonly<Record<string, unknown>>, dialect: string, given: Given): Built;
}

/** What is given beside a document. */
export interface Given {
  /** Replaces the document's seed where it is not undefined. */
  readonly seed: unknown;
  /** The dtype of what does not say one; a contradiction where something says another. */
  readonly dtype: "float32" | "float64" | undefined;
}

/** Refuses a dtype beside a document that says every dtype itself. Throws: contradiction. */
export function refuseDtype({ dtype }: Given): void {
  if (dtype === undefined) return;
  throw new GatewiseError("contradiction", {
    where: "dtype",
    received: dtype,
    expected: "nothing: documents of this dialect say the dtype of each weight",
    fix: "write it in the document",
  });
}
