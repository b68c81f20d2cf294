/**
 * Computes docs/options.md from the forward goldens: for which options of which layers a framework's own outputs and gradients stand:
 * `node tools/grades/options.mjs`; `--check` compares, and fails where an option has no case. test/forward/ holds the layers to each case.
 */
import { readFileSync, writeFileSync } from "node:fs";
import { withSource } from "../source.mjs";
import { rowsOf } from "./option-rows.mjs";
import { refusals } from "./refused-options.mjs";

const root = new URL("../../", import.meta.url);
const page = new URL("docs/options.md", root);

const keras = {
  "Keras 3.15": ["keras-3.15-tensorflow", "keras-3.15-jax", "keras-3.15-torch", "keras-3.15-numpy"],
  "tf.keras 1.8": ["tf.keras-1.8"],
  "tf_keras 2.21": ["tf_keras-2.21"],
  "Keras 2.1.6": ["keras-2.1.6"],
};
const recurrent = ["SimpleRNN", "LSTM", "GRU", "RNN", "Bidirectional"];
const others = [
  "Dense",
  "Embedding",
  "TimeDistributed",
  "LayerNormalization",
  "BatchNormalization",
  "Dropout",
  "Masking",
  "Activation",
  "Flatten",
  "Reshape",
];
const merges = ["Add", "Subtract", "Multiply", "Average", "Maximum", "Minimum", "Concatenate"];
const modules = ["RNN", "LSTM", "GRU", "RNNCell", "LSTMCell", "GRUCell"];
/** Whose options a layer also has, through what stands inside it. */
const inside = { RNN: ["SimpleRNNCell", "LSTMCell", "GRUCell"], Bidirectional: ["SimpleRNN", "LSTM", "GRU"] };

const readSet = (set) => JSON.parse(readFileSync(new URL(`goldens/forward/${set}/cases.json`, root), "utf8"));
const hasGradients = ({ tensors }) => tensors.some((tensor) => tensor.includes("/gradient/"));

/** Rows of the case and not of an argument, and the layers that they say something of. */
const asked = [
  { row: "initial state", layers: recurrent, holds: ({ states }) => states !== undefined },
  { row: "mask", layers: recurrent, holds: ({ mask }) => mask !== undefined },
  {
    row: "mask of the layer before",
    layers: [...recurrent, ...others.slice(0, 1), "TimeDistributed", "LayerNormalization", "BatchNormalization", "Dropout", "Activation"],
    holds: (_, before) => before,
  },
  {
    row: "mask of the layer before beside an initial state",
    layers: recurrent.slice(0, 3),
    holds: ({ states, at }, before) => before && states !== undefined && at !== undefined,
  },
  { row: "several calls", layers: recurrent, holds: ({ calls }) => calls.length > 1 },
  {
    row: "called twice in a model",
    layers: recurrent.slice(0, 3),
    holds: ({ functional }) => functional?.nodes.some(({ layer }) => layer !== undefined),
  },
  { row: "in training", layers: ["Dropout", "BatchNormalization", "TimeDistributed"], holds: ({ training }) => training === true },
  { row: "in inference", layers: ["Dropout", "BatchNormalization"], holds: ({ training }) => training !== true },
];

/** The layers of a case, functional or not, in their order. */
function layersOf({ document, functional }) {
  if (functional !== undefined) return functional.nodes;
  return document.layers ?? [];
}

/** The configs that an option may stand in: the layer's own and those inside it. */
function configsOf({ config = {} }) {
  const deeper = ["layer", "backward_layer", "cell", "cells"].flatMap((key) => [config[key] ?? []].flat());
  return [config, ...deeper.flatMap((one) => configsOf(one))];
}

const masks = ({ class_name: name, config = {} }) => name === "Masking" || config.mask_zero === true;
const stacks = (config) => Array.isArray(config.cell) || config.cell?.class_name === "StackedRNNCells";

