import {
  checkArguments,
  checkRecord,
  checkText,
  GatewiseError,
  inFrameworkWords,
  matchesPattern,
  type NamedArray,
  namedArray,
  parseSeed,
  resolveVersion,
  show,
  unknownName,
} from "../../base/index.ts";
import type { Declared, LayerDefinition, NeutralWeighted, RecurrentDefinition, Start } from "../../layers/index.ts";
import { showBox, sliceBox, wholeBox } from "../../layout/index.ts";
import { type Explanation, explain, type Plan, PlanBuilder, printExplanation, Runner } from "../../plan/index.ts";
import { keptOf, type StreamPlace } from "../../random/index.ts";
import { grader } from "./grades.ts";
import type { Ordinals } from "./module-class.ts";
import { classOf, moduleClasses } from "./module-classes.ts";
import { checkTargets, hasAttribute, isModuleName, moduleNames } from "./module-names.ts";
import { type InitName, initNames, resolveInit } from "./nn-init.ts";
import type { ModuleMethods } from "./options.gen.ts";
import { ParameterRef } from "./parameter-ref.ts";
import { registrationOrder } from "./registration-order.ts";
import { type Conventions, streams, versions } from "./versions.ts";

function argumentNamesOf({ className }: TorchModule): { className: string; argumentNames: string[] } {
  return { className, argumentNames: Object.keys(moduleClasses[className].arguments) };
}

/** Name of PyTorch's default generator in Plans. */
const defaultGenerator = "default generator";

/** A module of a session: its tensors are drawn when they are asked for. */
export class TorchModule<D extends LayerDefinition = LayerDefinition> implements Declared<D> {
  readonly name: string;
  readonly className: string;
  /** Names of its tensors inside the module, in the order of its state dict. */
  readonly tensorNames: readonly string[];
  /** What it computes, for `layer` and `sequential` of gatewise/layers. */
  readonly definition: D;
  /** Where its numbers come from. */
  readonly session: TorchSession;

  constructor(session: TorchSession, className: string, tensorNames: readonly string[], definition: D) {
    this.session = session;
    this.name = definition.name;
    this.className = className;
    this.tensorNames = tensorNames;
    this.definition = definition;
  }

