/** The rows of docs/options.md: every option of every layer class, read off the tables that the dialects check arguments by. */

/**
 * An option, or one of its values.
 *
 * @typedef {{ row: string, holds: (values: Record<string, any>, about: { training: boolean }) => boolean }} Row
 */

/** Arguments that say how large a layer is, what it is called or what lies inside, and none of them how it computes. */
const plain = new Set([
  "batch_input_shape",
  "batch_size",
  "cell",
  "cells",
  "dtype",
  "hidden_size",
  "input_dim",
  "input_dtype",
  "input_shape",
  "input_size",
  "layer",
  "name",
  "output_dim",
  "units",
]);
/** Arguments that a session refuses, since they change which weights there are. */
const refused = new Set(["lora_rank", "quantization_config", "renorm", "renorm_clipping", "renorm_momentum", "weights", "sparse"]);

const kinds = {
  regularizer: { L1: ["l1"], L2: ["l2"], L1L2: ["l1_l2"], OrthogonalRegularizer: ["orthogonal_regularizer"] },
  constraint: { MaxNorm: ["max_norm"], MinMaxNorm: ["min_max_norm"], NonNeg: ["non_neg"], UnitNorm: ["unit_norm"] },
};

/** Which kind of term a written regularizer or constraint is: Keras 2 has one class for l1, l2 and both. */
function kindOf(value) {
  if (value === null || value === undefined) return null;
  const name = typeof value === "string" ? value : value.class_name;
  for (const list of Object.values(kinds))
    for (const [kind, others] of Object.entries(list)) {
      if (kind !== name && !others.includes(name)) continue;
      if (kind !== "L1L2" || typeof value === "string") return kind;
      return value.config.l1 === 0 ? "L2" : value.config.l2 === 0 ? "L1" : kind;
    }
  return name;
}

/**
 * The rows of a table of arguments.
 *
 * @param {Record<string, any>} table
 * @param {{ generation: string, activations: readonly string[] }} version
 * @returns {Row[]}
 */
export function rowsOf(table, { generation, activations }) {
  const is = (row, argument, value) => ({
    row,
    holds: (values) => (argument in values ? values[argument] : table[argument].default) === value,
  });
  const given = (row, argument) => ({ row, holds: (values) => argument in values && values[argument] !== table[argument].default });
  return Object.entries(table).flatMap(([argument, rule]) => {
    if (plain.has(argument) || refused.has(argument)) return [];
    if (/activation$/.test(argument)) {
      return [...activations, null].map((name) => is(`${argument} ${name}`, argument, name));
    }
    if (/_(regularizer|constraint)$/.test(argument)) {
      const list = Object.keys(kinds[/regularizer$/.test(argument) ? "regularizer" : "constraint"]);
      const known = generation === "keras 3" || generation === "tf_keras" ? list : list.filter((kind) => kind !== "OrthogonalRegularizer");
      return known.map((kind) => ({ row: `${argument} ${kind}`, holds: (values) => kindOf(values[argument]) === kind }));
    }
    if (/^(recurrent_)?dropout$/.test(argument) || argument === "rate") {
      const active = (values) => argument in values && values[argument] !== 0;
      return [true, false].map((training) => ({
        row: `${argument}, in ${training ? "training" : "inference"}`,
        holds: (values, about) => active(values) && about.training === training,
      }));
    }
    if (argument === "implementation") return [1, 2].map((value) => is(`${argument} ${value}`, argument, value));
    if (argument === "reset_after") return [true, false].map((value) => is(`${argument} ${value}`, argument, value));
    if (rule.oneOf !== undefined) {
      return [...rule.oneOf, ...(rule.nullable === true && rule.default !== null ? [null] : [])].map((value) =>
        is(`${argument} ${value}`, argument, value),
      );
    }
    if (rule.type === "boolean") return [is(`${argument} ${!rule.default}`, argument, !rule.default)];
    return [given(argument, argument)];
  });
}
