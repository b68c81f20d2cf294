import { GatewiseError, type Shape, showShape, sizeOf } from "../base/index.ts";
import { add, concat, gather, matmul, reshape, type Tensor, tensor, transpose } from "../tensor/index.ts";
import type { ConvolutionDefinition } from "./definition.ts";
import { blockValue, neededPart, partOfRole } from "./parts.ts";
import type { Runner } from "./runner.ts";

/**
 * Runs a convolution over one axis or several, as a product with gathered windows.
 *
 * Equation: y[b, o, t] = Σ W[o, i, k] · x[b, i, t·stride + k·dilation - padding] + b[o], t and k one number for each axis.
 * Shapes: [B, C, T…] or [C, T…] to the same with O for C. Throws: bad-shape, out-of-range.
 */
export const convolution: Runner<ConvolutionDefinition> = (definition, parameters, input) => {
  const { name, groups, channelsLast = false } = definition;
  const kernel = blockValue(neededPart(parameters, "W", name));
  const bias = partOfRole(parameters, "b");
  const [outputs, inputs, ...window] = kernel.shape;
  const alone = input.shape.length === window.length + 1;
  let x = alone ? reshape(input, [1, ...input.shape]) : input;
  if (channelsLast) x = transpose(x, [0, x.shape.length - 1, ...window.map((_, k) => k + 1)]);
  if (x.shape.length !== window.length + 2 || x.shape[1] !== inputs * groups) {
    const axes = window.length === 1 ? "steps" : window.map((_, k) => `axis ${k + 1}`).join(", ");
    throw new GatewiseError("bad-shape", {
      where: `layer ${name}, input`,
      received: showShape(input.shape),
      expected: channelsLast
        ? `[batch, ${axes}, ${inputs * groups}]`
        : `[batch, ${inputs * groups}, ${axes}] or [${inputs * groups}, ${axes}]`,
      fix: "give the layer the number of channels that the one before it has",
    });
  }
  const [batch, channels, ...sizes] = x.shape;
  const along = window.map((width, axis) => places(definition, axis, sizes[axis], width));
  const lengths = along.map(({ length }) => length);
  const [count, width, outside] = [sizeOf(lengths), sizeOf(window), sizeOf(sizes)];
  // One number of zero stands at the end, for places outside.
  const zeros = new (x.data.constructor as Float32ArrayConstructor)(batch * channels);
  const padded = concat([reshape(x, [batch, channels, outside]), tensor(zeros, { shape: [batch, channels, 1] })], 2);
  const index = tensor(flatPlaces(along, sizes, window), { shape: [count * width] });
  const windowed = transpose(reshape(gather(padded, index, 2), [batch, channels, count, width]), [0, 2, 1, 3]);
  const perGroup = outputs / groups;
  const parts = Array.from({ length: groups }, (_, g) => {
    const columns = group(windowed, 2, g, inputs);
    const W = reshape(group(kernel, 0, g, perGroup), [perGroup, inputs * width]);
    return matmul(reshape(columns, [batch * count, inputs * width]), W, { transposeB: true });
  });
  const joined = parts.length === 1 ? parts[0] : concat(parts, 1);
  const sum = bias === null ? joined : add(joined, blockValue(bias));
  const last = reshape(sum, [batch, count, outputs]);
  const output = channelsLast
    ? reshape(last, [batch, ...lengths, outputs])
    : reshape(transpose(last, [0, 2, 1]), [batch, outputs, ...lengths]);
  return { output: alone ? reshape(output, output.shape.slice(1)) : output, mask: null, state: {} };
};

function group(x: Tensor, axis: number, g: number, size: number): Tensor {
  if (x.shape[axis] === size) return x;
  return gather(x, tensor(Int32Array.from({ length: size }, (_, k) => g * size + k)), axis);
}

/** Along one axis, for each output the inputs that it sees; -1 stands for a zero. Throws: bad-shape, out-of-range. */
function places(definition: ConvolutionDefinition, axis: number, size: number, width: number): number[][] {
  const { name, border = "zeros" } = definition;
  const stride = onAxis(definition.stride, axis);
  const dilation = onAxis(definition.dilation, axis);
  const span = dilation * (width - 1);
  const given = typeof definition.padding === "string" ? definition.padding : onAxis(definition.padding, axis);
  const before = given === "same" ? Math.floor(span / 2) : given === "valid" ? 0 : given;
  const after = given === "same" ? span - before : before;
  checkWhole({ stride, dilation, padding: before }, name);
  const length = Math.floor((size + before + after - span - 1) / stride) + 1;
  const most = border === "reflect" ? size - 1 : border === "circular" ? size : Number.POSITIVE_INFINITY;
  if (length < 1 || Math.max(before, after) > most || (size < 1 && border !== "zeros")) {
    throw new GatewiseError("bad-shape", {
      where: `layer ${name}, input`,
      received: `${size} steps${axis === 0 ? "" : ` on axis ${axis + 1}`}`,
      expected:
        length < 1
          ? `at least ${span + 1 - before - after}, which the kernel spans`
          : `at least ${Math.max(before, after) + (border === "circular" ? 0 : 1)}, from which the padding is taken`,
      fix: "give longer inputs, or another padding",
    });
  }
  return Array.from({ length }, (_, t) =>
    Array.from({ length: width }, (_, k) => {
      const at = t * stride + k * dilation - before;
      if (at >= 0 && at < size) return at;
      if (border === "zeros") return -1;
      if (border === "circular") return ((at % size) + size) % size;
      if (border === "replicate") return at < 0 ? 0 : size - 1;
      return at < 0 ? -at : 2 * (size - 1) - at;
    }),
  );
}

function onAxis(value: number | readonly number[], axis: number): number {
  return typeof value === "number" ? value : (value[axis] ?? value[0]);
}

function checkWhole(numbers: Readonly<Record<string, number>>, name: string): void {
  for (const [what, value] of Object.entries(numbers)) {
    const least = what === "padding" ? 0 : 1;
    if (Number.isSafeInteger(value) && value >= least) continue;
    throw new GatewiseError("out-of-range", {
      where: `layer ${name}, ${what}`,
      received: String(value),
      expected: `a whole number of at least ${least}`,
      fix: `choose another ${what}`,
    });
  }
}

/** For each output and each place in its window, in row-major order, the input among all of its axes; their number itself for a zero. */
function flatPlaces(along: readonly (readonly number[][])[], sizes: Shape, window: Shape): Int32Array {
  const outside = sizeOf(sizes);
  const flat: number[] = [];
  const lengths = along.map(({ length }) => length);
  for (let output = 0; output < sizeOf(lengths); output++) {
    const t = digits(output, lengths);
    for (let place = 0; place < sizeOf(window); place++) {
      const k = digits(place, window);
      const at = along.map((one, axis) => one[t[axis]][k[axis]]);
      flat.push(at.includes(-1) ? outside : at.reduce((sum, one, axis) => sum * sizes[axis] + one, 0));
    }
  }
  return Int32Array.from(flat);
}

/** The place of a number on each axis of a row-major array. */
function digits(number: number, sizes: Shape): number[] {
  const found: number[] = [];
  let rest = number;
  for (let axis = sizes.length - 1; axis >= 0; axis--) {
    found.unshift(rest % sizes[axis]);
    rest = Math.floor(rest / sizes[axis]);
  }
  return found;
}
