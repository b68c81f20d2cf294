import { GatewiseError, parseSeed, showShape, sizeOf } from "../../base/index.ts";
import { type Block, wholeBox } from "../../layout/index.ts";
import type { CellText, Origin, PlanBuilder } from "../../plan/index.ts";
import { seedPair } from "../../runtimes/index.ts";
import { isZeroBias } from "./cells.ts";
import { defaultInitializer, defaultIntegers, explainFans, type Initializer } from "./initializers.ts";
import type { Scopes } from "./scopes.ts";
import { checkIntegers, checkOperationName, type VariableDType, variableShape } from "./values.ts";
import type { Conventions } from "./versions.ts";

const counter = "operations of the graph";

interface Stored {
  readonly shape: readonly number[];
  readonly dtype: VariableDType;
}

/** What a cell says of its variable. */
interface CellFacts {
  /** Added at run time and not stored. */
  readonly forgetBias?: number;
  readonly text?: CellText;
}

/** The variables of a graph: their store with its reuse, their initialisers' streams, and the operations that seeds come from. */
export class Variables {
  readonly #builder: PlanBuilder;
  readonly #scopes: Scopes;
  readonly #conventions: Conventions;
  readonly #graphSeed: bigint | null;
  readonly #store = new Map<string, Stored>();
  /** Why the operation counter is not known from here on; null while it is. */
  #uncounted: string | null = null;

  constructor(builder: PlanBuilder, scopes: Scopes, conventions: Conventions, graphSeed: bigint | null) {
    this.#builder = builder;
    this.#scopes = scopes;
    this.#conventions = conventions;
    this.#graphSeed = graphSeed;
  }

  /** Says that the operation counter is not known from here on, which matters where the graph has a seed. */
  loseCount(why: string): void {
    this.#uncounted ??= why;
  }

  /** get_variable with an initialiser object, after its arguments were read. */
  get(
    name: string,
    shapeGiven: readonly number[],
    dtype: VariableDType,
    own: Initializer | null,
    choice: string,
    from: Origin["from"] | null,
    blocks: (full: string, shape: readonly number[]) => Block[],
    cell: CellFacts = {},
  ): void {
    const scope = this.#scopes.current;
    const full = scope.name === "" ? name : `${scope.name}/${name}`;
    const where = `variable ${full}`;
    checkOperationName(name, scope.name, where);
    const shape = variableShape(shapeGiven, where);
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
      initializer = dtype === "int32" || dtype === "int64" ? defaultIntegers(this.#conventions) : defaultInitializer(this.#conventions);
    }
    const operation = this.#scopes.claim(full);
    this.create(operation, shape, dtype, initializer, choice, origin, blocks(operation, shape), cell);
    this.#store.set(full, { shape, dtype });
  }

  /** Makes a variable and its initialiser, whatever the scopes say. Throws: name-taken, bad-dtype, not-supported. */
  create(
    name: string,
    shape: readonly number[],
    dtype: VariableDType,
    initializer: Initializer,
    choice: string,
    from: Origin["from"],
    blocks: Block[],
    { forgetBias = 0, text = {} }: CellFacts = {},
  ): void {
    const where = `variable ${name}`;
    const runtime = forgetBias === 0 ? {} : { runtime: { gate: "f", adds: forgetBias } };
    if (this.#builder.indexOf(name) !== undefined)
      throw new GatewiseError("name-taken", {
        where,
        received: "a variable that exists",
        expected: "a new name",
        fix: "choose another name",
      });
    const beside = initializer.beside ?? "Initializer";
    for (const part of ["Assign", "read"]) this.#scopes.claim(`${name}/${part}`);
    if (beside !== "nothing") this.#scopes.keep(this.#scopes.claim(`${name}/${beside}`), "all");
    const index = this.#builder.parameter({
      name,
      shape: [...shape],
      dtype,
      blocks,
      ...runtime,
      ...(Object.keys(text).length > 0 ? { text } : {}),
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
    const [rows, columns] = [sizeOf(shape.slice(0, -1)), shape[shape.length - 1]];
    if (call.rule === "orthogonal_svd" && dtype === "float64" && Math.min(rows, columns) >= 16) {
      throw new GatewiseError("not-supported", {
        where,
        received: `${initializer.shown} of float64 ${showShape(shape)}`,
        expected: "a side below 16 in float64: above, this version's signs are only followed in float32",
        fix: "take float32, or make it smaller",
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
    this.count(cellsOwn ? (large ? 6 : 4) : initializer.operations(shape), where);
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

  /** Counts operations that were added to the graph. */
  count(by: number, why: string): void {
    if (by > 0) this.#builder.count(counter, by, why);
  }
}

function changeOf(from: Origin["from"], cellsOwn: boolean, choice: string): string {
  if (cellsOwn) return "the cell sets its bias itself: neither a scope's initializer nor an argument reaches it; assign it after";
  if (from === "enclosing scope") return "the variable_scope's initializer: another one there, or an initializer of the variable's own";
  if (from === "dtype default")
    return `no ${choice} was given anywhere: a variable_scope(initializer=…) around it, or an argument, would be used instead`;
  return `${choice}: pass another`;
}
