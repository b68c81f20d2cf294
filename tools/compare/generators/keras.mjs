/** Random documents of the Keras dialects, of every generation and backend: lists of layers, and recipes of models for to_json. */
import { initializerOf } from "./keras-initializers.mjs";

export function generate(random, set) {
  const { dialect, generation } = set;
  const writer = new Layers(random, set);
  const seed = seedOf(random, generation);
  if (random.chance(0.3)) return { gatewise: 1, dialect, ...(seed === null ? {} : { seed }), recipe: writer.recipe() };
  const { input_shape, layers } = writer.sequential();
  return { gatewise: 1, dialect, ...(seed === null ? {} : { seed }), input_shape, layers };
}

function seedOf(random, generation) {
  const word = () => (random.chance(0.3) ? random.pick([0, 1, 4294967295, 2147483648]) : random.int(0, 4294967295));
  const bad = random.chance(0.02);
  if (generation === "keras 3" || generation === "tf_keras") {
    if (bad) return random.pick([-1, 4294967296]);
    if (random.chance(0.7)) return word();
    return random.pick([
      { set_random_seed: word() },
      { python: random.chance(0.2) ? -5 : word() },
      { set_random_seed: word(), python: word() },
      { python: word(), tf: word(), numpy: word() },
    ]);
  }
  // tf.keras of TensorFlow 1 counts the operations of its graph: what is not tabulated has seeds of its own.
  if (generation === "tf.keras 1")
    return random.chance(0.3) ? null : random.chance(0.5) ? word() : { tf: random.pick([-3, 7, 2147483648]) };
  if (random.chance(0.6)) return word();
  return random.pick([
    { numpy: word() },
    { numpy: word(), tf: random.chance(0.3) ? -3 : word() },
    { numpy: word(), tf: word(), python: 3 },
  ]);
}

/** Makes layers for one document, with names that do not repeat. */
class Layers {
  constructor(random, set) {
    this.random = random;
    this.set = set;
    this.modern = set.generation === "keras 3" || set.generation === "tf_keras";
    this.three = set.generation === "keras 3";
    this.names = ["first", "middle", "last", "Encoder_1", "my.layer", "forward_x", "lstm", "dense_1"];
    this.dtype = null;
  }

  /** A stack of layers, each fit for what the one before gives. */
  sequential() {
    const { random } = this;
    const tokens = random.chance(0.2);
    const batch = random.chance(0.2) ? random.int(1, 4) : null;
    let shape = tokens
      ? [batch, random.int(1, 6)]
      : random.chance(0.8)
        ? [batch, random.chance(0.15) ? null : random.int(1, 6), random.size()]
        : [batch, random.size()];
    const input_shape = shape;
    const layers = [];
    if (tokens) {
      const [layer, next] = this.embedding(shape);
      layers.push(layer);
      shape = next;
    }
    const count = random.int(1, 4);
    while (layers.length < count) {
      const [layer, next] = this.next(shape, layers.length === count - 1);
      layers.push(layer);
      // Keras 2 forgets the number of steps behind its first loop.
      this.behind = !this.modern;
      shape = next;
    }
    return { input_shape, layers };
  }

  /** What keras_models.py makes a model of: a Sequential, or a graph with shared layers and several inputs. */
  recipe() {
    const { random } = this;
    if (random.chance(0.4)) return { sequential: this.sequential(), name: random.chance(0.5) ? "net" : null };
    this.behind = !this.modern;
    const inputs = random.list(random.int(1, 2), (k) => ({
      shape: [null, random.int(1, 5), random.int(1, 8)],
      name: random.chance(0.4) ? `in_${k}` : null,
    }));
    const shapes = inputs.map(({ shape }) => shape);
    const nodes = [];
    for (const count = random.int(1, 6); nodes.length < count; ) {
      const of = random.int(0, shapes.length - 1);
      const shared = random.chance(0.2)
        ? nodes.find((node) => node.layer !== undefined && String(shapes[node.of]) === String(shapes[of]))
        : undefined;
      if (shared !== undefined) {
        nodes.push({ again: nodes.indexOf(shared), of });
        shapes.push(shapes[inputs.length + nodes.indexOf(shared)]);
        continue;
      }
      const [layer, next] = this.next(shapes[of], false, true);
      nodes.push({ layer, of });
      shapes.push(next);
    }
    return { inputs, nodes, name: random.chance(0.5) ? "graph" : null };
  }

