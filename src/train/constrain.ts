import { checkRecord, type Floats, type Shape, stridesOf, unknownName } from "../base/index.ts";
import type { Constraint } from "../layers/index.ts";
import { checkFloats, checkShapeOf } from "./check-kinds.ts";

const kinds: readonly Constraint["kind"][] = ["maxNorm", "minMaxNorm", "unitNorm", "nonNegative"];

/** What is added to a norm that something is divided by. Source: Keras 3.15.1 and 2.1.6, config epsilon. */
const epsilon = 1e-7;

/**
 * Makes an array obey a constraint, where it stands.
 *
 * Equation: with n the norms over the axes, w·clip(n, 0, max)/(ε + n); w·(rate·clip(n, min, max) + (1 - rate)·n)/(ε + n); w/(ε + n);
 * max(w, 0). So an array that obeyed already shrinks a little.
 * Source: Keras 3.15.1 constraints/constraints.py, Keras 2.1.6 constraints.py.
 */
export function constrain(constraint: Constraint, value: Floats, shape: Shape): void {
  checkRecord("constrain, constraint", constraint, "{ kind, … }, as a parameter's definition has it");
  if (!kinds.includes(constraint.kind)) throw unknownName("unknown-rule", "constrain, constraint, kind", constraint.kind, kinds);
  checkFloats("constrain, value", value);
  checkShapeOf("constrain, shape", shape, value);
  if (constraint.kind === "nonNegative") {
    for (let i = 0; i < value.length; i++) if (value[i] < 0) value[i] = 0;
    return;
  }
  const round = value instanceof Float32Array ? Math.fround : (x: number) => x;
  const groups = groupsOf(shape, constraint.axis);
  const sums = new Float64Array(Math.max(...groups, -1) + 1);
  for (let i = 0; i < value.length; i++) sums[groups[i]] += value[i] * value[i];
  const factors = Float64Array.from(sums, (sum) => {
    const norm = round(Math.sqrt(sum));
    const divisor = round(round(epsilon) + norm);
    return constraint.kind === "unitNorm" ? divisor : round(desired(constraint, norm, round) / divisor);
  });
  for (let i = 0; i < value.length; i++) {
    if (constraint.kind === "unitNorm") value[i] /= factors[groups[i]];
    else value[i] *= factors[groups[i]];
  }
}

type Bounded = Extract<Constraint, { kind: "maxNorm" | "minMaxNorm" }>;

function desired(constraint: Bounded, norm: number, round: (x: number) => number): number {
  if (constraint.kind === "maxNorm") return Math.min(norm, round(constraint.max));
  const clipped = Math.min(Math.max(norm, round(constraint.min)), round(constraint.max));
  return round(round(round(constraint.rate) * clipped) + round(round(1 - constraint.rate) * norm));
}

/** Which norm each element counts to: the place along the axes that are not summed over. */
function groupsOf(shape: Shape, axis: number | readonly number[]): Int32Array {
  const summed = new Set((typeof axis === "number" ? [axis] : axis).map((one) => (one < 0 ? one + shape.length : one)));
  const strides = stridesOf(shape);
  const kept = shape.map((size, k) => (summed.has(k) ? 1 : size));
  const keptStrides = stridesOf(kept);
  const size = shape.reduce((product, one) => product * one, 1);
  const groups = new Int32Array(size);
  for (let i = 0; i < size; i++) {
    let group = 0;
    for (let k = 0; k < shape.length; k++) if (!summed.has(k)) group += (Math.floor(i / strides[k]) % shape[k]) * keptStrides[k];
    groups[i] = group;
  }
  return groups;
}
