/**
 * Samples of several lengths: lengths and the equal mask give one loss, PyTorch's over what counts, whatever order the input has.
 *
 *     torch.manual_seed(1); l = torch.nn.LSTM(2, 3, batch_first=…); h = torch.nn.Linear(3, 1)
 *     P = lambda s, k: torch.tensor(np.sin(np.arange(np.prod(s)) * 0.7 + k).astype("float32").reshape(s))
 *     lens = torch.tensor([2, 4, 3]); x, t = P((3, 4, 2), 1), P((3, 4, 1), 3)
 *     y = h(pad_packed_sequence(l(pack_padded_sequence(x, lens, batch_first=…, enforce_sorted=False))[0], batch_first=…)[0])
 *     m = torch.arange(4)[None, :] < lens[:, None]; loss = mse_loss(y[m], t[m]); one step of SGD(lr=0.1)
 */
import { expect, it } from "vitest";
import { layer, model, sequential } from "../../src/layers/index.ts";
import { type Tensor, tensor, transpose } from "../../src/tensor/index.ts";
import { torch } from "../../src/torch.ts";
import { type Batch, evaluate, examples, fit } from "../../src/train/index.ts";

const wave = (shape: number[], from: number) =>
  tensor(
    Float32Array.from({ length: shape.reduce((a, b) => a * b) }, (_, i) => Math.sin(i * 0.7 + from)),
    { shape },
  );
const lengths = [2, 4, 3];
const mask = tensor(
  Float32Array.from({ length: 12 }, (_, i) => Number(i % 4 < lengths[Math.floor(i / 4)])),
  { shape: [3, 4] },
);
const [input, target] = [wave([3, 4, 2], 1), wave([3, 4, 1], 3)];
const turned = (x: Tensor) => transpose(x, [1, 0, 2]);

const made = (batchFirst: boolean) => {
  const session = torch.session({ version: "2.13", seed: 1 });
  return [session.LSTM({ inputSize: 2, hiddenSize: 3, batchFirst }, "l"), session.Linear({ inFeatures: 3, outFeatures: 1 }, "h")] as const;
};
const net = (batchFirst: boolean) => sequential(made(batchFirst));
const squared = { kind: "squaredError" } as const;
const dataOf = (batch: Batch<Tensor>) => ({ batches: 1, batch: () => batch });

const loss = 0.3793857991695404;

for (const batchFirst of [true, false]) {
  const data = batchFirst ? { input, target } : { input: turned(input), target: turned(target) };
  for (const [name, padding] of [
    ["lengths", { lengths }],
    ["mask", { mask }],
  ] as const) {
    it(`${name}, ${batchFirst ? "samples" : "steps"} first`, async () => {
      expect(evaluate(net(batchFirst), dataOf({ ...data, ...padding }), squared)).toBeCloseTo(loss, 6);
      const trained = net(batchFirst);
      await fit(trained, dataOf({ ...data, ...padding }), {
        loss: squared,
        optimizer: torch.optim.SGD({ lr: 0.1 }),
        steps: 1,
        executor: "caller",
      });
      const [hidden, bias] = ["l.weight_hh_l0", "h.bias"].map((one) => trained.parameters.get(one)?.value.data as Float32Array);
      expect(bias[0]).toBeCloseTo(0.36212867498397827, 6);
      [-0.18508225679397583, 0.027709539979696274, 0.34406548738479614].forEach((value, k) => {
        expect(hidden[k]).toBeCloseTo(value, 6);
      });
    });
  }
}

it("leaves a target behind a length out", () => {
  const moved = tensor(Float32Array.from(target.data), { shape: target.shape });
  moved.data[3] += 100;
  const one = (values: Tensor) => evaluate(net(true), examples(input, values, { batch: 3, lengths }), squared);
  expect(one(moved)).toBe(one(target));
});

it("counts neither a step behind a length nor a label that is ignored", () => {
  const labels = tensor(Int32Array.from([0, 1, 1, 0, 9, 1, 0, 1, 1, 9, 0, 0]), { shape: [3, 4] });
  const session = torch.session({ version: "2.13", seed: 1 });
  const two = sequential([
    session.LSTM({ inputSize: 2, hiddenSize: 3, batchFirst: true }),
    session.Linear({ inFeatures: 3, outFeatures: 2 }),
  ]);
  const crossEntropy = { kind: "labelCrossEntropy", from: "logits", ignore: 9 } as const;
  const counted = Float32Array.from(mask.data, (one, k) => (labels.data[k] === 9 ? 0 : one));
  const given = (weights: Tensor) => (output: Tensor) => {
    const rows = output.data;
    let [sum, count] = [0, 0];
    weights.data.forEach((weight, k) => {
      if (weight === 0) return;
      const [a, b] = [rows[2 * k], rows[2 * k + 1]];
      sum += Math.log(Math.exp(a) + Math.exp(b)) - [a, b][labels.data[k]];
      count++;
    });
    return tensor(Float32Array.from([sum / count]), { shape: [] });
  };
  const data = dataOf({ input, target: labels, lengths });
  expect(evaluate(two, data, crossEntropy)).toBeCloseTo(evaluate(two, data, given(tensor(counted, { shape: [3, 4] }))), 6);
});

it("refuses a mask of steps and samples, and one that a model of functions does not lay as its output", () => {
  const data = { input: turned(input), target: turned(target) };
  expect(() => evaluate(net(false), dataOf({ ...data, mask: transpose(mask, [1, 0]) }), squared)).toThrow(/bad-shape[\s\S]*layer l, mask/);
  const [recurrent, head] = made(false);
  const [first, last] = [layer(recurrent), layer(head)];
  const own = model<Tensor, Tensor>([first, last], (x) => ({ output: last.forward(first.forward(x)[0]), state: {} }));
  expect(() => evaluate(own, dataOf({ ...data, mask }), squared)).toThrow(/bad-shape[\s\S]*loss, mask/);
});

it("refuses lengths of which a model of functions hands on nothing, where its output has steps", () => {
  const [recurrent, head] = made(true);
  const [first, last] = [layer(recurrent), layer(head)];
  const own = (hand: boolean) =>
    model<Tensor, Tensor>([first, last], (x, context) => ({
      output: last.forward(first.forward(x, undefined, context)[0]),
      state: {},
      ...(hand ? { mask } : {}),
    }));
  const data = dataOf({ input, target, lengths });
  expect(() => evaluate(own(false), data, squared)).toThrow(/not-supported[\s\S]*loss, lengths/);
  expect(evaluate(own(true), data, squared)).toBeCloseTo(loss, 6);
});
