/** What several dialects share: TensorFlow's seeds and piecewise rates, and the global streams of CPython and NumPy. */
export { numpyGlobal, pythonRandom, seedNumpy, seedPython } from "./global-streams.ts";
export { piecewiseConstant } from "./piecewise-constant.ts";
export { drawnSeedPair, seedPair } from "./tensorflow-seeds.ts";
