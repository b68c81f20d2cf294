import {
  checkArguments,
  checkText,
  type FloatDType,
  GatewiseError,
  inFrameworkWords,
  type NamedArray,
  parseSeed,
  show,
  unknownName,
} from "../../base/index.ts";
import type { LayerDefinition, NeutralWeighted, ParameterDefinition, Start } from "../../layers/index.ts";
import { type Block, wholeBox } from "../../layout/index.ts";
import { decompositions } from "../../linalg/index.ts";
import { type Explanation, explain, type Origin, type Plan, PlanBuilder, printExplanation, Runner } from "../../plan/index.ts";
import { numpyGlobal, pythonRandom } from "../../runtimes/index.ts";
import { checkActivation } from "./activations.ts";
import { type BuildContext, checkShape, type PartialShape, type ScopePart, type WeightSpec } from "./build-context.ts";
import { grader } from "./grades.ts";
import { operationSeeds } from "./graph-seeds.ts";
import { Initializer, type SeedState } from "./initializer.ts";
import { parseInitializer } from "./initializers.ts";
import { KerasLayer } from "./keras-layer.ts";
import {
  type Construction,
  checkCommon,
  checkLayer,
  commonArguments,
  givenConfig,
  type Layer,
  type LayerConfig,
  layerEntry,
  type MaskSeed,
} from "./layer.ts";
import { layerClasses, layerClassNames } from "./layers.ts";
import { MaskStreams } from "./mask-streams.ts";
import { AutoNames, checkLayerName, VariableNames } from "./names.ts";
import { LayerMethods } from "./options.gen.ts";
import { seedStreams } from "./seed-streams.ts";
import { checkSession, type SessionOptions } from "./session-options.ts";
import { type Conventions, type ResolvedDialect, resolveDialect, streams } from "./versions.ts";
import { WeightNode, weightOrder } from "./weight-order.ts";
import { activityRegularizerOf, activityTermOf, constraintOf, regularizerOf } from "./weight-terms.ts";
import { withoutMasks } from "./without-masks.ts";
import { asWritten } from "./written-config.ts";

/** Each level of TimeDistributed may double the calls. */
const deepest = 16;

/** A fresh Keras session: layers are made, then built, and draw what Keras would. */
export class KerasSession extends LayerMethods implements Start {
  readonly dialect: string;
  readonly #resolved: ResolvedDialect;
  readonly #conventions: Conventions;
  readonly #builder: PlanBuilder;
  readonly #runner: Runner;
  readonly #names: AutoNames;
  readonly #state: SeedState;
  readonly #ordinals = new Map<string, number>();
  #variables: VariableNames;
  /** Whether the model has been named that the next Sequential is. */
  #named = false;
  /** The place of the neutral layer that was declared last. */
  #place = Number.POSITIVE_INFINITY;
  readonly #weightNodes: WeightNode[] = [];
  readonly #layers: Layer[] = [];
  readonly #masks: MaskStreams;
  /** The layers that were called on more than one input, and then keep masks of the first call. */
  readonly #keepsMasks = new Set<Layer>();
  /** Whether tensors were joined without a layer: behind that the operations of TensorFlow 1's graph are not counted. */
  #joins = false;
  /** The shape that each layer was built for, and which weights it declared. */
  readonly #built = new Map<Layer, { readonly input: PartialShape; readonly from: number; readonly to: number }>();
  readonly #specs: WeightSpec[] = [];
  /** How many layers around the one that is being constructed. */
  #nesting = 0;
  readonly #floatx: FloatDType | null;

