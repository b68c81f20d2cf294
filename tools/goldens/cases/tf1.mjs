/**
 * The golden documents of TensorFlow 1, one list for every version: what a version lacks is left out.
 *
 * @param {{ dialect: string, version: string }} set
 */
export function cases({ dialect, version }) {
  const list = [];
  const [, minor] = version.split(".").map(Number);
  const add = (name, graph, program, only = true) => {
    if (only) list.push({ name, document: { gatewise: 1, dialect, seed: { graph }, program } });
  };
  const x = { placeholder: { name: "x", shape: [4, 6] } };
  const get = (name, shape, initializer, dtype) => ({
    get_variable: { name, shape, ...(initializer === undefined ? {} : { initializer }), ...(dtype === undefined ? {} : { dtype }) },
  });
  const cell = (className, args, more = {}) => ({ cell: { [className]: args }, inputs: "x", state: "zero_state", ...more });
  const old = minor < 10;

  // Seeds of every kind, on the graph, on the operation, on both.
  for (const graph of [0, 7, -3, 2147483647, 2147483658, "1099511627779", null]) {
    for (const seed of [0, 1, -9, 2147483646, 2147483647, "35184372088833"]) {
      if (seed !== 1 && graph !== 7 && graph !== null && !(graph === 0 && seed === 0)) continue;
      const number = typeof seed === "string" ? Number(seed) : seed;
      add(`graph seed ${graph}, operation seed ${seed}`, graph, [
        get("w", [3, 4], { random_normal_initializer: { seed: number } }),
        get("u", [5], { random_uniform_initializer: { seed: number } }),
      ]);
    }
  }
  for (const graph of [0, 7, -3, 2147483658])
    add(`graph seed ${graph} alone`, graph, [x, get("w", [3, 4]), get("v", [4, 3]), get("b", [7])]);

  // Every initialiser, with and without a seed of its own, in both float types.
  const initializers = [
    ["zeros_initializer", {}],
    ["ones_initializer", {}],
    ["constant_initializer", { value: 0.5 }],
    ["constant_initializer", { value: [1, 2, 3.5] }],
    ["random_uniform_initializer", {}],
    ["random_uniform_initializer", { minval: -0.3, maxval: 0.7 }],
    ["random_normal_initializer", { mean: 0.1, stddev: 0.3 }],
    ["truncated_normal_initializer", { mean: -0.1, stddev: 0.01 }],
    ["uniform_unit_scaling_initializer", { factor: 1.43 }],
    ["orthogonal_initializer", {}],
    ["orthogonal_initializer", { gain: 1.25 }],
    ["contrib.xavier_initializer", {}],
    ["contrib.xavier_initializer", { uniform: false }],
    ["contrib.variance_scaling_initializer", {}],
    ["contrib.variance_scaling_initializer", { factor: 1, mode: "FAN_OUT", uniform: true }],
    ...(minor < 3
      ? []
      : [
          ["variance_scaling_initializer", {}],
          ["variance_scaling_initializer", { scale: 2, mode: "fan_out", distribution: "uniform" }],
          ["variance_scaling_initializer", { scale: 0.5, mode: "fan_avg", distribution: "normal" }],
          ["glorot_uniform_initializer", {}],
          ["glorot_normal_initializer", {}],
          ["initializers.identity", { gain: 3 }],
        ]),
    ...(old
      ? []
      : [
          ["variance_scaling_initializer", { distribution: "untruncated_normal" }],
          ["variance_scaling_initializer", { distribution: "truncated_normal" }],
        ]),
    ...(minor < 11
      ? []
      : [
          ["initializers.he_normal", {}],
          ["initializers.he_uniform", {}],
          ["initializers.lecun_normal", {}],
          ["initializers.lecun_uniform", {}],
        ]),
  ];
  const seedless = (name) => ["zeros_initializer", "ones_initializer", "constant_initializer", "initializers.identity"].includes(name);
  initializers.forEach(([name, args], k) => {
    const shown = `${name} ${JSON.stringify(args)}`;
    const matrix = name === "initializers.identity";
    add(`${shown} by the counter`, 100 + k, [
      x,
      get("a", [5, 9], { [name]: args }),
      get("b", [9, 5], { [name]: args }),
      get("c", [6, 6], { [name]: args }),
      get("after", [3]),
    ]);
    if (!seedless(name)) {
      add(`${shown} with a seed`, null, [
        get("a", [8, 12], { [name]: { ...args, seed: 11 + k } }),
        get("b", [12, 8], { [name]: { ...args, seed: 11 + k } }),
      ]);
      add(`${shown} float64`, 5, [get("a", [8, 3], { [name]: { ...args, seed: 3 } }, "float64")]);
      if (!matrix && !name.startsWith("orthogonal"))
        add(`${shown} of rank 1 and 3`, 6, [
          get("a", [17], { [name]: { ...args, seed: 4 } }),
          get("b", [2, 3, 5], { [name]: { ...args, seed: 4 } }),
        ]);
    }
  });
  add("defaults by dtype", 8, [
    get("f", [3, 4]),
    get("d", [3, 4], undefined, "float64"),
    get("i", [3], undefined, "int32"),
    get("after", [5]),
  ]);
  add("values", 9, [
    {
      get_variable: {
        name: "v",
        initializer: [
          [1, 2.5],
          [3, 4],
        ],
      },
    },
    { get_variable: { name: "i", initializer: 3, dtype: "int32" } },
    get("after", [5]),
  ]);
  add("large zeros count for more", 10, [
    get("z", [25, 40], "zeros_initializer"),
    get("after", [5]),
    get("o", [999], "ones_initializer"),
    get("last", [5]),
  ]);
  add("Variables", 11, [
    { Variable: { initial_value: { random_normal: { shape: [2, 3] } } } },
    { Variable: { initial_value: { random_uniform: { shape: [4], minval: -1, maxval: 1 } } } },
    { Variable: { initial_value: { truncated_normal: { shape: [3, 3], stddev: 0.1, seed: 5 } }, name: "w" } },
    { Variable: { initial_value: 3.5 } },
    { Variable: { initial_value: { zeros: { shape: [2] } }, name: "w" } },
    { Variable: { initial_value: { random_normal: { shape: [5] } } } },
  ]);
  add("constants and placeholders count", 12, [
    { constant: { value: 1.5 } },
    get("a", [4]),
    { constant: { value: [1, 2], name: "c" } },
    x,
    get("b", [4]),
  ]);

  // Scopes: what an initialiser reaches, what it does not; inheritance, dtype, reuse.
  add("scope initializer", 13, [
    x,
    {
      variable_scope: "m",
      initializer: { random_normal_initializer: { stddev: 0.2 } },
      do: [
        get("a", [3, 4]),
        get("b", [3, 4], "ones_initializer"),
        cell("BasicLSTMCell", { num_units: 4 }),
        { variable_scope: "inner", do: [get("c", [2, 2])] },
        { variable_scope: "other", initializer: { orthogonal_initializer: { seed: 3 } }, do: [cell("GRUCell", { num_units: 4 })] },
      ],
    },
    get("d", [3, 4]),
  ]);
  add("scope dtype", 14, [{ variable_scope: "m", dtype: "float64", do: [get("a", [3, 4]), get("b", [3], undefined, "float32")] }]);
  add("reuse", 15, [
    { variable_scope: "m", do: [get("a", [3, 4])] },
    { variable_scope: "m", reuse: true, do: [get("a", [3, 4]), { variable_scope: "n", do: [] }] },
    get("after", [4]),
  ]);
  add(
    "AUTO_REUSE",
    16,
    [
      { variable_scope: "m", reuse: "AUTO_REUSE", do: [get("a", [3, 4]), get("a", [3, 4]), { variable_scope: "n", do: [get("b", [2])] }] },
      get("after", [4]),
    ],
    minor >= 4,
  );
  add("one seed in a scope", 17, [
    x,
    {
      variable_scope: "m",
      initializer: { random_uniform_initializer: { minval: -1, maxval: 1, seed: 1 } },
      do: [get("a", [2, 3]), get("b", [3, 1]), cell("BasicRNNCell", { num_units: 4 })],
    },
  ]);
  add("Variable inside a scope", 18, [
    { variable_scope: "m", do: [{ Variable: { initial_value: { random_normal: { shape: [2] } }, name: "v" } }] },
    { variable_scope: "m", do: [{ Variable: { initial_value: { random_normal: { shape: [2] } }, name: "v" } }] },
  ]);

  // Cells, called once, in a given scope, by the counter and by seeds.
  const cells = [
    ["BasicRNNCell", { num_units: 5 }],
    ["BasicLSTMCell", { num_units: 5 }],
    ["BasicLSTMCell", { num_units: 5, forget_bias: 0 }],
    ["LSTMCell", { num_units: 5 }],
    ["LSTMCell", { num_units: 5, use_peepholes: true }],
    ["LSTMCell", { num_units: 5, num_proj: 3 }],
    ["LSTMCell", { num_units: 5, use_peepholes: true, num_proj: 3, cell_clip: 1, proj_clip: 1 }],
    ["LSTMCell", { num_units: 5, cell_clip: 1 }],
    ["LSTMCell", { num_units: 5, initializer: { random_normal_initializer: { stddev: 0.1 } }, use_peepholes: true }],
    ["GRUCell", { num_units: 5 }],
    ...(minor < 2
      ? []
      : [
          ["GRUCell", { num_units: 5, kernel_initializer: "orthogonal_initializer" }],
          ["GRUCell", { num_units: 5, bias_initializer: { constant_initializer: { value: 0.5 } } }],
        ]),
    ["BasicLSTMCell", { num_units: 300 }],
  ];
  cells.forEach(([className, args], k) => {
    const many = (args.num_units ?? 0) > 100;
    add(
      `${className} ${JSON.stringify(args)} by the counter`,
      200 + k,
      [many ? { placeholder: { name: "x", shape: [2, 1] } } : x, { variable_scope: "s", do: [cell(className, args)] }, get("after", [5])],
      !many,
    );
    if (!many) add(`${className} ${JSON.stringify(args)} at root`, 300 + k, [x, cell(className, args), get("after", [5])]);
    const fixed = args.initializer === undefined && args.kernel_initializer === undefined;
    if (!many && fixed)
      add(`${className} ${JSON.stringify(args)} under a seeded scope`, null, [
        x,
        { variable_scope: "s", initializer: { truncated_normal_initializer: { stddev: 0.1, seed: 21 + k } }, do: [cell(className, args)] },
      ]);
  });
  add(
    "large bias counts for more",
    250,
    [
      { placeholder: { name: "x", shape: [2, 1] } },
      { variable_scope: "s", initializer: { constant_initializer: { value: 0.5 } }, do: [cell("BasicLSTMCell", { num_units: 250 })] },
      get("after", [5]),
    ],
    false,
  );
  add("MultiRNNCell of GRUs", 260, [
    x,
    { variable_scope: "s", do: [cell("MultiRNNCell", [{ GRUCell: { num_units: 5 } }, { GRUCell: { num_units: 4 } }])] },
    get("after", [5]),
  ]);
  add("MultiRNNCell of three kinds", 261, [
    x,
    cell("MultiRNNCell", [{ BasicRNNCell: { num_units: 5 } }, { LSTMCell: { num_units: 4, num_proj: 3 } }, { GRUCell: { num_units: 4 } }]),
    get("after", [5]),
  ]);
  add(
    "two cells in one scope",
    262,
    [
      x,
      {
        variable_scope: "s",
        do: [cell("BasicLSTMCell", { num_units: 5 }, { as: "h" }), { cell: { BasicLSTMCell: { num_units: 4 } }, inputs: "h" }],
      },
      get("after", [5]),
    ],
    minor >= 5,
  );
  add("cells of different kinds in one scope", 263, [
    x,
    {
      variable_scope: "s",
      do: [cell("BasicLSTMCell", { num_units: 5 }, { as: "h" }), { cell: { GRUCell: { num_units: 4 } }, inputs: "h" }],
    },
    get("after", [5]),
  ]);
  add("float64 inputs", 264, [
    { placeholder: { name: "x", shape: [4, 6], dtype: "float64" } },
    {
      variable_scope: "s",
      initializer: { random_uniform_initializer: { minval: -1, maxval: 1, seed: 2 } },
      do: [cell("BasicLSTMCell", { num_units: 5 })],
    },
  ]);
  add("named cell", 265, [x, { variable_scope: "s", do: [cell("GRUCell", { num_units: 5, name: "mine" })] }], minor >= 5);
  add("batch unknown, seeds given", null, [
    { placeholder: { name: "x", shape: [null, 6] } },
    { variable_scope: "s", initializer: { random_normal_initializer: { seed: 2 } }, do: [cell("LSTMCell", { num_units: 5 })] },
  ]);

  // A second cell in a scope that reuses; a stack forgets that it was called.
  const scope = (reuse, ...cells) => ({ variable_scope: "s", ...(reuse === null ? {} : { reuse }), do: cells });
  const kinds = ["BasicRNNCell", "BasicLSTMCell", "LSTMCell", "GRUCell"];
  const stack = cell("MultiRNNCell", [{ GRUCell: { num_units: 5 } }, { GRUCell: { num_units: 5 } }]);
  kinds.forEach((kind, k) => {
    const one = cell(kind, { num_units: 5 });
    add(`${kind} again in a scope that reuses`, 270 + k, [x, scope(null, one), scope(true, one), get("after", [5])], minor >= 5 || k === 3);
    add(
      `two of ${kind} under AUTO_REUSE`,
      280 + k,
      [x, scope("AUTO_REUSE", one, one), scope("AUTO_REUSE", one), get("after", [5])],
      minor >= 5,
    );
  });
  add(
    "GRUCell three times in a scope of 1.1",
    290,
    [
      x,
      scope(null, cell("GRUCell", { num_units: 5 })),
      scope(true, cell("GRUCell", { num_units: 5 }), cell("GRUCell", { num_units: 5 })),
      get("after", [5]),
    ],
    minor < 2,
  );
  add("MultiRNNCell again in a scope that reuses", 291, [x, scope(null, stack), scope(true, stack, stack), get("after", [5])]);
  add("MultiRNNCell under AUTO_REUSE", 292, [x, scope("AUTO_REUSE", stack, stack), get("after", [5])], minor >= 5);
  add(
    "cells beside a MultiRNNCell",
    293,
    [
      x,
      stack,
      cell("GRUCell", { num_units: 5 }),
      cell("GRUCell", { num_units: 4 }),
      { variable_scope: "multi_rnn_cell", do: [get("v", [2])] },
      get("multi_rnn_cell", [3]),
    ],
    minor >= 5,
  );

  // Operations that options add.
  const joined = [
    ["LSTMCell", {}],
    ["BasicLSTMCell", {}],
    ["LSTMCell", { use_peepholes: true, num_proj: 3, cell_clip: 1, proj_clip: 1 }],
    ["LSTMCell", { num_proj: 3 }],
  ];
  joined.forEach(([kind, more], k) => {
    add(`${kind} ${JSON.stringify(more)} with its state in one`, 300 + k, [
      x,
      cell(kind, { num_units: 5, state_is_tuple: false, ...more }),
      get("after", [5]),
    ]);
  });
  const activations = "tanh relu sigmoid softsign softplus elu exponential softmax linear selu hard_sigmoid".split(" ");
  for (const kind of kinds) {
    const listed = kind === "GRUCell" ? activations : ["linear", "hard_sigmoid"];
    for (const activation of listed) {
      add(`${kind} with ${activation}`, 310, [x, cell(kind, { num_units: 5, activation }), get("after", [5])], minor >= 15);
    }
  }
  for (const dtype of ["int32", "int64"]) {
    add(`large ${dtype} by default`, 320, [
      get("i", [40, 30], undefined, dtype),
      get("a", [5]),
      get("j", [999], undefined, dtype),
      get("b", [5]),
    ]);
  }
  add(
    "distributions in capitals",
    321,
    [
      get("a", [4, 3], { variance_scaling_initializer: { distribution: "UNIFORM" } }),
      get("b", [4, 3], { variance_scaling_initializer: { distribution: "Normal" } }),
      get("after", [5]),
    ],
    minor >= 3,
  );
  add("values held against a dtype", 322, [
    { get_variable: { name: "f", initializer: [1.5, 2], dtype: "float32" } },
    { get_variable: { name: "i", initializer: [1, 2], dtype: "int32" } },
    { get_variable: { name: "l", initializer: 1099511627776, dtype: "int64" } },
    get("Const", [5]),
    { Variable: { initial_value: 3, dtype: "float64" } },
    { Variable: { initial_value: 3, dtype: "int64" } },
    get("after", [5]),
  ]);
  add("dtype of a cell", 323, [x, cell("GRUCell", { num_units: 5, dtype: "float32" }), get("after", [5])], minor >= 10);

  // Names that variables, placeholders and scopes share.
  const placeholder = (name) => ({ placeholder: { name, shape: [4, 6] } });
  const variable = (name) => ({ Variable: { initial_value: { random_normal: { shape: [3] } }, name } });
  add("a placeholder's name", 330, [placeholder("w"), get("w", [3]), variable("w")]);
  add("a variable's name", 331, [get("w", [3]), placeholder("w"), variable("w"), get("w_1", [3])]);
  add("Variable before get_variable", 332, [variable("w"), get("w", [3]), variable("w_1")]);
  add("capitals in names", 333, [get("W", [3]), get("w", [3]), placeholder("W"), variable("w")]);
  add("a scope's name", 334, [
    { variable_scope: "w", do: [get("read", [3])] },
    get("w", [3]),
    { variable_scope: "w", do: [get("Assign", [3])] },
  ]);
  add("names inside a variable's", 335, [
    get("w", [3]),
    { variable_scope: "w", do: [get("read", [3]), get("Initializer", [3]), get("Assign", [3]), variable("v")] },
  ]);
  add("names inside a Variable's", 336, [
    { Variable: { initial_value: 1.5, name: "w" } },
    { variable_scope: "w", do: [get("read", [3]), get("initial_value", [3]), get("Assign", [3])] },
  ]);
  add("a sampler's name", 337, [variable("w"), get("random_normal", [3]), variable("random_normal")]);
  add("names beside cells", 338, [
    x,
    {
      variable_scope: "s",
      do: [
        stack,
        variable("s"),
        variable("multi_rnn_cell"),
        variable("MultiRNNCellZeroState"),
        variable("cell_0"),
        cell("GRUCell", { num_units: 5 }),
        variable("gru_cell"),
        variable("GRUCellZeroState"),
      ],
    },
  ]);
  add("reuse under another name", 339, [
    placeholder("w"),
    get("w", [3]),
    { variable_scope: "s", do: [get("w", [3])] },
    { variable_scope: "s", reuse: true, do: [get("w", [3])] },
    get("after", [3]),
  ]);

  // Cells that reuse by an argument of their own, and a stack whose state is one tensor.
  const gru = (more) => cell("GRUCell", { num_units: 5, ...more });
  add("a cell that reuses", 340, [x, gru({}), gru({ reuse: true }), gru({}), get("after", [5])], minor >= 5);
  add(
    "a cell that reuses in a scope, by its name",
    341,
    [
      x,
      scope(null, gru({ name: "mine" }), gru({ name: "mine", reuse: true }), gru({ reuse: false })),
      scope(null, gru({ name: "mine_1", reuse: "AUTO_REUSE" }), gru({ name: "mine", reuse: true })),
      get("after", [5]),
    ],
    minor >= 5,
  );
  kinds.forEach((kind, k) => {
    const own = cell(kind, { num_units: 5, reuse: "AUTO_REUSE" });
    add(`${kind} that reuses where it can`, 342 + k, [x, own, own, scope(null, own), get("after", [5])], minor >= 5);
  });
  add(
    "reusing cells in a stack",
    346,
    [
      x,
      cell("MultiRNNCell", [{ GRUCell: { num_units: 5, reuse: "AUTO_REUSE" } }, { LSTMCell: { num_units: 4, reuse: "AUTO_REUSE" } }]),
      get("after", [5]),
    ],
    minor >= 5,
  );
  const one = { num_units: 5, state_is_tuple: false };
  add("MultiRNNCell with its state in one", 347, [
    x,
    cell("MultiRNNCell", { cells: [{ BasicLSTMCell: one }, { GRUCell: { num_units: 4 } }, { LSTMCell: one }], state_is_tuple: false }),
    get("after", [5]),
  ]);
  add("a stack in a stack, its state in one", 348, [
    x,
    cell("MultiRNNCell", {
      cells: [{ MultiRNNCell: { cells: [{ LSTMCell: one }], state_is_tuple: false } }, { BasicRNNCell: { num_units: 4 } }],
      state_is_tuple: false,
    }),
    get("after", [5]),
  ]);
  add("MultiRNNCell of cells with their states in one", 349, [
    x,
    cell("MultiRNNCell", [{ BasicLSTMCell: one }, { LSTMCell: one }]),
    get("after", [5]),
  ]);
  add("names of one's own inside a cell's scope", 350, [
    x,
    scope(null, gru({})),
    { variable_scope: "s/gru_cell", do: [get("mine", [3]), get("matmul2", [3]), get("gates/mine", [3]), variable("mine")] },
    get("after", [5]),
  ]);
  return list;
}
