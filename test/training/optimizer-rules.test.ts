/** What a step does to parameters without a gradient, to excluded ones, and what the dialects refuse. */
import { describe, expect, it } from "vitest";
import { kerasOptimizer, kerasPlateau, kerasStopping, resolveDialect } from "../../src/dialects/keras/index.ts";
import { tf1Clip, tf1Optimizer, tf1Schedule } from "../../src/dialects/tf1/index.ts";
import { torchClip, torchOptimizer, torchPlateau, torchSchedule } from "../../src/dialects/torch/index.ts";
import { Optimizer, slotsOf } from "../../src/train/index.ts";

const of = (name: string, value: Float32Array, gradient: number[] | null, decays = true) => ({
  name,
  value,
  gradient: gradient === null ? null : Float32Array.from(gradient),
  shape: [value.length],
  decays,
});

const keras3 = resolveDialect("keras@3.15/jax");
const keras2 = resolveDialect("keras@2.1.6");
const tfKeras1 = resolveDialect("tf.keras@1.8");

describe("a step", () => {
  it("leaves a parameter without a gradient as it is: no decay, no state", () => {
    const optimizer = new Optimizer(torchOptimizer("AdamW", { lr: 0.1, weight_decay: 0.5 }));
    const [a, b] = [Float32Array.of(1, -2), Float32Array.of(3)];
    optimizer.step([of("a", a, [0.5, 0.25]), of("b", b, null)]);
    expect(b[0]).toBe(3);
    expect(a[0]).toBeLessThan(1);
    expect(optimizer.state().map(({ name }) => name)).toEqual(["rate", "steps", "steps/a", "m/a", "v/a"]);
  });

  it("counts each parameter's steps in PyTorch and all together in Keras", () => {
    const late = (definition: Parameters<typeof kerasOptimizer>[1] | null) => {
      const optimizer = new Optimizer(definition === null ? torchOptimizer("Adam", { lr: 0.1 }) : kerasOptimizer(keras3, definition));
      const [a, b] = [Float32Array.of(1), Float32Array.of(1)];
      optimizer.step([of("a", a, [0.5]), of("b", b, null)]);
      optimizer.step([of("a", a, [0.5]), of("b", b, [0.5])]);
      return 1 - b[0];
    };
    // A first step of Adam is as long as the rate: g/√g². At t = 2 its averages of one gradient are corrected as if of two.
    expect(late(null)).toBeCloseTo(0.1, 5);
    const corrected = (0.1 * Math.sqrt(1 - 0.999 ** 2) * 0.1) / ((1 - 0.9 ** 2) * Math.sqrt(0.001));
    expect(late({ class_name: "Adam", config: { learning_rate: 0.1 } })).toBeCloseTo(corrected, 4);
  });

  it("decays what is not excluded", () => {
    const optimizer = new Optimizer(kerasOptimizer(keras3, { class_name: "SGD", config: { learning_rate: 0.5, weight_decay: 0.25 } }));
    const [a, b] = [Float32Array.of(1), Float32Array.of(1)];
    optimizer.step([of("a", a, [0]), of("b", b, [0], false)]);
    expect([a[0], b[0]]).toEqual([1 - 0.125, 1]);
  });

  it("takes a rate that was set by hand", () => {
    const optimizer = new Optimizer(torchOptimizer("SGD", { lr: 1 }));
    const a = Float32Array.of(1);
    optimizer.rate = 0.25;
    optimizer.step([of("a", a, [1])]);
    expect(a[0]).toBe(0.75);
  });

  it("tells the norm before clipping", () => {
    const optimizer = new Optimizer({ ...torchOptimizer("SGD", { lr: 1 }), clip: [torchClip("clip_grad_norm_", { max_norm: 1 })] });
    expect(optimizer.step([of("a", Float32Array.of(0), [3]), of("b", Float32Array.of(0), [4])])).toBe(5);
  });

  it("refuses a state of another net", () => {
    const optimizer = new Optimizer(torchOptimizer("Adam", {}));
    const a = Float32Array.of(1, 2);
    optimizer.step([of("a", a, [1, 1])]);
    const state = new Map(optimizer.state().map((array) => [array.name, array]));
    const other = new Optimizer(torchOptimizer("Adam", {}));
    other.restore(state);
    expect(() => other.step([of("a", Float32Array.of(1), [1])])).toThrow(/bad-shape[\s\S]*m\/a/);
    state.delete("v/a");
    other.restore(state);
    expect(() => other.step([of("a", a, [1, 1])])).toThrow(/missing-tensor[\s\S]*no v\/a/);
  });

  it("says how many arrays it keeps", () => {
    const counts = [
      torchOptimizer("SGD", {}),
      torchOptimizer("SGD", { momentum: 0.9 }),
      torchOptimizer("Adam", { amsgrad: true }),
      torchOptimizer("RMSprop", { centered: true, momentum: 0.5 }),
    ].map(({ update }) => slotsOf(update));
    expect(counts).toEqual([0, 1, 3, 3]);
  });
});