/** @returns {Map<string, Record<string, { cases: number, gradients: number } | null>>} by row and layer: null where it has no such option */
function counted(names, rowsByName, cases, keysOf) {
  const table = new Map();
  for (const name of names)
    for (const { row } of rowsByName.get(name)) {
      const cells = table.get(row) ?? table.set(row, {}).get(row);
      cells[name] = { cases: 0, gradients: 0 };
    }
  for (const one of cases)
    for (const { name, holds } of keysOf(one)) {
      if (!names.includes(name)) continue;
      const met = new Set(rowsByName.get(name).flatMap((row) => (holds(row) ? [row.row] : [])));
      for (const row of met) {
        const cell = table.get(row)[name];
        cell.cases++;
        if (hasGradients(one)) cell.gradients++;
      }
    }
  return table;
}

function kerasTables(load, sets) {
  const { layerClasses, commonArguments, activationNames, resolveDialect } = load;
  const cases = sets.flatMap(readSet);
  const dialect = cases[0].document.dialect;
  const { conventions } = resolveDialect(dialect);
  const version = { generation: conventions.generation, activations: activationNames(conventions) };
  const argumentsOf = (name) => {
    const { exists, arguments: table } = layerClasses[name];
    return exists?.(conventions) === false ? null : { ...commonArguments(conventions), ...table(conventions) };
  };
  const isRefused = (row, name) => refusals.some((one) => one.row === row && one.where(name, version.generation));
  const rowsByName = new Map(
    [...recurrent, ...others].map((name) => {
      const own = argumentsOf(name);
      if (own === null) return [name, []];
      const deeper = (inside[name] ?? []).flatMap((inner) => rowsOf(argumentsOf(inner), version));
      const cell = name === "RNN" || name === "Bidirectional";
      const rows = [
        { row: "as it is", always: true },
        ...rowsOf(own, version).map((row) => ({ ...row, own: true })),
        ...deeper,
        ...(cell ? [{ row: "stacked cells", holds: (config) => stacks(config) }] : []),
        ...asked.flatMap(({ layers, ...rest }) => (layers.includes(name) ? [{ ...rest, ofCase: true }] : [])),
      ];
      return [name, rows.filter(({ row }) => !isRefused(row, name))];
    }),
  );
  const keysOf = (one) => {
    const layers = layersOf(one);
    return layers.map((layer, k) => {
      const before = layers.slice(0, one.functional === undefined ? k : undefined).some(masks);
      const [config, ...deeper] = configsOf(layer);
      const about = { training: one.training === true };
      return {
        name: layer.class_name,
        holds: (row) => {
          if (row.always) return true;
          if (row.ofCase) return row.holds(one, before) === true;
          return row.own ? row.holds(config, about) : [config, ...deeper].some((inner) => row.holds(inner, about));
        },
      };
    });
  };
  const merged = new Map(
    merges.map((name) => {
      const rows = ["two", "three or more", "masks"].filter((row) => !(name === "Subtract" && row === "three or more"));
      return [name, rows.filter((row) => !isRefused(row, name)).map((row) => ({ row }))];
    }),
  );
  const mergeKeys = (one) =>
    layersOf(one).map(({ class_name: name, of = [] }) => ({
      name,
      holds: ({ row }) => (row === "masks" ? layersOf(one).some(masks) : row === "two" ? of.length === 2 : of.length > 2),
    }));
  return {
    recurrent: counted(recurrent, rowsByName, cases, keysOf),
    others: counted(
      others.filter((name) => rowsByName.get(name).length > 0),
      rowsByName,
      cases,
      keysOf,
    ),
    merges: counted(merges, merged, cases, mergeKeys),
  };
}

