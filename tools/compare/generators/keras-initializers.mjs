/** Random initialisers of Keras, by name or with arguments, with seeds of every kind. */

const presets = ["glorot_uniform", "glorot_normal", "he_uniform", "he_normal", "lecun_uniform", "lecun_normal"];
const camel = (name) => name.replace(/(?:^|_)([a-z])/g, (_, letter) => letter.toUpperCase());

/**
 * @param {import("../random.mjs").Random} random
 * @param {any} set
 * @param {{ rank: number, default?: string, biasOf?: string }} what the weight that it starts
 */
export function initializerOf(random, set, what) {
  const { generation } = set;
  const modern = generation === "keras 3" || generation === "tf_keras";
  const seeded = generation === "tf.keras 1" ? 0.97 : 0.5;
  const seed = () => random.some({ seed: [seeded, () => seedOf(random, generation)] });
  const constants = [
    "zeros",
    "ones",
    "Zeros",
    "Ones",
    { class_name: "Constant", config: random.some({ value: [0.95, () => random.number(-2, 2)] }) },
    "zero",
    "one",
  ];
  if (what.default === undefined && random.chance(0.5)) return random.pick(constants);
  if (random.chance(0.06)) return random.pick(constants);
  const matrix = what.rank === 2;
  if (generation !== "tf.keras 1" && random.chance(0.35)) {
    const names = [
      ...presets,
      "RandomNormal",
      "RandomUniform",
      "TruncatedNormal",
      "VarianceScaling",
      "normal",
      "uniform",
      "random_normal",
      "random_uniform",
    ];
    if (modern) names.push(...presets.map(camel), "truncated_normal", "variance_scaling");
    if (matrix || random.chance(0.02)) names.push("orthogonal", "Orthogonal");
    if (random.chance(0.02)) names.push("glorot", "xavier_uniform");
    return random.pick(names);
  }
  const distributions = modern ? ["uniform", "truncated_normal", "untruncated_normal", "normal"] : ["uniform", "normal"];
  const classes = {
    RandomNormal: () => ({
      ...random.some({ mean: [0.4, () => random.number(-1, 1)], stddev: [0.6, () => random.number(0, 2)] }),
      ...seed(),
    }),
    TruncatedNormal: () => ({
      ...random.some({ mean: [0.4, () => random.number(-1, 1)], stddev: [0.6, () => random.number(0, 2)] }),
      ...seed(),
    }),
    RandomUniform: () => {
      const low = random.number(-2, 0.9);
      const range = random.chance(0.5) ? { minval: low, maxval: low + random.number(0, 2) } : {};
      return { ...range, ...seed() };
    },
    VarianceScaling: () => ({
      ...random.some({
        scale: [0.6, () => random.number(0.1, 4)],
        mode: [0.6, () => random.pick(["fan_in", "fan_out", "fan_avg"])],
        distribution: [0.6, () => random.pick(distributions)],
      }),
      ...seed(),
    }),
    ...(modern ? Object.fromEntries(presets.map((name) => [camel(name), seed])) : {}),
    ...(matrix ? { Orthogonal: () => ({ ...random.some({ gain: [0.5, () => random.number(0.1, 3)] }), ...seed() }) } : {}),
    ...(matrix && random.chance(0.2) ? { Identity: () => random.some({ gain: [0.5, () => random.number(0.1, 3)] }) } : {}),
  };
  const class_name = random.pick(Object.keys(classes));
  return { class_name, config: classes[class_name]() };
}

function seedOf(random, generation) {
  const roll = random.unit();
  if (roll < 0.5) return random.int(0, 100);
  if (roll < 0.8) return random.int(0, 2147483647);
  if (roll < 0.9) return random.pick([2147483646, 2147483647, 2147483648, 4294967295, 4294967296, 1099511627779, 9007199254740991]);
  if (roll < 0.97 || generation !== "keras 3") return random.pick([-1, -5, -2147483648, -4294967297]);
  return { module: "keras.random", class_name: "SeedGenerator", config: { seed: random.int(0, 99) } };
}
