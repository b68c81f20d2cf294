/** Several models from one session: one generator, and the names that each has in the framework. */
import { expect, it } from "vitest";
import { keras } from "../../src/keras.ts";
import { dense, dropout, gru, lstm, sequential } from "../../src/layers.ts";
import { torch } from "../../src/torch.ts";

/**
 *     torch.manual_seed(3)
 *     a = nn.Sequential(nn.Linear(2, 3), nn.Linear(3, 1)); b = nn.Sequential(nn.Linear(2, 3)); b.state_dict()
 */
it("PyTorch: the second begins where the first has left the generator, under names of its own", () => {
  const t = torch.session({ version: "2.13", seed: 3 });
  sequential([dense(3), dense(1)], { input: 2, like: t });
  const second = sequential([dense(3)], { input: 2, like: t });
  expect([...second.parameters.keys()]).toEqual(["0.weight", "0.bias"]);
  const [weight, bias] = second.weights().map(({ data }) => [...data]);
  expect(weight).toEqual([
    -0.13934414088726044, -0.6304890513420105, -0.057409655302762985, -0.45876345038414, 0.6352404952049255, 0.49118274450302124,
  ]);
  expect(bias).toEqual([0.5301267504692078, 0.20974260568618774, -0.4033934772014618]);
  const third = sequential([dropout(0.5), gru(2), dense(1)], { input: 2, like: t });
  expect([...third.parameters.keys()]).toContain("1.weight_ih_l0");
});

const paths = (model: string, ...layers: [string, string[]][]) =>
  layers.flatMap(([layer, names]) => names.map((name) => `${model}/${layer}/${name}`));
const cell = ["kernel", "recurrent_kernel", "bias"];

/** What Keras 3.15 prints as `path` of each weight of Sequential([LSTM(3), Dense(1)]), then of Sequential([GRU(3), Dense(1)]). */
const theirs = [
  paths("sequential", ["lstm/lstm_cell", cell], ["dense", ["kernel", "bias"]]),
  paths("sequential_1", ["gru/gru_cell", cell], ["dense_1", ["kernel", "bias"]]),
];

it("Keras: a session's layers have the names of the Sequential that takes them, as neutral ones have", () => {
  const k = keras.session({ version: "3.15", backend: "torch", seed: 1 });
  const declared = [() => k.LSTM({ units: 3 }), () => k.GRU({ units: 3 })].map((first) =>
    sequential([first(), k.Dense({ units: 1 })], { input: 2 }),
  );
  expect(declared.map(({ parameters }) => [...parameters.keys()])).toEqual(theirs);
  const like = keras.session({ version: "3.15", backend: "torch", seed: 1 });
  const neutral = [lstm(3), gru(3)].map((one) => sequential([one, dense(1)], { input: 2, like }));
  expect(neutral.map(({ parameters }) => [...parameters.keys()])).toEqual(theirs);
  expect(declared.map((one) => one.weights())).toEqual(neutral.map((one) => one.weights()));
});

it("Keras: a name that is given to the model stands, and layers that are built keep theirs", () => {
  const k = keras.session({ version: "3.15", backend: "torch", seed: 1 });
  k.inModel("mine");
  expect([...sequential([k.Dense({ units: 1 })], { input: 2 }).parameters.keys()]).toEqual(["mine/dense/kernel", "mine/dense/bias"]);
  const other = keras.session({ version: "3.15", backend: "torch", seed: 1 });
  expect([...sequential([other.Dense({ units: 1 }).build([null, 2])]).parameters.keys()]).toEqual(["dense/kernel", "dense/bias"]);
});
