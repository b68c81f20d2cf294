import { type Floats, GatewiseError, type Shape, sizeOf } from "../base/index.ts";
import { laidByMemory, mul, type Tensor, tensor } from "../tensor/index.ts";
import type { DropoutSource } from "./context.ts";
import type { DropoutDefinition } from "./definition.ts";
import type { Runner } from "./runner.ts";

/** Runs a dropout. Equation: x · mask / (1 - rate) in training, x else. */
export const dropout: Runner<DropoutDefinition> = (
  { name, rate, noiseShape, stream = name },
  _,
  input,
  { mask, training, dropout: source },
) => {
  if (!training || rate === 0) return { output: input, mask, state: {} };
  const shape = noiseShape?.map((size, axis) => size ?? input.shape[axis]) ?? input.shape;
  const drawn = dropoutMask(source, shape, rate, input.dtype, name, stream);
  // Where the mask is an array of its own, it is the mask that tells how the output lies.
  if (source?.inMemoryOrder?.(stream) !== true) return { output: mul(drawn, input), mask, state: {} };
  if (noiseShape !== undefined || input.memory === null) return { output: mul(input, drawn), mask, state: {} };
  const laid = tensor(laidByMemory(drawn.data as Floats, shape, input.memory), { shape }).laid(input.memory);
  return { output: mul(input, laid), mask, state: {} };
};

/** Draws a mask of zeros and 1/(1 - rate), all zeros where the rate is 1. Throws: missing-option, where no stream is there. */
export function dropoutMask(
  source: DropoutSource | null,
  shape: Shape,
  rate: number,
  dtype: Tensor["dtype"],
  layer: string,
  stream = layer,
): Tensor {
  const size = sizeOf(shape);
  const values = dtype === "float64" ? new Float64Array(size) : new Float32Array(size);
  if (rate < 1) {
    const kept = sourceOf(source, layer).keeps(size, rate, stream, dtype === "float64" ? dtype : "float32");
    const scale = dtype === "float64" ? 1 / (1 - rate) : Math.fround(1 / Math.fround(1 - rate));
    for (let i = 0; i < size; i++) values[i] = kept[i] * scale;
  }
  return tensor(values, { shape });
}

function sourceOf(source: DropoutSource | null, layer: string): DropoutSource {
  if (source !== null) return source;
  throw new GatewiseError("missing-option", {
    where: `layer ${layer}, dropout in training`,
    received: "no stream of random numbers",
    expected: "a model that a session starts, or one that is given a stream",
    fix: "make the layers with a session, or give sequential { like: session }",
  });
}
