import { type Floats, type Shape, sizeOf } from "../base/index.ts";
import type { MemoryOrder } from "./memory-order.ts";
import { Node } from "./node.ts";
import { type Numbers, type TensorDType, zeroNumbers } from "./numbers.ts";
import type { PrimitiveName } from "./primitive-names.ts";
import { isRecording } from "./recording.ts";
import { checkTensor } from "./refusals.ts";
import { Tensor } from "./tensor.ts";
import { wholeResults } from "./whole-numbers.ts";

/** An operation with a gradient of its own. `table.ts` names every one; a missing rule does not compile. */
export interface Primitive<Attributes = unknown, Saved = unknown> {
  readonly name: PrimitiveName;
  /** Gives the shape of the result. Throws: bad-shape, out-of-range, bad-dtype. */
  shape(inputs: readonly Tensor[], attributes: Attributes): Shape;
  /** Writes the result, whose array comes zeroed, and gives what the vjp needs: nothing of it is kept where no gradient is wanted. */
  forward(inputs: readonly Tensor[], attributes: Attributes, out: Numbers, shape: Shape): Saved;
  /** Adds to the gradient of each input that has a node, from the result's own gradient. */
  vjp(node: Node, gradient: Floats, saved: Saved, attributes: Attributes): void;
  /** The result has the first input's values as they are, in another shape: no array is made, and forward writes nothing. */
  readonly shares?: true;
  /** Whole numbers may give what int32 does not hold: they are computed in float64, and refused then. */
  readonly outgrows?: true;
  /** The result's element type; absent: the first input's. */
  dtype?(inputs: readonly Tensor[], attributes: Attributes): TensorDType;
  /** How the result lies in the memory of a framework that has strides. Absent: its axes in their own order. */
  memory?(inputs: readonly Tensor[], shape: Shape, attributes: Attributes): MemoryOrder;
}

/** Runs a primitive: shape rule, forward, and a node of the graph where a gradient may be wanted. */
export function apply<Attributes, Saved>(
  primitive: Primitive<Attributes, Saved>,
  inputs: readonly Tensor[],
  attributes: Attributes,
): Tensor {
  for (let k = 0; k < inputs.length; k++) checkTensor(primitive.name, String(k + 1), inputs[k]);
  const shape = primitive.shape(inputs, attributes);
  const dtype = primitive.dtype === undefined ? inputs[0].dtype : primitive.dtype(inputs, attributes);
  if (dtype === "int32" && primitive.outgrows === true) {
    const results = new Float64Array(sizeOf(shape));
    primitive.forward(inputs, attributes, results, shape);
    return new Tensor(wholeResults(primitive.name, results), shape, dtype, null);
  }
  const out = primitive.shares === true ? inputs[0].data : zeroNumbers(dtype, sizeOf(shape));
  const saved = primitive.forward(inputs, attributes, out, shape);
  const result = new Tensor(out, shape, dtype, nodeOf(primitive, inputs, attributes, saved, shape, dtype));
  if (primitive.memory !== undefined) result.memory = primitive.memory(inputs, shape, attributes);
  return result;
}

function nodeOf<Attributes, Saved>(
  primitive: Primitive<Attributes, Saved>,
  inputs: readonly Tensor[],
  attributes: Attributes,
  saved: Saved,
  shape: Shape,
  dtype: TensorDType,
): Node | null {
  if (!isRecording() || dtype === "int32") return null;
  let wanted = false;
  const nodes = new Array<Node | null>(inputs.length);
  for (let k = 0; k < inputs.length; k++) {
    nodes[k] = inputs[k].node;
    if (nodes[k] !== null) wanted = true;
  }
  return wanted ? new Node(primitive as Primitive, nodes, attributes, saved, shape, dtype) : null;
}
