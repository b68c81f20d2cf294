/** Random programs of TensorFlow 1: scopes, reuse, variables, cells called once. */

const graphSeeds = [0, 1, 7, -3, 2147483647, 2147483648, "1099511627779", "-9223372036854775808", null];

export function generate(random, { dialect, version }) {
  const program = new Program(random, Number(version.split(".")[1]));
  const seed = random.chance(0.6) ? random.int(0, 2147483647) : random.pick(graphSeeds);
  program.counted = seed !== null;
  const blocks = program.head();
  blocks.push(...program.body(random.int(1, 5), 0));
  return { gatewise: 1, dialect, seed: random.chance(0.5) && seed !== null ? seed : { graph: seed }, program: blocks };
}

class Program {
  constructor(random, minor) {
    this.random = random;
    this.minor = minor;
    this.tensors = [];
    this.serial = 0;
    this.counted = true;
  }

  head() {
    const { random } = this;
    return random.list(random.int(1, 2), (k) => {
      const name = ["x", "inputs"][k];
      const width = random.size();
      const dtype = random.chance(0.15) ? "float64" : undefined;
      const batch = random.chance(0.1) && !this.counted ? null : random.int(1, 4);
      this.tensors.push({ name, width });
      return { placeholder: { name, shape: [batch, width], ...(dtype === undefined ? {} : { dtype }) } };
    });
  }

  body(count, depth) {
    return this.random.list(count, () => this.block(depth));
  }

  block(depth) {
    const { random } = this;
    const roll = random.unit();
    if (roll < 0.35) return this.getVariable();
    if (roll < 0.45) return this.variable();
    if (roll < 0.5)
      return {
        constant: {
          value: random.pick([
            1.5,
            3,
            [1, 2, 3],
            [
              [1.5, 2],
              [3, 4],
            ],
          ]),
          ...random.some({ name: [0.5, () => random.pick(["c", "k", "w"])], dtype: [0.1, () => "float32"] }),
        },
      };
    if (roll < 0.78 || depth > 2) return this.cell();
    return {
      variable_scope: random.pick(["m", "n", "enc", "a/b", "x", "s_1"]),
      ...random.some({
        initializer: [0.4, () => this.initializer(true)],
        dtype: [0.1, () => random.pick(["float32", "float64"])],
        reuse: [0.15, () => random.pick([true, false, null, "AUTO_REUSE", "AUTO_REUSE"])],
      }),
      do: this.body(random.int(0, 3), depth + 1),
    };
  }

  getVariable() {
    const { random } = this;
    const name = random.chance(0.15) ? random.pick(["w", "b"]) : `${random.pick(["w", "v", "deep/u", "kernel"])}${this.serial++}`;
    if (random.chance(0.08))
      return {
        get_variable: {
          name,
          initializer: random.pick([
            3,
            1.5,
            [1, 2],
            [
              [1, 2.5],
              [3, 4],
            ],
          ]),
          ...random.some({ dtype: [0.2, () => random.pick(["float64", "int32", "int64"])] }),
        },
      };
    const rank = random.chance(0.6) ? 2 : random.int(1, 4);
    const shape = random.list(rank, () => (rank > 2 ? random.int(1, 5) : random.size()));
    if (random.chance(0.01)) shape[0] = 0;
    return {
      get_variable: {
        name,
        shape,
        ...random.some({
          initializer: [this.counted ? 0.6 : 0.97, () => this.initializer(rank === 2)],
          dtype: [0.12, () => random.pick(["float64", "float32", "int32"])],
          trainable: [0.05, () => random.chance(0.5)],
        }),
      },
    };
  }

  variable() {
    const { random } = this;
    const shape = random.list(random.int(0, 3), () => random.int(1, 8));
    const seed = this.seed();
    const initial = random.pick([
      {
        random_normal: {
          shape,
          ...random.some({ mean: [0.3, () => random.number(-1, 1)], stddev: [0.5, () => random.number(0, 2)] }),
          ...seed,
        },
      },
      {
        random_uniform: {
          shape,
          ...random.some({ minval: [0.3, () => random.number(-1, 0)], maxval: [0.5, () => random.number(0.1, 2)] }),
          ...seed,
        },
      },
      { truncated_normal: { shape, ...random.some({ stddev: [0.5, () => random.number(0, 2)] }), ...seed } },
      { zeros: { shape } },
      { ones: { shape } },
      random.number(-3, 3),
      3,
      [1.5, 2.5],
    ]);
    return {
      Variable: {
        initial_value: initial,
        ...random.some({
          name: [0.6, () => random.pick(["w", "v", "Variable", "b"])],
          dtype: [typeof initial === "number" ? 0.1 : 0, () => "float64"],
        }),
      },
    };
  }

  seed() {
    const { random } = this;
    const own = () =>
      random.chance(0.7) ? random.int(0, 1000) : random.pick([0, 2147483647, 2147483646, 2147483648, -1, -9, 1099511627779]);
    return random.chance(this.counted ? 0.3 : 0.97) ? { seed: own() } : {};
  }

