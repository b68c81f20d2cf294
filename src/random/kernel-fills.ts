import { glibcTables, isSingle, preferring, taking } from "./by-kernel.ts";
import { KernelSampler } from "./kernel-sampler.ts";
import { doubleFills } from "./mt19937-numpy.ts";
import { pythonFills } from "./mt19937-python.ts";
import { torchFills } from "./mt19937-torch.ts";
import { gatewiseFills } from "./philox-gatewise.ts";
import { tensorFlowSampler } from "./philox-tensorflow.ts";
import { jaxFills } from "./threefry-jax.ts";
import { pcgFills, pcgFills32 } from "./ziggurat.ts";
import { heights32, heights64, limits32, limits64, widths32, widths64 } from "./ziggurat-tables.gen.ts";

/**
 * Has long fills done by the kernels of the backend in use, where it has them: the same bits, sooner.
 *
 * Doors that carry kernels call it; the streams know nothing of it.
 */
export function fillByKernels(): void {
  fillTorch();
  fillDoubles();
  fillPcg();
  fillGatewise();
  fillJax();
  tensorFlowSampler.make = (radius) => new KernelSampler(radius);
}

/** What TypeScript's fused steps of doubles are right for: elsewhere they, not the kernels, are what a fill has always given. */
const isOrdinary = (...values: number[]): boolean =>
  values.every((x) => Object.is(x, 0) || (Math.abs(x) > 2 ** -800 && Math.abs(x) < 2 ** 900));

function fillTorch(): void {
  const { uniform, normal, redraw, fourTries } = torchFills;
  torchFills.uniform = preferring(uniform, (bulk, engine, out, low, high) => {
    if (out instanceof Float32Array)
      taking(engine, out.length, (...twister) => bulk.torchUniform32(out.length, low, high, ...twister, out));
    else if (!isOrdinary(low, high - low)) uniform(engine, out, low, high);
    else taking(engine, 2 * out.length, (...twister) => bulk.torchUniform64(out.length, low, high, ...twister, out));
  });
  torchFills.normal = preferring(normal, (bulk, engine, out, mean, stddev) => {
    const words = out.length % 16 === 0 ? out.length : out.length + 16;
    if (out instanceof Float32Array) taking(engine, words, (...twister) => bulk.torchNormal32(out.length, mean, stddev, ...twister, out));
    else if (!isOrdinary(mean, stddev)) normal(engine, out, mean, stddev);
    else taking(engine, 2 * words, (...twister) => bulk.torchNormal64(out.length, mean, stddev, ...twister, glibcTables(), out));
  });
  torchFills.redraw = preferring(redraw, (bulk, engine, out, mean, stddev, low, high) => {
    if (out instanceof Float32Array) {
      engine.lend((state, used) => bulk.torchRedraw32(out.length, mean, stddev, low, high, used, state, out));
    } else if (isOrdinary(mean, stddev)) {
      engine.lend((state, used) => bulk.torchRedraw64(out.length, mean, stddev, low, high, used, state, glibcTables(), out));
    } else redraw(engine, out, mean, stddev, low, high);
  });
  torchFills.fourTries = preferring(fourTries, (bulk, engine, out) => {
    const words = 4 * out.length + (out.length % 4 === 0 ? 0 : 16);
    if (out instanceof Float32Array) taking(engine, words, (...twister) => bulk.torchFourTries32(out.length, ...twister, out));
    else taking(engine, 2 * words, (...twister) => bulk.torchFourTries64(out.length, ...twister, glibcTables(), out));
  });
}

function fillDoubles(): void {
  doubleFills.uniform = preferring(doubleFills.uniform, (bulk, engine, out, low, range) =>
    taking(engine, 2 * out.length, (...twister) => bulk.mersenneUniform(out.length, low, range, ...twister, isSingle(out), out)),
  );
  doubleFills.polar = preferring(doubleFills.polar, (bulk, engine, out, mean, stddev) =>
    engine.lend((state, used) => bulk.numpyNormal(out.length, mean, stddev, used, state, glibcTables(), isSingle(out), out)),
  );
  pythonFills.normal = preferring(pythonFills.normal, (bulk, engine, out, mean, stddev) =>
    taking(engine, 2 * out.length, (...twister) =>
      bulk.pythonNormal(out.length, mean, stddev, ...twister, glibcTables(), isSingle(out), out),
    ),
  );
}

function fillPcg(): void {
  const ziggurat64 = Float64Array.of(...widths64, ...heights64, ...limits64);
  const ziggurat32 = Float64Array.of(...widths32, ...heights32, ...limits32);
  pcgFills.uniform = preferring(pcgFills.uniform, (bulk, engine, out, low, range) =>
    engine.lend((state) => {
      bulk.pcgUniform(out.length, low, range, state, isSingle(out), out);
      return out.length;
    }),
  );
  pcgFills.normal = preferring(pcgFills.normal, (bulk, engine, out, mean, stddev) =>
    engine.lend((state) => bulk.pcgNormal(out.length, mean, stddev, state, ziggurat64, isSingle(out), out)),
  );
  pcgFills32.uniform = preferring(pcgFills32.uniform, (bulk, engine, out, low, range) =>
    engine.lend((state) => bulk.pcgUniform32(out.length, low, range, state, out)),
  );
  pcgFills32.normal = preferring(pcgFills32.normal, (bulk, engine, out, mean, stddev) =>
    engine.lend((state) => bulk.pcgNormal32(out.length, mean, stddev, state, ziggurat32, out)),
  );
}

function fillGatewise(): void {
  gatewiseFills.uniform = preferring(gatewiseFills.uniform, (bulk, engine, out, low, range) =>
    bulk.gatewiseUniform(out.length, low, range, engine.words(), isSingle(out), out),
  );
  gatewiseFills.normal = preferring(gatewiseFills.normal, (bulk, engine, out, mean, stddev) =>
    bulk.gatewiseNormal(out.length, mean, stddev, engine.words(), glibcTables(), isSingle(out), out),
  );
  gatewiseFills.truncated = preferring(gatewiseFills.truncated, (bulk, engine, out, mean, stddev) =>
    bulk.gatewiseTruncated(out.length, mean, stddev, engine.words(), glibcTables(), isSingle(out), out),
  );
}

function fillJax(): void {
  jaxFills.uniform = preferring(jaxFills.uniform, (bulk, { k0, k1 }, out, low, range) =>
    bulk.jaxUniform32(out.length, low, range, k0, k1, out),
  );
  jaxFills.normal = preferring(jaxFills.normal, (bulk, { k0, k1 }, out, mean, stddev, low, range, most) =>
    bulk.jaxNormal32(out.length, mean, stddev, low, range, most, k0, k1, out),
  );
}
