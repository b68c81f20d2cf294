/** Forward goldens of Keras as model documents that the command line takes. */
import { KerasSession } from "../../src/dialects/keras/index.ts";
import type { ForwardCase } from "../forward/read.ts";

interface LayerEntry {
  readonly class_name: string;
  readonly config?: Readonly<Record<string, unknown>>;
}

interface KerasDocument {
  readonly dialect: string;
  readonly layers?: readonly LayerEntry[];
  readonly input_shape?: readonly (number | null)[];
  readonly model?: {
    readonly config: {
      readonly layers: readonly { readonly config: { readonly name: string } }[];
      readonly output_layers: readonly (readonly [string, number, number])[] | readonly [string, number, number];
    };
  };
}

/** The names that the framework gives the layers of a document. */
export function layerNames({ document }: ForwardCase): string[] {
  const { dialect, layers, model } = document as unknown as KerasDocument;
  if (layers === undefined) return model?.config.layers.map(({ config }) => config.name) ?? [];
  const [front, backend] = dialect.split("/");
  const [framework, version] = front.split("@");
  const session = new KerasSession({ framework, version, ...(backend === undefined ? {} : { backend }), seed: 0 });
  return layers.map(({ class_name: className, config }, k) => session.construct(className, config ?? {}, `layers[${k}]`).name);
}

/** The names under which the command writes what a document's model gives, in the framework's order; the first alone where it is one. */
export function outputNames(document: object): string[] {
  const { model } = document as KerasDocument;
  if (model === undefined) return ["output"];
  const ends = model.config.output_layers;
  const layers = (
    typeof ends[0] === "string" ? [ends[0]] : (ends as readonly (readonly [string, number, number])[]).map(([layer]) => layer)
  ) as string[];
  if (layers.length === 1) return ["output"];
  return layers.map((layer, k) => {
    const before = layers.slice(0, k).filter((other) => other === layer).length;
    return before === 0 ? `output/${layer}` : `output/${layer}#${before + 1}`;
  });
}

/** The document; where Keras 2 has no Sequential of such layers, because the last has several outputs, a functional model of them. */
export function asDocument(one: ForwardCase): object {
  const { layers = [], input_shape: shape = [], ...rest } = one.document as unknown as KerasDocument;
  const several = one.calls[0].outputs.length > 1;
  if (!several || rest.dialect.startsWith("keras@3") || layers.length === 0) return one.document;
  const names = layerNames(one);
  const input = {
    name: "in",
    class_name: "InputLayer",
    config: { name: "in", batch_input_shape: shape, dtype: one.input_dtype ?? "float32" },
  };
  const entries = layers.map(({ class_name, config }, k) => ({
    name: names[k],
    class_name,
    config: { ...config, name: names[k] },
    inbound_nodes: [[[k === 0 ? "in" : names[k - 1], 0, 0, {}]]],
  }));
  const last = names.at(-1);
  const outputs = one.calls[0].outputs.map((_, k) => [last, 0, k]);
  const config = {
    name: "model",
    layers: [{ ...input, inbound_nodes: [] }, ...entries],
    input_layers: [["in", 0, 0]],
    output_layers: outputs,
  };
  return { ...rest, model: { class_name: "Model", config } };
}