/** PyTorch's rows: options as numbers or flags, and what the call gives beside. */
function torchTable({ recurrentClasses }) {
  const rowsByName = new Map(
    modules.map((name) => {
      const { arguments: table } = recurrentClasses[name];
      const called = name.endsWith("Cell") ? ["initial state"] : ["initial state", "lengths", "in training"];
      return [
        name,
        [{ row: "as it is" }, ...rowsOf(table, { generation: "torch", activations: [] }), ...called.map((row) => ({ row, ofCase: true }))],
      ];
    }),
  );
  const keysOf = (one) =>
    one.document.modules.map(({ name: module, class: name, args = {} }) => {
      const calls = one.forward.filter((step) => step.module === module);
      const about = { training: one.training === true };
      return {
        name,
        holds: ({ row, ofCase, holds }) => {
          if (row === "as it is") return true;
          if (!ofCase) return holds(args, about);
          if (row === "initial state") return calls.some(({ initial }) => initial);
          return row === "lengths" ? calls.some(({ lengths }) => lengths !== undefined) : about.training;
        },
      };
    });
  return counted(modules, rowsByName, readSet("torch-2.13"), keysOf);
}

function written(table, unchecked) {
  const names = [...new Set([...table.values()].flatMap((cells) => Object.keys(cells)))];
  const ordered = [...table].sort(([a], [b]) => (a === "as it is" ? -1 : b === "as it is" ? 1 : a < b ? -1 : 1));
  const lines = ordered.map(([row, cells]) => {
    const shown = names.map((name) => {
      if (cells[name] === undefined) return "–";
      if (cells[name].cases > 0) return `${cells[name].cases}, ${cells[name].gradients}`;
      unchecked.push(`${row} of ${name}`);
      return "*unchecked*";
    });
    return `| ${row} | ${shown.join(" | ")} |`;
  });
  return [`| option | ${names.join(" | ")} |`, `| --- |${" --- |".repeat(names.length)}`, ...lines];
}

const listing = process.argv.includes("--list");
const unchecked = [];
const text = await withSource(async (load) => {
  const [layers, common, activations, versions, torch] = await Promise.all(
    ["keras/layers", "keras/layer", "keras/activations", "keras/versions", "torch/recurrent"].map((name) =>
      load(`src/dialects/${name}.ts`),
    ),
  );
  const { layerClasses } = layers;
  const tables = Object.entries(keras).flatMap(([framework, sets]) => {
    const found = kerasTables({ ...common, ...activations, ...versions, layerClasses }, sets);
    const missing = [];
    const parts = [
      `## ${framework}`,
      "",
      ...written(found.recurrent, missing),
      "",
      `### Other layers of ${framework}`,
      "",
      ...written(found.others, missing),
      "",
      `### Layers of several inputs, ${framework}`,
      "",
      ...written(found.merges, missing),
      "",
    ];
    unchecked.push(...missing.map((one) => `${framework}: ${one}`));
    return parts;
  });
  const ofTorch = [];
  const last = ["## PyTorch 2.13", "", ...written(torchTable(torch), ofTorch)];
  unchecked.push(...ofTorch.map((one) => `PyTorch: ${one}`));
  const refusedLines = refusals.map(({ row, layers: of, versions: by, why }) => `- \`${row}\` of ${of.join(", ")}, ${by}: ${why}`);
  return [
    "# Options of the layers",
    "",
    "Computed from `goldens/forward` by `node tools/grades/options.mjs`. The rows are the arguments that the layer takes; one of several",
    "values has a row for each. A cell: how many cases of the running framework have the option, or this value of it, and of how many of",
    "them gradients are kept too. `test/forward` holds the layers to each. A dash: the layer has no such option there, or the framework",
    "itself refuses it (the last list). A cell without a case is *unchecked*, and the project's check fails.",
    "RNN and Bidirectional have the options of the cells and layers inside them too.",
    "",
    ...tables,
    ...last,
    "",
    "## Refused",
    "",
    ...refusedLines,
    "",
  ].join("\n");
});

if (listing) console.log(unchecked.join("\n"));
else if (process.argv.includes("--check")) {
  if (unchecked.length > 0 || readFileSync(page, "utf8") !== text) {
    for (const one of unchecked) console.error(`no forward golden: ${one}`);
    console.error("docs/options.md is not what the goldens give: node tools/grades/options.mjs");
    process.exit(1);
  }
} else writeFileSync(page, text);
