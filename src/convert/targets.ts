import { GatewiseError, unknownName } from "../base/index.ts";
import { GatewiseSession } from "../dialects/gatewise/index.ts";
import { KerasSession, kerasFrameworks } from "../dialects/keras/index.ts";
import { TensorFlowGraph } from "../dialects/tf1/index.ts";
import { TorchSession } from "../dialects/torch/index.ts";
import type { Plan } from "../plan/index.ts";
import { cannotExpress } from "./cannot-express.ts";
import { isRecurrent, sizesOf } from "./net.ts";
import type { Direction, NetLayer } from "./net-layer.ts";

/** A layer of the source, and the direction of it, that an owner of the target takes its numbers from. */
export interface Source {
  readonly layer: NetLayer;
  readonly direction: Direction;
}

/** The same net in another framework. */
export interface Target {
  readonly plan: Plan;
  /** By owner of the Plan's blocks. */
  readonly sources: ReadonlyMap<string, Source>;
}

/** A layer and its place among those of its kind in the target, whatever ordinal it has in the source. */
interface Placed extends NetLayer {
  readonly place: number;
}

/** Builds the same net in another framework, for its names, shapes and layouts; its numbers are not drawn. */
export function targetOf(layers: readonly NetLayer[], dialect: string): Target {
  const framework = dialect.split("@")[0];
  const version = dialect.split("/")[0].split("@")[1];
  const target =
    framework === "torch"
      ? toTorch
      : framework === "tf1"
        ? toTf1
        : framework === "gatewise"
          ? toGatewise
          : kerasFrameworks.includes(framework)
            ? toKeras
            : null;
  if (target === null)
    throw unknownName("unknown-dialect", "--as", dialect, [
      "split",
      "torch@2.13",
      "tf1@1.8",
      "gatewise@1",
      ...kerasFrameworks.map((name) => `${name}@…`),
    ]);
  if (version === undefined)
    throw new GatewiseError("unknown-version", {
      where: "--as",
      received: dialect,
      expected: `${framework}@VERSION`,
      fix: "name the version",
    });
  // Every target constructs the layers one by one in this order, and numbers those of a kind as it does.
  const counts = new Map<string, number>();
  const placed = layers.map((layer): Placed => {
    const place = counts.get(layer.kind) ?? 0;
    counts.set(layer.kind, place + 1);
    return { ...layer, place };
  });
  const sources = new Map<string, Source>();
  for (const layer of placed)
    for (const direction of layer.directions)
      sources.set(`${layer.kind}#${layer.place}${direction.name === "" ? "" : `.${direction.name}`}`, { layer, direction });
  return { plan: target(placed, dialect, version), sources };
}

/** The names of layers of a kind: `lstm`, `lstm_1`, … */
function nameOf({ kind, place }: Placed): string {
  return place === 0 ? kind : `${kind}_${place}`;
}

const torchClasses: Readonly<Record<string, "LSTM" | "GRU" | "RNN">> = { lstm: "LSTM", gru: "GRU", rnn: "RNN" };

function toTorch(layers: readonly Placed[], _dialect: string, version: string): Plan {
  const session = new TorchSession({ version, seed: 0 });
  for (const layer of layers) {
    const { kind, directions, dtype } = layer;
    const name = nameOf(layer);
    if (isRecurrent(layer)) {
      const { input, hidden, biases, projection, peepholes } = sizesOf(layer);
      if (peepholes) throw cannotExpress(layer, "peepholes", "an LSTM without them: nn.LSTM has none", "leave use_peepholes out");
      if (kind === "gru" && directions[0].reset === "before")
        throw cannotExpress(
          layer,
          "a GRU that resets before its recurrent matrix",
          "one that resets after it, as nn.GRU does",
          "set reset_after=True in Keras; TensorFlow 1's GRUCell cannot be carried",
        );
      session.construct(
        torchClasses[kind],
        {
          input_size: input,
          hidden_size: hidden,
          bias: biases !== "none",
          bidirectional: directions.length > 1,
          dtype,
          ...(projection === null ? {} : { proj_size: projection }),
          ...(kind === "rnn" && directions.every(({ activation }) => activation === "relu") ? { nonlinearity: "relu" } : {}),
        },
        name,
      );
    } else if (kind === "dense") {
      const [shape] = directions[0].parts.filter(({ role }) => role === "W").map((part) => part.shape);
      session.construct(
        "Linear",
        { in_features: shape[1], out_features: shape[0], bias: directions[0].parts.some(({ role }) => role === "b"), dtype },
        name,
      );
    } else if (kind === "embedding") {
      const [shape] = directions[0].parts.map((part) => part.shape);
      session.construct("Embedding", { num_embeddings: shape[0], embedding_dim: shape[1], dtype }, name);
    } else if (kind === "layer_norm") {
      const [shape] = directions[0].parts.map((part) => part.shape);
      const shifts = directions[0].parts.some(({ role }) => role === "shift");
      session.construct("LayerNorm", { normalized_shape: [...shape], bias: shifts, dtype }, name);
    } else {
      throw notCarried(layer);
    }
  }
  return session.plan();
}

const kerasClasses: Readonly<Record<string, string>> = { lstm: "LSTM", gru: "GRU", rnn: "SimpleRNN" };

