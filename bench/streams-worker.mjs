/** Fills ten million numbers of one stream at each line it reads. Arguments: the folder built, the stream, the backend. */
import { createInterface } from "node:readline";
import { secondsOf } from "./measure.mjs";

const [folder, name, backend] = process.argv.slice(2);
const { algorithms } = await import(`${folder}/random.mjs`);
(await import(`${folder}/init.mjs`)).startByKernels();
(await import(`${folder}/kernels.mjs`)).useBackend(backend);
const count = 10_000_000;
const fill = {
  uniform: (stream, out) => stream.uniform(out, -0.3, 0.5),
  normal: (stream, out) => stream.normal(out, 0.1, 0.7),
  truncatedNormal: (stream, out) => stream.truncatedNormal(out, 0.1, 0.7),
};

for await (const line of createInterface({ input: process.stdin })) {
  const [kind, dtype] = line.split(" ");
  const seconds = await secondsOf(() => {
    // Making the array is part of it, as in NumPy.
    const out = dtype === "float32" ? new Float32Array(count) : new Float64Array(count);
    fill[kind](algorithms[name].open([42n]), out);
  });
  console.log(seconds);
}
