import { GatewiseError, type NamedArray, namedArray } from "../../base/index.ts";
import type { Declared, DropoutSource, LayerDefinition } from "../../layers/index.ts";
import { type Explanation, type Plan, printExplanation } from "../../plan/index.ts";
import type { PartialShape } from "./build-context.ts";
import type { Layer } from "./layer.ts";

/** What a layer asks of the session that made it. */
export interface LayerSession extends DropoutSource {
  build(layer: Layer, input: PartialShape): readonly PartialShape[];
  definition(layer: Layer): LayerDefinition;
  inSequential(): void;
  plan(): Plan;
  weights(): Map<string, NamedArray>;
  explanation(): Explanation;
}

/** A layer of a session, built on its own by {@link build}, or by `sequential` of gatewise/layers. */
export class KerasLayer<D extends LayerDefinition = LayerDefinition> implements Declared<D> {
  readonly inner: Layer;
  /** Where its numbers come from. */
  readonly session: LayerSession;
  #names: readonly string[] = [];
  #outputs: readonly PartialShape[] | null = null;

  constructor(session: LayerSession, inner: Layer) {
    this.session = session;
    this.inner = inner;
  }

  get name(): string {
    return this.inner.name;
  }

  /** What it computes, for `layer` and `sequential` of gatewise/layers. Throws: not-evaluated before it is built. */
  get definition(): D {
    this.#built();
    return this.session.definition(this.inner) as D;
  }

  /** Builds the layer for an input shape (null for an unknown batch or time). */
  build(inputShape: PartialShape): this {
    const before = new Set(this.session.plan().parameters.map(({ name }) => name));
    this.#outputs = this.session.build(this.inner, inputShape);
    this.#names = this.session
      .plan()
      .parameters.map(({ name }) => name)
      .filter((name) => !before.has(name));
    return this;
  }

  /** Begins a Sequential with this layer, unless it is built: its weights then have their names. */
  begins(): void {
    if (this.#outputs === null) this.session.inSequential();
  }

  /** Builds the layer unless it is built, and gives the shape of what it gives. */
  follow(inputShape: PartialShape): PartialShape {
    const shape = this.inner.className === "Embedding" ? inputShape.slice(0, -1) : inputShape;
    if (this.#outputs === null) this.build(shape);
    return this.inner.outputs(shape)[0];
  }

  /** Its weights by Keras' names, in the order of `layer.weights`. Throws: not-evaluated before it is built. */
  weights(): Map<string, NamedArray> {
    this.#built();
    return this.#arrays(this.#names);
  }

  /** Its weights as its definition lists them. */
  initialWeights(): Map<string, NamedArray> {
    return this.#arrays(this.definition.parameters?.map(({ name }) => name) ?? []);
  }

  #arrays(names: readonly string[]): Map<string, NamedArray> {
    const all = this.session.weights();
    return new Map(
      names.map((name) => {
        const { dtype, shape, data } = all.get(name) as NamedArray;
        return [name, namedArray(name, dtype, shape, data)];
      }),
    );
  }

  /** Explains how its weights start, as text. */
  explain(): string {
    this.#built();
    const mine = new Set(this.#names);
    const explanation = this.session.explanation();
    return printExplanation({ ...explanation, parameters: explanation.parameters.filter(({ name }) => mine.has(name)) });
  }

  #built(): void {
    if (this.#outputs !== null) return;
    throw new GatewiseError("not-evaluated", {
      where: `layer ${this.name}`,
      received: "a layer that is not built",
      expected: "build(inputShape) first",
      fix: "call .build([null, 20, 8])",
    });
  }
}
