import type { Role } from "../../layout/index.ts";
import type { Plan } from "../../plan/index.ts";
import { cannot, coversPart, type Drawn, type LikeLayer, likeLayers, sameDrawn } from "./like.ts";

const classes: Readonly<Record<string, string>> = { lstm: "LSTM", gru: "GRU", rnn: "SimpleRNN" };

/** The lines of Keras that give the same distribution as a Plan of another framework. Throws: cannot-express. */
export function likeKeras(plan: Plan, dialect: string): string[] {
  const three = dialect.startsWith("keras@3");
  const head = three
    ? [
        "import os",
        "",
        `os.environ["KERAS_BACKEND"] = ${JSON.stringify((dialect.split("/")[1] ?? "tensorflow").split("@")[0])}`,
        "",
        "import keras",
      ]
    : dialect.startsWith("tf_keras@")
      ? ["import tf_keras as keras"]
      : dialect.startsWith("tf.keras@")
        ? ["import tensorflow as tf", "", "keras = tf.keras"]
        : ["import keras"];
  const old = dialect.startsWith("keras@2.1") || dialect.startsWith("tf.keras@1");
  const lines = [...head, "", "init = keras.initializers"];
  for (const layer of likeLayers(plan)) {
    const name = layer.ordinal === 0 ? layer.kind : `${layer.kind}_${layer.ordinal}`;
    const [direction, other] = layer.directions;
    const { output, input, recurrent } = layer.sizes;
    const where = `${layer.kind}#${layer.ordinal}`;
    if (layer.kind in classes) {
      if (recurrent !== output || direction.drawn.has("peephole i"))
        throw cannot(where, recurrent !== output ? "a projection" : "peepholes", "an LSTM without it");
      if (other !== undefined && [...direction.drawn].some(([key, drawn]) => !alike(drawn, other.drawn.get(key))))
        throw cannot(where, "two directions that start differently", "the same start in both");
      const options = [
        `kernel_initializer=${initializer(plan, layer, "Wx", where)}`,
        `recurrent_initializer=${initializer(plan, layer, "Wh", where)}`,
        ...biasOptions(layer, where),
        ...(layer.kind === "gru" ? [`reset_after=${layer.reset === "after" ? "True" : "False"}`] : []),
        ...(old && layer.kind !== "rnn" ? ['recurrent_activation="sigmoid"'] : []),
      ];
      const call = `keras.layers.${classes[layer.kind]}(${output}, ${options.join(", ")}, return_sequences=True)`;
      lines.push(`${name} = ${layer.directions.length > 1 ? `keras.layers.Bidirectional(${call})` : call}`);
    } else if (layer.kind === "dense") {
      const bias = layer.hasBias ? `bias_initializer=${one(direction.drawn.get("bias ") as Drawn, where)}` : "use_bias=False";
      lines.push(`${name} = keras.layers.Dense(${output}, kernel_initializer=${one(direction.drawn.get("W ") as Drawn, where)}, ${bias})`);
    } else if (layer.kind === "embedding") {
      lines.push(
        `${name} = keras.layers.Embedding(${output}, ${input}, embeddings_initializer=${one(direction.drawn.get("W ") as Drawn, where)})`,
      );
    } else {
      throw cannot(where, layer.kind, "recurrent, dense and embedding layers");
    }
  }
  return lines;
}

function alike(a: Drawn, b: Drawn | undefined): boolean {
  if (b === undefined) return false;
  if (a.kind === "orthogonal" && b.kind === "orthogonal") return a.gain === b.gain;
  return sameDrawn(a, b);
}

/** One initialiser for all gates: Keras has no other. */
function initializer(plan: Plan, layer: LikeLayer, role: Role, where: string): string {
  const { drawn, gates } = layer.directions[0];
  const each = gates.map((gate) => drawn.get(`${role} ${gate ?? ""}`) as Drawn);
  if (!each.every((other) => sameDrawn(other, each[0])))
    throw cannot(
      `${where}.${role}`,
      "gates that start differently",
      "one rule for all gates: Keras initialises the stacked matrix at once",
    );
  const [first] = each;
  if (first.kind === "orthogonal" && coversPart(plan, first.step, role) === "more")
    throw cannot(`${where}.${role}`, "an orthogonal matrix over the input and the recurrent rows together");
  if (first.kind === "orthogonal" && gates.length > 1 && coversPart(plan, first.step, role) !== "all gates")
    throw cannot(`${where}.${role}`, "gates that are orthogonal each", "one rule over the stacked matrix");
  return one(first, where);
}

function biasOptions(layer: LikeLayer, where: string): string[] {
  if (!layer.hasBias) return ["use_bias=False"];
  const { drawn, gates } = layer.directions[0];
  const each = new Map(gates.map((gate) => [gate, drawn.get(`bias ${gate ?? ""}`) as Drawn]));
  if (
    layer.reset === "after" &&
    gates.some((gate) => {
      const bh = drawn.get(`bh ${gate}`);
      return bh !== undefined && !sameDrawn(bh, each.get(gate) as Drawn);
    })
  )
    throw cannot(`${where}.bias`, "two biases that start differently", "one rule for both");
  const forget = each.get("f");
  const others = [...each].filter(([gate]) => gate !== "f").map(([, one]) => one);
  if (!others.every((other) => sameDrawn(other, others[0])))
    throw cannot(`${where}.bias`, "gates whose biases start differently", "one rule for all but the forget gate");
  if (forget === undefined) return [`bias_initializer=${one(others[0], where)}`];
  if (forget.kind === "constant" && forget.value === 1) return [`bias_initializer=${one(others[0], where)}`, "unit_forget_bias=True"];
  if (!sameDrawn(forget, others[0]))
    throw cannot(`${where}.bias`, "a forget bias that is neither 1 nor as the others", "unit_forget_bias sets 1");
  return [`bias_initializer=${one(others[0], where)}`, "unit_forget_bias=False"];
}

function one(drawn: Drawn, where: string): string {
  switch (drawn.kind) {
    case "constant":
      return drawn.value === 0 ? '"zeros"' : `init.Constant(${drawn.value})`;
    case "uniform":
      return `init.RandomUniform(${drawn.low}, ${drawn.high})`;
    case "normal":
      return `init.RandomNormal(${drawn.mean}, ${drawn.stddev})`;
    case "truncated":
      if (Math.abs(drawn.high - drawn.mean - 2 * drawn.stddev) > 1e-12 || Math.abs(drawn.mean - drawn.low - 2 * drawn.stddev) > 1e-12)
        throw cannot(where, "a normal cut elsewhere than at two deviations", "TruncatedNormal, which cuts at two");
      return `init.TruncatedNormal(${drawn.mean}, ${drawn.stddev})`;
    case "orthogonal":
      return `init.Orthogonal(gain=${drawn.gain})`;
    case "identity":
      return `init.Identity(gain=${drawn.gain})`;
  }
}
