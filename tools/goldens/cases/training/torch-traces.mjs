/** What PyTorch's schedules, plateau and clips print. */
const metrics = [1, 0.9, 0.89, 0.89, 0.9, 0.7, 0.71, 0.70001, 0.72, 0.7, 0.8, 0.6, 0.61, 0.62, 0.63, 0.64, 0.65, 0.66, 0.67, 0.68];

function rates(name, type, args, { base = 0.1, count = 25 } = {}) {
  return { name: `rates ${name}`, document: { rates: { class: type, args }, base, count } };
}

function plateau(name, args, { base = 0.1, values = metrics } = {}) {
  return { name: `plateau ${name}`, document: { plateau: { args }, base, metrics: values } };
}

const shapes = [[3, 4], [5], [2, 2, 2]];
function clip(name, fn, args, more = {}) {
  return { name: `clip ${name}`, document: { clip: { function: fn, args }, shapes, ...more } };
}

export const traces = [
  rates("step", "StepLR", { step_size: 4 }),
  rates("step gamma", "StepLR", { step_size: 3, gamma: 0.7 }, { base: 0.03 }),
  rates("exponential", "ExponentialLR", { gamma: 0.93 }),
  rates("cosine", "CosineAnnealingLR", { T_max: 7 }),
  rates("cosine minimum", "CosineAnnealingLR", { T_max: 5, eta_min: 0.02 }, { base: 0.3, count: 40 }),
  rates("cosine once", "CosineAnnealingLR", { T_max: 1, eta_min: 0.02 }, { count: 6 }),
  plateau("patience", { patience: 2 }),
  plateau("defaults", {}, { values: Array.from({ length: 30 }, (_, i) => 1 + (i % 3) / 100) }),
  plateau("cooldown", { patience: 1, cooldown: 2, factor: 0.5 }),
  plateau("absolute", { patience: 1, threshold: 0.15, threshold_mode: "abs", min_lr: 0.02, factor: 0.3 }),
  plateau("maximum", { mode: "max", patience: 0, threshold: 0.1, factor: 0.5 }),
  plateau("maximum absolute", { mode: "max", patience: 2, threshold: 0.1, threshold_mode: "abs", factor: 0.5 }),
  plateau("small drops", { patience: 0, factor: 0.9, eps: 5e-3 }),
  plateau("negative", { patience: 1 }, { values: [-1, -1.00005, -1.0002, -1.0001, -0.5, -2, -2, -2, -2] }),
  clip("norm", "clip_grad_norm_", { max_norm: 1 }),
  clip("norm not reached", "clip_grad_norm_", { max_norm: 100 }),
  clip("norm one", "clip_grad_norm_", { max_norm: 2, norm_type: 1 }),
  clip("norm three", "clip_grad_norm_", { max_norm: 0.5, norm_type: 3 }),
  clip("norm infinity", "clip_grad_norm_", { max_norm: 0.25, norm_type: "inf" }),
  clip("norm of zeros", "clip_grad_norm_", { max_norm: 0.25 }, { scale: 0 }),
  clip("norm with infinity", "clip_grad_norm_", { max_norm: 0.25 }, { put: [[1, 2, "inf"]] }),
  clip("norm with nan", "clip_grad_norm_", { max_norm: 0.25 }, { put: [[1, 2, "nan"]] }),
  clip("value", "clip_grad_value_", { clip_value: 0.25 }),
  clip(
    "value with nan and infinity",
    "clip_grad_value_",
    { clip_value: 0.25 },
    {
      put: [
        [1, 2, "nan"],
        [0, 3, "-inf"],
      ],
    },
  ),
];
