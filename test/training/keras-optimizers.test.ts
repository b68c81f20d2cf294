/** Keras' optimisers and callbacks as TypeScript has them, against the same in Keras' own words. */
import { describe, expect, it } from "vitest";
import { kerasOptimizer, kerasPlateau, kerasStopping, resolveDialect } from "../../src/dialects/keras/index.ts";
import { keras } from "../../src/keras.ts";

const sessions = [
  keras.session({ version: "3.15", backend: "torch", seed: 1 }),
  keras.session({ version: "3.15", backend: "tensorflow", seed: 1 }),
  keras.session({ framework: "tf_keras", version: "2.21", seed: 1 }),
  keras.session({ version: "2.1.6", seed: 1 }),
];

describe.each(sessions.map((session) => [session.dialect, session] as const))("%s", (dialect, session) => {
  const resolved = resolveDialect(dialect);
  const [rate, modern] = dialect.startsWith("keras@2") ? ["lr", false] : ["learning_rate", true];

  it("reads optimisers in camelCase", () => {
    expect(keras.optimizer(session, "Adam")).toEqual(kerasOptimizer(resolved, "Adam"));
    const config = { [rate]: 0.02, beta_1: 0.8, clipnorm: 1 };
    expect(keras.optimizer(session, "Adam", { [modern ? "learningRate" : "lr"]: 0.02, beta1: 0.8, clipnorm: 1 })).toEqual(
      kerasOptimizer(resolved, { class_name: "Adam", config }),
    );
    // @ts-expect-error no such argument
    expect(() => keras.optimizer(session, "Adam", { learningrate: 0.02 })).toThrow(/unknown-option/);
  });

  it("reads callbacks", () => {
    expect(keras.earlyStopping(session, { patience: 2, minDelta: 0.1 })).toEqual(
      kerasStopping(resolved.conventions, { patience: 2, min_delta: 0.1 }),
    );
    expect(keras.reduceLROnPlateau(session, { patience: 2, minLr: 0.1 })).toEqual(
      kerasPlateau(resolved.conventions, { patience: 2, min_lr: 0.1 }),
    );
  });
});

it.each(sessions.slice(0, 3))("a schedule is a learning rate: $dialect", (session) => {
  const learningRate = keras.schedule("ExponentialDecay", { initialLearningRate: 0.1, decaySteps: 10, decayRate: 0.5 });
  const entry = { class_name: "ExponentialDecay", config: { initial_learning_rate: 0.1, decay_steps: 10, decay_rate: 0.5 } };
  expect(keras.optimizer(session, "SGD", { learningRate })).toEqual(
    kerasOptimizer(resolveDialect(session.dialect), { class_name: "SGD", config: { learning_rate: entry } }),
  );
});
