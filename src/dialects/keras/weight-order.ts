import type { ScopePart } from "./build-context.ts";
import type { Conventions } from "./versions.ts";

/** A layer, and what is inside it, with the weights that each declared itself: which of them are trained decides their order. */
export class WeightNode {
  readonly #kind: ScopePart["kind"];
  readonly #trainable: boolean;
  /** Each layer's flag is its own. */
  readonly #apart: boolean;
  readonly #own: { readonly index: number; readonly trainable: boolean }[] = [];
  readonly #children: WeightNode[] = [];

  constructor(kind: ScopePart["kind"], trainable: boolean, apart: boolean) {
    this.#kind = kind;
    this.#trainable = trainable;
    this.#apart = apart;
  }

  add(index: number, trainable: boolean): void {
    this.#own.push({ index, trainable });
  }

  /**
   * A layer inside, with the flag of a config of its own, if it has one. In Keras 2 a wrapper sets the flag of what it wraps to its own;
   * in Keras 3 what has a config keeps its own flag, whatever stands around it.
   */
  child(kind: ScopePart["kind"], own: boolean | undefined, { generation }: Conventions): WeightNode {
    const apart = generation === "keras 3";
    const wrapped = (kind === "wrapped" || kind === "direction") && generation !== "tf_keras" && !apart;
    const node = new WeightNode(kind, wrapped ? this.#trainable : (own ?? (apart ? this.#trainable : true)), apart);
    this.#children.push(node);
    return node;
  }

  trained(): number[] {
    if (this.#apart) return [...(this.#trainable ? this.#mine(true) : []), ...this.#children.flatMap((child) => child.trained())];
    if (!this.#trainable) return [];
    return [...this.#mine(true), ...this.#children.flatMap((child) => child.trained())];
  }

  /** Source: tf_keras 2.21 engine/base_layer.py; Keras 2.1.6 and TensorFlow 1.8 layers/recurrent.py, wrappers.py. */
  untrained(conventions: Conventions): number[] {
    if (this.#trainable) return [...this.#mine(false), ...this.#children.flatMap((child) => child.untrained(conventions))];
    const own = [...this.#mine(true), ...this.#mine(false)];
    // A stack of cells in Keras 2 lists what its cells train before what they do not.
    if (this.#kind === "stack" && conventions.generation !== "tf_keras") {
      return [
        ...own,
        ...this.#children.flatMap((child) => child.trained()),
        ...this.#children.flatMap((child) => child.untrained(conventions)),
      ];
    }
    return [...own, ...this.#children.flatMap((child) => [...child.trained(), ...child.untrained(conventions)])];
  }

  #mine(trainable: boolean): number[] {
    return this.#own.filter((one) => one.trainable === trainable).map(({ index }) => index);
  }
}

/**
 * Gives the order of `model.weights`: Keras 2 lists all that is trained before all that is not, tf_keras does so within each
 * layer, and Keras 3 leaves the order of declaration.
 */
export function weightOrder(layers: readonly WeightNode[], declared: number, conventions: Conventions): number[] {
  const { generation } = conventions;
  if (generation === "keras 3") return Array.from({ length: declared }, (_, index) => index);
  if (generation === "tf_keras") return layers.flatMap((layer) => [...layer.trained(), ...layer.untrained(conventions)]);
  return [...layers.flatMap((layer) => layer.trained()), ...layers.flatMap((layer) => layer.untrained(conventions))];
}
