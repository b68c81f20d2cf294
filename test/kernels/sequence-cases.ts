import type { SequenceCase } from "./sequence-case.ts";

const ragged = [
  [1, 1, 1, 1],
  [3, 5, 3, 5],
  [4, 3, 17, 16],
  [5, 7, 5, 33],
  [2, 33, 16, 17],
  [19, 16, 24, 48],
] as const;

const permuted = { lstm: [2, 0, 3, 1], gru: [1, 2, 0], rnn: [0] } as const;

/** Every cell on ragged shapes, and every option, alone and with the others. */
export const sequenceCases: readonly SequenceCase[] = (["lstm", "gru", "rnn"] as const).flatMap((cell) => {
  const [T, B, I, H] = [6, 5, 7, 18];
  const base = { cell, T, B, I, H };
  const order = permuted[cell];
  return [
    ...ragged.map(([T, B, I, H]) => ({ cell, T, B, I, H })),
    ...(
      [
        [0, 3, 4, 5],
        [3, 0, 4, 5],
        [3, 2, 0, 5],
        [3, 2, 4, 0],
      ] as const
    ).map(([T, B, I, H]) => ({ cell, T, B, I, H, resetAfter: true })),
    // Few rows: the weights are read where they are.
    ...[{}, { order }, { transposedWeights: true, order }, { resetAfter: true, transposedWeights: true }].flatMap((options) => [
      { cell, T: 1, B: 1, I: 40, H: 48, ...options },
      { cell, T: 2, B: 2, I: 7, H: 19, ...options },
    ]),
    { ...base, batchFirst: true },
    { ...base, transposedWeights: true },
    { ...base, H: 32, transposedWeights: true, batchFirst: true },
    { ...base, order },
    { ...base, order, transposedWeights: true },
    { ...base, biases: "none" as const },
    { ...base, biases: "one" as const, forgetBias: 1 },
    { ...base, states: false },
    { ...base, masked: true },
    { ...base, reverse: true },
    { ...base, reverse: true, masked: true, batchFirst: true, beside: 4 },
    { ...base, gate: "hardSigmoid" as const },
    { ...base, gate: "hardSigmoidSixth" as const },
    { ...base, activation: "relu" as const },
    { ...base, activation: "linear" as const },
    { ...base, accumulate: true },
    { ...base, accumulate: true, batchFirst: true, reverse: true },
    { ...base, resetAfter: true },
    { ...base, resetAfter: true, masked: true, reverse: true, order, transposedWeights: true, batchFirst: true, accumulate: true },
    { ...base, masked: true, order, batchFirst: true, accumulate: true, gate: "hardSigmoid" as const },
    { cell, T: 40, B: 20, I: 12, H: 48, resetAfter: true },
    { cell, T: 2, B: 300, I: 5, H: 20 },
  ];
});
