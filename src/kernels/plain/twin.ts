import type { KernelsOf, Reals } from "../kernels.gen.ts";

/** A kernel of the list as its plain twin: on real numbers of either width. */
export type Twin<K extends keyof KernelsOf<Reals>> = KernelsOf<Reals>[K];