  /** The tensors by their names inside the module, as `module.state_dict()` gives them. */
  stateDict(): Map<string, NamedArray> {
    const all = this.session.stateDict();
    return new Map(
      this.tensorNames.map((name) => {
        const { dtype, shape, data } = all.get(this.#full(name)) as NamedArray;
        return [name, namedArray(name, dtype, shape, data)];
      }),
    );
  }

  /** The same, for what runs it. */
  initialWeights(): Map<string, NamedArray> {
    return this.stateDict();
  }

  /** A parameter of the module, to be handed to `init`. Throws: no-match. */
  parameter(name: string): ParameterRef {
    checkText(`module ${this.name || this.className}, parameter`, name);
    if (!this.tensorNames.includes(name)) throw unknownName("no-match", `module ${this.name || this.className}`, name, this.tensorNames);
    return this.session.parameter(this.#full(name));
  }

  /** Explains how the module's tensors start, as text. */
  explain(): string {
    const mine = new Set(this.tensorNames.map((name) => this.#full(name)));
    const explanation = this.session.explanation();
    return printExplanation({ ...explanation, parameters: explanation.parameters.filter(({ name }) => mine.has(name)) });
  }

  #full(name: string): string {
    return this.name === "" ? name : `${this.name}.${name}`;
  }
}

type PlainDefinition = Exclude<LayerDefinition, RecurrentDefinition>;
type RecurrentModule = TorchModule<RecurrentDefinition>;
type PlainModule = TorchModule<PlainDefinition>;

export interface SessionOptions {
  /** PyTorch's version, such as "2.13". */
  readonly version: string;
  /** `torch.manual_seed`: -2^63 … 2^64-1. Absent: not seeded, and each run differs. */
  readonly seed?: number | bigint | string | null;
}

/** A class with a method for each class of modules. */
function moduleMethods(): new () => ModuleMethods<RecurrentModule, PlainModule> {
  const made = class {};
  for (const className of Object.keys(moduleClasses)) {
    Object.defineProperty(made.prototype, className, {
      value(this: { module(...given: unknown[]): unknown }, options: object = {}, name?: string) {
        return this.module(className, options, name);
      },
    });
  }
  return made as never;
}

const Methods: new () => ModuleMethods<RecurrentModule, PlainModule> = moduleMethods();

/** PyTorch with its default generator: modules are constructed, and `nn.init` is called, in the order of the calls. */
export class TorchSession extends Methods implements Start {
  readonly dialect: string;
  readonly init: TorchInit;
  readonly #conventions: Conventions;
  readonly #builder: PlanBuilder;
  readonly #runner: Runner;
  readonly #ordinals: Ordinals;
  readonly #modules = new Map<string, TorchModule>();
  /** Every path that a module lies below. */
  readonly #parents = new Set<string>();
  readonly #buffers = new Set<number>();
  /** The place of the neutral layer that was declared last, and the models of such layers before the one that it is in. */
  #place = -1;
  #models = 0;

  constructor(options: SessionOptions) {
    super();
    checkRecord("torch.session", options, "{ option: value }");
    for (const key of Object.keys(options)) {
      if (key !== "version" && key !== "seed") throw unknownName("unknown-option", "torch.session", key, ["version", "seed"]);
    }
    const { version, seed } = options;
    if (version === undefined) {
      throw new GatewiseError("missing-option", {
        where: "torch.session, version",
        received: "nothing",
        expected: `one of ${Object.keys(versions).join(", ")}`,
        fix: "give the version",
      });
    }
    checkText("torch.session, version", version);
    const resolved = resolveVersion("torch", version, Object.keys(versions));
    this.dialect = `torch@${resolved.version}`;
    this.#conventions = versions[resolved.checked];
    this.#builder = new PlanBuilder(this.dialect, streams);
    this.#runner = new Runner({ streams, given: this.#builder.givenValues });
    this.init = new TorchInit(this);
    const counts = new Map<string, number>();
    this.#ordinals = {
      next(kind) {
        const ordinal = counts.get(kind) ?? 0;
        counts.set(kind, ordinal + 1);
        return ordinal;
      },
    };
    const fixed =
      seed === undefined || seed === null ? null : [String(parseSeed("manual_seed", seed, { min: -(2n ** 63n), max: 2n ** 64n - 1n }))];
    const why = fixed === null ? "torch.manual_seed was not called" : "torch.manual_seed; of a seed only the low 32 bits count";
    this.#builder.open(defaultGenerator, this.#conventions.stream, fixed, why);
    if (!resolved.isChecked)
      this.#builder.note(
        `torch@${resolved.version} was not checked against the real framework; it is taken to start as torch@${resolved.checked}`,
      );
  }

  /** Constructs a module by its class name; arguments in PyTorch's words. */
  construct(className: string, args: Readonly<Record<string, unknown>>, name: string): TorchModule {
    checkText("module, class name", className);
    checkText(`${className}, name`, name);
    const where = name === "" ? className : `module ${name.slice(0, 100)} (${className})`;
    const entry = classOf(className, name, where);
    this.#checkName(name, where);
    const { values } = checkArguments(where, entry.arguments, args);
    const declared = entry.declare(values, where, this.#conventions, this.#ordinals);
    const indices = declared.map(({ name: own, shape, dtype, blocks, buffer, text }) => {
      const full = name === "" ? own : `${name}.${own}`;
      const index = this.#builder.parameter({ name: full, shape, dtype, blocks, ...(text === undefined ? {} : { text }) });
      if (buffer === true) this.#buffers.add(index);
      return index;
    });
    declared.forEach(({ shape, start }, k) => {
      for (const { call, rows, title, fans, origin } of start) {
        const box = rows === undefined ? wholeBox(shape) : sliceBox(shape, 0, rows[0], rows[1]);
        const stream = call.rule === "constant" ? null : defaultGenerator;
        this.#builder.fill({ parameter: indices[k], box }, call, stream, { title, fans, origins: [origin] });
      }
    });
    const module = new TorchModule(
      this,
      className,
      declared.map((d) => d.name),
      {
        name,
        ...entry.runs(values),
        parameters: declared.map(({ shape, dtype, blocks, buffer }, k) => ({
          name: this.#builder.parameters[indices[k]].name,
          shape,
          dtype,
          blocks,
          ...(buffer === true && { buffer }),
        })),
      },
    );
    this.#modules.set(name, module);
    for (let dot = name.indexOf("."); dot >= 0; dot = name.indexOf(".", dot + 1)) this.#parents.add(name.slice(0, dot));
    return module;
  }

  /** Holds that a real program could put a module at this place, and keep what is there. Throws: out-of-range, name-taken. */
  #checkName(name: string, where: string): void {
    if (name !== "" && !isModuleName(name)) {
      throw new GatewiseError("out-of-range", { where, received: show(name), expected: moduleNames, fix: "choose another name" });
    }
    const taken = (expected: string) =>
      new GatewiseError("name-taken", { where, received: show(name), expected, fix: "choose another name" });
    if (this.#modules.has(name) || this.#builder.indexOf(name) !== undefined) throw taken("a name of its own for each module");
    if (this.#parents.has(name) || (name === "" && this.#modules.size > 0))
      throw taken("modules before those inside them: put here now, it would replace what is there, and the weights inside");
    const parts = name === "" ? [] : name.split(".");
    let path = "";
    for (const part of parts) {
      const parent = this.#modules.get(path);
      const own = parent === undefined ? undefined : { ...argumentNamesOf(parent), tensorNames: parent.tensorNames };
      if (hasAttribute(part, own))
        throw taken(`a name that PyTorch's ${own?.className ?? "nn.Module"} does not have already as an attribute: not ${show(part)}`);
      path = path === "" ? part : `${path}.${part}`;
    }
  }

  /** Calls `nn.init.<name>` on parameters, or rows of them, in the order given. */
  callInit(name: string, targets: readonly ParameterRef[], args: Readonly<Record<string, unknown>>, where = `nn.init.${name}`): void {
    checkText("nn.init", name);
    checkTargets(where, targets, this);
    for (const { index, box, parameter } of targets) {
      const shape = box.map(([from, to]) => to - from);
      const part = showBox(box, parameter.shape);
      const dtype = parameter.dtype === "float32" ? "float32" : "float64";
      const { call, fans, shown } = resolveInit(name, args, shape, dtype, `${where} on ${parameter.name}${/\d/.test(part) ? part : ""}`);
      if (shape.includes(0)) {
        this.#builder.note(
          `${shown} on ${parameter.name}${part}: the slice is empty (the parameter has ${parameter.shape[0]} rows), so the call does nothing`,
        );
      }
      if (call === null) continue;
      const stream = call.rule === "constant" || call.rule === "identity" ? null : defaultGenerator;
      const origin = { choice: "nn.init", value: shown, from: "call" as const, change: "another call of nn.init, another gate or slice" };
      this.#builder.fill({ parameter: index, box }, call, stream, { title: shown, fans, origins: [origin] });
    }
  }

  /** Replaces a tensor by given values after everything so far; its draws stay consumed. Throws: bad-shape, no-match. */
  load(name: string, values: NamedArray, source: string): void {
    this.#builder.load(this.parameter(name).index, values, source);
  }

  /** A parameter or buffer by its full name. Throws: no-match. */
  parameter(name: string): ParameterRef {
    checkText("parameter name", name);
    const index = this.#builder.find(name, "parameter name");
    return new ParameterRef(this, this.#builder.parameters[index], index);
  }

  /** The parameters whose names match a pattern (`*` stands for any characters), in registration order; no buffers. */
  matching(pattern: string): ParameterRef[] {
    return this.#order()
      .filter((index) => !this.#buffers.has(index) && matchesPattern(pattern, this.#builder.parameters[index].name))
      .map((index) => new ParameterRef(this, this.#builder.parameters[index], index));
  }

  /** All tensors by full name, in the order of `state_dict()`. */
  stateDict(): Map<string, NamedArray> {
    this.#runner.advance(this.#builder);
    const tensors = this.#runner.tensors(this.#builder);
    return new Map(this.#order().map((index) => [tensors[index].name, tensors[index]]));
  }

  /** How everything so far starts, as a value. */
  plan(): Plan {
    return this.#builder.plan(this.#order());
  }

  /** What running the Plan needs besides it: the values that were loaded. */
  get given(): ReadonlyMap<string, NamedArray> {
    return this.#builder.givenValues;
  }

  /** Declares a layer that is in no framework's words by PyTorch's class, batch first. For `sequential(…, { like })`. */
  declare(layer: NeutralWeighted, input: number, place: number): Declared {
    const { kind, units } = { units: input, ...layer };
    const [className, args] =
      kind === "embedding"
        ? ["Embedding", { num_embeddings: input, embedding_dim: units }]
        : kind === "dense"
          ? ["Linear", { in_features: input, out_features: units }]
          : kind === "layerNorm"
            ? ["LayerNorm", { normalized_shape: input }]
            : [
                kind.toUpperCase(),
                {
                  input_size: input,
                  hidden_size: units,
                  batch_first: true,
                  bidirectional: (layer as { bidirectional?: boolean }).bidirectional,
                },
              ];
    const name = String(place);
    // Places ascend within a model: with the first that does not another one begins, from the same generator, and its names are its own.
    if (place <= this.#place) this.#models++;
    this.#place = place;
    if (this.#models === 0) return this.construct(className, args, name);
    const module = this.construct(className, args, `sequential_${this.#models}.${name}`);
    const parameters = (module.definition.parameters ?? []).map((one, k) => ({ ...one, name: `${name}.${module.tensorNames[k]}` }));
    return { definition: { ...module.definition, name, parameters }, session: this, initialWeights: () => module.initialWeights() };
  }

  /** Draws from the default generator which of `count` elements dropout keeps: 1 or 0 for each. Order: a float64 uniform an element. */
  keeps(count: number, rate: number): Float64Array {
    this.#runner.advance(this.#builder);
    return keptOf(this.#runner.stream(defaultGenerator), count, rate);
  }

  /** @internal Where the default generator stands, for masks that are drawn in a worker. */
  maskPlace(): StreamPlace {
    this.#runner.advance(this.#builder);
    return this.#runner.place(defaultGenerator);
  }

  /** @internal Has the default generator stand where a worker's masks have moved it. */
  moveMasks(position: number): void {
    this.#runner.moveTo(defaultGenerator, position);
  }

  /** Source: torch@2.13 aten/src/ATen/native/Dropout.cpp `empty_like(input)`, filled where it lies. */
  inMemoryOrder(): boolean {
    return true;
  }

  explanation(): Explanation {
    return explain(this.plan(), { grader, streams });
  }

  explain(): string {
    return printExplanation(this.explanation());
  }

  /** Parameters in registration order of the module tree: children of one parent stay together. */
  #order(): number[] {
    return registrationOrder(
      this.#modules.keys(),
      this.#builder.parameters.map(({ name }) => name),
    );
  }

  /** Makes a module from options in camelCase; without a name it gets the first that is free. */
  protected module(className: string, options: object, name?: string): TorchModule {
    let free = name ?? className.toLowerCase();
    for (let k = 1; name === undefined && this.#modules.has(free); k++) free = `${className.toLowerCase()}_${k}`;
    return inFrameworkWords(className, options, (args) => this.construct(className, args, free));
  }
}

type Target = ParameterRef | readonly ParameterRef[];

/** `torch.nn.init` of a session: each call consumes the default generator as PyTorch's does. */
export class TorchInit {
  readonly #session: TorchSession;

  constructor(session: TorchSession) {
    this.#session = session;
  }

  /** Calls a function by its PyTorch name. Throws: unknown-rule, with the nearest. */
  call(name: InitName, target: Target, options: object = {}): void {
    checkText("nn.init", name);
    if (!initNames.includes(name)) throw unknownName("unknown-rule", "nn.init", name, initNames);
    inFrameworkWords(`nn.init.${name}`, options, (args) => {
      this.#session.callInit(name, target instanceof ParameterRef ? [target] : target, args);
    });
  }
  uniform(target: Target, options: { a?: number; b?: number } = {}): void {
    this.call("uniform_", target, options);
  }
  normal(target: Target, options: { mean?: number; std?: number } = {}): void {
    this.call("normal_", target, options);
  }
  truncNormal(target: Target, options: { mean?: number; std?: number; a?: number; b?: number } = {}): void {
    this.call("trunc_normal_", target, options);
  }
  constant(target: Target, val: number): void {
    this.call("constant_", target, { val });
  }
  ones(target: Target): void {
    this.call("ones_", target);
  }
  zeros(target: Target): void {
    this.call("zeros_", target);
  }
  eye(target: Target): void {
    this.call("eye_", target);
  }
  xavierUniform(target: Target, options: { gain?: number } = {}): void {
    this.call("xavier_uniform_", target, options);
  }
  xavierNormal(target: Target, options: { gain?: number } = {}): void {
    this.call("xavier_normal_", target, options);
  }
  kaimingUniform(target: Target, options: KaimingOptions = {}): void {
    this.call("kaiming_uniform_", target, options);
  }
  kaimingNormal(target: Target, options: KaimingOptions = {}): void {
    this.call("kaiming_normal_", target, options);
  }
  orthogonal(target: Target, options: { gain?: number } = {}): void {
    this.call("orthogonal_", target, options);
  }
}

export interface KaimingOptions {
  readonly a?: number;
  readonly mode?: "fan_in" | "fan_out";
  readonly nonlinearity?: string;
}