  next(shape, last, graph = false) {
    const { random } = this;
    if (shape.length === 3) {
      const kind = random.pick([
        "recurrent",
        "recurrent",
        "recurrent",
        "bidirectional",
        "bidirectional",
        "rnn",
        "time",
        "plain",
        "plain",
        "dense",
        "norm",
      ]);
      if (kind === "recurrent") return this.recurrent(shape, last, graph);
      if (kind === "bidirectional") return this.bidirectional(shape, last);
      if (kind === "rnn") return this.rnn(shape, last);
      if (kind === "time") return this.timeDistributed(shape);
      if (kind === "norm") return this.norm(shape);
      if (kind === "dense") return this.dense(shape);
      return this.plain(shape);
    }
    return random.chance(0.6) ? this.dense(shape) : random.chance(0.4) ? this.norm(shape) : this.plain(shape);
  }

  layer(class_name, config) {
    const { random } = this;
    const common = random.some({
      name: [0.15, () => this.names.splice(random.int(0, this.names.length - 1), 1)[0]],
      trainable: [0.12, () => random.chance(0.3)],
      dtype: [0.04, () => (random.chance(0.7) ? "float64" : "float32")],
    });
    if (common.name === undefined) delete common.name;
    if (random.chance(0.01)) common[random.pick(["unit", "kernel_initialiser", "return_sequence", "input_length_"])] = 1;
    return { class_name, config: { ...config, ...common } };
  }

  initializer(what) {
    return initializerOf(this.random, this.set, what);
  }

  /** Initialisers of a layer: on TensorFlow 1's tf.keras always with seeds, mostly. */
  initializers(table) {
    const always = this.set.generation === "tf.keras 1" && this.random.chance(0.95);
    return this.random.some(
      Object.fromEntries(
        Object.entries(table).map(([key, [p, what]]) => [key, [always && what.default === "random" ? 1 : p, () => this.initializer(what)]]),
      ),
    );
  }

  extras(keys) {
    const { random } = this;
    const old = !this.modern;
    const l2 = () => random.pick(["l2", { class_name: old ? "L1L2" : "L2", config: { l2: 0.01 } }, null]);
    const constraint = () => random.pick(["max_norm", "non_neg", null, { class_name: "MaxNorm", config: { max_value: 2, axis: 0 } }]);
    return random.some(Object.fromEntries(keys.map((key) => [key, [0.05, key.endsWith("constraint") ? constraint : l2]])));
  }

  dense(shape) {
    const { random } = this;
    const units = random.size();
    const config = {
      units,
      ...random.some({
        activation: [0.3, () => random.pick(["relu", "tanh", "softmax", "linear", null])],
        use_bias: [0.2, () => random.chance(0.5)],
      }),
      ...this.initializers({ kernel_initializer: [0.4, { rank: 2, default: "random" }], bias_initializer: [0.2, { rank: 1 }] }),
      ...this.extras(["kernel_regularizer", "bias_regularizer", "activity_regularizer", "kernel_constraint", "bias_constraint"]),
    };
    return [this.layer("Dense", config), [...shape.slice(0, -1), units]];
  }

  embedding(shape) {
    const { random } = this;
    const width = random.size();
    const config = {
      input_dim: random.size(),
      output_dim: width,
      ...this.initializers({ embeddings_initializer: [0.5, { rank: 2, default: "random" }] }),
      ...random.some({ mask_zero: [0.2, () => random.chance(0.5)], input_length: [0.1, () => shape[1]] }),
      ...this.extras(["embeddings_regularizer", "embeddings_constraint"]),
    };
    if (this.three) delete config.input_length;
    return [this.layer("Embedding", config), [...shape, width]];
  }

