/** What the schedules, callbacks, clips, regularisers and constraints of Keras print. */
const metrics = [1, 0.9, 0.89, 0.89, 0.9, 0.7, 0.71, 0.69995, 0.72, 0.7, 0.8, 0.6, 0.61, 0.62, 0.63, 0.64, 0.65, 0.66, 0.67, 0.68];
const shapes = [[3, 4], [5], [2, 2, 2]];

export function traces(generation) {
  const modern = generation === "keras 3" || generation === "tf_keras";
  const rates = (name, class_name, config, count = 25) => ({ name: `rates ${name}`, document: { rates: { class_name, config }, count } });
  const plateau = (name, config, values = metrics, base = 0.1) => ({
    name: `plateau ${name}`,
    document: { plateau: { config }, base, metrics: values },
  });
  const stop = (name, config, values = metrics) => ({ name: `stop ${name}`, document: { stop: { config }, metrics: values } });
  const clip = (name, args, more = {}) => ({ name: `clip trace ${name}`, document: { clip: args, shapes, ...more } });
  const regularizer = (name, class_name, config, more = {}) => ({
    name: `regularizer ${name}`,
    document: { regularizer: { class_name, config }, shape: [5, 4], ...more },
  });
  const constraint = (name, class_name, config, more = {}) => ({
    name: `constraint ${name}`,
    document: { constraint: { class_name, config }, shape: [5, 4], ...more },
  });

  const falling = [1, 0.9, 0.8, 0.7, 0.71, 0.72, 0.73, 0.6, 0.61, 0.62, 0.63];
  const infinite = { put: [[1, 2, "inf"]] };
  const older = [
    plateau("patience", { patience: 3 }),
    plateau("cooldown", { patience: 2, cooldown: 3, factor: 0.5, [generation === "tf.keras 1" ? "epsilon" : "min_delta"]: 0.05 }),
    plateau("least rate", { patience: 1, factor: 0.3, min_lr: 0.02, cooldown: 1 }),
    plateau("maximum", { patience: 2, mode: "max", factor: 0.5 }),
    plateau("no patience", { patience: 0, factor: 0.8 }),
    stop("patience", { patience: 2 }),
    stop("no patience", { patience: 0 }),
    stop("no patience at the first", { patience: 0 }, [1, 2, 3]),
    stop("least change", { patience: 2, min_delta: 0.15 }),
    stop("maximum", { patience: 3, mode: "max" }),
    stop("never", { patience: 3 }, falling),
    stop("with nan", { patience: 2 }, [1, "nan", 0.9, "nan", "nan", 0.5]),
    stop("nan at first", { patience: 2 }, ["nan", 1, 0.9, 0.8, 0.9, 0.9]),
    regularizer("l1", "L1L2", { l1: 0.03 }),
    regularizer("l2", "L1L2", { l2: 0.03 }),
    regularizer("l1 and l2", "L1L2", { l1: 0.03, l2: 0.07 }),
    // Element 125·… of the cycle is 0: the gradient of |w| there.
    regularizer("l1 at zero", "L1L2", { l1: 0.03 }, { start: 50, shape: [40, 7] }),
    constraint("max norm", "MaxNorm", { max_value: 0.9, axis: 0 }),
    constraint("max norm of rows", "MaxNorm", { max_value: 0.9, axis: 1 }),
    constraint("max norm of all", "MaxNorm", { max_value: 0.9, axis: [0, 1] }),
    constraint("max norm of zeros", "MaxNorm", { max_value: 0.9, axis: 0 }, { scale: 0 }),
    constraint("unit norm", "UnitNorm", { axis: 0 }),
    constraint("unit norm of the middle axis", "UnitNorm", { axis: 1 }, { shape: [3, 4, 2] }),
    constraint("min max norm", "MinMaxNorm", { min_value: 0.8, max_value: 1.2, rate: 1, axis: 0 }),
    constraint("min max norm slowly", "MinMaxNorm", { min_value: 0.8, max_value: 1.2, rate: 0.3, axis: 1 }),
    constraint("non-negative", "NonNeg", {}),
  ];
  if (!modern) return older;
  return [
    ...older,
    rates("exponential", "ExponentialDecay", { initial_learning_rate: 0.1, decay_steps: 7, decay_rate: 0.6 }),
    rates("exponential staircase", "ExponentialDecay", { initial_learning_rate: 0.3, decay_steps: 4, decay_rate: 0.9, staircase: true }),
    rates("inverse time", "InverseTimeDecay", { initial_learning_rate: 0.3, decay_steps: 4, decay_rate: 0.9 }),
    rates("inverse time staircase", "InverseTimeDecay", { initial_learning_rate: 0.3, decay_steps: 4, decay_rate: 0.9, staircase: true }),
    rates("polynomial", "PolynomialDecay", { initial_learning_rate: 0.3, decay_steps: 10, end_learning_rate: 0.01, power: 1.5 }),
    rates("polynomial in cycles", "PolynomialDecay", {
      initial_learning_rate: 0.3,
      decay_steps: 6,
      end_learning_rate: 0.01,
      power: 1,
      cycle: true,
    }),
    rates("cosine", "CosineDecay", { initial_learning_rate: 0.3, decay_steps: 12, alpha: 0.1 }),
    rates("cosine after a warm-up", "CosineDecay", {
      initial_learning_rate: 0.01,
      decay_steps: 12,
      alpha: 0.1,
      warmup_target: 0.3,
      warmup_steps: 5,
    }),
    rates(
      "cosine restarts",
      "CosineDecayRestarts",
      { initial_learning_rate: 0.3, first_decay_steps: 5, t_mul: 2, m_mul: 0.8, alpha: 0.1 },
      40,
    ),
    rates("cosine restarts alike", "CosineDecayRestarts", { initial_learning_rate: 0.3, first_decay_steps: 5, t_mul: 1, m_mul: 0.8 }, 18),
    rates("piecewise", "PiecewiseConstantDecay", { boundaries: [3, 9, 15], values: [0.1, 0.05, 0.02, 0.01] }),
    // In Keras 3 the first value is better than none, though it be NaN; here it only may not end training.
    ...(generation === "tf_keras" ? [stop("nan at first without patience", { patience: 0 }, ["nan", 1, 2])] : []),
    stop("restores the best", { patience: 2, restore_best_weights: true }),
    stop("restores though never stopped", { patience: 5, restore_best_weights: true }, falling),
    stop("baseline", { patience: 3, baseline: 0.65 }),
    stop("baseline reached", { patience: 3, baseline: 0.95 }),
    stop("starts later", { patience: 2, start_from_epoch: 4, restore_best_weights: true }),
    clip("norm", { clipnorm: 0.7 }),
    clip("norm of zeros", { clipnorm: 0.7 }, { scale: 0 }),
    clip("norm with infinity", { clipnorm: 0.7 }, infinite),
    clip("global norm", { global_clipnorm: 1 }),
    clip("global norm not reached", { global_clipnorm: 100 }),
    clip("global norm of zeros", { global_clipnorm: 1 }, { scale: 0 }),
    clip("global norm with infinity", { global_clipnorm: 1 }, infinite),
    clip("value", { clipvalue: 0.25 }),
    clip(
      "value with nan and infinity",
      { clipvalue: 0.25 },
      {
        put: [
          [1, 2, "nan"],
          [0, 3, "-inf"],
        ],
      },
    ),
    regularizer("orthogonal rows", "OrthogonalRegularizer", { factor: 0.4 }),
    regularizer("orthogonal columns", "OrthogonalRegularizer", { factor: 0.4, mode: "columns" }),
    regularizer("orthogonal with a row of zeros", "OrthogonalRegularizer", { factor: 0.4 }, { zero: [2] }),
    regularizer("orthogonal columns with rows of zeros", "OrthogonalRegularizer", { factor: 0.4, mode: "columns" }, { zero: [0, 3] }),
  ];
}
