import {
  checkArguments,
  checkRecord,
  checkText,
  frameworkWords,
  GatewiseError,
  type NamedArray,
  parseSeed,
  resolveVersion,
  show,
  unknownName,
} from "../../base/index.ts";
import { type Block, wholeBlock } from "../../layout/index.ts";
import { decompositions } from "../../linalg/index.ts";
import { type Explanation, explain, type Plan, PlanBuilder, printExplanation, Runner } from "../../plan/index.ts";
import { type Cell, isCell, makeCell, stackCells } from "./cells.ts";
import { grader } from "./grades.ts";
import { type Initializer, makeInitializer } from "./initializers.ts";
import { type Reuse, Scopes } from "./scopes.ts";
import {
  checkOperationName,
  inferredDtype,
  isValue,
  partialShape,
  tensorDtypes,
  tensorValue,
  type VariableDType,
  valueInitializer,
  variableDtype,
  variableShape,
} from "./values.ts";
import { Variables } from "./variables.ts";
import { type Conventions, conventionsSince, streams, versions } from "./versions.ts";

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
}

export interface LSTMCellOptions extends CellOptions {
  readonly usePeepholes?: boolean;
  readonly cellClip?: number | null;
  readonly initializer?: unknown;
  readonly numProj?: number | null;
  readonly projClip?: number | null;
  readonly forgetBias?: number;
}

/** A TensorFlow 1 graph with its variable store, scopes and operation counter. */
export class TensorFlowGraph {
  readonly dialect: string;
  readonly #conventions: Conventions;
  readonly #builder: PlanBuilder;
  readonly #runner: Runner;
  readonly #scopes: Scopes;
  readonly #variables: Variables;
  readonly #tensors = new Map<string, GraphTensor>();
  readonly #ordinals = new Map<string, number>();
  /** Scopes that hold a cell's weights, for versions without names of their own for a second cell. */
  readonly #cellScopes = new Set<string>();

