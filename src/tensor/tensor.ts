import { type Floats, GatewiseError, type Shape, show, showShape } from "../base/index.ts";
import { addInto } from "./add-into.ts";
import { walkBack } from "./backward.ts";
import type { MemoryOrder } from "./memory-order.ts";
import { Node } from "./node.ts";
import { type Numbers, sameShape, type TensorDType, zeroFloats } from "./numbers.ts";
import { checkTensor, wrongKind } from "./refusals.ts";

/**
 * Values with a shape that remember, where a gradient may be wanted, how they came about.
 *
 * `data` is an ordinary typed array, row-major, that the collector owns: nothing is ever to be disposed of.
 * Operations give new tensors; only who trains writes into `data`, between one backward and the next forward.
 */
export class Tensor {
  readonly shape: Shape;
  readonly dtype: TensorDType;
  readonly data: Numbers;
  /** The gradient that backward has added up, for leaves. null: none yet; set null to start anew. */
  grad: Tensor | null = null;
  /** @internal The place in the graph; null: no gradient is wanted. */
  node: Node | null;
  /** @internal How its axes lie in the memory of a framework that has strides. null: in their own order. */
  memory: MemoryOrder = null;

  /** @internal Use {@link tensor}. */
  constructor(data: Numbers, shape: Shape, dtype: TensorDType, node: Node | null) {
    this.data = data;
    this.shape = shape;
    this.dtype = dtype;
    this.node = node;
  }

  get size(): number {
    return this.data.length;
  }

  /** Whether backward gives this tensor, or what it came from, a gradient. */
  get requiresGrad(): boolean {
    return this.node !== null;
  }

  /** Throws: bad-dtype, for int32; contradiction, for the result of an operation. */
  set requiresGrad(wanted: boolean) {
    if (wanted === (this.node !== null)) return;
    if (!wanted && this.node?.primitive !== null) {
      throw new GatewiseError("contradiction", {
        where: "requiresGrad",
        received: "false, for the result of an operation",
        expected: "a tensor that no operation gave",
        fix: "use detach()",
      });
    }
    this.node = wanted ? leafNode(this) : null;
  }

  /**
   * Adds the gradient of this result to `grad` of every leaf that it came from, and lets the graph go.
   *
   * Throws: no-graph, where there is none or it was let go; bad-shape, where the result is no scalar and no seed is given.
   */
  backward(seed?: Tensor): void {
    for (const leaf of walkBack(this.#graph("backward"), this.#seed(seed))) {
      const owner = leaf.owner as Tensor;
      const gradient = leaf.gradient;
      leaf.gradient = null;
      if (gradient === null) continue;
      if (owner.grad === null) owner.grad = new Tensor(gradient, owner.shape, owner.dtype, null);
      else addInto(owner.grad.data as Floats, gradient);
    }
  }

  /** @internal The gradients of this result for some tensors it came from; `grad` of none is touched. */
  gradientsFor(wanted: readonly Tensor[], seed?: Tensor): Tensor[] {
    const root = this.#graph("gradients");
    const start = this.#seed(seed);
    for (const { node } of wanted) if (node !== null) node.kept = true;
    const leaves = walkBack(root, start);
    const found = wanted.map((one) => {
      const gradient = one.node?.gradient ?? null;
      return new Tensor(gradient ?? zeroFloats(one.dtype, one.size), one.shape, one.dtype, null);
    });
    for (const leaf of leaves) leaf.gradient = null;
    for (const { node } of wanted) {
      if (node === null) continue;
      node.kept = false;
      node.gradient = null;
    }
    return found;
  }

  /** Gives the same values without their history; the array is shared. */
  detach(): Tensor {
    const detached = new Tensor(this.data, this.shape, this.dtype, null);
    detached.memory = this.memory;
    return detached;
  }

  /** @internal The same tensor, laid otherwise in a framework's memory. */
  laid(memory: MemoryOrder): Tensor {
    if (this.memory === memory) return this;
    const other = new Tensor(this.data, this.shape, this.dtype, this.node);
    other.memory = memory;
    return other;
  }

  /** Gives the one value of a tensor that has one. Throws: bad-shape. */
  item(): number {
    if (this.data.length === 1) return this.data[0];
    throw new GatewiseError("bad-shape", {
      where: "item",
      received: showShape(this.shape),
      expected: "a tensor of one value",
      fix: "take sum or mean first, or read .data",
    });
  }

  #graph(where: string): Node {
    if (this.node !== null) return this.node;
    throw new GatewiseError("no-graph", {
      where,
      received: "a result that came from no tensor with requiresGrad, or was made within noGrad",
      expected: "a result of a tensor with requiresGrad",
      fix: "make the weights with { requiresGrad: true }, and compute the loss outside noGrad",
    });
  }

  #seed(seed: Tensor | undefined): Floats {
    if (seed === undefined) {
      if (this.data.length === 1) return zeroFloats(this.dtype, 1).fill(1);
      throw new GatewiseError("bad-shape", {
        where: "backward",
        received: `a result of shape ${showShape(this.shape)} and no seed`,
        expected: "a scalar, or a seed of the result's shape",
        fix: "take sum or mean, or give the gradient of the result",
      });
    }
    checkTensor("backward", "seed", seed);
    if (sameShape(seed.shape, this.shape) && seed.dtype === this.dtype) return (seed.data as Floats).slice();
    throw new GatewiseError("bad-shape", {
      where: "backward, argument seed",
      received: `${seed.dtype} ${showShape(seed.shape)}`,
      expected: `${this.dtype} ${showShape(this.shape)}`,
      fix: "give a seed of the result's shape and dtype",
    });
  }
}

/** Makes the node of a leaf. Throws: bad-dtype, where no gradient exists. */
function leafNode(owner: Tensor): Node {
  if (owner.dtype === "int32") {
    throw new GatewiseError("bad-dtype", {
      where: "requiresGrad",
      received: show(owner.dtype),
      expected: "float32 or float64",
      fix: "whole numbers have no gradient: leave requiresGrad out, or choose a float dtype",
    });
  }
  const node = new Node(null, [], null, undefined, owner.shape, owner.dtype);
  node.owner = owner;
  return node;
}

/** Gives the gradients of a scalar for some tensors that it came from, and lets the graph go; zeros where it did not. */
export function gradients(of: Tensor, wanted: readonly Tensor[], seed?: Tensor): Tensor[] {
  checkTensor("gradients", "1", of);
  if (!Array.isArray(wanted)) throw wrongKind("gradients", "wanted", wanted, "a list of tensors", "give [a, b]");
  wanted.forEach((one, k) => checkTensor("gradients", `wanted[${k}]`, one));
  return of.gradientsFor(wanted, seed);
}
