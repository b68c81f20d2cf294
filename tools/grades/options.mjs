/**
 * Computes docs/options.md from the forward goldens: which option of which recurrent layer a framework's own outputs and gradients
 * stand for: `node tools/grades/options.mjs`; `--check` compares. test/forward/ holds the layers to every one of those cases.
 */
import { readFileSync, writeFileSync } from "node:fs";

const root = new URL("../../", import.meta.url);
const page = new URL("docs/options.md", root);

const frameworks = {
  "Keras 3.15": ["keras-3.15-tensorflow", "keras-3.15-jax", "keras-3.15-torch", "keras-3.15-numpy"],
  "tf.keras 1.8": ["tf.keras-1.8"],
  "PyTorch 2.13": ["torch-2.13"],
};
const layers = ["SimpleRNN", "LSTM", "GRU", "RNN", "Bidirectional"];
const modules = ["RNN", "LSTM", "GRU", "RNNCell", "LSTMCell", "GRUCell"];

const read = (set) => JSON.parse(readFileSync(new URL(`goldens/forward/${set}/cases.json`, root), "utf8"));

/** What a case is about, beside a layer's own arguments. */
function asked({ states, mask, at, training, calls, forward }) {
  return [
    ...(states === undefined && !forward?.some(({ initial }) => initial) ? [] : ["initial state"]),
    ...(mask === undefined ? [] : ["mask"]),
    ...(at === undefined ? [] : ["mask of the layer before beside an initial state"]),
    ...(training === true ? ["training"] : []),
    ...(calls.length > 1 ? ["several calls"] : []),
    ...(forward?.some(({ lengths }) => lengths !== undefined) ? ["lengths"] : []),
  ];
}

/** Options of a layer and of the layers inside it, default or not: the defaults are the row "as it is". */
function optionsOf(config) {
  const found = Object.entries(config).flatMap(([key, value]) => {
    if (["units", "name", "layer", "cell", "cells", "seed", "dtype", "input_size", "hidden_size"].includes(key) || value === null)
      return [];
    return [typeof value === "object" ? key : key.includes("activation") || key === "merge_mode" ? `${key} ${value}` : key];
  });
  for (const key of ["layer", "backward_layer", "cell"]) {
    const inner = config[key];
    if (Array.isArray(inner)) found.push("stacked cells");
    else if (inner?.config) found.push(...optionsOf(inner.config));
  }
  return found;
}

/** Cases by option and layer, and how many of them have gradients. */
function tableOf(sets, names) {
  const rows = new Map();
  for (const one of sets.flatMap(read)) {
    const entries = one.document.layers ?? one.document.modules?.map((entry) => ({ class_name: entry.class, config: entry.args })) ?? [];
    const masked = entries.some(({ class_name: name, config }) => name === "Masking" || config?.mask_zero === true);
    for (const { class_name: layer, config = {} } of entries) {
      if (!names.includes(layer)) continue;
      const options = ["as it is", ...optionsOf(config), ...asked(one), ...(masked ? ["mask of the layer before"] : [])];
      for (const option of new Set(options)) {
        const row = rows.get(option) ?? rows.set(option, {}).get(option);
        row[layer] ??= { cases: 0, gradients: 0 };
        row[layer].cases++;
        if (one.tensors.some((tensor) => tensor.includes("/gradient/"))) row[layer].gradients++;
      }
    }
  }
  return [...rows].sort(([a], [b]) => (a === "as it is" ? -1 : b === "as it is" ? 1 : a < b ? -1 : 1));
}

function written() {
  const lines = [
    "# Options of the recurrent layers",
    "",
    "Computed from `goldens/forward` by `node tools/grades/options.mjs`. A cell: how many cases of the running framework have the option,",
    "and of how many of them gradients are kept too. `test/forward` holds the layers to each; a cell without a case is *unchecked*.",
    "In tf.keras 1.8 training with dropout is refused, as in tf_keras and in TimeDistributed: where their masks come from is not known.",
  ];
  for (const [framework, sets] of Object.entries(frameworks)) {
    const names = framework.startsWith("PyTorch") ? modules : layers;
    lines.push("", `## ${framework}`, "", `| option | ${names.join(" | ")} |`, `| --- |${" --- |".repeat(names.length)}`);
    for (const [option, row] of tableOf(sets, names)) {
      const cells = names.map((name) => (row[name] === undefined ? "*unchecked*" : `${row[name].cases}, ${row[name].gradients}`));
      lines.push(`| ${option} | ${cells.join(" | ")} |`);
    }
  }
  return `${lines.join("\n")}\n`;
}

if (process.argv.includes("--check")) {
  if (readFileSync(page, "utf8") !== written()) {
    console.error("docs/options.md is not what the goldens give: node tools/grades/options.mjs");
    process.exit(1);
  }
} else writeFileSync(page, written());
