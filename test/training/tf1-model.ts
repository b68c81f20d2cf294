/** The model of a TensorFlow 1 document: its one cell over the sequence, and the head of two variables on the last output. */
import { buildDocument } from "../../src/document/index.ts";
import { chainOf, type LayerDefinition, type ParameterDefinition } from "../../src/layers/index.ts";

export function tf1Model(document: object, dtype: "float32" | "float64") {
  const plan = buildDocument(document).plan();
  const parameters = plan.parameters.map(({ name, shape, blocks }): ParameterDefinition => ({ name, shape, dtype, blocks }));
  const ofHead = parameters.filter(({ name }) => name.startsWith("head/"));
  const ofCell = parameters.filter((one) => !ofHead.includes(one));
  const kind = ofCell[0].blocks[0].owner.split("#")[0];
  const recurrent: LayerDefinition = {
    kind: "recurrent",
    name: "rnn",
    // BasicLSTMCell's forget_bias is 1.
    cells: [{ kind, reset: "before", ...(kind === "lstm" ? { forgetBias: 1 } : {}) }],
    batchFirst: true,
    returnSequences: false,
    parameters: ofCell,
  };
  const head: LayerDefinition = {
    kind: "dense",
    name: "head",
    parameters: ofHead.map((one) => ({
      ...one,
      blocks: one.blocks.map((block) => ({ ...block, role: one.shape.length === 2 ? "W" : "b", transposed: one.shape.length === 2 })),
    })),
  };
  return chainOf({ kind: "sequential", layers: [recurrent, head] });
}
