import { z } from "zod";
import { onlyKeys } from "../base/index.ts";
import { GatewiseSession, type ModuleClassName } from "../dialects/gatewise/index.ts";
import { type Built, type DocumentDialect, refuseDtype } from "./built.ts";
import { maxEntries, parseWith } from "./parse.ts";
import { seedNumber } from "./seeds.ts";

const record = z.record(z.string(), z.unknown());

/** The form of the model document in our own dialect. */
export const gatewiseDocument = z.object({
  gatewise: z.literal(1),
  dialect: z.string(),
  seed: z.union([seedNumber, z.null()]).optional(),
  modules: z
    .array(z.object({ name: z.string(), class: z.string(), args: record.optional(), init: record.optional() }))
    .min(1)
    .max(maxEntries),
});

export const gatewiseDialect: DocumentDialect = {
  framework: "gatewise",
  build(document, dialect, given): Built {
    refuseDtype(given);
    const { seed } = given;
    onlyKeys(document, ["gatewise", "dialect", "seed", "modules"], "model document");
    const parsed = parseWith(gatewiseDocument, document, "model document");
    const session = new GatewiseSession({
      version: dialect.split("@")[1] ?? "",
      seed: (seed === undefined ? parsed.seed : (seed as string)) ?? null,
    });
    parsed.modules.forEach(({ name, class: className, args = {}, init = {} }, k) => {
      onlyKeys((document.modules as Record<string, unknown>[])[k], ["name", "class", "args", "init"], `model document, modules[${k}]`);
      // What the document says may be anything: the session holds it against its tables.
      session.module(className as ModuleClassName, args as never, name, init);
    });
    return {
      plan: () => session.plan(),
      explanation: () => session.explanation(),
      tensors: () => session.weights(),
      load: (name, values, source) => session.load(name, values, source),
    };
  },
};
