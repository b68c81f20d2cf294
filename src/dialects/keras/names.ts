import { GatewiseError, show } from "../../base/index.ts";
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

/**
 * Holds a layer's name against what the generation takes.
 *
 * Throws: bad-scope.
 * Source: Keras 3.15.1 keras/src/ops/operation.py; TensorFlow python/framework/ops.py, _VALID_SCOPE_NAME_REGEX.
 */
export function checkLayerName(name: string | null, where: string, { generation }: Conventions): void {
  if (name === null) return;
  const [legal, expected] =
    generation === "keras 3"
      ? [/^[^/]+$/, "a name without /"]
      : [/^[A-Za-z0-9.][A-Za-z0-9_.\-/>]*$/, "letters, digits, _ . - /, not starting with _ - /"];
  if (!legal.test(name)) throw new GatewiseError("bad-scope", { where, received: show(name), expected, fix: "rename it" });
}

/** Automatic layer names: counted per class, from nothing (`lstm`, `lstm_1`) or from 1 (stand-alone Keras 2: `lstm_1`). */
export class AutoNames {
  readonly #fromOne: boolean;
  readonly #counts = new Map<string, number>();

  constructor({ generation }: Conventions) {
    this.#fromOne = generation === "keras 2" || generation === "tf.keras 1";
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
 * - tf.keras 1.8: layer, wrapped layer, cell, each by its class, counted when it is built and apart from the layer's own
 *   name (`lstm_1` owns `lstm/lstm_cell/kernel`); no direction, no wrapper inside a wrapper.
 */
export class VariableNames {
  readonly #generation: Conventions["generation"];
  readonly #model: string | null;
  /** Names given so far, with how often. */
  readonly #given = new Map<string, number>();
  /** tf.keras 1.8: the names that scopes got. */
  readonly #scopes = new Map<string, string>();
  readonly #scopeCounts = new Map<string, number>();

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

  /** Each scope gets its name when it is first entered: a given one, or its class, counted within the scope around it. */
  #tfKeras1(scope: readonly ScopePart[]): string[] {
    const path: string[] = [];
    let identity = "";
    for (const { kind, name, className, counted, place = 0 } of scope) {
      identity += `/${kind}:${name}:${place}`;
      if (kind === "direction" || kind === "stack" || (kind === "wrapped" && className === "TimeDistributed")) continue;
      let own = this.#scopes.get(identity);
      if (own === undefined) {
        const stem = counted ? snakeClass(className) : name;
        own = this.#scopeName([...path, ""].join("/"), stem);
        this.#scopes.set(identity, own);
      }
      path.push(own);
    }
    return path;
  }

  /** A name that is free in a scope, now taken. Source: TensorFlow 1.8.0 python/framework/ops.py, unique_name. */
  #scopeName(scope: string, stem: string): string {
    let count = this.#scopeCounts.get(scope + stem) ?? 0;
    this.#scopeCounts.set(scope + stem, count + 1);
    let own = stem;
    while (count > 0 && this.#scopeCounts.has(scope + own)) own = `${stem}_${count++}`;
    if (own !== stem) this.#scopeCounts.set(scope + own, 1);
    return own;
  }

  /** The first keeps its name; the k-th gets `separator` and k + shift. */
  #counted(name: string, separator: string, shift: number): string {
    const count = (this.#given.get(name) ?? 0) + 1;
    this.#given.set(name, count);
    return count === 1 ? name : `${name}${separator}${count + shift}`;
  }
}