  constructor(options: SessionOptions) {
    super();
    checkSession(options);
    const { version, backend, framework = "keras", seed = null, floatx, clearSession } = options;
    this.#floatx = floatx ?? null;
    this.#resolved = resolveDialect(`${framework}@${version}${backend === undefined ? "" : `/${backend}`}`);
    const { dialect, conventions, unchecked } = this.#resolved;
    this.dialect = dialect;
    this.#conventions = conventions;
    this.#builder = new PlanBuilder(dialect, streams);
    this.#runner = new Runner({ streams, decompositions, given: this.#builder.givenValues });
    this.#names = new AutoNames(conventions);
    this.#variables = new VariableNames(conventions, null);
    if (unchecked !== null) this.#builder.note(unchecked);
    const { graphSeed, all, numpy } = seedStreams(seed, this.#builder, conventions);
    this.#masks = new MaskStreams({
      dialect,
      backend: this.#resolved.backend,
      algorithms: streams,
      global: this.#resolved.backend.name === "torch" ? all : graphSeed,
      numpy,
      drawn: (id) => {
        this.#runner.advance(this.#builder);
        return this.#runner.drawn(id) ?? 0n;
      },
    });
    const layers = this.#layers;
    const operations = operationSeeds(conventions, graphSeed, clearSession, () => (this.#joins ? [] : layers));
    this.#state = { builder: this.#builder, conventions, backend: this.#resolved.backend, graphSeed, nextOperationSeed: operations };
  }

  /** Makes a layer by its class name; its config in Keras' words. */
  construct(className: string, config: Readonly<Record<string, unknown>>, where = className): Layer {
    checkText("layer, class name", className);
    return this.#construct(className, config, where, null);
  }

  #construct(className: string, config: Readonly<Record<string, unknown>>, where: string, forced: string | null): Layer {
    const entry = Object.hasOwn(layerClasses, className) ? layerClasses[className] : undefined;
    if (entry === undefined || entry.exists?.(this.#conventions) === false) {
      throw unknownName("unknown-class", where, className, layerClassNames(this.#conventions));
    }
    const own = entry.arguments(this.#conventions);
    const place = `${where} (${className})`;
    const { values, given } = checkArguments(place, { ...own, ...commonArguments(this.#conventions) }, config);
    checkCommon(values, given, own, place, this.#conventions);
    for (const argument of ["activation", "recurrent_activation"])
      checkActivation(values[argument], `${place}, argument ${argument}`, this.#conventions);
    checkLayerName(values.name as string | null, `${place}, argument name`, this.#conventions);
    // The name is taken when the layer's base class is reached, after its cell or what it wraps was made.
    let name: string | null = null;
    const named = () => {
      name ??= forced ?? (values.name as string | null) ?? this.#names.next(className);
      return name;
    };
    const checked: LayerConfig = {
      className,
      values,
      given,
      where: place,
      get name() {
        return named();
      },
    };
    const parts = entry.construct(checked, this.#construction(place));
    return { className, name: checked.name, config: values, given, ...parts };
  }

  #construction(place: string): Construction {
    return {
      conventions: this.#conventions,
      backend: this.#resolved.backend,
      initializer: (className, argument, value, given) => {
        const where = `${place}, ${argument}`;
        const spec = parseInitializer(value, where, this.#conventions);
        const origin: Origin = {
          choice: argument,
          value: spec.shown,
          from: given ? "argument" : "framework default",
          change: `${className}: pass ${argument}=…${given ? " another" : ""}`,
        };
        return new Initializer(spec, origin, where, this.#state);
      },
      fixed: (className, what, identifier) => {
        const spec = parseInitializer(identifier, place, this.#conventions);
        const origin: Origin = { choice: what, value: "True", from: "framework default", change: `${className}: pass ${what}=False` };
        return new Initializer(spec, origin, place, this.#state);
      },
      seedGenerator: (what, seed, serves = false) => {
        if (seed !== null && seed !== undefined) {
          const given = parseSeed(`${place}, argument seed`, seed, this.#resolved.backend.seeds.generator);
          return this.#masks.generator(String(given), true);
        }
        const why = `seed generator of ${what} in ${place}: drawn even where no mask is`;
        return this.#masks.generator(this.#builder.draw(pythonRandom, 1, 1_000_000_001, why), serves);
      },
      maskOperation: () => this.#masks.operation(),
      inner: (value, where) => {
        if (value !== null && typeof value === "object" && "build" in value && typeof value.build === "function") return value as Layer;
        const entry = layerEntry(value, where);
        if (this.#nesting >= deepest) {
          throw new GatewiseError("limit", {
            where: place,
            received: "layers inside layers without end",
            expected: `at most ${deepest} levels`,
            fix: "nest fewer wrappers",
          });
        }
        this.#nesting++;
        try {
          return this.construct(entry.class_name, entry.config ?? {}, where);
        } finally {
          this.#nesting--;
        }
      },
      copy: (layer, name) => this.#copy(layer, name, place),
      autoName: (className) => this.#names.next(className),
    };
  }

  /** A layer made again from the config of another: initialisers without a seed get new ones, inner names stay. */
  #copy(layer: Layer, name: string, place: string): Layer {
    const { name: _name, ...config } = { ...givenConfig(layer), ...layer.remade } as Record<string, unknown>;
    return this.#construct(layer.className, asWritten(config, this.#conventions), `${place}, ${name}`, name);
  }

  /** Builds a layer for an input shape and declares its weights. */
  build(layer: Layer, input: PartialShape): readonly PartialShape[] {
    checkLayer(layer);
    checkShape(input, layer.name);
    this.#layers.push(layer);
    const from = this.#builder.parameters.length;
    const outputs = layer.build(input, this.#context(layer));
    this.#built.set(layer, { input, from, to: this.#builder.parameters.length });
    // A layer is called when all of it is built: only then are the seeds of its dropout masks drawn.
    this.#drawMasks(layer.draws?.(input, false));
    return outputs;
  }

  /** Tells of an operation between layers, without weights and without draws. */
  operation(): void {
    this.#joins = true;
  }

  /** What a layer that is built computes, as the engine's layer. Throws: not-supported. */
  definition(layer: Layer): LayerDefinition {
    const { input, from, to } = this.#built.get(layer) ?? { input: [], from: 0, to: 0 };
    const trained = new Set(this.#weightNodes.flatMap((node) => node.trained()));
    const conventions = this.#conventions;
    const parameters = this.#builder.parameters.slice(from, to).map(({ name, shape, dtype, blocks }, k): ParameterDefinition => {
      const { trainable, regularizer, constraint } = this.#specs[from + k];
      const penalty = regularizerOf(regularizer, `weight ${name}, regularizer`, conventions);
      const obeys = constraintOf(constraint, `weight ${name}, constraint`);
      return {
        name,
        shape,
        dtype: dtype as FloatDType,
        blocks,
        ...(trainable ? {} : { buffer: true }),
        ...(trained.has(from + k) || !trainable ? {} : { trainable: false }),
        ...(penalty === undefined ? {} : { regularizer: penalty }),
        ...(obeys === undefined ? {} : { constraint: obeys }),
      };
    });
    const states = layer.config.return_state === true;
    const penalty = activityRegularizerOf(
      activityTermOf(layer, conventions),
      states,
      `layer ${layer.name}, activity_regularizer`,
      conventions,
    );
    const computed = this.#keepsMasks.has(layer) ? withoutMasks(layer.runs(input)) : layer.runs(input);
    return { name: layer.name, ...computed, ...(penalty === undefined ? {} : { activityRegularizer: penalty }), parameters };
  }

  /** Calls a layer once more, on another input: its weights stay, its dropout masks may be new. */
  call(layer: Layer, input: PartialShape): readonly PartialShape[] {
    checkLayer(layer);
    checkShape(input, layer.name);
    const outputs = layer.outputs(input);
    const draws = layer.draws?.(input, true) ?? [];
    if (draws.length < (layer.draws?.(input, false) ?? []).length) this.#keepsMasks.add(layer);
    this.#drawMasks(draws);
    return outputs;
  }

  #drawMasks(masks: readonly MaskSeed[] = []): void {
    for (const { why, stream, seed } of masks) {
      if (seed !== undefined) this.#masks.seed(stream, String(seed));
      else if (this.#conventions.generation === "tf.keras 1") this.#masks.seed(stream, this.#masks.numpySeed());
      else this.#masks.seed(stream, this.#builder.draw(numpyGlobal, 0, 10_000_000, `operation seed of ${why}: np.random.randint(10e6)`));
    }
  }

  /** Sets the model whose name stands before the paths of Keras 3; null where there is none. */
  inModel(name: string | null): void {
    if (name !== null) checkText("model, name", name);
    this.#variables = new VariableNames(this.#conventions, name);
    this.#named = true;
  }

  /** Begins the Sequential that takes the layers which are built next, unless {@link inModel} has named their model. */
  inSequential(): void {
    if (this.#conventions.generation === "keras 3" && !this.#named) this.inModel(this.modelName("Sequential"));
    this.#named = false;
    this.#place = 0;
  }

  /** The automatic name of a model class. */
  modelName(className: string): string {
    checkText("model, class name", className);
    return this.#names.next(className);
  }

  get conventions(): Conventions {
    return this.#conventions;
  }

  #context(layer: Layer): BuildContext {
    const numbered: string[] = [];
    interface Place {
      readonly scope: readonly ScopePart[];
      readonly dtype: FloatDType;
      readonly node: WeightNode;
      readonly direction: "forward" | "backward";
      readonly replay: { next: number } | null;
    }
    const deeper = (place: Place, part: ScopePart, config: Readonly<Record<string, unknown>> | undefined): Place => ({
      ...place,
      scope: [...place.scope, part],
      dtype: config === undefined ? place.dtype : this.#dtype(config, part.className),
      node: place.node.child(part.kind, config === undefined ? undefined : config.trainable !== false, this.#conventions),
    });
    const make = (place: Place): BuildContext => ({
      dtype: place.dtype,
      scope: place.scope,
      direction: place.direction,
      owner: (kind) => {
        if (place.replay !== null) {
          // A backward_layer may hold cells of another kind, or more or fewer: those have no forward twin.
          const twin = numbered[place.replay.next++];
          return twin?.startsWith(`${kind}#`) ? twin : this.#owner(kind);
        }
        const owner = this.#owner(kind);
        numbered.push(owner);
        return owner;
      },
      weight: (spec) => place.node.add(this.#declare(spec, place.scope, place.dtype), spec.trainable),
      inside: (part, config) => make(deeper(place, part, config)),
      backward: (part, config, twin) =>
        make({ ...deeper(place, part, config), direction: "backward", replay: { next: twin ? 0 : numbered.length } }),
    });
    const node = new WeightNode("layer", layer.config.trainable !== false, this.#conventions.generation === "keras 3");
    this.#weightNodes.push(node);
    const part: ScopePart = { kind: "layer", className: layer.className, name: layer.name, counted: layer.config.name === null };
    return make({ scope: [part], dtype: this.#dtype(layer.config, layer.className), node, direction: "forward", replay: null });
  }

  #owner(kind: string): string {
    const ordinal = this.#ordinals.get(kind) ?? 0;
    this.#ordinals.set(kind, ordinal + 1);
    return `${kind}#${ordinal}`;
  }

  #declare(spec: WeightSpec, scope: readonly ScopePart[], dtype: FloatDType): number {
    const { name, shape, blocks, fills, text } = spec;
    const full = this.#variables.name(scope, name);
    if (this.#resolved.backend.name === "torch" && full.includes(".")) {
      // Source: Keras 3.15.1 backend/torch/layer.py keeps weights in a ParameterDict by their paths.
      throw new GatewiseError("bad-document", {
        where: `weight ${full}`,
        received: "a dot in its path",
        expected: "names without dots on the torch backend",
        fix: "rename the layer or the model",
      });
    }
    const index = this.#builder.parameter({
      name: full,
      shape: [...shape],
      dtype,
      blocks: blocks as Block[],
      ...(text === undefined ? {} : { text }),
    });
    this.#specs[index] = spec;
    for (const { initializer, box, calledWith } of fills) initializer.fill(index, box ?? wholeBox(shape), calledWith);
    return index;
  }

  #dtype({ dtype }: Readonly<Record<string, unknown>>, className: string): FloatDType {
    const written =
      dtype !== null && typeof dtype === "object"
        ? ((dtype as { config?: { name?: unknown } }).config?.name ?? "a policy without a name")
        : (dtype ?? this.#floatx ?? "float32");
    if (this.#floatx !== null && written !== this.#floatx) {
      throw new GatewiseError("contradiction", {
        where: `${className}, argument dtype`,
        received: `${this.#floatx}, where the layer says ${show(written)}`,
        expected: "one dtype",
        fix: "leave --dtype out",
      });
    }
    const policies = this.#conventions.generation === "keras 3" || this.#conventions.generation === "tf_keras";
    if (written === "float32" || (policies && (written === "mixed_float16" || written === "mixed_bfloat16"))) return "float32";
    if (written === "float64" && this.#resolved.backend.float64 === "as float32") {
      this.#builder.note(`${className}: Keras' NumPy backend gives a float64 layer float32 weights`);
      return "float32";
    }
    if (written === "float64" && this.#resolved.backend.float64 === true) return "float64";
    throw new GatewiseError("not-supported", {
      where: `${className}, argument dtype`,
      received: show(dtype),
      expected: `float32${this.#resolved.backend.float64 !== false ? " or float64" : " (no layer has a float64 of its own here)"}`,
      fix: "leave dtype out",
    });
  }

  /** Replaces a weight by given values after everything so far; its draws stay consumed. Throws: no-match, bad-shape. */
  load(name: string, values: NamedArray, source: string): void {
    this.#builder.load(this.#builder.find(name, "weight name"), values, source);
  }

  /** All weights by name, in the order of `model.weights`. */
  weights(): Map<string, NamedArray> {
    this.#runner.advance(this.#builder);
    const tensors = this.#runner.tensors(this.#builder);
    return new Map(this.#order().map((index) => [tensors[index].name, tensors[index]]));
  }

  plan(): Plan {
    return this.#builder.plan(this.#order());
  }

  get given(): ReadonlyMap<string, NamedArray> {
    return this.#builder.givenValues;
  }

  explanation(): Explanation {
    return explain(this.plan(), { grader, streams });
  }

  explain(): string {
    return printExplanation(this.explanation());
  }

  #order(): number[] {
    return weightOrder(this.#weightNodes, this.#builder.parameters.length, this.#conventions);
  }

  /** Declares a layer that is in no framework's words by Keras' class, in a Sequential of its own. For `sequential(…, { like })`. */
  declare(layer: NeutralWeighted, input: number, place: number): KerasLayer {
    // Places ascend within a model: another one begins with the first that does not.
    if (place <= this.#place) this.inModel(this.modelName("Sequential"));
    this.#place = place;
    this.#named = false;
    const { kind, units } = { units: input, ...layer };
    if (kind === "embedding") return this.layer("Embedding", { input_dim: input, output_dim: units }).build([null, null]);
    if (kind === "dense") return this.layer("Dense", { units }).build([null, null, input]);
    if (kind === "layerNorm") return this.layer("LayerNormalization", {}).build([null, null, input]);
    const className = { lstm: "LSTM", gru: "GRU", rnn: "SimpleRNN" }[kind];
    const config = { units, return_sequences: true };
    const { bidirectional } = layer as { bidirectional: boolean };
    const made = bidirectional ? this.layer("Bidirectional", { layer: { class_name: className, config } }) : this.layer(className, config);
    return made.build([null, null, input]);
  }

  /** Draws which of `count` elements dropout keeps. Throws: not-supported. */
  keeps(count: number, rate: number, stream: string, dtype: FloatDType): ArrayLike<number> {
    return this.#masks.keeps(count, rate, stream, dtype);
  }

  /** Tells whether a mask is filled in the order in which its input lies in memory. */
  inMemoryOrder(stream: string): boolean {
    return this.#masks.inMemoryOrder(stream);
  }

  /** Moves a stream by a mask that is not used. */
  pass(count: number, rate: number, stream: string): void {
    this.#masks.pass(count, rate, stream);
  }

  /** Makes a layer from options in camelCase, to be built on its own. */
  layer(className: string, options: object): KerasLayer {
    return inFrameworkWords("layer", options, (config) => {
      for (const key of ["layer", "backward_layer", "cell", "cells"]) {
        const inner = config[key];
        if (inner !== undefined) config[key] = Array.isArray(inner) ? inner.map(innerOf) : innerOf(inner);
      }
      return new KerasLayer(this, this.construct(className, config, className));
    });
  }
}

/** What a layer that a session has made holds; anything else as it is. */
function innerOf(layer: unknown): unknown {
  return layer instanceof KerasLayer ? layer.inner : layer;
}
