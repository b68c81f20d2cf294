/*
 * Ten million numbers a fill. Run with `npx vitest bench bench/streams.bench.ts`.
 *
 * Beside NumPy 2.4 on the same core (AMD EPYC, Node 20; default_rng: 31 ms random, 105 ms standard_normal in float64):
 *   mt19937-torch      uniform float32  106 ms · float64  185 ms · normal float32  630 ms · float64 1470 ms
 *   pcg64-numpy        uniform float32  217 ms · float64  282 ms · normal float32  317 ms · float64  394 ms
 *   mt19937-numpy      uniform float64  135 ms · normal float64  690 ms (NumPy's own RandomState: 176 ms)
 *
 * What helped: tempering a whole turn of the Mersenne Twister at once; the LCG of PCG64 in limbs of 22 bits held in local
 * doubles, 64 words a batch; the AVX2 polynomials in stages over 64 pairs, each stage within V8's inlining budget of 920
 * bytes of bytecode (1030 ms became 630: beyond the budget every fused step boxes its arguments); the float32 fused step
 * as one sum nudged both ways, whose two roundings agree but for one case in a million.
 * What did not help: other numbers of lanes (16: 818 ms, 32 to 256: the same, 1024: 663 ms); finding a midpoint by
 * rounding its other neighbour (750 ms); a third rounding in the fused step so that the chain does not wait for the
 * nudged sum (727 ms).
 * These times are of compiled modules. Vitest reads every import through an object, which makes normals 1.5 times slower here.
 */
import { bench, describe } from "vitest";
import { openStream, type StreamAlgorithm } from "../src/random/index.ts";

const count = 10_000_000;
const arrays = { float32: new Float32Array(count), float64: new Float64Array(count) };
const once = { iterations: 3, warmupIterations: 1, time: 0, warmupTime: 0 };

const sequential: StreamAlgorithm[] = ["mt19937-torch", "mt19937-numpy", "pcg64-numpy", "pcg64-keras-numpy"];
describe.each(sequential)("%s", (name) => {
  for (const dtype of ["float32", "float64"] as const) {
    bench(`uniform ${dtype}`, () => openStream(name, [42n]).uniform(arrays[dtype], -0.3, 0.5), once);
    bench(`normal ${dtype}`, () => openStream(name, [42n]).normal(arrays[dtype], 0.1, 0.7), once);
  }
});
