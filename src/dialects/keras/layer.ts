import { type ArgumentTable, GatewiseError, onlyKeys, show } from "../../base/index.ts";
import type { BuildContext, PartialShape } from "./build-context.ts";
import type { Computed } from "./computed.ts";
import type { Initializer } from "./initializer.ts";
import type { Backend, Conventions } from "./versions.ts";

/** What Keras writes around the config of a layer. */
export const layerKeys = ["class_name", "config", "name", "module", "registered_name", "build_config", "inbound_nodes", "shared_object_id"];

/** An argument that may be anything, null where it is not given. */
export const optional = { type: "any", default: null } as const;

/** A flag that is set where it is not given. */
export const yes = { type: "boolean", default: true } as const;

/** Arguments that every layer of a generation takes. */
export function commonArguments({ generation }: Conventions): ArgumentTable {
  return {
    name: { type: "string", default: null, nullable: true },
    trainable: yes,
    dtype: optional,
    ...(generation === "keras 3" ? {} : { input_shape: optional, batch_input_shape: optional, batch_size: optional }),
    ...(generation === "keras 2" ? { input_dtype: optional } : { activity_regularizer: optional }),
  };
}

/** Holds what every layer takes beside its `own` arguments. Throws: wrong-type. */
export function checkCommon(
  values: Readonly<Record<string, unknown>>,
  given: ReadonlySet<string>,
  own: ArgumentTable,
  where: string,
  { generation }: Conventions,
): void {
  for (const argument of ["input_shape", "batch_input_shape"]) {
    if (!given.has(argument) || Array.isArray(values[argument])) continue;
    throw new GatewiseError("wrong-type", {
      where: `${where}, argument ${argument}`,
      received: show(values[argument]),
      expected: "a list of whole numbers and nulls",
      fix: `give such a list, or leave ${argument} out`,
    });
  }
  // Source: TensorFlow 1.8 keras/_impl/keras/engine/base_layer.py calls it as it is, where the layer's class does not read it.
  if (generation === "tf.keras 1" && !("activity_regularizer" in own) && (values.activity_regularizer ?? null) !== null) {
    throw new GatewiseError("wrong-type", {
      where: `${where}, argument activity_regularizer`,
      received: show(values.activity_regularizer),
      expected: "null: this class calls it as a function, in tf.keras of TensorFlow 1",
      fix: "leave activity_regularizer out: it changes no initial weight",
    });
  }
}

/** Reads `{class_name, config}` where a layer is wanted. Throws: wrong-type, unknown-key. */
export function layerEntry(value: unknown, where: string): { readonly class_name: string; readonly config?: Record<string, unknown> } {
  const entry = value as { class_name: string; config?: Record<string, unknown> } | null;
  if (entry === null || typeof entry !== "object" || typeof entry.class_name !== "string") {
    throw new GatewiseError("wrong-type", {
      where,
      received: show(value),
      expected: '{"class_name": …, "config": {…}}',
      fix: "give a layer",
    });
  }
  onlyKeys(entry as unknown as Record<string, unknown>, layerKeys, where);
  return entry;
}

/** A seed that a dropout mask is given when its layer is called. */
export interface MaskSeed {
  /** What it is for. */
  readonly why: string;
  /** The name of the operation among the session's streams. */
  readonly stream: string;
  /** The seed that the user gave. Absent: it is drawn. */
  readonly seed?: bigint;
}

/** A constructed layer. */
export interface Layer {
  readonly className: string;
  readonly name: string;
  readonly config: Readonly<Record<string, unknown>>;
  /** Which of the config's arguments were given; the others are defaults. */
  readonly given: ReadonlySet<string>;
  /** Parts of its config as get_config would write them, where they are not as they were given: inner cells with their names. */
  readonly remade?: Readonly<Record<string, unknown>>;
  /** How many cells a recurrent layer runs one on another. */
  readonly depth?: number;
  /** Declares its weights for an input, and gives its output shapes: one, or several with return_state. */
  build(input: PartialShape, context: BuildContext): readonly PartialShape[];
  /** Gives its output shapes for a further input, once it is built. */
  outputs(input: PartialShape): readonly PartialShape[];
  /** What it computes on an input of the shape that it was built for, as the engine's layer. Throws: not-supported. */
  runs(input: PartialShape): Computed;
  /** The seeds of the operations that draw a call's dropout masks (Keras 2, tf.keras 1). */
  draws?(input: PartialShape, again: boolean): readonly MaskSeed[];
}

/** Holds that a value is a layer that a session constructed. Throws: wrong-type. */
export function checkLayer(layer: unknown): void {
  if (layer !== null && typeof layer === "object" && "build" in layer && typeof layer.build === "function") return;
  throw new GatewiseError("wrong-type", {
    where: "layer",
    received: show(layer),
    expected: "a layer of the session",
    fix: "construct it first",
  });
}

/** What constructing a layer may do. */
export interface Construction {
  readonly conventions: Conventions;
  readonly backend: Backend;
  /** Makes an initialiser from a config value; a draw may happen here. */
  initializer(className: string, argument: string, value: unknown, given: boolean): Initializer;
  /** One that is fixed by the layer and not by an argument. */
  fixed(className: string, what: string, identifier: string): Initializer;
  /**
   * Keras 3: a SeedGenerator is made, which draws its seed where none is given; its name among the session's streams.
   *
   * `serves`: masks are drawn from it also where PyTorch's generator would serve, since no seed was given.
   */
  seedGenerator(what: string, seed: unknown, serves?: boolean): string;
  /** Keras 2, tf.keras 1: a place for the operations that will draw a dropout mask, whose seeds come when it is called; its name. */
  maskOperation(): string;
  /** Constructs an inner layer or cell: an already constructed one, or `{class_name, config}`. */
  inner(value: unknown, where: string): Layer;
  /** A copy of a layer from its config under another name: what Bidirectional makes. */
  copy(layer: Layer, name: string): Layer;
  /** The automatic name of the next layer of a class. */
  autoName(className: string): string;
}

/** A layer class: its arguments, and how an instance is made. */
export interface LayerClass {
  arguments(conventions: Conventions): ArgumentTable;
  /** Absent from a generation. */
  exists?(conventions: Conventions): boolean;
  construct(config: LayerConfig, construction: Construction): Omit<Layer, "className" | "name" | "config" | "given">;
}

/** Checked arguments of a layer, and where it stands, for messages. */
export interface LayerConfig {
  readonly className: string;
  readonly name: string;
  readonly where: string;
  readonly values: Readonly<Record<string, unknown>>;
  readonly given: ReadonlySet<string>;
}

/** The arguments that a layer was given, without the defaults. */
export function givenConfig({ config, given }: Pick<Layer, "config" | "given">): Record<string, unknown> {
  return Object.fromEntries(Object.entries(config).filter(([key]) => given.has(key)));
}
