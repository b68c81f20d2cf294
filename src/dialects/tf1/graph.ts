import {
  checkArguments,
  checkRecord,
  type FloatDType,
  frameworkWords,
  GatewiseError,
  type NamedArray,
  parseSeed,
  resolveVersion,
  show,
  showShape,
  sizeOf,
  unknownName,
} from "../../base/index.ts";
import { type Block, wholeBlock, wholeBox } from "../../layout/index.ts";
import { decompositions } from "../../linalg/index.ts";
import { type Explanation, explain, type Origin, type Plan, PlanBuilder, printExplanation, Runner } from "../../plan/index.ts";
import { seedPair } from "../../runtimes/index.ts";
import { type Cell, isZeroBias, makeCell, stackCells } from "./cells.ts";
import { grader } from "./grades.ts";
import { defaultInitializer, explainFans, type Initializer, makeInitializer } from "./initializers.ts";
import { type Reuse, Scopes } from "./scopes.ts";
import { checkIntegers, checkOperationName, isValue, tensorDtypes, tensorValue, valueInitializer } from "./values.ts";
import { type Conventions, streams, versions } from "./versions.ts";

const counter = "operations of the graph";

type DType = FloatDType | "int32" | "int64";

/** A tensor of the graph: what cells need to know of it. */
export interface GraphTensor {
  readonly name: string;
  readonly shape: readonly (number | null)[];
  readonly dtype: string;
}

export interface GraphOptions {
  /** TensorFlow's version, such as "1.8". */
  readonly version: string;
  /** tf.set_random_seed of the graph. */
  readonly seed?: number | bigint | string | null;
}

export interface VariableScopeOptions {
  /** A name, or { name: arguments }; reaches what is created inside without an initialiser of its own. */
  readonly initializer?: unknown;
  readonly dtype?: string | null;
  readonly reuse?: Reuse;
}

export interface GetVariableOptions {
  readonly shape?: readonly number[] | null;
  readonly dtype?: string | null;
  readonly initializer?: unknown;
}

export interface CellOptions {
  readonly name?: string;
  readonly reuse?: Reuse;
}

export interface LSTMCellOptions extends CellOptions {
  readonly usePeepholes?: boolean;
  readonly cellClip?: number | null;
  readonly initializer?: unknown;
  readonly numProj?: number | null;
  readonly projClip?: number | null;
  readonly forgetBias?: number;
}

interface Stored {
  readonly index: number;
  readonly shape: readonly number[];
  readonly dtype: DType;
}

/** A TensorFlow 1 graph with its variable store, scopes and operation counter. */
export class TensorFlowGraph {
  readonly dialect: string;
  readonly #conventions: Conventions;
  readonly #builder: PlanBuilder;
  readonly #runner: Runner;
  readonly #scopes: Scopes;
  readonly #graphSeed: bigint | null;
  readonly #store = new Map<string, Stored>();
  readonly #tensors = new Map<string, GraphTensor>();
  readonly #ordinals = new Map<string, number>();
  /** Scopes that hold a cell's weights, for versions without names of their own for a second cell. */
  readonly #cellScopes = new Set<string>();

