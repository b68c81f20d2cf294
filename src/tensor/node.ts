import { type Floats, type Shape, sizeOf } from "../base/index.ts";
import { addInto } from "./add-into.ts";
import type { GatheredRows } from "./gathered-rows.ts";
import { type TensorDType, zeroFloats } from "./numbers.ts";
import type { Primitive } from "./primitive.ts";
import { giveScratch, takeScratch } from "./scratch.ts";
import type { Tensor } from "./tensor.ts";
import { countNode } from "./young-garbage.ts";

let created = 0;

/**
 * One place of the graph that gradients flow through: a leaf, or a result with what its vjp needs.
 *
 * A node holds the nodes of its inputs, never their tensors: values that no vjp asked for are the collector's at once.
 */
export class Node {
  /** Rises with creation: a node comes after all its inputs. */
  readonly order: number;
  /** null: a leaf, or a result whose graph was let go. */
  primitive: Primitive | null;
  /** An input that needs no gradient is null. */
  inputs: readonly (Node | null)[];
  attributes: unknown;
  saved: unknown;
  readonly shape: Shape;
  readonly dtype: TensorDType;
  /** The gradient that has come in so far, while backward runs. */
  gradient: Floats | null = null;
  /** The tensor of a leaf. Results are not held, so that a graph keeps no values that it does not need. */
  owner: Tensor | null = null;
  /** Of a leaf: the rows looked up in it, as backward finds them. null: nobody asked for them. */
  rows: GatheredRows[] | null = null;
  /** Gradients of a primitive's further results, in their order. */
  further: (Floats | null)[] | null = null;
  /** backward has been here: what the vjp needs is gone. */
  freed = false;
  /** Somebody asked for this very gradient: its array is not handed on. */
  kept = false;
  /** The gradient's array has become another node's. */
  handed = false;
  /** The number of the backward walk that saw it last. */
  walk = 0;

  constructor(
    primitive: Primitive | null,
    inputs: readonly (Node | null)[],
    attributes: unknown,
    saved: unknown,
    shape: Shape,
    dtype: TensorDType,
  ) {
    this.order = created++;
    countNode();
    this.primitive = primitive;
    this.inputs = inputs;
    this.attributes = attributes;
    this.saved = saved;
    this.shape = shape;
    this.dtype = dtype;
  }

  /** Gives the gradient's array to be added to; zeros at first. */
  sum(): Floats {
    if (this.gradient === null) {
      const size = sizeOf(this.shape);
      this.gradient = this.escapes ? zeroFloats(this.dtype, size) : takeScratch(this.dtype, size).fill(0);
    }
    return this.gradient;
  }

  /** Adds an array that is nobody else's: it is taken over where it is the first. */
  give(values: Floats): void {
    if (this.gradient === null && !this.escapes) {
      this.gradient = values;
      return;
    }
    addInto(this.sum(), values);
    giveScratch(values);
  }

  /** Whether users get to see the gradient's array: then it is a new one, and none of those that are lent again and again. */
  get escapes(): boolean {
    return this.kept || this.primitive === null;
  }

  /** Whether the vjp may write over this node's own gradient: it is passed on then. */
  get spare(): boolean {
    return !this.kept && !this.handed;
  }

  /** Adds this node's own gradient to an input as it is; the last thing that a vjp does, since the array may change hands. */
  pass(input: Node): void {
    const gradient = this.gradient as Floats;
    if (input.gradient !== null || input.escapes) addInto(input.sum(), gradient);
    else if (this.spare) input.gradient = this.hand();
    else {
      input.gradient = takeScratch(this.dtype, gradient.length);
      input.gradient.set(gradient);
    }
  }

  /** Gives the gradient's array away; a copy where it is wanted still. */
  hand(): Floats {
    const gradient = this.gradient as Floats;
    if (!this.spare) return gradient.slice();
    this.handed = true;
    return gradient;
  }
}
