import type { Plan } from "../../plan/index.ts";
import { cannot, type Drawn, type LikeLayer, likeLayers, sameDrawn } from "./like.ts";

/** The lines of TensorFlow 1 that give the same distribution as a Plan of another framework. Throws: cannot-express. */
export function likeTf1(plan: Plan, dialect: string): string[] {
  const lines = ["import tensorflow as tf", ""];
  const later = !dialect.startsWith("tf1@1.1") || dialect.startsWith("tf1@1.1" + "0") || dialect.startsWith("tf1@1.15");
  for (const layer of likeLayers(plan)) {
    const name = layer.ordinal === 0 ? layer.kind : `${layer.kind}_${layer.ordinal}`;
    const where = `${layer.kind}#${layer.ordinal}`;
    const [direction] = layer.directions;
    const { input, output, recurrent } = layer.sizes;
    if (layer.directions.length > 1) throw cannot(where, "two directions", "one cell");
    if (!["lstm", "gru", "rnn"].includes(layer.kind)) throw cannot(where, layer.kind, "recurrent cells");
    if (layer.kind === "gru" && layer.reset === "after")
      throw cannot(where, "a GRU that resets after its recurrent matrix", "one that resets before it, as GRUCell does");
    const kernel = initializer(layer, where);
    const bias = (gate: string | null) => direction.drawn.get(`bias ${gate ?? ""}`) as Drawn;
    const constant = (gate: string | null): number => {
      const drawn = bias(gate);
      if (drawn === undefined || drawn.kind !== "constant") throw cannot(where, "random biases, or none", "the cell's own constants");
      return drawn.value;
    };
    let call: string;
    if (layer.kind === "lstm") {
      if (["i", "g", "o"].some((gate) => constant(gate) !== 0))
        throw cannot(where, "biases other than the forget gate's", "zeros: the cell sets them itself");
      const projection = recurrent !== output && recurrent !== null ? `, num_proj=${recurrent}` : "";
      call = `tf.contrib.rnn.LSTMCell(${output}, initializer=${kernel}${projection}, forget_bias=${constant("f")})`;
    } else if (layer.kind === "gru") {
      const values = ["r", "z", "n"].map(constant);
      const own = values[0] === 1 && values[1] === 1 && values[2] === 0;
      if (!own && !(values.every((value) => value === values[0]) && later))
        throw cannot(where, "biases that differ", "1, 1, 0, which the cell sets itself, or one constant");
      if (!later) throw cannot(where, "an initialiser of GRUCell", "a later version: in this one it has none");
      call = `tf.contrib.rnn.GRUCell(${output}, kernel_initializer=${kernel}${own ? "" : `, bias_initializer=tf.constant_initializer(${values[0]})`})`;
    } else {
      if (constant(null) !== 0) throw cannot(where, "a bias that is not zero", "zero: the cell sets it itself");
      call = `tf.contrib.rnn.BasicRNNCell(${output})`;
    }
    lines.push(
      `with tf.variable_scope("${name}"${layer.kind === "rnn" ? `, initializer=${kernel}` : ""}):`,
      `    cell = ${call}`,
      `    x = tf.placeholder(tf.float32, [1, ${input}])`,
      "    output, state = cell(x, cell.zero_state(1, tf.float32))",
    );
  }
  return lines;
}

/** One initialiser for the kernel on [inputs, state]. */
function initializer(layer: LikeLayer, where: string): string {
  const { drawn, gates } = layer.directions[0];
  const each = (["Wx", "Wh"] as const).flatMap((role) => gates.map((gate) => drawn.get(`${role} ${gate ?? ""}`) as Drawn));
  if (!each.every((other) => sameDrawn(other, each[0])))
    throw cannot(where, "input and recurrent weights that start differently", "one rule for both: TensorFlow 1 keeps them in one kernel");
  const [first] = each;
  switch (first.kind) {
    case "constant":
      return `tf.constant_initializer(${first.value})`;
    case "uniform":
      return `tf.random_uniform_initializer(${first.low}, ${first.high})`;
    case "normal":
      return `tf.random_normal_initializer(${first.mean}, ${first.stddev})`;
    case "truncated":
      return `tf.truncated_normal_initializer(${first.mean}, ${first.stddev})`;
    default:
      throw cannot(where, `${first.kind} blocks`, "element by element rules for the one kernel");
  }
}
