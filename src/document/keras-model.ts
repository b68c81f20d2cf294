import { checkRecord, GatewiseError, onlyKeys, show } from "../base/index.ts";
import { type KerasSession, type Layer, layerKeys, type PartialShape } from "../dialects/keras/index.ts";
import { maxEntries } from "./parse.ts";

/** What `model.to_json()` wrote, of any generation. */
export interface ModelJson {
  readonly class_name?: unknown;
  readonly config?: unknown;
  readonly keras_version?: unknown;
  readonly backend?: unknown;
}

interface LayerJson {
  readonly class_name: string;
  readonly config: Readonly<Record<string, unknown>>;
  readonly name?: string;
  readonly module?: unknown;
  readonly inbound_nodes?: unknown;
}

/** Whether a value looks like what `to_json` wrote. */
export function isModelJson(value: unknown): value is ModelJson {
  return value !== null && typeof value === "object" && "class_name" in value && "config" in value && !("gatewise" in value);
}

/** Builds what `model_from_json` would: a Sequential or a Functional model. Any other class is refused by name. */
export function buildKerasModel(session: KerasSession, model: ModelJson): void {
  checkRecord("model document, model", model, '{ "class_name": …, "config": … }');
  const { class_name: className } = model;
  if (className === "Sequential") sequential(session, model);
  else if (className === "Functional" || className === "Model") functional(session, model);
  else {
    throw new GatewiseError("unknown-class", {
      where: "model, class_name",
      received: show(className),
      expected: "Sequential, Functional or Model",
      fix: "only these are read",
    });
  }
}

function sequential(session: KerasSession, model: ModelJson): void {
  const config = model.config as { name?: unknown; layers?: unknown; build_input_shape?: unknown };
  const entries = layersOf(Array.isArray(config) ? config : config?.layers, "model, config, layers");
  const name = !Array.isArray(config) && typeof config?.name === "string" ? config.name : session.modelName("Sequential");
  const { generation } = session.conventions;
  if (!Array.isArray(config) && (generation === "keras 2" || generation === "tf.keras 1"))
    throw malformed("model, config", "a list of layers, in this version", config);
  const layers = entries.map((entry, k) => (isInput(entry) ? null : construct(session, entry, `model, layers[${k}]`)));
  distinctNames(layers.flatMap((layer) => (layer === null ? [] : [layer.name])));
  session.inModel(name);
  const shape = inputShapeOf(entries[0], session) ?? shapeFrom(Array.isArray(config) ? null : config?.build_input_shape);
  if (shape === null) throw noInput();
  buildStack(session, layers, shape, (k) => `model, layers[${k}]`);
}

/** Builds the layers of a Sequential one behind another; null stands for an input layer. */
export function buildStack(
  session: KerasSession,
  layers: readonly (Layer | null)[],
  input: PartialShape,
  where: (k: number) => string,
): void {
  let shape = input;
  layers.forEach((layer, k) => {
    if (layer === null) return;
    const outputs = session.build(layer, shape);
    // Keras 3 alone lets the last layer have several.
    if (outputs.length > 1 && (k < layers.length - 1 || session.conventions.generation !== "keras 3")) {
      throw new GatewiseError("bad-shape", {
        where: where(k),
        received: "several outputs",
        expected: "one, inside a Sequential",
        fix: "leave return_state out and merge both directions, or use a Functional model",
      });
    }
    shape = outputs[0];
  });
}

/** Reference to a tensor: which layer, which of its calls, which of that call's outputs. */
interface TensorRef {
  readonly layer: string;
  readonly node: number;
  readonly tensor: number;
}

function functional(session: KerasSession, model: ModelJson): void {
  const config = model.config as { layers?: unknown };
  const entries = layersOf(config?.layers, "model, config, layers");
  session.inModel(null);
  const made = new Map<string, { layer: Layer | Operation | null; shape: PartialShape | null; nodes: TensorRef[][] }>();
  entries.forEach((entry, k) => {
    const name = entry.name ?? (entry.config.name as string | undefined);
    const where = `model, layers[${k}]`;
    if (typeof name !== "string") throw malformed(where, "a name for each layer of a Functional model", name);
    if (made.has(name)) distinctNames([name, name]);
    const layer = isInput(entry) ? null : (operationOf(entry, where) ?? construct(session, entry, where));
    made.set(name, { layer, shape: inputShapeOf(entry, session), nodes: nodesOf(entry.inbound_nodes, where) });
  });
  const outputs = new Map<string, (readonly PartialShape[])[]>();
  for (const [name, { layer, shape }] of made) if (layer === null) outputs.set(name, [[shape ?? fail(name)]]);
  // Calls happen as soon as what they need is there, in the order of the list.
  for (let progress = true; progress; ) {
    progress = false;
    for (const [name, { layer, nodes }] of made) {
      if (layer === null) continue;
      const done = outputs.get(name) ?? [];
      while (done.length < nodes.length) {
        const inputs = nodes[done.length].map(({ layer: from, node, tensor }) => outputs.get(from)?.[node]?.[tensor]);
        if (inputs.length === 0 || inputs.some((input) => input === undefined)) break;
        const input = inputs[0] as PartialShape;
        if (!("build" in layer)) done.push(layer.outputs(input));
        else done.push(done.length === 0 ? session.build(layer, input) : session.call(layer, input));
        outputs.set(name, done);
        progress = true;
      }
    }
  }
  for (const [name, { nodes }] of made) {
    if ((outputs.get(name) ?? []).length < nodes.length)
      throw malformed(
        `model, layer ${name}`,
        "inputs that are layers of the model, called before",
        nodes.flat().map(({ layer }) => layer),
      );
  }
}

