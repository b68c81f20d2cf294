import type { ScopePart } from "./build-context.ts";
import type { Conventions } from "./versions.ts";

/** Keras' snake case: SimpleRNN → simple_rnn, StackedRNNCells → stacked_rnn_cells. Source: keras/src/utils/naming.py. */
export function snakeClass(name: string): string {
  return name
    .replace(/\W+/g, "")
    .replace(/(.)([A-Z][a-z]+)/g, "$1_$2")
    .replace(/([a-z])([A-Z])/g, "$1_$2")
    .toLowerCase();
}

/** Automatic layer names: counted per class, from nothing (`lstm`, `lstm_1`) or from 1 (stand-alone Keras 2: `lstm_1`). */
export class AutoNames {
  readonly #fromOne: boolean;
  readonly #counts = new Map<string, number>();

  constructor({ generation }: Conventions) {
    this.#fromOne = generation === "keras 2";
  }

  next(className: string): string {
    const stem = snakeClass(className);
    const count = (this.#counts.get(stem) ?? 0) + 1;
    this.#counts.set(stem, count);
    if (this.#fromOne) return `${stem}_${count}`;
    return count === 1 ? stem : `${stem}_${count - 1}`;
  }
}

/**
 * Writes variable names as each generation does.
 *
 * - keras 3: the path: model (where a Sequential builds it), layer, direction or wrapped layer, stack, cell, weight.
 * - tf_keras: the same without the model, and without a wrapped layer's name.
 * - keras 2: layer, direction, weight; a second weight of one name in one scope becomes `kernel_1`.
 * - tf.keras 1.8: layer, wrapped layer, then the cell's class, counted within the layer; no direction.
 */
export class VariableNames {
  readonly #generation: Conventions["generation"];
  readonly #model: string | null;
  /** Names given so far, with how often. */
  readonly #given = new Map<string, number>();
  /** tf.keras 1.8: the name that a cell's scope got. */
  readonly #cells = new Map<string, string>();
  readonly #cellCounts = new Map<string, number>();

  constructor({ generation }: Conventions, model: string | null) {
    this.#generation = generation;
    this.#model = model;
  }

  name(scope: readonly ScopePart[], weight: string): string {
    const path = this.#path(scope);
    if (this.#generation === "keras 2") return this.#counted(`${path.join("/")}/${weight}`, "_", -1);
    const full = [...path, weight].join("/");
    return this.#counted(full, "#", 0);
  }

  #path(scope: readonly ScopePart[]): string[] {
    switch (this.#generation) {
      case "keras 3":
        return [...(this.#model === null ? [] : [this.#model]), ...scope.map(({ name }) => name)];
      case "tf_keras":
        return scope.filter(({ kind }) => kind !== "wrapped").map(({ name }) => name);
      case "keras 2":
        return scope.filter(({ kind }) => kind === "layer" || kind === "direction").map(({ name }) => name);
      case "tf.keras 1":
        return this.#tfKeras1(scope);
    }
  }

  #tfKeras1(scope: readonly ScopePart[]): string[] {
    const path: string[] = [];
    for (const { kind, name, className } of scope) {
      if (kind === "layer" || kind === "wrapped") path.push(name);
      if (kind === "cell") path.push(this.#cellScope(path.join("/"), scope, snakeClass(className)));
    }
    return path;
  }

  #cellScope(layer: string, scope: readonly ScopePart[], stem: string): string {
    const identity = scope.map(({ kind, name }) => `${kind}:${name}`).join("/");
    let name = this.#cells.get(identity);
    if (name === undefined) {
      const counted = `${layer}/${stem}`;
      const count = this.#cellCounts.get(counted) ?? 0;
      this.#cellCounts.set(counted, count + 1);
      name = count === 0 ? stem : `${stem}_${count}`;
      this.#cells.set(identity, name);
    }
    return name;
  }

  /** The first keeps its name; the k-th gets `separator` and k + shift. */
  #counted(name: string, separator: string, shift: number): string {
    const count = (this.#given.get(name) ?? 0) + 1;
    this.#given.set(name, count);
    return count === 1 ? name : `${name}${separator}${count + shift}`;
  }
}
