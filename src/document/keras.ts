import { z } from "zod";
import { GatewiseError, onlyKeys, show } from "../base/index.ts";
import {
  KerasSession,
  kerasFrameworks,
  type Layer,
  layerKeys,
  type PartialShape,
  type Seeds,
  type SessionOptions,
} from "../dialects/keras/index.ts";
import type { Built, DocumentDialect, Given } from "./built.ts";
import { distinctNames } from "./keras-entries.ts";
import { buildKerasModel, buildStack, type ModelJson } from "./keras-model.ts";
import { networkOf, runnableOf } from "./keras-runnable.ts";
import { maxEntries, parseWith } from "./parse.ts";
import { seedNumber } from "./seeds.ts";

const layerEntry = z.looseObject({ class_name: z.string(), config: z.record(z.string(), z.unknown()).optional() });
const seedOrNull = z.union([seedNumber, z.null()]);

/** The Keras form of the model document. */
export const kerasDocument = z.object({
  gatewise: z.literal(1),
  dialect: z.string().optional(),
  seed: z
    .union([
      seedNumber,
      z.null(),
      z.object({
        set_random_seed: seedOrNull.optional(),
        tf: seedOrNull.optional(),
        numpy: seedOrNull.optional(),
        python: seedOrNull.optional(),
      }),
    ])
    .optional(),
  clear_session: z.boolean().optional(),
  input_shape: z.array(z.union([z.int().positive(), z.null()])).optional(),
  layers: z.array(layerEntry).min(1).max(maxEntries).optional(),
  model: z.unknown().optional(),
});

/** One entry a framework of the Keras family. */
export const kerasDocumentDialects: readonly DocumentDialect[] = kerasFrameworks.map((framework) => ({ framework, build }));

function build(document: Readonly<Record<string, unknown>>, dialect: string, { seed, dtype }: Given): Built {
  onlyKeys(document, ["gatewise", "dialect", "seed", "clear_session", "input_shape", "layers", "model"], "model document");
  if (document.seed !== null && typeof document.seed === "object") {
    onlyKeys(document.seed as Record<string, unknown>, ["set_random_seed", "tf", "numpy", "python"], "model document, seed");
  }
  if (typeof document.model === "string") {
    throw new GatewiseError("not-supported", {
      where: "model document, model",
      received: show(document.model),
      expected: "the architecture itself",
      fix: "put what model.to_json() wrote in its place; reading other files is not built yet",
    });
  }
  const parsed = parseWith(kerasDocument, document, "model document");
  if ((parsed.layers === undefined) === (parsed.model === undefined)) {
    throw new GatewiseError("contradiction", {
      where: "model document",
      received: parsed.layers === undefined ? "neither layers nor model" : "both layers and model",
      expected: "one of them",
      fix: "list the layers, or give the model",
    });
  }
  if (parsed.model !== undefined && parsed.input_shape !== undefined) {
    throw new GatewiseError("contradiction", {
      where: "model document, input_shape",
      received: "an input_shape beside a model, which has its own",
      expected: "one of them",
      fix: "leave input_shape out",
    });
  }
  const { clear_session: clearSession } = parsed;
  const seeds = seedsOf(seed === undefined ? (parsed.seed ?? null) : seed);
  const session = openSession(dialect, {
    seed: seeds,
    ...(dtype === undefined ? {} : { floatx: dtype }),
    ...(clearSession === undefined ? {} : { clearSession }),
  });
  const model =
    parsed.model === undefined
      ? { layers: buildLayers(session, parsed.layers ?? [], parsed.input_shape), joined: null }
      : buildKerasModel(session, parsed.model as ModelJson);
  return {
    plan: () => session.plan(),
    explanation: () => session.explanation(),
    tensors: () => session.weights(),
    load: (name, values, source) => session.load(name, values, source),
    runnable: () => runnableOf(session, model),
    network: () => networkOf(session, model),
  };
}

function openSession(dialect: string, options: Omit<SessionOptions, "framework" | "version" | "backend">): KerasSession {
  const [front, ...back] = dialect.split("/");
  const [framework, version = ""] = front.split("@");
  const backend = back.length === 0 ? {} : { backend: back.join("/") };
  return new KerasSession({ framework, version, ...backend, ...options });
}

function seedsOf(seed: unknown): Seeds | number | string | null {
  if (seed === null || typeof seed !== "object") return seed as number | string | null;
  const { set_random_seed: setRandomSeed = null, tf = null, numpy = null, python = null } = seed as Record<string, string | null>;
  return { setRandomSeed, tf, numpy, python };
}

/** Layers are made in list order, then built in a Sequential. */
function buildLayers(
  session: KerasSession,
  entries: readonly z.output<typeof layerEntry>[],
  inputShape: PartialShape | undefined,
): Layer[] {
  if (inputShape === undefined) {
    throw new GatewiseError("missing-option", {
      where: "model document, input_shape",
      received: "nothing",
      expected: "the first layer's input shape, batch included",
      fix: 'such as "input_shape": [null, 20, 8]',
    });
  }
  const layers = entries.map((entry, k) => {
    onlyKeys(entry, layerKeys, `model document, layers[${k}]`);
    return session.construct(entry.class_name, entry.config ?? {}, `layers[${k}]`);
  });
  distinctNames(layers.map(({ name }) => name));
  session.inModel(session.modelName("Sequential"));
  buildStack(session, layers, inputShape, (k) => `layers[${k}] (${layers[k].className})`);
  return layers;
}
