/** Option names and values of Keras as TypeScript sees them: what compiles runs, and what does not compile is refused. */
import { describe, expect, it } from "vitest";
import { keras, type Options } from "../../src/keras.ts";
import { layer, sequential } from "../../src/layers.ts";
import { type Tensor, zeros } from "../../src/tensor.ts";

const fresh = () => keras.session({ version: "3.15", backend: "torch", seed: 1 });

describe("layers of Keras in TypeScript", () => {
  it("take every option by its camelCase name", () => {
    const k = fresh();
    const l2: Options.RegularizerOption = { class_name: "L2", config: { l2: 0.1 } };
    k.SimpleRNN({ units: 3, activation: "relu", seed: 3, recurrentDropout: 0.1 });
    k.GRU({ units: 4, stateful: true, resetAfter: false, recurrentActivation: "hard_sigmoid", biasConstraint: "non_neg" });
    k.RNN({ cell: [k.LSTMCell({ units: 3 }), k.GRUCell({ units: 2 })], goBackwards: true });
    k.RNN({ cell: k.StackedRNNCells({ cells: [k.SimpleRNNCell({ units: 3 })] }), returnState: true });
    k.RNN({ cell: { class_name: "LSTMCell", config: { units: 3 } }, unroll: true });
    k.Bidirectional({ layer: k.LSTM({ units: 3 }), mergeMode: "sum" });
    k.Bidirectional({ layer: k.LSTM({ units: 3 }), backwardLayer: k.LSTM({ units: 3, goBackwards: true }), mergeMode: null });
    k.TimeDistributed({ layer: k.Dense({ units: 3, activation: "softmax", kernelRegularizer: l2 }) });
    k.Embedding({ inputDim: 3, outputDim: 2, maskZero: true, embeddingsInitializer: "random_normal" });
    k.Dropout({ rate: 0.1, noiseShape: [null, 1, 3] });
    k.Masking({ maskValue: 0 });
    k.LayerNormalization();
    k.BatchNormalization({ momentum: 0.9, gammaConstraint: { class_name: "MaxNorm", config: { max_value: 2 } } });
    k.Activation({ activation: "gelu" });
    k.Reshape({ targetShape: [2, -1] });
    k.Flatten();
    const made = k.LSTM({
      units: 4,
      activation: "tanh",
      recurrentActivation: "sigmoid",
      useBias: true,
      kernelInitializer: { class_name: "VarianceScaling", config: { mode: "fan_avg", seed: 3 } },
      recurrentInitializer: "orthogonal",
      biasInitializer: "zeros",
      unitForgetBias: true,
      kernelRegularizer: "l2",
      activityRegularizer: l2,
      kernelConstraint: "max_norm",
      dropout: 0.1,
      recurrentDropout: 0.1,
      seed: 3,
      returnSequences: true,
      returnState: false,
      goBackwards: true,
      stateful: true,
      unroll: false,
      zeroOutputForMask: true,
      useCudnn: "auto",
      trainable: true,
      dtype: "float32",
      name: "encoder",
    });
    const [output, state] = layer(made.build([2, null, 3])).forward(zeros([2, 5, 3]));
    expect([output.shape, Object.values(state)[0]?.shape]).toEqual([
      [2, 5, 4],
      [2, 4],
    ]);
    const head: Tensor = layer(k.Dense({ units: 3 }).build([null, 4])).forward(zeros([2, 4]));
    expect(head.shape).toEqual([2, 3]);
  });

  it("take layers of the session inside others, with the numbers of layers as JSON writes them", () => {
    const inside = (k: ReturnType<typeof fresh>) => k.TimeDistributed({ layer: k.Dense({ units: 3, name: "d" }), name: "t" });
    const written = (k: ReturnType<typeof fresh>) =>
      k.TimeDistributed({ layer: { class_name: "Dense", config: { units: 3, name: "d" } }, name: "t" });
    const [a, b] = [inside, written].map((make) => sequential([make(fresh())], { input: 2 }).weights());
    expect(a).toEqual(b);
  });

  it("refuse what does not compile", () => {
    const k = fresh();
    // @ts-expect-error a mistyped name
    expect(() => k.LSTM({ units: 3, goBackward: true })).toThrow(/did you mean goBackwards/);
    // @ts-expect-error an activation that there is not
    expect(() => k.LSTM({ units: 3, activation: "relux" })).toThrow(/unknown-option/);
    // @ts-expect-error an initialiser that there is not
    expect(() => k.Dense({ units: 3, kernelInitializer: "glorot" })).toThrow(/unknown-rule/);
    // @ts-expect-error no units
    expect(() => k.GRU({ stateful: true })).toThrow(/missing-option/);
    // @ts-expect-error a flag is no number
    expect(() => k.GRU({ units: 2, stateful: 1 })).toThrow(/wrong-type/);
    // @ts-expect-error no such way to merge
    expect(() => k.Bidirectional({ layer: k.LSTM({ units: 3 }), mergeMode: "average" })).toThrow(/out-of-range/);
    // @ts-expect-error a gate's activation, where there is no gate
    expect(() => k.SimpleRNN({ units: 3, recurrentActivation: "sigmoid" })).toThrow(/unknown-option/);
    // @ts-expect-error a config of another initialiser
    expect(() => k.Dense({ units: 3, kernelInitializer: { class_name: "Orthogonal", config: { stddev: 1 } } })).toThrow(/unknown-option/);
  });
});

describe("optimisers of Keras in TypeScript", () => {
  it("take every argument by its camelCase name", () => {
    const k = fresh();
    const learningRate = keras.schedule("CosineDecayRestarts", { initialLearningRate: 0.1, firstDecaySteps: 3, tMul: 2 });
    expect(keras.optimizer(k, "Adam", { learningRate, beta1: 0.8, clipnorm: 1, weightDecay: 0.1 }).schedule?.kind).toBe("cosineRestarts");
    expect(keras.optimizer(k, "sgd", { momentum: 0.9, nesterov: true }).rate).toBe(0.01);
    expect(keras.earlyStopping(k, { patience: 2, restoreBestWeights: true }).patience).toBe(2);
    expect(keras.reduceLROnPlateau(k, { minDelta: 0.1, cooldown: 1 }).cooldown).toBe(1);
  });

  it("refuse what does not compile", () => {
    const k = fresh();
    // @ts-expect-error a mistyped class
    expect(() => keras.optimizer(k, "Adamm", {})).toThrow(/unknown-class/);
    // @ts-expect-error a mistyped argument
    expect(() => keras.optimizer(k, "Adam", { leraningRate: 1 })).toThrow(/did you mean learningRate/);
    // @ts-expect-error of another class
    expect(() => keras.optimizer(k, "SGD", { beta1: 1 })).toThrow(/unknown-option/);
    // @ts-expect-error no such schedule
    expect(() => keras.optimizer(k, "SGD", { learningRate: keras.schedule("Cosine", {}) })).toThrow(/unknown-class/);
    // @ts-expect-error no such argument
    expect(() => keras.earlyStopping(k, { patient: 3 })).toThrow(/unknown-option/);
  });
});
