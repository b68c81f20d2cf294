import type { ArgumentTable } from "../../base/index.ts";
import { lossTables } from "./losses.ts";
import { moduleClasses } from "./module-classes.ts";
import { optimizerTables } from "./optimizers.ts";

type Tables = { readonly [className: string]: ArgumentTable };

/** Every argument that a module or an optimiser takes: the types of the options are written from these tables. */
export function argumentTables(): { readonly modules: Tables; readonly optimizers: Tables; readonly losses: Tables } {
  return {
    modules: Object.fromEntries(Object.entries(moduleClasses).map(([name, { arguments: table }]) => [name, table])),
    optimizers: optimizerTables(),
    losses: lossTables(),
  };
}
