import type { ArgumentTable } from "../../base/index.ts";
import { callbackTables } from "./callbacks.ts";
import { initializerTables } from "./initializers.ts";
import { commonArguments } from "./layer.ts";
import { layerClasses, layerClassNames } from "./layers.ts";
import { lossTables } from "./losses.ts";
import { optimizerTables } from "./optimizers.ts";
import { scheduleTables } from "./schedules.ts";
import { type Conventions, resolveDialect } from "./versions.ts";

type Tables = { readonly [className: string]: ArgumentTable };

/** One dialect of each generation. */
const dialects: { readonly [generation in Conventions["generation"]]: string } = {
  "keras 3": "keras@3.15/tensorflow",
  tf_keras: "tf_keras@2.21",
  "tf.keras 1": "tf.keras@1.8",
  "keras 2": "keras@2.1.6",
};

/** Every argument that a generation takes, by what takes it: the types of the options are written from these tables. */
export function argumentTables(): {
  readonly generation: string;
  readonly layers: Tables;
  readonly initializers: Tables;
  readonly optimizers: Tables;
  readonly schedules: Tables;
  readonly callbacks: Tables;
  readonly losses: Tables;
}[] {
  return Object.entries(dialects).map(([generation, dialect]) => {
    const { conventions } = resolveDialect(dialect);
    return {
      generation,
      layers: Object.fromEntries(
        layerClassNames(conventions).map((name) => [
          name,
          { ...layerClasses[name].arguments(conventions), ...commonArguments(conventions) },
        ]),
      ),
      initializers: initializerTables(conventions),
      optimizers: optimizerTables(conventions.generation),
      schedules: scheduleTables(),
      callbacks: callbackTables(conventions),
      losses: lossTables(conventions),
    };
  });
}
