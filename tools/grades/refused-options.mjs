/** Options that a framework has and refuses to run, seen by running them, and those refused here: they have no cell in docs/options.md. */

const recurrent = ["SimpleRNN", "LSTM", "GRU", "RNN", "Bidirectional"];
const orthogonal = "OrthogonalRegularizer takes a matrix alone: its other arrays are vectors or have three axes";
const modern = (generation) => generation === "keras 3" || generation === "tf_keras";

/**
 * `row`, its `layers` and `versions` in words, `why`, and where it holds.
 *
 * @type {{ row: string, layers: string[], versions: string, why: string, where: (layer: string, generation: string) => boolean }[]}
 */
export const refusals = [
  ...["activation glu", "recurrent_activation glu"].map((row) =>
    of(row, recurrent, "Keras 3.15", "it halves the width of a gate", (generation) => generation === "keras 3"),
  ),
  ...["activation threshold", "recurrent_activation threshold"].map((row) =>
    of(
      row,
      [...recurrent, "Dense", "Activation"],
      "Keras 3.15",
      "by its name it lacks its two arguments",
      (generation) => generation === "keras 3",
    ),
  ),
  of("bias_regularizer OrthogonalRegularizer", ["SimpleRNN", "LSTM", "Dense"], "Keras 3.15 and tf_keras 2.21", orthogonal, modern),
  of(
    "activity_regularizer OrthogonalRegularizer",
    ["Embedding", "TimeDistributed", "Masking"],
    "Keras 3.15 and tf_keras 2.21",
    orthogonal,
    modern,
  ),
  ...["gamma", "beta"].map((weight) =>
    of(`${weight}_regularizer OrthogonalRegularizer`, ["BatchNormalization"], "Keras 3.15 and tf_keras 2.21", orthogonal, modern),
  ),
  of(
    "activity_regularizer OrthogonalRegularizer",
    [...recurrent, "Dense", "LayerNormalization", "BatchNormalization", "Dropout", "Activation", "Flatten", "Reshape"],
    "tf_keras 2.21",
    "it wants to know the size of the batch, which is open",
    (generation) => generation === "tf_keras",
  ),
  ...["Subtract", "Minimum"].flatMap((name) =>
    ["two", "three or more", "masks"].map((row) =>
      of(row, [name], "tf.keras 1.8", "there is no such layer", (generation) => generation === "tf.keras 1"),
    ),
  ),
  of(
    "mask of the layer before",
    ["BatchNormalization"],
    "tf.keras 1.8",
    "it supports no mask",
    (generation) => generation === "tf.keras 1",
  ),
  of(
    "stacked cells",
    ["Bidirectional"],
    "tf.keras 1.8",
    "refused here: the names of the backward cells' weights are not known",
    (generation) => generation === "tf.keras 1",
  ),
  ...["L1", "L2", "L1L2"].map((kind) =>
    of(
      `activity_regularizer ${kind}`,
      ["RNN", "TimeDistributed", "BatchNormalization", "Dropout", "Masking", "Activation", "Flatten", "Reshape"],
      "tf.keras 1.8",
      "only classes that read it take it; the others call what they are given",
      (generation) => generation === "tf.keras 1",
    ),
  ),
  ...["dropout, in training", "recurrent_dropout, in training", "rate, in training", "noise_shape", "seed", "in training"].map((row) =>
    of(
      row,
      row.includes("dropout") ? recurrent : ["Dropout"],
      "tf_keras 2.21",
      "refused here: in a traced function the seed of a mask's operation is the number of the graph's operations",
      (generation) => generation === "tf_keras",
    ),
  ),
];

function of(row, layers, versions, why, inGeneration) {
  return { row, layers, versions, why, where: (layer, generation) => layers.includes(layer) && inGeneration(generation) };
}
