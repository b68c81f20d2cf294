/** `model.load(weights, { strict: false })` takes of another net's weights what Keras' load_weights(by_name=True) takes of its file. */
import { describe, expect, it } from "vitest";
import { buildDocument } from "../../src/document.ts";
import { GatewiseError } from "../../src/index.ts";

/** What tools/goldens/load-by-name.py prints: whether a weight was loaded. The first net's names stand in the file, these are the second's. */
const printed = {
  "keras@2.1.6": {
    "shared_1/kernel": true,
    "shared_1/recurrent_kernel": true,
    "shared_1/bias": true,
    "middle_1/kernel": true,
    "middle_1/bias": true,
    "new/kernel": false,
    "new/bias": false,
  },
  "keras@3.15/tensorflow": {
    "sequential_1/shared/lstm_cell/kernel": true,
    "sequential_1/shared/lstm_cell/recurrent_kernel": true,
    "sequential_1/shared/lstm_cell/bias": true,
    "sequential_1/middle/kernel": true,
    "sequential_1/middle/bias": true,
    "sequential_1/new/kernel": false,
    "sequential_1/new/bias": false,
  },
  "tf_keras@2.21": {
    "shared/lstm_cell/kernel": true,
    "shared/lstm_cell/recurrent_kernel": true,
    "shared/lstm_cell/bias": true,
    "middle/kernel": true,
    "middle/bias": true,
    "new/kernel": false,
    "new/bias": false,
  },
};

const net = (dialect: string, head: string, units = 3) =>
  buildDocument({
    gatewise: 1,
    dialect,
    seed: 7,
    input_shape: [null, 5, 3],
    layers: [
      { class_name: "LSTM", config: { units: 4, name: "shared" } },
      { class_name: "Dense", config: { units, name: "middle" } },
      { class_name: "Dense", config: { units: 2, name: head } },
    ],
  }).runnable();

describe.each(Object.entries(printed))("%s", (dialect, theirs) => {
  // A second net in one session has other names there; here each is alone.
  const own = (name: string) => name.replace("sequential_1/", "sequential/").replace(/^(shared|middle)_1\//, "$1/");

  it("loads what is there by name, leaves the rest, and says both", () => {
    const [old, model] = [net(dialect, "old"), net(dialect, "new")];
    for (const { value } of old.parameters.values()) value.data.fill(2);
    for (const { value } of model.parameters.values()) value.data.fill(-1);
    const report = model.load(old.weights(), { strict: false });
    const moved = [...model.parameters.values()].map(({ name, value }) => [name, value.data.every((one) => one === 2)]);
    expect(Object.fromEntries(moved)).toEqual(Object.fromEntries(Object.entries(theirs).map(([name, was]) => [own(name), was])));
    const names = Object.entries(theirs).map(([name, was]) => [own(name), was] as const);
    expect(report.loaded).toEqual(names.flatMap(([name, was]) => (was ? [name] : [])));
    expect(report.missing).toEqual(names.flatMap(([name, was]) => (was ? [] : [name])));
    expect(report.unexpected).toEqual(report.missing.map((name) => name.replace("new/", "old/")));
  });

  it("refuses another shape under the same name, as Keras does, and loads nothing", () => {
    const model = net(dialect, "new", 5);
    const before = model.weights();
    expect(() => model.load(net(dialect, "old").weights(), { strict: false })).toThrow(GatewiseError);
    expect(() => model.load(net(dialect, "old").weights(), { strict: false })).toThrow(
      /bad-shape[\s\S]*middle\/kernel[\s\S]*\[4, 3\][\s\S]*\[4, 5\]/,
    );
    expect(model.weights()).toEqual(before);
  });
});
