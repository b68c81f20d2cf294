import type { ArgumentTable, FloatDType } from "../../base/index.ts";
import type { RuleCall } from "../../init/index.ts";
import type { LayerDefinition, NamedLayer } from "../../layers/index.ts";
import type { Block } from "../../layout/index.ts";
import type { CellText, Origin } from "../../plan/index.ts";
import type { Conventions } from "./versions.ts";

/** One tensor of a module, in registration order, with what its constructor writes into it. */
export interface Declared {
  /** Name inside the module: `weight_ih_l0`. */
  readonly name: string;
  readonly shape: readonly number[];
  readonly dtype: FloatDType | "int64";
  readonly blocks: readonly Block[];
  /** A buffer stands in the state dict but is no parameter: `nn.init` patterns pass it over. */
  readonly buffer?: boolean;
  readonly start: readonly Start[];
  readonly text?: CellText;
}

/** A fill by a constructor, over the whole tensor or some rows. */
export interface Start {
  readonly call: RuleCall;
  readonly rows?: readonly [from: number, to: number];
  readonly title: string;
  readonly fans: string;
  readonly origin: Origin;
}

/** Gives the ordinals of canonical owners: layers of a kind in construction order. */
export interface Ordinals {
  next(kind: string): number;
}

/** A class of `torch.nn`: its arguments, and what an instance declares. */
export interface ModuleClass {
  readonly arguments: ArgumentTable;
  declare(args: Readonly<Record<string, unknown>>, where: string, conventions: Conventions, ordinals: Ordinals): Declared[];
  /** What an instance computes, as the engine's layer. */
  runs(args: Readonly<Record<string, unknown>>): Computed;
}

/** A layer's definition without name and parameters. */
export type Computed = LayerDefinition extends infer One ? (One extends NamedLayer ? Omit<One, "name" | "parameters"> : never) : never;

/** The origin of what a class does by itself. */
export function byDefault(className: string, choice: string, value: string, change: string): Origin {
  return { choice, value, from: "framework default", change: change === "" ? "" : `${className}: ${change}` };
}
