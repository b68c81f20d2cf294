/** Option names and values of PyTorch as TypeScript sees them: what compiles runs, and what does not compile is refused. */
import { describe, expect, it } from "vitest";
import { layer } from "../../src/layers.ts";
import { type Tensor, zeros } from "../../src/tensor.ts";
import { type Options, torch } from "../../src/torch.ts";

const t = torch.session({ version: "2.13", seed: 1 });

describe("modules of PyTorch in TypeScript", () => {
  it("take every option by its camelCase name", () => {
    t.RNN({ inputSize: 3, hiddenSize: 4, nonlinearity: "relu", dropout: 0.1, numLayers: 2 });
    t.GRU({ inputSize: 3, hiddenSize: 4, bidirectional: true, bias: false, dtype: "float64" });
    t.RNNCell({ inputSize: 3, hiddenSize: 4, nonlinearity: "tanh" });
    t.Embedding({ numEmbeddings: 3, embeddingDim: 2, paddingIdx: 0, maxNorm: 1, normType: 2, scaleGradByFreq: true });
    t.Conv1d({ inChannels: 2, outChannels: 4, kernelSize: [3], stride: 2, padding: 1, dilation: 1, paddingMode: "reflect", groups: 2 });
    t.Conv2d({ inChannels: 2, outChannels: 4, kernelSize: 3, padding: "same" });
    t.LayerNorm({ normalizedShape: [2, 3], eps: 1e-3, elementwiseAffine: false });
    t.BatchNorm1d({ numFeatures: 3, momentum: null, affine: false });
    t.Dropout1d({ p: 0.1 });
    t.Threshold({ threshold: 0.1, value: 20 });
    t.GELU({ approximate: "tanh" });
    t.Softmax({ dim: -1 });
    t.ReLU();
    t.Flatten({ startDim: 1 }, "flat");
    const options: Options.LSTMOptions = { inputSize: 3, hiddenSize: 4, projSize: 2, batchFirst: true };
    const [output, { h, c }] = layer(t.LSTM(options, "encoder")).forward(zeros([2, 5, 3]));
    expect([output.shape, h?.shape, c?.shape]).toEqual([
      [2, 5, 2],
      [1, 2, 2],
      [1, 2, 4],
    ]);
    const head: Tensor = layer(t.Linear({ inFeatures: 2, outFeatures: 1 })).forward(output);
    expect(head.shape).toEqual([2, 5, 1]);
  });

  it("refuse what does not compile", () => {
    // @ts-expect-error a mistyped name
    expect(() => t.LSTM({ inputSize: 3, hiddensize: 4 })).toThrow(/did you mean hiddenSize/);
    // @ts-expect-error no such function
    expect(() => t.RNN({ inputSize: 3, hiddenSize: 4, nonlinearity: "sigmoid" })).toThrow(/out-of-range/);
    // @ts-expect-error of another module
    expect(() => t.GRU({ inputSize: 3, hiddenSize: 4, projSize: 2 })).toThrow(/unknown-option/);
    // @ts-expect-error no size
    expect(() => t.Linear({ inFeatures: 3 })).toThrow(/missing-option/);
    // @ts-expect-error a flag is no text
    expect(() => t.GRU({ inputSize: 3, hiddenSize: 4, batchFirst: "yes" })).toThrow(/wrong-type/);
  });
});

describe("torch.optim in TypeScript", () => {
  it("takes every argument by its camelCase name", () => {
    expect(torch.optim.Adam({ lr: 0.1, betas: [0.8, 0.9], decoupledWeightDecay: true, foreach: false }).rate).toBe(0.1);
    expect(torch.optim.SGD({ momentum: 0.9, nesterov: true, maximize: true }).maximize).toBe(true);
    expect(torch.optim.RMSprop({ centered: true, alpha: 0.9 }).rate).toBe(0.01);
    expect(torch.optim.Adagrad({ lrDecay: 0.1, initialAccumulatorValue: 0.1 }).rateDecay).toBe(0.1);
  });

  it("refuses what does not compile", () => {
    // @ts-expect-error a mistyped argument
    expect(() => torch.optim.Adam({ learningRate: 0.1 })).toThrow(/unknown-option/);
    // @ts-expect-error of another class
    expect(() => torch.optim.AdamW({ decoupledWeightDecay: true })).toThrow(/unknown-option/);
  });
});
