import { GatewiseError, show, showShape } from "../base/index.ts";
import { add, concat, gather, matmul, reshape, type Tensor, tensor, transpose } from "../tensor/index.ts";
import type { ConvolutionDefinition } from "./definition.ts";
import { blockValue, neededPart, partOfRole } from "./parts.ts";
import type { Runner } from "./runner.ts";

/**
 * Runs a convolution over one axis, as a product with gathered windows.
 *
 * Equation: y[b, o, t] = Σ W[o, i, k] · x[b, i, t·stride + k·dilation - padding] + b[o]. Shapes: [B, C, T] or [C, T]. Throws: bad-shape, not-supported.
 */
export const convolution: Runner<ConvolutionDefinition> = (definition, parameters, input) => {
  const { name, groups, channelsLast = false } = definition;
  const kernel = blockValue(neededPart(parameters, "W", name));
  const bias = partOfRole(parameters, "b");
  if (kernel.shape.length !== 3) throw unsupported(name, `a kernel of shape ${showShape(kernel.shape)}`, "a convolution over one axis");
  const [outputs, inputs, width] = kernel.shape;
  const alone = input.shape.length === 2;
  let x = alone ? reshape(input, [1, ...input.shape]) : input;
  if (channelsLast) x = transpose(x, [0, 2, 1]);
  if (x.shape.length !== 3 || x.shape[1] !== inputs * groups) {
    throw new GatewiseError("bad-shape", {
      where: `layer ${name}, input`,
      received: showShape(input.shape),
      expected: channelsLast ? `[batch, steps, ${inputs * groups}]` : `[batch, ${inputs * groups}, steps] or [${inputs * groups}, steps]`,
      fix: "give the layer the number of channels that the one before it has",
    });
  }
  const [batch, channels, steps] = x.shape;
  const places = windows(definition, steps, width);
  const { length } = places;
  // A step of zeros stands at the end, for places outside.
  const padded = concat(
    [x, tensor(new (x.data.constructor as Float32ArrayConstructor)(batch * channels), { shape: [batch, channels, 1] })],
    2,
  );
  const index = tensor(Int32Array.from(places.flat()), { shape: [length * width] });
  const windowed = transpose(reshape(gather(padded, index, 2), [batch, channels, length, width]), [0, 2, 1, 3]);
  const perGroup = outputs / groups;
  const parts = Array.from({ length: groups }, (_, g) => {
    const columns = group(windowed, 2, g, inputs);
    const W = reshape(group(kernel, 0, g, perGroup), [perGroup, inputs * width]);
    return matmul(reshape(columns, [batch * length, inputs * width]), W, { transposeB: true });
  });
  const joined = parts.length === 1 ? parts[0] : concat(parts, 1);
  const sum = bias === null ? joined : add(joined, blockValue(bias));
  let output = reshape(sum, [batch, length, outputs]);
  if (!channelsLast) output = transpose(output, [0, 2, 1]);
  return { output: alone ? reshape(output, output.shape.slice(1)) : output, mask: null, state: {} };
};

function group(x: Tensor, axis: number, g: number, size: number): Tensor {
  if (x.shape[axis] === size) return x;
  return gather(x, tensor(Int32Array.from({ length: size }, (_, k) => g * size + k)), axis);
}

/** For each output step the input steps that it sees; `steps` itself stands for a zero. */
function windows(definition: ConvolutionDefinition, steps: number, width: number): number[][] {
  const { name, border = "zeros" } = definition;
  const [stride, dilation] = [definition.stride, definition.dilation].map((value) => (Array.isArray(value) ? value[0] : value) as number);
  const span = dilation * (width - 1);
  const given = Array.isArray(definition.padding) ? (definition.padding[0] as number) : (definition.padding as number | "same" | "valid");
  const before = given === "same" ? Math.floor(span / 2) : given === "valid" ? 0 : given;
  const after = given === "same" ? span - before : before;
  const length = Math.floor((steps + before + after - span - 1) / stride) + 1;
  if (length < 1) {
    throw new GatewiseError("bad-shape", {
      where: `layer ${name}, input`,
      received: `${steps} steps`,
      expected: `at least ${span + 1 - before - after}, which the kernel spans`,
      fix: "give longer inputs, or more padding",
    });
  }
  return Array.from({ length }, (_, t) =>
    Array.from({ length: width }, (_, k) => {
      const at = t * stride + k * dilation - before;
      if (at >= 0 && at < steps) return at;
      if (border === "zeros") return steps;
      if (border === "circular") return ((at % steps) + steps) % steps;
      if (border === "replicate") return at < 0 ? 0 : steps - 1;
      return at < 0 ? -at : 2 * (steps - 1) - at;
    }),
  );
}

function unsupported(name: string, received: string, expected: string): GatewiseError {
  return new GatewiseError("not-supported", {
    where: `layer ${name}`,
    received,
    expected,
    fix: `leave it out; ${show(name)} starts, and does not run yet`,
  });
}