function toKeras(layers: readonly Placed[], dialect: string, version: string): Plan {
  const framework = dialect.split("@")[0];
  const backend = dialect.split("/")[1];
  const session = new KerasSession({ framework, version, ...(backend === undefined ? {} : { backend }), seed: { setRandomSeed: null } });
  for (const layer of layers) {
    const { kind, directions, dtype } = layer;
    // Every initialiser is fixed, so that nothing is drawn and no seed is missed.
    const still = { kernel_initializer: "zeros", recurrent_initializer: "zeros", bias_initializer: "zeros" };
    const typed = dtype === "float64" ? { dtype } : {};
    if (isRecurrent(layer)) {
      const { input, hidden, biases, projection, peepholes } = sizesOf(layer);
      if (projection !== null || peepholes)
        throw cannotExpress(
          layer,
          projection !== null ? "a projection" : "peepholes",
          "an LSTM without it: Keras' has none",
          "leave it out",
        );
      const reset = directions[0].reset;
      const config = {
        units: hidden,
        use_bias: biases !== "none",
        ...still,
        ...typed,
        ...(kind === "gru" && reset !== null ? { reset_after: reset === "after" } : {}),
      };
      const made =
        directions.length > 1
          ? session.construct(
              "Bidirectional",
              { layer: { class_name: kerasClasses[kind], config: { ...config, return_sequences: true } } },
              kind,
            )
          : session.construct(kerasClasses[kind], { ...config, return_sequences: true }, kind);
      session.build(made, [null, null, input]);
    } else if (kind === "dense") {
      const [shape] = directions[0].parts.filter(({ role }) => role === "W").map((part) => part.shape);
      const { kernel_initializer, bias_initializer } = still;
      session.build(
        session.construct(
          "Dense",
          {
            units: shape[0],
            use_bias: directions[0].parts.some(({ role }) => role === "b"),
            kernel_initializer,
            bias_initializer,
            ...typed,
          },
          kind,
        ),
        [null, shape[1]],
      );
    } else if (kind === "embedding") {
      const [shape] = directions[0].parts.map((part) => part.shape);
      session.build(
        session.construct("Embedding", { input_dim: shape[0], output_dim: shape[1], embeddings_initializer: "zeros", ...typed }, kind),
        [null, null],
      );
    } else {
      throw notCarried(layer);
    }
  }
  return session.plan();
}

const tfClasses: Readonly<Record<string, string>> = { lstm: "LSTMCell", gru: "GRUCell", rnn: "BasicRNNCell" };

function toTf1(layers: readonly Placed[], _dialect: string, version: string): Plan {
  const graph = new TensorFlowGraph({ version });
  for (const layer of layers) {
    const { kind, directions, dtype } = layer;
    if (!isRecurrent(layer)) throw notCarried(layer);
    const { input, hidden, projection, peepholes } = sizesOf(layer);
    if (directions.length > 1)
      throw cannotExpress(layer, "two directions", "one: loops need the scope machine, which is not built yet", "carry one direction");
    if (kind === "gru" && directions[0].reset === "after")
      throw cannotExpress(
        layer,
        "a GRU that resets after its recurrent matrix",
        "one that resets before it, as GRUCell does",
        "set reset_after=False in Keras; PyTorch's GRU cannot be carried",
      );
    const cell = graph.cell({
      [tfClasses[kind]]: {
        num_units: hidden,
        ...(kind === "lstm" && projection !== null ? { num_proj: projection } : {}),
        ...(peepholes ? { use_peepholes: true } : {}),
      },
    });
    graph.variableScope(nameOf(layer), { initializer: "zeros_initializer" }, () => {
      graph.callCell(cell, graph.placeholder("x", [1, input], dtype));
    });
  }
  return graph.plan();
}

function toGatewise(layers: readonly Placed[], _dialect: string, version: string): Plan {
  const session = new GatewiseSession({ version, seed: 0 });
  for (const layer of layers) {
    const { kind, directions, dtype } = layer;
    const name = nameOf(layer);
    if (isRecurrent(layer)) {
      const { input, hidden, biases, projection, peepholes } = sizesOf(layer);
      if (projection !== null || peepholes)
        throw cannotExpress(layer, projection !== null ? "a projection" : "peepholes", "an LSTM without it", "leave it out");
      if (kind === "gru" && directions[0].reset === "before")
        throw cannotExpress(
          layer,
          "a GRU that resets before its recurrent matrix",
          "one that resets after it",
          "set reset_after=True in Keras",
        );
      session.module(
        torchClasses[kind],
        { input_size: input, hidden_size: hidden, bias: biases !== "none", bidirectional: directions.length > 1, dtype },
        name,
      );
    } else if (kind === "dense") {
      const [shape] = directions[0].parts.filter(({ role }) => role === "W").map((part) => part.shape);
      session.module(
        "Linear",
        { in_features: shape[1], out_features: shape[0], bias: directions[0].parts.some(({ role }) => role === "b"), dtype },
        name,
      );
    } else if (kind === "embedding") {
      const [shape] = directions[0].parts.map((part) => part.shape);
      session.module("Embedding", { num_embeddings: shape[0], embedding_dim: shape[1], dtype }, name);
    } else {
      throw notCarried(layer);
    }
  }
  return session.plan();
}

function notCarried(layer: NetLayer): GatewiseError {
  return cannotExpress(layer, layer.kind, "recurrent, dense and embedding layers", "carry the rest by hand");
}
