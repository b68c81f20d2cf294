import { GatewiseError, parseSeed, show } from "../../base/index.ts";
import type { PlanBuilder } from "../../plan/index.ts";
import { seedNumpy, seedPython } from "../../runtimes/index.ts";
import type { Seed, Seeds } from "./session-options.ts";
import type { Conventions } from "./versions.ts";

/** Seeds the streams that Keras draws from, and gives TensorFlow's seed, that of set_random_seed and NumPy's. */
export function seedStreams(
  seed: Seed | Seeds,
  builder: PlanBuilder,
  { generation }: Conventions,
): { readonly graphSeed: bigint | null; readonly all: bigint | null; readonly numpy: bigint | null } {
  const modern = generation === "keras 3" || generation === "tf_keras";
  const many: Seeds =
    seed !== null && typeof seed === "object"
      ? seed
      : seed === null
        ? {}
        : modern
          ? { setRandomSeed: seed }
          : { python: seed, numpy: seed, tf: seed };
  const { setRandomSeed: all = null, python = null, numpy = null, tf = null } = many;
  const word = { min: 0n, max: 2n ** 32n - 1n };
  const wide = { min: -(2n ** 63n), max: 2n ** 63n - 1n };
  if (all !== null && !modern) {
    throw new GatewiseError("unknown-key", {
      where: "seed, set_random_seed",
      received: show(all),
      expected: "tf, numpy, python: set_random_seed came later",
      fix: "name the seeds one by one",
    });
  }
  const every = all === null ? null : parseSeed("seed, set_random_seed", all, word);
  const ofPython = python === null ? every : parseSeed("seed, python", python, wide);
  const ofNumpy = numpy === null ? every : parseSeed("seed, numpy", numpy, word);
  const ofTensorflow = tf === null ? every : parseSeed("seed, tf", tf, wide);
  if (modern) {
    // tf_keras keeps a generator of its own once set_random_seed was called; random.seed does not reach it any more.
    const reached = generation === "tf_keras" && every !== null ? every : ofPython;
    seedPython(
      builder,
      reached,
      reached === null
        ? "neither set_random_seed nor random.seed was called"
        : every !== null && reached === every
          ? "keras.utils.set_random_seed"
          : "random.seed",
    );
  } else if (generation === "keras 2") {
    seedNumpy(builder, ofNumpy, ofNumpy === null ? "np.random.seed was not called" : "np.random.seed");
  }
  return { graphSeed: ofTensorflow, all: every, numpy: ofNumpy };
}