  constructor({ version, seed = null }: GraphOptions) {
    const resolved = resolveVersion("tf1", version, Object.keys(versions));
    this.dialect = `tf1@${resolved.version}`;
    this.#conventions = versions[resolved.checked];
    this.#builder = new PlanBuilder(this.dialect, streams);
    this.#runner = new Runner({ streams, decompositions, given: this.#builder.givenValues });
    this.#scopes = new Scopes(this.#conventions);
    this.#graphSeed = seed === null ? null : parseSeed("seed, graph", seed, { min: -(2n ** 63n), max: 2n ** 63n - 1n });
    if (!resolved.isChecked)
      this.#builder.note(
        `tf1@${resolved.version} was not checked against the real framework; it is taken to start as tf1@${resolved.checked}`,
      );
  }

  get conventions(): Conventions {
    return this.#conventions;
  }

  placeholder(name: string, shape: readonly (number | null)[], dtype = "float32"): GraphTensor {
    const where = `placeholder ${name}`;
    const known = this.#tensorDtype(dtype, where);
    this.#count(1, where);
    return this.#tensor({ name: this.#operationName(name, where), shape, dtype: known }, name);
  }

  constant(value: unknown, name = "Const", dtype?: string): GraphTensor {
    const where = `constant ${name}`;
    const { shape, dtype: own } = tensorValue(value, where);
    const known = dtype === undefined ? own : this.#tensorDtype(dtype, where);
    this.#count(1, where);
    return this.#tensor({ name: this.#operationName(name, where), shape, dtype: known }, name);
  }

  #operationName(name: string, where: string): string {
    checkOperationName(name, this.#scopes.current.operations, where);
    return this.#scopes.operationName(name);
  }

  #tensorDtype(dtype: unknown, where: string): string {
    if (typeof dtype === "string" && tensorDtypes.includes(dtype)) return dtype;
    throw unknownName("bad-dtype", `${where}, dtype`, typeof dtype === "string" ? dtype : show(dtype), tensorDtypes);
  }

  /** A tensor by the name that it was given. Throws: no-match. */
  tensor(name: string): GraphTensor {
    const found = this.#tensors.get(name);
    if (found === undefined) throw unknownName("no-match", "tensor", name, this.#tensors.keys());
    return found;
  }

  variableScope<T>(name: string, options: VariableScopeOptions, body: () => T): T {
    const { initializer: written, dtype = null, reuse = null } = options;
    const initializer =
      written === undefined || written === null ? null : makeInitializer(written, `variable_scope ${name}, initializer`, this.#conventions);
    return this.#scopes.within(
      name,
      { initializer, dtype: dtype === null ? null : this.#dtype(dtype, `variable_scope ${name}`), reuse },
      body,
    );
  }

  /** tf.get_variable. Throws: name-taken, no-match (reuse of a missing one), bad-shape, and what its initialiser is refused for. */
  getVariable(name: string, { shape = null, dtype = null, initializer: written = null }: GetVariableOptions): void {
    const where = `get_variable ${name}`;
    const given = dtype === null ? null : this.#dtype(dtype, where);
    if (isValue(written)) {
      if (shape !== null) {
        throw new GatewiseError("contradiction", {
          where,
          received: "a value as initializer, and a shape",
          expected: "one of them: a value brings its own shape",
          fix: "leave shape out",
        });
      }
      const value = tensorValue(written, where);
      const own: DType = given ?? value.dtype;
      const integers = value.dtype !== "float32";
      if (integers !== (own === "int32" || own === "int64")) {
        throw new GatewiseError("bad-dtype", {
          where,
          received: `a value of ${integers ? "integers" : "floats"} for ${given}`,
          expected: "a value of that dtype",
          fix: integers ? "leave dtype out, or give shape and constant_initializer" : "write whole numbers",
        });
      }
      this.#variable(
        name,
        value.shape,
        own,
        valueInitializer(value.numbers, `the value ${show(written)}`),
        "initializer",
        "argument",
        wholeBlockOf,
      );
      return;
    }
    if (shape === null)
      throw new GatewiseError("missing-option", {
        where,
        received: "no shape",
        expected: "shape, unless initializer is a value",
        fix: "give shape",
      });
    const initializer = written === null ? null : makeInitializer(written, `${where}, initializer`, this.#conventions);
    this.#variable(name, shape, given ?? (this.#scopes.current.dtype as DType), initializer, "initializer", null, wholeBlockOf);
  }

  /** tf.Variable: ignores variable scopes, but stands in the name scope that they open. */
  Variable(initialValue: unknown, options: { name?: string; dtype?: string | null } = {}): void {
    const { name = "Variable" } = options;
    const where = `Variable ${name}`;
    if (!isValue(initialValue) && initialValue !== null && typeof initialValue === "object") {
      const { initializer, shape, dtype } = this.#sampled(initialValue as Record<string, unknown>, where);
      this.#create(this.#operationName(name, where), shape, dtype, initializer, "initial_value", "argument", wholeBlockOf(name, shape));
      return;
    }
    const { shape, dtype: own, numbers } = tensorValue(initialValue, where);
    const dtype = options.dtype === null || options.dtype === undefined ? own : this.#dtype(options.dtype, where);
    const initializer = valueInitializer(numbers, `the value ${show(initialValue)}`);
    this.#create(this.#operationName(name, where), shape, dtype, initializer, "initial_value", "argument", wholeBlockOf(name, shape));
  }

  /** { "random_normal": { "shape": …, "seed": … } } and its like, as initial values. */
  #sampled(value: Record<string, unknown>, where: string): { initializer: Initializer; shape: number[]; dtype: DType } {
    const names = {
      random_normal: "random_normal_initializer",
      truncated_normal: "truncated_normal_initializer",
      random_uniform: "random_uniform_initializer",
      zeros: "zeros_initializer",
      ones: "ones_initializer",
    };
    const [[name, given] = ["nothing", {}], ...more] = Object.entries(value);
    if (!Object.hasOwn(names, name)) throw unknownName("unknown-rule", `${where}, initial_value`, name, Object.keys(names));
    if (more.length > 0) throw unknownName("unknown-key", `${where}, initial_value`, more[0][0], [name]);
    checkRecord(`${where}, ${name}`, given, '{ "shape": […], … }');
    const { shape, dtype = "float32", ...rest } = given as { shape?: unknown; dtype?: string };
    checkArguments(`${where}, ${name}`, { shape: { type: "any" } }, shape === undefined ? {} : { shape });
    const initializer = makeInitializer({ [names[name as keyof typeof names]]: rest }, `${where}, initial_value`, this.#conventions);
    return { initializer, shape: this.#shape(shape, where), dtype: this.#dtype(dtype, where) };
  }

  /** Makes a cell object: { className: arguments }. */
  cell(value: unknown, where = "cell"): Cell {
    return makeCell(value, where, this.#conventions);
  }

  BasicRNNCell(numUnits: number, options: CellOptions = {}): Cell {
    return this.#cellOf("BasicRNNCell", numUnits, options);
  }
  BasicLSTMCell(numUnits: number, options: CellOptions & { forgetBias?: number } = {}): Cell {
    return this.#cellOf("BasicLSTMCell", numUnits, options);
  }
  LSTMCell(numUnits: number, options: LSTMCellOptions = {}): Cell {
    return this.#cellOf("LSTMCell", numUnits, options);
  }
  GRUCell(numUnits: number, options: CellOptions & { kernelInitializer?: unknown; biasInitializer?: unknown } = {}): Cell {
    return this.#cellOf("GRUCell", numUnits, options);
  }
  MultiRNNCell(cells: readonly Cell[]): Cell {
    return stackCells(cells);
  }

  #cellOf(className: string, numUnits: number, options: object): Cell {
    return this.cell({ [className]: { num_units: numUnits, ...frameworkWords(options) } }, className);
  }

  /** Loops come with the scope machine. Throws: not-supported. */
  dynamicRnn(_cell: Cell, _inputs: GraphTensor): never {
    throw new GatewiseError("not-supported", {
      where: "dynamic_rnn",
      received: "a loop over time",
      expected: "a cell called once: callCell",
      fix: "dynamic_rnn needs the scope machine, which is not built yet",
    });
  }

  /** Calls a cell once on inputs from its zero state, in the scope it makes for itself. Gives the output. */
  callCell(cell: Cell, inputs: GraphTensor, options: { as?: string; where?: string } = {}): GraphTensor {
    const { where = "cell", as } = options;
    const [batch, width, ...more] = inputs.shape;
    if (more.length > 0 || inputs.shape.length !== 2 || typeof width !== "number") {
      throw new GatewiseError("bad-shape", {
        where: `${where}, inputs ${inputs.name}`,
        received: `shape ${show(inputs.shape)}`,
        expected: "[batch, width] with a known width",
        fix: "a cell takes one time step; loops need the scope machine, which is not built yet",
      });
    }
    if (batch === null && this.#graphSeed !== null) {
      this.#uncounted ??= `the batch of ${inputs.name} is unknown, and what zero_state adds to the graph then is not tabulated`;
    }
    this.#count(cell.states * this.#conventions.operations.zeroState, `zero_state of ${cell.className}`);
    this.#callIn(cell, width, inputs.dtype, where);
    const name = as ?? `output of ${cell.className}`;
    return this.#tensor({ name, shape: [batch, cell.outputSize], dtype: inputs.dtype }, name);
  }

  /** Why the operation counter is not known from here on; null while it is. */
  #uncounted: string | null = null;

  #callIn(cell: Cell, width: number, dtype: string, where: string): void {
    const base = cell.name ?? snakeCase(cell.className);
    const { uniqueCells } = this.#conventions;
    const { reuse, name: outer } = this.#scopes.current;
    const scope = uniqueCells && (reuse === false || reuse === null) ? this.#scopes.unique(base) : base;
    const full = outer === "" ? scope : `${outer}/${scope}`;
    if (!uniqueCells && reuse !== true && this.#cellScopes.has(full)) {
      throw new GatewiseError("name-taken", {
        where,
        received: `a second ${cell.className} in scope ${full}`,
        expected: "one cell a scope in this version",
        fix: "call it in a variable_scope of its own",
      });
    }
    this.#cellScopes.add(full);
    this.#scopes.within(scope, {}, () => {
      if (cell.layers !== null) {
        let inner = width;
        cell.layers.forEach((layer, k) => {
          this.#scopes.within(`cell_${k}`, {}, () => this.#callIn(layer, inner, dtype, where));
          inner = layer.outputSize;
        });
        return;
      }
      for (const step of cell.steps(width, (kind) => this.#owner(kind))) {
        if ("operations" in step) {
          this.#count(step.operations, `${cell.className}'s other operations`);
          continue;
        }
        const { name, shape, blocks, initializer, choice, forgetBias } = step;
        const path = name.split("/");
        const last = path.pop() as string;
        const create = () =>
          this.#variable(
            last,
            shape,
            this.#dtype(dtype, where),
            initializer,
            choice,
            initializer === null ? null : "argument",
            () => [...blocks],
            forgetBias,
          );
        if (path.length === 0) create();
        else this.#scopes.within(path.join("/"), {}, create);
      }
    });
  }

  #owner(kind: string): string {
    const ordinal = this.#ordinals.get(kind) ?? 0;
    this.#ordinals.set(kind, ordinal + 1);
    return `${kind}#${ordinal}`;
  }

  /** get_variable with an initialiser object, after its arguments were read. */
  #variable(
    name: string,
    shapeGiven: readonly number[],
    dtype: DType,
    own: Initializer | null,
    choice: string,
    from: Origin["from"] | null,
    blocks: (full: string, shape: readonly number[]) => Block[],
    forgetBias?: number,
  ): void {
    const scope = this.#scopes.current;
    const full = scope.name === "" ? name : `${scope.name}/${name}`;
    const where = `variable ${full}`;
    checkOperationName(name, scope.name, where);
    const shape = this.#shape(shapeGiven, where);
    const existing = this.#store.get(full);
    if (existing !== undefined) {
      if (scope.reuse !== true && scope.reuse !== "AUTO_REUSE") {
        throw new GatewiseError("name-taken", {
          where,
          received: "a variable that exists",
          expected: "a new name, or reuse",
          fix: 'set "reuse": true, or "AUTO_REUSE", on the scope',
        });
      }
      if (existing.shape.join() !== shape.join() || existing.dtype !== dtype) {
        throw new GatewiseError("bad-shape", {
          where,
          received: `${dtype} ${showShape(shape)}`,
          expected: `${existing.dtype} ${showShape(existing.shape)}, as it was made`,
          fix: "reuse it with its own shape and dtype",
        });
      }
      return;
    }
    if (scope.reuse === true)
      throw new GatewiseError("no-match", {
        where,
        received: "reuse of a variable that does not exist",
        expected: `one of ${[...this.#store.keys()].join(", ") || "none"}`,
        fix: "make it first, or use AUTO_REUSE",
      });
    let initializer = own;
    let origin: Origin["from"] = from ?? "argument";
    if (initializer === null && scope.initializer !== null) {
      initializer = scope.initializer;
      origin = "enclosing scope";
    }
    if (initializer === null) {
      origin = "dtype default";
      initializer =
        dtype === "int32" || dtype === "int64"
          ? valueInitializer([0], "zeros, the default of integers")
          : defaultInitializer(this.#conventions);
    }
    const index = this.#create(full, shape, dtype, initializer, choice, origin, blocks(full, shape), forgetBias);
    this.#store.set(full, { index, shape, dtype });
  }

  #create(
    name: string,
    shape: readonly number[],
    dtype: DType,
    initializer: Initializer,
    choice: string,
    from: Origin["from"],
    blocks: Block[],
    forgetBias?: number,
  ): number {
    const where = `variable ${name}`;
    const runtime = forgetBias === undefined || forgetBias === 0 ? {} : { runtime: { gate: "f", adds: forgetBias } };
    if (this.#builder.indexOf(name) !== undefined)
      throw new GatewiseError("name-taken", {
        where,
        received: "a variable that exists",
        expected: "a new name",
        fix: "choose another name",
      });
    const index = this.#builder.parameter({
      name,
      shape: [...shape],
      dtype,
      blocks,
      ...runtime,
      ...(blocks[0]?.owner.startsWith("gru#") ? { text: { reset: "before" as const } } : {}),
    });
    const call = initializer.call(shape, where);
    if ((dtype === "int32" || dtype === "int64") && call.rule === "constant") checkIntegers(call.values, dtype, where);
    if (initializer.random && (dtype === "int32" || dtype === "int64")) {
      throw new GatewiseError("bad-dtype", {
        where,
        received: `${initializer.shown} for ${dtype}`,
        expected: "a float dtype",
        fix: "give it zeros, or a float dtype",
      });
    }
    const stream = initializer.random ? this.#open(name, initializer, where) : null;
    const cellsOwn = isZeroBias(initializer);
    const origin: Origin = {
      choice,
      value: initializer.shown,
      from: cellsOwn ? "framework default" : from,
      change: changeOf(from, cellsOwn, choice),
    };
    this.#builder.fill({ parameter: index, box: wholeBox(shape) }, call, stream, {
      title: initializer.shown,
      fans: explainFans(call, shape),
      origins: [origin],
    });
    const large = sizeOf(shape) >= this.#conventions.operations.largeConstant;
    this.#count(cellsOwn ? (large ? 6 : 4) : initializer.operations(shape), where);
    return index;
  }

  /** Opens the stream of a sampling operation; the counter is read after the operation's own three constants. */
  #open(name: string, initializer: Initializer, where: string): string {
    const stream = `initialiser of ${name}`;
    const own =
      initializer.seed === null ? null : parseSeed(`${where}, seed`, initializer.seed, { min: -(2n ** 63n), max: 2n ** 63n - 1n });
    if (own === null && this.#graphSeed !== null && this.#uncounted !== null) {
      throw new GatewiseError("not-supported", {
        where,
        received: "a graph seed and no seed of its own",
        expected: "a known count of operations",
        fix: `give the initialiser a seed: ${this.#uncounted}`,
      });
    }
    const operation = own ?? (this.#graphSeed === null ? null : BigInt(this.#builder.counted(counter) + 3));
    const why =
      own !== null
        ? `(graph seed, operation seed): ${this.#graphSeed === null ? "no graph seed, so 87654321 stands for it" : `graph seed ${this.#graphSeed}`}, seed of the initialiser ${own}`
        : this.#graphSeed === null
          ? "neither the graph nor the operation has a seed"
          : `(graph seed, operation seed): the operation seed is the number of operations that the graph held, ${operation}`;
    this.#builder.open(stream, this.#conventions.stream, seedPair(this.#graphSeed, operation), why);
    return stream;
  }

  #count(by: number, why: string): void {
    if (by > 0) this.#builder.count(counter, by, why);
  }

  #tensor(tensor: GraphTensor, name: string): GraphTensor {
    this.#tensors.set(name, tensor);
    return tensor;
  }

  #dtype(dtype: string, where: string): DType {
    if (dtype === "float32" || dtype === "float64" || dtype === "int32" || dtype === "int64") return dtype;
    throw new GatewiseError("bad-dtype", {
      where: `${where}, dtype`,
      received: show(dtype),
      expected: "float32, float64, int32 or int64",
      fix: "choose one of these",
    });
  }

  #shape(shape: unknown, where: string): number[] {
    const legal = Array.isArray(shape) && shape.every((d) => Number.isSafeInteger(d) && d >= 0);
    if (!legal)
      throw new GatewiseError("bad-shape", {
        where,
        received: show(shape),
        expected: "a list of whole numbers",
        fix: "give every dimension",
      });
    return [...(shape as number[])];
  }

  /** Replaces a variable's value after everything so far; its draws stay consumed. Throws: no-match, bad-shape. */
  load(name: string, values: NamedArray, source: string): void {
    const index = this.#builder.indexOf(name);
    if (index === undefined)
      throw unknownName(
        "no-match",
        "variable name",
        name,
        this.#builder.parameters.map((p) => p.name),
      );
    const parameter = this.#builder.parameters[index];
    if (values.shape.join() !== parameter.shape.join() || values.dtype !== parameter.dtype) {
      throw new GatewiseError("bad-shape", {
        where: `tensor ${name} of ${source}`,
        received: `${values.dtype} ${showShape(values.shape)}`,
        expected: `${parameter.dtype} ${showShape(parameter.shape)}`,
        fix: "take another file, or leave this tensor out",
      });
    }
    this.#builder.given({ parameter: index, box: wholeBox(parameter.shape) }, values, source);
  }

  /** The variables' initial values by operation name, in creation order. */
  variables(): Map<string, NamedArray> {
    this.#runner.advance(this.#builder);
    return new Map(this.#runner.tensors(this.#builder).map((tensor) => [tensor.name, tensor]));
  }

  plan(): Plan {
    return this.#builder.plan();
  }

  explanation(): Explanation {
    return explain(this.plan(), { grader, streams });
  }

  explain(): string {
    return printExplanation(this.explanation());
  }
}

function changeOf(from: Origin["from"], cellsOwn: boolean, choice: string): string {
  if (cellsOwn) return "the cell sets its bias itself: neither a scope's initializer nor an argument reaches it; assign it after";
  if (from === "enclosing scope") return "the variable_scope's initializer: another one there, or an initializer of the variable's own";
  if (from === "dtype default")
    return `no ${choice} was given anywhere: a variable_scope(initializer=…) around it, or an argument, would be used instead`;
  return `${choice}: pass another`;
}

function wholeBlockOf(name: string, shape: readonly number[]): Block[] {
  return wholeBlock(`variable ${name}`, "other", shape);
}

/** TensorFlow's snake case of class names. Source: TensorFlow python/layers/base.py `_to_snake_case`. */
function snakeCase(name: string): string {
  return name
    .replace(/(.)([A-Z][a-z0-9]+)/g, "$1_$2")
    .replace(/([a-z])([A-Z])/g, "$1_$2")
    .toLowerCase();
}
