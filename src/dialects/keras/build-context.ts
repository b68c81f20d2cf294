import { type FloatDType, GatewiseError, show } from "../../base/index.ts";
import type { Block, Box } from "../../layout/index.ts";
import type { CellText } from "../../plan/index.ts";
import type { Initializer } from "./initializer.ts";

/** A shape whose batch or time may be unknown. */
export type PartialShape = readonly (number | null)[];

/** Holds a shape against what a layer may be built for. Throws: bad-shape. */
export function checkShape(value: unknown, name: string): asserts value is PartialShape {
  const legal = Array.isArray(value) && value.length > 0 && value.every((d) => d === null || (Number.isSafeInteger(d) && d >= 0));
  if (legal) return;
  throw new GatewiseError("bad-shape", {
    where: `layer ${name}, input shape`,
    received: show(value),
    expected: "a list of whole numbers from 0, null for an unknown batch or time",
    fix: "such as [null, 20, 8]",
  });
}

/** One weight of a layer: its shape, blocks, and what fills which box of it, in the order of the calls. */
export interface WeightSpec {
  readonly name: string;
  readonly shape: readonly number[];
  readonly blocks: readonly Block[];
  readonly trainable: boolean;
  readonly fills: readonly WeightFill[];
  readonly text?: CellText;
  /** As they were written: read when the layer is to run. */
  readonly regularizer?: unknown;
  readonly constraint?: unknown;
}

export interface WeightFill {
  readonly initializer: Initializer;
  /** The whole weight if absent. */
  readonly box?: Box;
  /** The shape the initialiser is called with, where that is not the box's: rows are merged or split. */
  readonly calledWith?: readonly number[];
}

/** A name on the way from the model to a weight, and what stands there. */
export interface ScopePart {
  readonly kind: "layer" | "wrapped" | "direction" | "stack" | "cell";
  readonly className: string;
  readonly name: string;
  /** Whether the name was counted and not given. */
  readonly counted: boolean;
  /** Where a cell stands among its neighbours, which may have its name. */
  readonly place?: number;
}

/** What a layer is handed when it is built. */
export interface BuildContext {
  readonly dtype: FloatDType;
  readonly scope: readonly ScopePart[];
  /** Which way a recurrent layer runs, for canonical names. */
  readonly direction: "forward" | "backward";
  /** The canonical owner of the next layer of a kind: `lstm#0`. */
  owner(kind: string): string;
  weight(spec: WeightSpec): void;
  /** The same context one name deeper; `config` is that of the layer or cell there, whose dtype it has. */
  inside(part: ScopePart, config?: Readonly<Record<string, unknown>>): BuildContext;
  /** The same, backwards, with owners numbered as an earlier build numbered them if it is the `twin` of that layer. */
  backward(part: ScopePart, config: Readonly<Record<string, unknown>>, twin: boolean): BuildContext;
}