  constructor(options: GraphOptions) {
    checkRecord("tf1.graph", options as unknown, "{ version, seed }");
    const { version, seed = null } = options;
    const resolved = resolveVersion("tf1", version, Object.keys(versions), conventionsSince);
    this.dialect = `tf1@${resolved.version}`;
    this.#conventions = versions[resolved.checked];
    this.#builder = new PlanBuilder(this.dialect, streams);
    this.#runner = new Runner({ streams, decompositions, given: this.#builder.givenValues });
    this.#scopes = new Scopes(this.#conventions);
    const graphSeed = seed === null ? null : parseSeed("seed, graph", seed, { min: -(2n ** 63n), max: 2n ** 63n - 1n });
    this.#variables = new Variables(this.#builder, this.#scopes, this.#conventions, graphSeed);
    if (!resolved.isChecked)
      this.#builder.note(
        `tf1@${resolved.version} was not checked against the real framework; it is taken to start as tf1@${resolved.checked}`,
      );
  }

  get conventions(): Conventions {
    return this.#conventions;
  }

  placeholder(name: string, shape: readonly (number | null)[], dtype = "float32"): GraphTensor {
    checkText("placeholder, name", name);
    const where = `placeholder ${name}`;
    const known = this.#tensorDtype(dtype, where);
    this.#variables.count(1, where);
    return this.#tensor({ name: this.#operationName(name, where), shape: partialShape(shape, where), dtype: known }, name);
  }

  constant(value: unknown, name = "Const", dtype?: string, shape?: readonly number[]): GraphTensor {
    checkText("constant, name", name);
    const where = `constant ${name}`;
    const { shape: written, dtype: own } = tensorValue(value, where);
    const known = dtype === undefined ? own : this.#tensorDtype(dtype, where);
    this.#variables.count(1, where);
    return this.#tensor({ name: this.#operationName(name, where), shape: partialShape(shape ?? written, where), dtype: known }, name);
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
    checkText("variable_scope, name", name);
    checkRecord(`variable_scope ${name}`, options as unknown, "{ initializer, dtype, reuse }");
    if (typeof body !== "function") {
      throw new GatewiseError("wrong-type", {
        where: `variable_scope ${name}`,
        received: show(body),
        expected: "a function that is called inside the scope",
        fix: 'such as graph.variableScope("rnn", {}, () => { … })',
      });
    }
    const { initializer: written, dtype = null, reuse = null } = options;
    const initializer =
      written === undefined || written === null ? null : makeInitializer(written, `variable_scope ${name}, initializer`, this.#conventions);
    return this.#scopes.within(
      name,
      { initializer, dtype: dtype === null ? null : variableDtype(dtype, `variable_scope ${name}`), reuse },
      body,
    );
  }

  /** tf.get_variable. Throws: name-taken, no-match (reuse of a missing one), bad-shape, and what its initialiser is refused for. */
  getVariable(name: string, options: GetVariableOptions): void {
    checkText("get_variable, name", name);
    const where = `get_variable ${name}`;
    checkRecord(where, options as unknown, "{ shape, dtype, initializer }");
    const { shape = null, dtype = null, initializer: written = null } = options;
    const given = dtype === null ? null : variableDtype(dtype, where);
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
      const own = given ?? inferredDtype(value, where);
      // Whole numbers with dtype float32 are taken as written with a point.
      if (own !== value.dtype && own !== "float32") {
        throw new GatewiseError("bad-dtype", {
          where,
          received: `a value of ${value.dtype} for ${own}`,
          expected: "a value of that dtype: get_variable converts none",
          fix: `${value.dtype === "float32" ? "leave dtype out" : `write dtype: "${value.dtype}"`}, or give shape and constant_initializer`,
        });
      }
      if (given !== null) {
        this.#scopes.claim("Const");
        this.#variables.count(1, `${where}, the value held against dtype`);
      }
      this.#variables.get(
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
    this.#variables.get(
      name,
      shape,
      given ?? (this.#scopes.current.dtype as VariableDType),
      initializer,
      "initializer",
      null,
      wholeBlockOf,
    );
  }

  /** tf.Variable: ignores variable scopes, but stands in the name scope that they open. */
  Variable(initialValue: unknown, options: { name?: string; dtype?: string | null } = {}): void {
    checkRecord("Variable", options as unknown, "{ name, dtype }");
    const { name = "Variable" } = options;
    checkText("Variable, name", name);
    const where = `Variable ${name}`;
    const given = options.dtype === null || options.dtype === undefined ? null : variableDtype(options.dtype, where);
    if (!isValue(initialValue) && initialValue !== null && typeof initialValue === "object") {
      const { initializer, shape, dtype } = this.#sampled(initialValue as Record<string, unknown>, where);
      if (given !== null && given !== dtype) {
        throw new GatewiseError("bad-dtype", {
          where,
          received: `initial_value of ${dtype} for ${given}`,
          expected: `${dtype}: Variable converts no tensors`,
          fix: `give ${Object.keys(initialValue)[0]} the dtype`,
        });
      }
      this.#create(name, shape, dtype, initializer, where);
      return;
    }
    const value = tensorValue(initialValue, where);
    const initializer = valueInitializer(value.numbers, `the value ${show(initialValue)}`);
    this.#create(name, value.shape, given ?? inferredDtype(value, where), initializer, where);
  }

  #create(name: string, shape: number[], dtype: VariableDType, initializer: Initializer, where: string): void {
    const operation = this.#operationName(name, where);
    this.#variables.create(operation, shape, dtype, initializer, "initial_value", "argument", wholeBlockOf(operation, shape));
  }

  /** { "random_normal": { "shape": …, "seed": … } } and its like, as initial values. */
  #sampled(value: Record<string, unknown>, where: string): { initializer: Initializer; shape: number[]; dtype: VariableDType } {
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
    this.#scopes.keep(this.#scopes.operationName(name), "all");
    return { initializer: { ...initializer, beside: "nothing" }, shape: variableShape(shape, where), dtype: variableDtype(dtype, where) };
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
    return this.cell({ [className]: { num_units: numUnits, ...frameworkWords(className, options) } }, className);
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
    checkRecord("callCell", options as unknown, "{ as, where }");
    const { where = "cell", as } = options;
    if (as !== undefined) checkText(`${where}, as`, as);
    if (!isCell(cell)) throw notOf(where, cell, "a cell of the graph", "make it, as graph.GRUCell(8) does");
    if (!isTensor(inputs))
      throw notOf(`${where}, inputs`, inputs, "a tensor of the graph", 'make it, as graph.placeholder("x", [4, 6]) does');
    const [batch, width, ...more] = inputs.shape;
    if (more.length > 0 || inputs.shape.length !== 2 || typeof width !== "number") {
      throw new GatewiseError("bad-shape", {
        where: `${where}, inputs ${inputs.name}`,
        received: `shape ${show(inputs.shape)}`,
        expected: "[batch, width] with a known width",
        fix: "a cell takes one time step; loops need the scope machine, which is not built yet",
      });
    }
    if (inputs.dtype !== "float32" && inputs.dtype !== "float64") {
      throw new GatewiseError("bad-dtype", {
        where: `${where}, inputs ${inputs.name}`,
        received: inputs.dtype,
        expected: "float32 or float64",
        fix: 'give the inputs "dtype": "float32"',
      });
    }
    if (batch === null)
      this.#variables.loseCount(`the batch of ${inputs.name} is unknown, and what zero_state adds to the graph then is not tabulated`);
    this.#variables.count(cell.states * this.#conventions.operations.zeroState, `zero_state of ${cell.className}`);
    this.#scopes.keep(this.#scopes.operationName(`${cell.className}ZeroState`), "all");
    this.#callIn(cell, width, inputs.dtype, where);
    const name = as ?? `output of ${cell.className}`;
    return this.#tensor({ name, shape: [batch, cell.outputSize], dtype: inputs.dtype }, name);
  }

  #callIn(cell: Cell, width: number, dtype: string, where: string): void {
    const base = cell.name ?? snakeCase(cell.className);
    const { uniqueCells } = this.#conventions;
    const { reuse, name: outer } = this.#scopes.current;
    const reuses = cell.reuse !== null && cell.reuse !== false;
    const scope = uniqueCells && !reuses ? this.#scopes.unique(base) : base;
    const full = outer === "" ? scope : `${outer}/${scope}`;
    // A cell looks for weights of its own scope, whatever the reuse; those of GRUCell and of a stack lie deeper.
    const looks = cell.layers === null && cell.className !== "GRUCell";
    if (!uniqueCells && (reuse !== true || looks) && this.#cellScopes.has(full)) {
      throw new GatewiseError("name-taken", {
        where,
        received: `a second ${cell.className} in scope ${full}`,
        expected: "one cell a scope in this version",
        fix: "call it in a variable_scope of its own",
      });
    }
    this.#cellScopes.add(full);
    if (cell.dtype !== null && cell.dtype !== dtype) {
      throw new GatewiseError("bad-dtype", {
        where,
        received: `${cell.className} of ${cell.dtype} on inputs of ${dtype}`,
        expected: "one dtype",
        fix: "leave the cell's dtype out",
      });
    }
    const enter = () =>
      this.#scopes.within(scope, { reuse: cell.reuse }, () => {
        this.#callInside(cell, width, dtype, where);
        this.#scopes.keep(this.#scopes.current.operations, "cell");
      });
    // A stack enters the scope that it is called in once more; single cells do not.
    if (uniqueCells && cell.layers !== null) this.#scopes.again(enter);
    else enter();
  }

  #callInside(cell: Cell, width: number, dtype: string, where: string): void {
    if (cell.layers !== null) {
      let inner = width;
      cell.layers.forEach((layer, k) => {
        this.#scopes.within(`cell_${k}`, {}, () => {
          // The cell's part is cut out of a state that is one tensor, and put together again in the end.
          if (!cell.tupleState) this.#variables.count(3, "MultiRNNCell's slice of the state");
          this.#callIn(layer, inner, dtype, where);
        });
        inner = layer.outputSize;
      });
      if (!cell.tupleState) this.#variables.count(2, "MultiRNNCell's state in one");
      return;
    }
    for (const step of cell.steps(width, (kind) => this.#owner(kind))) {
      if ("operations" in step) {
        this.#variables.count(step.operations, `${cell.className}'s other operations`);
        continue;
      }
      const { name, shape, blocks, initializer, choice, forgetBias } = step;
      const path = name.split("/");
      const last = path.pop() as string;
      const create = () =>
        this.#variables.get(
          last,
          shape,
          variableDtype(dtype, where),
          initializer,
          choice,
          initializer === null ? null : "argument",
          () => [...blocks],
          { ...(forgetBias === undefined ? {} : { forgetBias }), text: cell.text },
        );
      if (path.length === 0) create();
      else this.#scopes.within(path.join("/"), {}, create);
    }
  }

  #owner(kind: string): string {
    const ordinal = this.#ordinals.get(kind) ?? 0;
    this.#ordinals.set(kind, ordinal + 1);
    return `${kind}#${ordinal}`;
  }

  #tensor(tensor: GraphTensor, name: string): GraphTensor {
    this.#tensors.set(name, tensor);
    return tensor;
  }

  /** Replaces a variable's value after everything so far; its draws stay consumed. Throws: no-match, bad-shape. */
  load(name: string, values: NamedArray, source: string): void {
    this.#builder.load(this.#builder.find(name, "variable name"), values, source);
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

function notOf(where: string, value: unknown, expected: string, fix: string): GatewiseError {
  return new GatewiseError("wrong-type", { where, received: show(value), expected, fix });
}

function isTensor(value: unknown): value is GraphTensor {
  const { name, shape, dtype } = (value ?? {}) as Partial<GraphTensor>;
  return typeof name === "string" && Array.isArray(shape) && typeof dtype === "string";
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
