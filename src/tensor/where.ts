import type { Floats, Shape } from "../base/index.ts";
import { broadcastShape, laidUnder, sumUnder } from "./broadcast.ts";
import { elementwiseOrder } from "./memory-order.ts";
import type { Node } from "./node.ts";
import type { Numbers } from "./numbers.ts";
import { apply, type Primitive } from "./primitive.ts";
import { checkDtypes } from "./refusals.ts";
import type { Tensor } from "./tensor.ts";

/** @internal Inputs: condition, then the two; saved: the condition laid under the result. */
export const wherePrimitive: Primitive<null, Numbers> = {
  name: "where",
  dtype: ([, a]) => a.dtype,
  memory: elementwiseOrder,
  shape([condition, a, b]) {
    checkDtypes("where", [a, b]);
    return broadcastShape("where", condition.shape, broadcastShape("where", a.shape, b.shape));
  },
  forward([condition, a, b], _, out, shape) {
    const chosen = laidUnder(condition.data, condition.shape, shape);
    const [p, q] = [laidUnder(a.data, a.shape, shape), laidUnder(b.data, b.shape, shape)];
    for (let i = 0; i < out.length; i++) out[i] = chosen[i] !== 0 ? p[i] : q[i];
    return chosen;
  },
  vjp(node, gradient, chosen) {
    const [, a, b] = node.inputs;
    if (a !== null) addChosen(a, node.shape, gradient, chosen, true);
    if (b !== null) addChosen(b, node.shape, gradient, chosen, false);
  },
};

function addChosen(input: Node, shape: Shape, gradient: Floats, chosen: Numbers, wanted: boolean): void {
  const mine = gradient.slice();
  for (let i = 0; i < mine.length; i++) if ((chosen[i] !== 0) !== wanted) mine[i] = 0;
  sumUnder(mine, shape, input.sum(), input.shape);
}

/** Takes from the one where a condition is not 0, from the other else; shapes are laid over each other as in NumPy. */
export function where(condition: Tensor, a: Tensor, b: Tensor): Tensor {
  return apply(wherePrimitive, [condition, a, b], null);
}
