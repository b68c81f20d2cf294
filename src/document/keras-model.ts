import { checkRecord, GatewiseError, show } from "../base/index.ts";
import type { KerasSession, Layer, PartialShape } from "../dialects/keras/index.ts";
import { construct, distinctNames, inputShapeOf, isInput, layersOf, malformed, shapeFrom } from "./keras-entries.ts";
import { functional } from "./keras-functional.ts";
import type { KerasModel } from "./keras-runnable.ts";

/** What `model.to_json()` wrote, of any generation. */
export interface ModelJson {
  readonly class_name?: unknown;
  readonly config?: unknown;
  readonly keras_version?: unknown;
  readonly backend?: unknown;
}

/** Whether a value looks like what `to_json` wrote. */
export function isModelJson(value: unknown): value is ModelJson {
  return value !== null && typeof value === "object" && "class_name" in value && "config" in value && !("gatewise" in value);
}

/** Builds what `model_from_json` would: a Sequential or a Functional model. Any other class is refused by name. */
export function buildKerasModel(session: KerasSession, model: ModelJson): KerasModel {
  checkRecord("model document, model", model, '{ "class_name": …, "config": … }');
  const { class_name: className } = model;
  if (className === "Sequential") return { layers: sequential(session, model), joined: null };
  if (className === "Functional" || className === "Model") {
    const config = model.config as { layers?: unknown; input_layers?: unknown; output_layers?: unknown } | null;
    return functional(session, layersOf(config?.layers, "model, config, layers"), config ?? {});
  }
  throw new GatewiseError("unknown-class", {
    where: "model, class_name",
    received: show(className),
    expected: "Sequential, Functional or Model",
    fix: "only these are read",
  });
}

function sequential(session: KerasSession, model: ModelJson): Layer[] {
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
  return layers.filter((layer) => layer !== null);
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

function noInput(): GatewiseError {
  return new GatewiseError("missing-option", {
    where: "model, first layer",
    received: "no input shape",
    expected: "an InputLayer, batch_input_shape or build_input_shape",
    fix: "build the model before model.to_json()",
  });
}