  cellConfig(kind, inner = {}) {
    const { random } = this;
    const three = this.three;
    const rate = () => (random.chance(0.1) ? random.pick([0, 1]) : random.pick([0.1, 0.5, 0.25]));
    const noDropout = this.set.generation === "tf.keras 1";
    return {
      units: random.size(),
      ...this.initializers({
        kernel_initializer: [0.25, { rank: 2, default: "random" }],
        recurrent_initializer: [0.25, { rank: 2, default: "random", recurrent: true }],
        bias_initializer: [0.15, { rank: kind === "GRU" ? 2 : 1, biasOf: kind }],
      }),
      ...random.some({
        activation: [0.2, () => random.pick(["tanh", "relu", "sigmoid", "linear", null])],
        use_bias: [0.2, () => random.chance(0.4)],
        dropout: [noDropout ? 0.1 : 0.25, rate],
        recurrent_dropout: [noDropout ? 0.1 : 0.25, rate],
        ...(kind === "SimpleRNN"
          ? {}
          : {
              recurrent_activation: [0.15, () => random.pick(["sigmoid", "hard_sigmoid", "tanh"])],
              implementation: [0.15, () => random.pick([0, 1, 2])],
            }),
        ...(kind === "LSTM" ? { unit_forget_bias: [0.2, () => random.chance(0.4)] } : {}),
        ...(kind === "GRU" && this.set.generation !== "tf.keras 1" ? { reset_after: [0.3, () => random.chance(0.5)] } : {}),
        ...(three ? { seed: [0.2, () => random.pick([0, 5, 4294967297])] } : {}),
      }),
      ...this.extras([
        "kernel_regularizer",
        "recurrent_regularizer",
        "bias_regularizer",
        "kernel_constraint",
        "recurrent_constraint",
        "bias_constraint",
      ]),
      ...inner,
    };
  }

  loopConfig(shape, sequences) {
    const { random } = this;
    const stateful = shape[0] !== null && random.chance(0.3);
    return {
      ...(sequences ? { return_sequences: true } : random.some({ return_sequences: [0.1, () => false] })),
      ...random.some({
        go_backwards: [0.15, () => random.chance(0.7)],
        unroll: [this.behind ? 0 : 0.08, () => random.chance(0.7)],
      }),
      ...(stateful ? { stateful: true } : {}),
    };
  }

  recurrent(shape, last, graph) {
    const { random } = this;
    const kind = random.pick(["SimpleRNN", "LSTM", "LSTM", "GRU", "GRU"]);
    const sequences = random.chance(last ? 0.2 : 0.7);
    const config = { ...this.cellConfig(kind), ...this.loopConfig(shape, sequences), ...this.extras(["activity_regularizer"]) };
    if (graph && random.chance(0.15)) config.return_state = true;
    if (this.three && random.chance(0.05)) config.zero_output_for_mask = true;
    const out = sequences ? [shape[0], shape[1], config.units] : [shape[0], config.units];
    return [this.layer(kind, config), out];
  }

  cellsOf() {
    const { random } = this;
    const cell = () => {
      const kind = random.pick(["SimpleRNN", "LSTM", "GRU"]);
      return this.layer(`${kind}Cell`, this.cellConfig(kind));
    };
    if (random.chance(0.4)) return cell();
    const cells = random.list(random.int(1, 3), cell);
    return random.chance(0.5) ? cells : this.layer("StackedRNNCells", { cells });
  }

  rnn(shape, last) {
    const sequences = this.random.chance(last ? 0.2 : 0.7);
    const cell = this.cellsOf();
    const list = Array.isArray(cell) ? cell : (cell.config.cells ?? [cell]);
    const units = list[list.length - 1].config.units;
    const config = { cell, ...this.loopConfig(shape, sequences) };
    return [this.layer("RNN", config), sequences ? [shape[0], shape[1], units] : [shape[0], units]];
  }

