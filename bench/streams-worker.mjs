/** Fills ten million numbers of one stream at each line it reads. Arguments: the built module, the stream. */
import { createInterface } from "node:readline";

const [, , module, name] = process.argv;
const { algorithms } = await import(module);
// As who has layers gets them: long fills by the kernels.
(await import(module.replace("random.mjs", "init.mjs"))).startByKernels();
const count = 10_000_000;
const fill = {
  uniform: (stream, out) => stream.uniform(out, -0.3, 0.5),
  normal: (stream, out) => stream.normal(out, 0.1, 0.7),
  truncatedNormal: (stream, out) => stream.truncatedNormal(out, 0.1, 0.7),
};

for await (const line of createInterface({ input: process.stdin })) {
  const [kind, dtype] = line.split(" ");
  const from = process.cpuUsage();
  // Making the array is part of it, as in NumPy.
  const out = dtype === "float32" ? new Float32Array(count) : new Float64Array(count);
  fill[kind](algorithms[name].open([42n]), out);
  const { user, system } = process.cpuUsage(from);
  console.log((user + system) / 1e6);
}