describe("what the frameworks refuse, and what gatewise does not do", () => {
  const refusals: readonly [string, () => unknown, RegExp][] = [
    ["an unknown class of PyTorch", () => torchOptimizer("Adan", {}), /unknown-class[\s\S]*did you mean Adam/],
    ["a class of PyTorch that is not done", () => torchOptimizer("LBFGS", {}), /not-supported/],
    ["a negative rate", () => torchOptimizer("SGD", { lr: -1 }), /out-of-range/],
    [
      "nesterov without momentum",
      () => torchOptimizer("SGD", { nesterov: true }),
      /Nesterov momentum requires a momentum and zero dampening/,
    ],
    ["nesterov with dampening", () => torchOptimizer("SGD", { nesterov: true, momentum: 0.9, dampening: 0.1 }), /contradiction/],
    ["a beta of 1", () => torchOptimizer("Adam", { betas: [0.9, 1] }), /Invalid beta parameter at index 1: 1/],
    ["one beta", () => torchOptimizer("Adam", { betas: [0.9] }), /wrong-type/],
    ["fused", () => torchOptimizer("Adam", { fused: true }), /not-supported/],
    ["a factor of 1", () => torchPlateau({ factor: 1 }), /Factor should be < 1.0/],
    ["an unknown schedule", () => torchSchedule("StepLr", { step_size: 1 }), /did you mean StepLR/],
    ["an order of 0", () => torchClip("clip_grad_norm_", { max_norm: 1, norm_type: 0 }), /out-of-range/],
    ["an unknown clip", () => torchClip("clip_grad", {}), /unknown-class/],
    [
      "two clips of Keras 3",
      () => kerasOptimizer(keras3, { class_name: "SGD", config: { clipnorm: 1, clipvalue: 1 } }),
      /Only one of `clipnorm`/,
    ],
    ["decay in Keras 3", () => kerasOptimizer(keras3, { class_name: "SGD", config: { decay: 0.1 } }), /unknown-option/],
    ["AdamW in Keras 2", () => kerasOptimizer(keras2, "AdamW"), /unknown-class/],
    ["AdamW without decay", () => kerasOptimizer(keras3, { class_name: "AdamW", config: { weight_decay: null } }), /must be a float/],
    ["a class of Keras that is not done", () => kerasOptimizer(keras3, "lion"), /not-supported/],
    ["averaged weights", () => kerasOptimizer(keras3, { class_name: "SGD", config: { use_ema: true } }), /not-supported/],
    [
      "accumulated gradients",
      () => kerasOptimizer(keras3, { class_name: "SGD", config: { gradient_accumulation_steps: 2 } }),
      /not-supported/,
    ],
    ["a scaled loss", () => kerasOptimizer(keras3, { class_name: "SGD", config: { loss_scale_factor: 8 } }), /not-supported/],
    [
      "a schedule in Keras 2",
      () => kerasOptimizer(keras2, { class_name: "SGD", config: { lr: { class_name: "ExponentialDecay" } } }),
      /wrong-type/,
    ],
    ["a rate that is no number", () => kerasOptimizer(keras3, { class_name: "SGD", config: { learning_rate: "fast" } }), /wrong-type/],
    [
      "an unknown schedule of Keras",
      () => kerasOptimizer(keras3, { class_name: "SGD", config: { learning_rate: { class_name: "Decay", config: {} } } }),
      /unknown-class/,
    ],
    ["Adam of tf.keras 1", () => kerasOptimizer(tfKeras1, "Adam"), /the count is read before or after its own increment/],
    ["decay of tf.keras 1", () => kerasOptimizer(tfKeras1, { class_name: "RMSprop", config: { decay: 0.1 } }), /not-supported/],
    ["a factor of 1 in Keras", () => kerasPlateau(keras3.conventions, { factor: 1 }), /does not support a factor >= 1.0/],
    ["a metric whose way Keras does not know", () => kerasStopping(keras3.conventions, { monitor: "f1" }), /Pass `mode='max'`/],
    ["baseline in Keras 2", () => kerasStopping(keras2.conventions, { baseline: 1 }), /unknown-option/],
    ["no rate in TensorFlow 1", () => tf1Optimizer("MomentumOptimizer", { momentum: 0.9 }), /missing-option/],
    ["an accumulator of 0", () => tf1Optimizer("AdagradOptimizer", { learning_rate: 1, initial_accumulator_value: 0 }), /out-of-range/],
    ["an unknown class of TensorFlow 1", () => tf1Optimizer("Adam", {}), /unknown-class/],
    ["an unknown schedule of TensorFlow 1", () => tf1Schedule("cosine", {}), /unknown-class/],
    ["too few values", () => tf1Schedule("piecewise_constant", { boundaries: [1], values: [1] }), /1 less than the length of values/],
    ["an unknown clip of TensorFlow 1", () => tf1Clip("clip", { clip_norm: 1 }, false), /unknown-class/],
  ];
  it.each(refusals)("%s", (_, refused, words) => {
    expect(refused).toThrow(words);
  });

  it("accepts names in small letters, and what keras.optimizers.serialize writes beside them", () => {
    expect(kerasOptimizer(keras3, "adam")).toEqual(
      kerasOptimizer(keras3, { class_name: "Adam", config: { name: "adam", learning_rate: 0.001 }, module: "keras.optimizers" } as never),
    );
  });
});
