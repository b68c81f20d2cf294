import type { Floats } from "../base/index.ts";
import { type BulkKernels, backend } from "../kernels/index.ts";
import type { Mt19937 } from "./mt19937.ts";
import { torchFills } from "./mt19937-torch.ts";
import { TensorFlowSampler, tensorFlowSampler } from "./philox-tensorflow.ts";
import type { Philox4x32 } from "./philox4x32.ts";

/** Below so many numbers a fill is over before a kernel would begin. */
const shortest = 256;

/**
 * Has long fills done by the kernels of the backend in use, where it has them: the same bits, sooner.
 *
 * Doors that carry kernels call it; the streams know nothing of it.
 */
export function fillByKernels(): void {
  Object.assign(torchFills, {
    uniform32: preferring(torchFills.uniform32, (bulk, engine, out, low, high) =>
      taking(engine, out.length, (state, used) => bulk.torchUniform32(out.length, low, high, used, state, out)),
    ),
    normal32: preferring(torchFills.normal32, (bulk, engine, out, mean, stddev) =>
      taking(engine, out.length % 16 === 0 ? out.length : out.length + 16, (state, used) =>
        bulk.torchNormal32(out.length, mean, stddev, used, state, out),
      ),
    ),
    redraw32: preferring(torchFills.redraw32, (bulk, engine, out, mean, stddev, low, high) =>
      engine.lend((state, used) => bulk.torchRedraw32(out.length, mean, stddev, low, high, used, state, out)),
    ),
  });
  tensorFlowSampler.make = (radius) => (radius === "float32" ? new KernelSampler(radius) : new TensorFlowSampler(radius));
}

/** A fill that runs by a kernel where there is one and the fill is long, and as it is elsewhere. */
function preferring<P extends readonly number[]>(
  plain: (engine: Mt19937, out: Float32Array, ...parameters: P) => void,
  compiled: (bulk: BulkKernels, engine: Mt19937, out: Float32Array, ...parameters: P) => void,
): typeof plain {
  return (engine, out, ...parameters) =>
    byKernel(
      out,
      (bulk) => compiled(bulk, engine, out, ...parameters),
      () => plain(engine, out, ...parameters),
    );
}

function byKernel(out: Floats, compiled: (bulk: BulkKernels, out: Float32Array) => void, plain: () => void): void {
  const bulk = out.length < shortest ? null : backend().bulk;
  if (bulk !== null && out instanceof Float32Array) compiled(bulk, out);
  else plain();
}

function taking(engine: Mt19937, words: number, fill: (state: Int32Array, used: number) => void): void {
  engine.lend((state, used) => {
    fill(state, used);
    return words;
  });
}

const { fround } = Math;

/** TensorFlow's sampler from 1.3 on, its float32 fills by kernels. */
class KernelSampler extends TensorFlowSampler {
  override uniform(engine: Philox4x32, out: Floats, low: number, high: number): void {
    const from = fround(low);
    byKernel(
      out,
      (bulk, to) => bulk.tensorflowUniform32(to.length, from, fround(fround(high) - from), engine.words(), to),
      () => super.uniform(engine, out, low, high),
    );
  }

  override normal(engine: Philox4x32, out: Floats, mean: number, stddev: number): void {
    byKernel(
      out,
      (bulk, to) => bulk.tensorflowNormal32(to.length, mean, stddev, engine.words(), to),
      () => super.normal(engine, out, mean, stddev),
    );
  }

  override truncatedNormal(engine: Philox4x32, out: Floats, mean: number, stddev: number): void {
    byKernel(
      out,
      (bulk, to) => bulk.tensorflowTruncated32(to.length, mean, stddev, engine.words(), to),
      () => super.truncatedNormal(engine, out, mean, stddev),
    );
  }
}
