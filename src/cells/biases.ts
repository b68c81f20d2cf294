import type { Named, ShapeRule } from "./cell.ts";
import type { Operations } from "./operations.ts";

/** Which biases a cell has: none, one beside the input, or one beside the input and one beside the state. */
export type Biases = 0 | 1 | 2;

/** Gives the shape rules of the biases. */
export function biasWeights(biases: Biases, rule: ShapeRule): Record<string, ShapeRule> {
  return biases === 0 ? {} : biases === 1 ? { bx: rule } : { bx: rule, bh: rule };
}

/** Gives a product with its bias, where there is one of the name. */
export function affine<T>(o: Operations<T>, value: T, matrix: T, weights: Named<T>, bias: string): T {
  const product = o.matmul(value, matrix);
  return bias in weights ? o.add(product, weights[bias]) : product;
}