  initializer(matrix) {
    const { random } = this;
    const deviations = () => random.some({ mean: [0.4, () => random.number(-1, 1)], stddev: [0.6, () => random.number(0, 2)] });
    const classes = {
      zeros_initializer: () => ({}),
      ones_initializer: () => ({}),
      constant_initializer: () => ({ value: random.pick([0.5, -2, 1, [1], 0]) }),
      random_uniform_initializer: () => ({
        ...random.some({ minval: [0.5, () => random.number(-2, 0)], maxval: [0.5, () => random.number(0.1, 2)] }),
        ...this.seed(),
      }),
      random_normal_initializer: () => ({ ...deviations(), ...this.seed() }),
      truncated_normal_initializer: () => ({ ...deviations(), ...this.seed() }),
      uniform_unit_scaling_initializer: () => ({ ...random.some({ factor: [0.5, () => random.number(0.1, 3)] }), ...this.seed() }),
      "contrib.xavier_initializer": () => ({ ...random.some({ uniform: [0.5, () => random.chance(0.5)] }), ...this.seed() }),
      "contrib.variance_scaling_initializer": () => ({
        ...random.some({
          factor: [0.5, () => random.number(0.1, 3)],
          mode: [0.5, () => random.pick(["FAN_IN", "FAN_OUT", "FAN_AVG"])],
          uniform: [0.5, () => random.chance(0.5)],
        }),
        ...this.seed(),
      }),
      ...(matrix || random.chance(0.03)
        ? { orthogonal_initializer: () => ({ ...random.some({ gain: [0.4, () => random.number(0.1, 3)] }), ...this.seed() }) }
        : {}),
      ...(this.minor >= 3 || random.chance(0.03)
        ? {
            variance_scaling_initializer: () => ({
              ...random.some({
                scale: [0.5, () => random.number(0.1, 4)],
                mode: [0.5, () => random.pick(["fan_in", "fan_out", "fan_avg"])],
                distribution: [
                  0.5,
                  () =>
                    random.pick(
                      this.minor >= 10 || random.chance(0.05)
                        ? ["uniform", "normal", "truncated_normal", "untruncated_normal"]
                        : ["uniform", "normal"],
                    ),
                ],
              }),
              ...this.seed(),
            }),
            glorot_uniform_initializer: () => this.seed(),
            glorot_normal_initializer: () => this.seed(),
          }
        : {}),
      ...(this.minor >= 3 && (matrix || random.chance(0.03))
        ? { "initializers.identity": () => random.some({ gain: [0.5, () => random.number(0.1, 3)] }) }
        : {}),
      ...(this.minor >= 11 || random.chance(0.03)
        ? Object.fromEntries(
            ["he_normal", "he_uniform", "lecun_normal", "lecun_uniform"].map((name) => [`initializers.${name}`, () => this.seed()]),
          )
        : {}),
    };
    const name = random.pick(Object.keys(classes));
    const args = classes[name]();
    return Object.keys(args).length === 0 && random.chance(0.6) ? name : { [name]: args };
  }

  cell() {
    const { random } = this;
    const inputs = random.pick(this.tensors);
    const [made] = this.cellOf(0);
    const block = { cell: made, inputs: inputs.name, ...random.some({ state: [0.7, () => "zero_state"] }) };
    if (random.chance(0.5)) {
      block.as = `h${this.serial++}`;
      this.tensors.push({ name: block.as });
    }
    return block;
  }

  cellOf(depth) {
    const { random } = this;
    const num_units = random.size();
    const scopeless = this.counted ? 0.2 : 0.9;
    const common = random.some({
      activation: [0, () => null],
      ...(this.minor >= 5 ? { name: [0.1, () => random.pick(["mine", "cell_x"])] } : {}),
    });
    const roll = random.unit();
    if (roll < 0.15 && depth === 0) {
      const list = random.list(random.int(1, 3), () => this.cellOf(1)[0]);
      return [{ MultiRNNCell: random.chance(0.7) ? list : { cells: list } }];
    }
    if (roll < 0.3) return [{ BasicRNNCell: { num_units, ...common } }];
    if (roll < 0.5)
      return [
        {
          BasicLSTMCell: {
            num_units,
            ...random.some({ forget_bias: [0.4, () => random.number(-1, 2)], state_is_tuple: [0.15, () => random.chance(0.5)] }),
            ...common,
          },
        },
      ];
    if (roll < 0.75)
      return [
        {
          LSTMCell: {
            num_units,
            ...random.some({
              use_peepholes: [0.4, () => random.chance(0.7)],
              cell_clip: [0.2, () => random.number(0.5, 3)],
              initializer: [scopeless, () => this.initializer(true)],
              num_proj: [0.35, () => random.size()],
              proj_clip: [0.2, () => random.number(0.5, 3)],
              forget_bias: [0.3, () => random.number(-1, 2)],
              state_is_tuple: [0.15, () => random.chance(0.5)],
            }),
            ...common,
          },
        },
      ];
    return [
      {
        GRUCell: {
          num_units,
          ...(this.minor >= 2
            ? random.some({
                kernel_initializer: [scopeless, () => this.initializer(true)],
                bias_initializer: [0.2, () => this.initializer(false)],
              })
            : {}),
          ...common,
        },
      },
    ];
  }
}