/** An operation between layers, without weights and without draws. */
interface Operation {
  outputs(input: PartialShape): readonly PartialShape[];
}

/**
 * The operations that Keras 3 writes for the masks of Embedding and Masking; their consumers take them as `mask`, which
 * changes no weight. Source: Keras 3.15.1 layers/core/embedding.py, layers/core/masking.py, compute_mask.
 */
const operations: { readonly [className: string]: (input: PartialShape) => readonly PartialShape[] } = {
  NotEqual: (input) => [input],
  Any: (input) => [input.slice(0, -1)],
};

function operationOf({ class_name: className, module, config }: LayerJson, where: string): Operation | null {
  if (module !== "keras.src.ops.numpy" || !Object.hasOwn(operations, className)) return null;
  const { name: _name, axis = -1, keepdims = false } = config;
  if (axis !== -1 || keepdims !== false) {
    throw new GatewiseError("not-supported", {
      where: `${where} (${className})`,
      received: show({ axis, keepdims }),
      expected: "the operations of a mask: axis -1, keepdims false",
      fix: "only masks of Embedding and Masking are read",
    });
  }
  return { outputs: operations[className] };
}

function fail(name: string): never {
  throw malformed(`model, layer ${name}`, "a batch shape on the input layer", undefined);
}

function construct(session: KerasSession, { class_name: className, config }: LayerJson, where: string): Layer {
  // Keras 3 reads what Keras 2 wrote there.
  const { batch_input_shape: _shape, ...own } = config;
  return session.construct(className, session.conventions.generation === "keras 3" ? own : config, where);
}

function isInput({ class_name: className }: LayerJson): boolean {
  return className === "InputLayer" || className === "Input";
}

/** The input shape that a layer says; the constructors of Keras 2 know several ways. Null where it says none. */
function inputShapeOf({ class_name: className, config }: LayerJson, session: KerasSession): PartialShape | null {
  const whole = shapeFrom(config.batch_shape ?? config.batch_input_shape);
  if (whole !== null || session.conventions.generation === "keras 3") return whole;
  const { batch_size: batch = null, input_shape: shape, input_dim: width, input_length: length } = config;
  if (shape !== undefined) return Array.isArray(shape) ? shapeFrom([batch, ...shape]) : null;
  if (className === "Embedding") return shapeFrom([batch, ...(Array.isArray(length) ? length : [length || null])]);
  if (className === "Dense") return width === undefined ? null : shapeFrom([batch, width]);
  return width === undefined && length === undefined ? null : shapeFrom([batch, length ?? null, width ?? null]);
}

function shapeFrom(value: unknown): PartialShape | null {
  if (value === undefined || value === null) return null;
  const legal = Array.isArray(value) && value.length > 0 && value.every((d) => d === null || (Number.isSafeInteger(d) && d > 0));
  if (!legal) throw malformed("model, input shape", "a list of positive whole numbers and nulls", value);
  return value;
}

function layersOf(value: unknown, where: string): LayerJson[] {
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

/** The calls of a layer: Keras 2 lists `[[["x", 0, 0, {}]]]`, Keras 3 `{args, kwargs}` with tensors inside. */
function nodesOf(value: unknown, where: string): TensorRef[][] {
  if (value === undefined) return [];
  if (!Array.isArray(value)) throw malformed(`${where}, inbound_nodes`, "a list", value);
  return value.map((node) => {
    if (Array.isArray(node)) return node.filter((entry) => Array.isArray(entry)).map((entry) => refOf(entry, where));
    const found: TensorRef[] = [];
    collect((node as { args?: unknown } | null)?.args, found, where, 0);
    return found;
  });
}

function collect(value: unknown, found: TensorRef[], where: string, depth: number): void {
  if (depth > 20) throw malformed(`${where}, inbound_nodes`, "tensors that are not nested so deep", value);
  if (Array.isArray(value)) {
    for (const one of value) collect(one, found, where, depth + 1);
  } else if (value !== null && typeof value === "object") {
    const { class_name: className, config } = value as { class_name?: unknown; config?: { keras_history?: unknown } };
    if (className === "__keras_tensor__") found.push(refOf(config?.keras_history, where));
  }
}

function refOf(value: unknown, where: string): TensorRef {
  if (!Array.isArray(value) || typeof value[0] !== "string")
    throw malformed(`${where}, inbound_nodes`, "references [layer, call, output]", value);
  const [layer, node = 0, tensor = 0] = value;
  if (!Number.isSafeInteger(node) || !Number.isSafeInteger(tensor))
    throw malformed(`${where}, inbound_nodes`, "references [layer, call, output]", value);
  return { layer, node, tensor };
}

function noInput(): GatewiseError {
  return new GatewiseError("missing-option", {
    where: "model, first layer",
    received: "no input shape",
    expected: "an InputLayer, batch_input_shape or build_input_shape",
    fix: "build the model before model.to_json()",
  });
}

function malformed(where: string, expected: string, received: unknown): GatewiseError {
  return new GatewiseError("bad-document", { where, received: show(received), expected, fix: "is this what model.to_json() wrote?" });
}