  bidirectional(shape, last) {
    const { random } = this;
    const [layer, inner] = random.chance(0.15) ? this.rnn(shape, last) : this.recurrent(shape, last, false);
    const mode = random.some({ merge_mode: [0.4, () => random.pick(["sum", "mul", "ave", "concat"])] });
    const config = { layer, ...mode };
    if (this.modern && random.chance(0.15)) {
      const backward = JSON.parse(JSON.stringify(layer));
      backward.config.go_backwards = layer.config.go_backwards !== true;
      backward.config.name = `back_${random.int(1, 99)}`;
      config.backward_layer = backward;
    }
    const width = inner[inner.length - 1];
    return [
      this.layer("Bidirectional", config),
      [...inner.slice(0, -1), mode.merge_mode === undefined || mode.merge_mode === "concat" ? 2 * width : width],
    ];
  }

  timeDistributed(shape) {
    const { random } = this;
    const inside = [shape[0], ...shape.slice(2)];
    const [layer, out] = random.chance(0.6) ? this.dense(inside) : random.chance(0.5) ? this.norm(inside) : this.plain(inside, false);
    return [this.layer("TimeDistributed", { layer }), [shape[0], shape[1], ...out.slice(1)]];
  }

  norm(shape) {
    const { random } = this;
    const shared = { center: [0.2, () => random.chance(0.5)], scale: [0.2, () => random.chance(0.5)], epsilon: [0.1, () => 1e-5] };
    const axis = () => (random.chance(0.6) ? -1 : shape.length - 1);
    if (this.modern && random.chance(0.5)) {
      const config = {
        ...random.some({
          ...shared,
          axis: [0.3, () => (random.chance(0.2) && shape[1] !== null ? [1, shape.length - 1].slice(0, shape.length - 1) : axis())],
        }),
        ...this.initializers({ beta_initializer: [0.15, { rank: 1 }], gamma_initializer: [0.15, { rank: 1 }] }),
      };
      return [this.layer("LayerNormalization", config), shape];
    }
    const config = {
      ...random.some({ ...shared, axis: [0.3, () => (random.chance(0.15) ? 1 : axis())], momentum: [0.1, () => 0.9] }),
      ...this.initializers({
        beta_initializer: [0.15, { rank: 1 }],
        gamma_initializer: [0.15, { rank: 1 }],
        moving_mean_initializer: [0.1, { rank: 1 }],
        moving_variance_initializer: [0.1, { rank: 1 }],
      }),
    };
    return [this.layer("BatchNormalization", config), shape];
  }

  plain(shape, changes = true) {
    const { random } = this;
    const size = shape.slice(1).reduce((a, b) => (a === null || b === null ? null : a * b), 1);
    const kinds = {
      Dropout: () => [
        {
          rate: random.chance(0.1) ? random.pick([0, 1]) : random.pick([0.1, 0.5]),
          ...random.some({ seed: [0.3, () => random.pick([0, 9])], noise_shape: [0.05, () => null] }),
        },
        shape,
      ],
      Activation: () => [{ activation: random.pick(["tanh", "relu", "softmax"]) }, shape],
      ...(shape.length === 3 ? { Masking: () => [random.some({ mask_value: [0.3, () => -1] }), shape] } : {}),
      ...(changes && size !== null
        ? {
            Flatten: () => [{}, [shape[0], size]],
            Reshape: () => {
              const [rows, columns] = size % 2 === 0 ? [2, size / 2] : [1, size];
              const target_shape = random.chance(0.5) ? [rows, columns] : random.chance(0.5) ? [-1, columns] : [rows, -1];
              return [{ target_shape }, [shape[0], rows, columns]];
            },
          }
        : {}),
    };
    const name = random.pick(Object.keys(kinds));
    const [config, out] = kinds[name]();
    return [this.layer(name, config), out];
  }
}
