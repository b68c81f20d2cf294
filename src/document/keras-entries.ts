import { checkRecord, GatewiseError, onlyKeys, show } from "../base/index.ts";
import { type KerasSession, type Layer, layerKeys, type PartialShape } from "../dialects/keras/index.ts";
import { maxEntries } from "./parse.ts";

/** A layer as `to_json` writes it. */
export interface LayerJson {
  readonly class_name: string;
  readonly config: Readonly<Record<string, unknown>>;
  readonly name?: string;
  readonly module?: unknown;
  readonly inbound_nodes?: unknown;
}

export function construct(session: KerasSession, { class_name: className, config }: LayerJson, where: string): Layer {
  // Keras 3 reads what Keras 2 wrote there.
  const { batch_input_shape: _shape, ...own } = config;
  return session.construct(className, session.conventions.generation === "keras 3" ? own : config, where);
}

export function isInput({ class_name: className }: LayerJson): boolean {
  return className === "InputLayer" || className === "Input";
}

/** The input shape that a layer says; the constructors of Keras 2 know several ways. Null where it says none. */
export function inputShapeOf({ class_name: className, config }: LayerJson, session: KerasSession): PartialShape | null {
  const whole = shapeFrom(config.batch_shape ?? config.batch_input_shape);
  if (whole !== null || session.conventions.generation === "keras 3") return whole;
  const { batch_size: batch = null, input_shape: shape, input_dim: width, input_length: length } = config;
  if (shape !== undefined) return Array.isArray(shape) ? shapeFrom([batch, ...shape]) : null;
  if (className === "Embedding") return shapeFrom([batch, ...(Array.isArray(length) ? length : [length || null])]);
  if (className === "Dense") return width === undefined ? null : shapeFrom([batch, width]);
  return width === undefined && length === undefined ? null : shapeFrom([batch, length ?? null, width ?? null]);
}

export function shapeFrom(value: unknown): PartialShape | null {
  if (value === undefined || value === null) return null;
  const legal = Array.isArray(value) && value.length > 0 && value.every((d) => d === null || (Number.isSafeInteger(d) && d > 0));
  if (!legal) throw malformed("model, input shape", "a list of positive whole numbers and nulls", value);
  return value;
}

export function layersOf(value: unknown, where: string): LayerJson[] {
  if (!Array.isArray(value) || value.length === 0) throw malformed(where, "a list of layers", value);
  if (value.length > maxEntries) {
    throw new GatewiseError("limit", {
      where,
      received: `${value.length} layers`,
      expected: `at most ${maxEntries}`,
      fix: "build the model in parts",
    });
  }
  return value.map((entry: unknown, k) => {
    const place = `${where}[${k}]`;
    const { class_name: className, config } = (entry ?? {}) as Partial<LayerJson>;
    if (typeof className !== "string") throw malformed(place, "an object with class_name and config", entry);
    onlyKeys(entry as Record<string, unknown>, layerKeys, place);
    checkRecord(`${place}, config`, config, "{ argument: value }");
    return entry as LayerJson;
  });
}

/** A model has no two layers of one name. Throws: name-taken. */
export function distinctNames(names: readonly string[]): void {
  const seen = new Set<string>();
  for (const name of names) {
    if (seen.has(name)) {
      throw new GatewiseError("name-taken", {
        where: "model",
        received: `two layers named ${show(name)}`,
        expected: "a name of its own for each layer",
        fix: "rename one",
      });
    }
    seen.add(name);
  }
}

export function malformed(where: string, expected: string, received: unknown): GatewiseError {
  return new GatewiseError("bad-document", { where, received: show(received), expected, fix: "is this what model.to_json() wrote?" });
}
