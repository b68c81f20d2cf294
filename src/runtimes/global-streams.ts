import type { PlanBuilder } from "../plan/index.ts";

/** CPython's `random` module, that Keras draws seeds from. */
export const pythonRandom = "python random";

/** NumPy's legacy global state, that Keras up to 2.3 draws seeds and orthogonal matrices from. */
export const numpyGlobal = "numpy.random";

/** random.seed(seed); null: seeded by the operating system. */
export function seedPython(builder: PlanBuilder, seed: bigint | null, why: string): void {
  builder.open(pythonRandom, "mt19937-python", seed === null ? null : [String(seed)], why);
}

/** numpy.random.seed(seed); null: seeded by the operating system. */
export function seedNumpy(builder: PlanBuilder, seed: bigint | null, why: string): void {
  builder.open(numpyGlobal, "mt19937-numpy", seed === null ? null : [String(seed)], why);
}
