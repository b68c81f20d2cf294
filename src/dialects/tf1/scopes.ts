import { GatewiseError, show } from "../../base/index.ts";
import type { Initializer } from "./initializers.ts";
import { checkOperationName } from "./values.ts";
import type { Conventions } from "./versions.ts";

export type Reuse = boolean | "AUTO_REUSE" | null;

/** What `get_variable` takes from the scope it is called in. */
export interface Scope {
  readonly name: string;
  /** The operations' name scope, which counts apart from the variables'. */
  readonly operations: string;
  readonly initializer: Initializer | null;
  readonly dtype: string;
  readonly reuse: Reuse;
}

export interface ScopeOptions {
  readonly initializer?: Initializer | null;
  readonly dtype?: string | null;
  readonly reuse?: Reuse;
}

/** TensorFlow 1's variable scopes, as far as they are entered by string. Source: TensorFlow python/ops/variable_scope.py. */
export class Scopes {
  readonly #conventions: Conventions;
  /** How often each full scope name was entered since its parent was. */
  #counts = new Map<string, number>();
  readonly #operationNames = new Map<string, number>();
  readonly #kept = new Map<string, "all" | "cell">();
  #current: Scope = { name: "", operations: "", initializer: null, dtype: "float32", reuse: false };

  constructor(conventions: Conventions) {
    this.#conventions = conventions;
  }

  get current(): Scope {
    return this.#current;
  }

  /** Enters a scope by string, runs `body` in it, and leaves it. Throws: bad-scope. */
  within<T>(name: string, options: ScopeOptions, body: () => T): T {
    const parent = this.#current;
    checkOperationName(name, parent.name, "variable_scope");
    const full = parent.name === "" ? name : `${parent.name}/${name}`;
    this.#counts.set(full, (this.#counts.get(full) ?? 0) + 1);
    this.#current = {
      name: full,
      operations: this.operationName(name),
      initializer: options.initializer ?? parent.initializer,
      dtype: options.dtype ?? parent.dtype,
      reuse: mergedReuse(checkReuse(options.reuse ?? null, "variable_scope, reuse", this.#conventions), parent.reuse),
    };
    try {
      return body();
    } finally {
      this.#current = parent;
      for (const key of this.#counts.keys()) if (key.startsWith(`${full}/`)) this.#counts.set(key, 0);
    }
  }

  /** Enters the current scope once more as an object, which opens its last name once more and forgets what was entered inside. */
  again<T>(body: () => T): T {
    const parent = this.#current;
    const counts = new Map(this.#counts);
    if (parent.name !== "") this.#current = { ...parent, operations: this.operationName(parent.name.split("/").at(-1) as string) };
    try {
      return body();
    } finally {
      this.#current = parent;
      this.#counts = counts;
    }
  }

  /** A default name made unique among the scopes entered so far: `lstm_cell`, then `lstm_cell_1`. */
  unique(base: string): string {
    const prefix = this.#current.name === "" ? "" : `${this.#current.name}/`;
    if ((this.#counts.get(prefix + base) ?? 0) === 0) return base;
    for (let k = 1; ; k++) if ((this.#counts.get(`${prefix}${base}_${k}`) ?? 0) === 0) return `${base}_${k}`;
  }

  /** The name that an operation gets in the current name scope. */
  operationName(name: string): string {
    return this.claim(this.#current.operations === "" ? name : `${this.#current.operations}/${name}`);
  }

  /** The name that an operation gets outside every name scope. Source: TensorFlow python/framework/ops.py, unique_name. */
  claim(full: string): string {
    this.#checkKept(full);
    const key = this.#fold(full);
    const taken = this.#operationNames.get(key) ?? 0;
    this.#operationNames.set(key, taken + 1);
    if (taken === 0) return full;
    for (let k = taken; ; k++) {
      if (this.#operationNames.has(`${key}_${k}`)) continue;
      this.#operationNames.set(key, k + 1);
      this.#operationNames.set(`${key}_${k}`, 1);
      return `${full}_${k}`;
    }
  }

  /** Keeps the names inside a name scope that the framework filled: all of them, or those that cells give their operations. */
  keep(scope: string, names: "all" | "cell"): void {
    this.#kept.set(this.#fold(scope), names);
  }

  #fold(name: string): string {
    return this.#conventions.foldsNames ? name.toLowerCase() : name;
  }

  /** Throws: name-taken for a name that TensorFlow may have given already, and would number anew. */
  #checkKept(full: string): void {
    for (let slash = full.indexOf("/"); slash >= 0; slash = full.indexOf("/", slash + 1)) {
      const names = this.#kept.get(this.#fold(full.slice(0, slash)));
      if (names === undefined || (names === "cell" && !this.#isInner(full, slash))) continue;
      throw new GatewiseError("name-taken", {
        where: `operation ${full}`,
        received: `a name among the operations that TensorFlow made in ${full.slice(0, slash)}`,
        expected: "a name that none of them can have: TensorFlow would put a number behind it",
        fix: "rename it",
      });
    }
  }

  /** Whether a name inside a cell's scope is like one of its operations'. */
  #isInner(full: string, slash: number): boolean {
    if (cellOperations.test(full.slice(slash))) return true;
    // Before cells were layers, what multiplies stood in a scope of its scope's name once more.
    const parts = full.split("/").map((part) => part.replace(/_\d+$/, ""));
    const scopes = full.slice(0, slash).split("/").length;
    return !this.#conventions.uniqueCells && parts.some((part, k) => k >= scopes && part === parts[k - 1]);
  }
}

/** Names of the operations that cells make. Source: the graphs of every cell, option and activation in 1.1, 1.8, 1.10 and 1.15. */
const cellOperations =
  /\/(add|BiasAdd|clip_by_value|concat|Const|Elu|Exp|Greater|MatMul|mul|Relu|Select|Sigmoid|Slice|Softmax|Softplus|Softsign|split|sub|Tanh)(_\d+)?(\/|$)/i;

/** False means "inherit"; True and AUTO_REUSE of an enclosing scope hold inside. */
function mergedReuse(given: Reuse, inherited: Reuse): Reuse {
  return given !== null && given !== false ? given : inherited;
}

/** Throws: unknown-option for AUTO_REUSE before it came, wrong-type for what is no reuse. */
export function checkReuse(given: unknown, where: string, { autoReuse }: Conventions): Reuse {
  if (given === "AUTO_REUSE" && !autoReuse) {
    throw new GatewiseError("unknown-option", {
      where,
      received: "AUTO_REUSE",
      expected: "true or false: AUTO_REUSE came with 1.4",
      fix: "use reuse true where the variables exist",
    });
  }
  if (given === null || typeof given === "boolean" || given === "AUTO_REUSE") return given;
  throw new GatewiseError("wrong-type", {
    where,
    received: show(given),
    expected: 'true, false, null or "AUTO_REUSE"',
    fix: "give one of these",
  });
}
