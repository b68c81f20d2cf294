import {
  type ArgumentTable,
  checkArguments,
  checkRecord,
  checkText,
  type FloatDType,
  GatewiseError,
  type NamedArray,
  parseSeed,
  resolveVersion,
  show,
  unknownName,
} from "../../base/index.ts";
import type { Statistics } from "../../init/index.ts";
import { type Block, type Box, gateBlocks, type Role, shapeOfBox, wholeBlock, wholeBox } from "../../layout/index.ts";
import { type Explanation, explain, type Plan, PlanBuilder, printExplanation, Runner } from "../../plan/index.ts";
import { gatewiseSeed, philoxGatewise, type StreamTable } from "../../random/index.ts";
import { grader } from "./grades.ts";
import { resolveRule, ruleNames } from "./rules.ts";

export const versions = ["1"];

const streams: StreamTable = { "philox-gatewise": philoxGatewise };

const gateOrders = { RNN: [null], LSTM: ["i", "f", "g", "o"], GRU: ["r", "z", "n"] } as const;

type Recurrent = keyof typeof gateOrders;

const dtype = { type: "string", default: "float32", oneOf: ["float32", "float64"] } as const;
const recurrent = {
  input_size: { type: "integer", above: 0 },
  hidden_size: { type: "integer", above: 0 },
  num_layers: { type: "integer", default: 1, above: 0, limit: 10_000 },
  bias: { type: "boolean", default: true },
  bidirectional: { type: "boolean", default: false },
  dtype,
} as const;
const classes = {
  RNN: recurrent,
  LSTM: recurrent,
  GRU: recurrent,
  Linear: {
    in_features: { type: "integer", above: 0 },
    out_features: { type: "integer", above: 0 },
    bias: { type: "boolean", default: true },
    dtype,
  },
  Embedding: { num_embeddings: { type: "integer", above: 0 }, embedding_dim: { type: "integer", above: 0 }, dtype },
} as const satisfies { readonly [name: string]: ArgumentTable };

/** The classes of modules. */
export type ModuleClassName = keyof typeof classes;

type Table<C extends ModuleClassName> = (typeof classes)[C];
type Value<R> = R extends { readonly oneOf: readonly (infer Word)[] }
  ? Word
  : R extends { readonly type: "integer" }
    ? number
    : R extends { readonly type: "boolean" }
      ? boolean
      : never;

/** What a class takes: the arguments without a default, and those with one. */
export type ModuleArguments<C extends ModuleClassName> = {
  readonly [A in keyof Table<C> as Table<C>[A] extends { readonly default: unknown } ? never : A]: Value<Table<C>[A]>;
} & {
  readonly [A in keyof Table<C> as Table<C>[A] extends { readonly default: unknown } ? A : never]?: Value<Table<C>[A]>;
};

/** What starts each role when nothing is said: Glorot and orthogonal for each gate, biases 0, the forget gate's 1 once. */
const defaults: { readonly [role: string]: unknown } = {
  Wx: "glorot_uniform",
  Wh: "orthogonal",
  bx: { each: "zeros", f: "ones" },
  bh: "zeros",
  W: "glorot_uniform",
  b: "zeros",
};

export interface GatewiseOptions {
  /** Version of the dialect: "1". */
  readonly version?: string;
  readonly seed?: number | bigint | string | null;
}

/** Rules by canonical role: one rule for each gate, `{ each, <gate>… }`, `{ whole }`, or a bias recipe (chrono, uniform_gate). */
export type InitOptions = Readonly<Record<string, unknown>>;

interface Weight {
  readonly name: string;
  readonly role: Role;
  readonly shape: readonly number[];
  readonly blocks: Block[];
}

/** Our own dialect: a rule for each gate of each matrix, each from a stream that depends only on the seed and its name. */
export class GatewiseSession {
  readonly dialect: string;
  readonly #builder: PlanBuilder;
  readonly #runner: Runner;
  readonly #seed: bigint | null;
  readonly #ordinals = new Map<string, number>();
  readonly #modules = new Set<string>();

  constructor(options: GatewiseOptions = {}) {
    checkRecord("gatewise.session", options as unknown, "{ version, seed }");
    const { version = "1", seed = null } = options;
    this.dialect = `gatewise@${resolveVersion("gatewise", version, versions).version}`;
    this.#builder = new PlanBuilder(this.dialect, streams);
    this.#runner = new Runner({ streams, given: this.#builder.givenValues });
    this.#seed = seed === null ? null : parseSeed("seed", seed, { min: -(2n ** 63n), max: 2n ** 64n - 1n });
  }

  /** Adds a module; `init` says what starts in which gate. Names are canonical: `encoder.Wx`, `encoder.1.backward.Wh`. */
  module<C extends ModuleClassName>(className: C, args: ModuleArguments<C>, name: string, init: InitOptions = {}): void {
    checkText("module, class name", className);
    checkText(`${className}, name`, name);
    checkRecord(`module ${name}, init`, init, "{ role: rule }");
    const where = `module ${name} (${className})`;
    if (!Object.hasOwn(classes, className)) throw unknownName("unknown-class", where, className, Object.keys(classes));
    if (this.#modules.has(name))
      throw new GatewiseError("name-taken", {
        where,
        received: show(name),
        expected: "a name of its own for each module",
        fix: "choose another name",
      });
    this.#modules.add(name);
    const { values } = checkArguments(where, classes[className], args);
    const weights =
      className in gateOrders ? this.#recurrent(className as Recurrent, values, name) : this.#feedforward(className, values, name);
    const roles = [...new Set(weights.map(({ role }) => role))];
    for (const role of Object.keys(init))
      if (!roles.includes(role as Role)) throw unknownName("unknown-key", `${where}, init`, role, roles);
    for (const weight of weights) {
      const index = this.#builder.parameter({
        name: weight.name,
        shape: weight.shape,
        dtype: values.dtype as FloatDType,
        blocks: weight.blocks,
      });
      this.#start(
        index,
        weight,
        init[weight.role] ?? (weight.role === "bx" && className !== "LSTM" ? "zeros" : defaults[weight.role]),
        Object.hasOwn(init, weight.role),
        where,
      );
    }
  }

  #recurrent(kind: Recurrent, values: Readonly<Record<string, unknown>>, name: string): Weight[] {
    const {
      input_size: input,
      hidden_size: hidden,
      num_layers: layers,
      bias,
      bidirectional,
    } = values as {
      input_size: number;
      hidden_size: number;
      num_layers: number;
      bias: boolean;
      bidirectional: boolean;
    };
    const gates = gateOrders[kind];
    const directions = bidirectional ? (["forward", "backward"] as const) : (["forward"] as const);
    const weights: Weight[] = [];
    for (let layer = 0; layer < layers; layer++) {
      const ordinal = this.#next(kind.toLowerCase());
      const width = layer === 0 ? input : hidden * directions.length;
      for (const direction of directions) {
        const prefix = [name, ...(layer === 0 ? [] : [String(layer)]), ...(direction === "forward" ? [] : [direction])].join(".");
        const owner = `${kind.toLowerCase()}#${ordinal}.${direction}`;
        const one = (role: Role, shape: number[]) => ({
          name: `${prefix}.${role}`,
          role,
          shape,
          blocks: gateBlocks({ owner, role, gates, shape, axis: 0 }),
        });
        const rows = gates.length * hidden;
        weights.push(one("Wx", [rows, width]), one("Wh", [rows, hidden]), ...(bias ? [one("bx", [rows]), one("bh", [rows])] : []));
      }
    }
    return weights;
  }

  #feedforward(className: string, values: Readonly<Record<string, unknown>>, name: string): Weight[] {
    const [kind, shape] =
      className === "Linear"
        ? (["dense", [values.out_features as number, values.in_features as number]] as const)
        : (["embedding", [values.num_embeddings as number, values.embedding_dim as number]] as const);
    const owner = `${kind}#${this.#next(kind)}`;
    const matrix: Weight = { name: `${name}.W`, role: "W", shape, blocks: wholeBlock(owner, "W", shape) };
    if (values.bias !== true) return [matrix];
    return [matrix, { name: `${name}.b`, role: "b", shape: [shape[0]], blocks: wholeBlock(owner, "b", [shape[0]]) }];
  }

  #next(kind: string): number {
    const ordinal = this.#ordinals.get(kind) ?? 0;
    this.#ordinals.set(kind, ordinal + 1);
    return ordinal;
  }

  #start(index: number, weight: Weight, rule: unknown, given: boolean, where: string): void {
    const place = `${where}, init, ${weight.role}`;
    const gates = weight.blocks.map(({ gate }) => gate);
    const keys = rule !== null && typeof rule === "object" ? Object.keys(rule) : [];
    if (keys.length === 1 && keys[0] === "whole") {
      this.#fill(index, weight, null, wholeBox(weight.shape), (rule as { whole: unknown }).whole, given, place);
      return;
    }
    if (keys.length === 1 && (keys[0] === "chrono" || keys[0] === "uniform_gate")) {
      this.#recipe(index, weight, keys[0], (rule as Record<string, Record<string, unknown>>)[keys[0]], place);
      return;
    }
    const byGate = keys.includes("each") || (keys.length > 0 && keys.every((key) => gates.includes(key)));
    if (!byGate) {
      for (const { gate, box } of weight.blocks) this.#fill(index, weight, gate, box, rule, given, place);
      return;
    }
    const rules = rule as Record<string, unknown>;
    for (const key of keys)
      if (key !== "each" && !gates.includes(key))
        throw unknownName("unknown-gate", place, key, ["each", ...gates.flatMap((gate) => gate ?? [])]);
    for (const { gate, box } of weight.blocks) {
      const own = (gate === null ? undefined : rules[gate]) ?? rules.each;
      if (own === undefined)
        throw new GatewiseError("missing-option", {
          where: place,
          received: `no rule for gate ${gate}`,
          expected: "each, or a rule for every gate",
          fix: 'add "each": …',
        });
      this.#fill(index, weight, gate, box, own, given, place);
    }
  }

  #fill(parameter: number, weight: Weight, gate: string | null, box: Box, rule: unknown, given: boolean, where: string): void {
    const { call, shown, fans } = resolveRule(rule, shapeOfBox(box), gate === null ? where : `${where}, gate ${gate}`);
    const stream = call.rule === "constant" || call.rule === "identity" ? null : this.#open(weight.name, gate);
    this.#builder.fill({ parameter, box }, call, stream, { title: shown, fans, origins: [this.#origin(weight.role, gate, shown, given)] });
  }

  /** Biases that set time scales: the forget gate's by the rule, the input gate's its negative; for a GRU z alone. */
  #recipe(
    parameter: number,
    weight: Weight,
    name: "chrono" | "uniform_gate",
    args: Readonly<Record<string, unknown>> | null,
    where: string,
  ): void {
    const keep = weight.blocks.find(({ gate }) => gate === "f" || gate === "z");
    if (keep === undefined || weight.shape.length !== 1) {
      throw new GatewiseError("cannot-express", {
        where,
        received: name,
        expected: "a bias of an LSTM or GRU",
        fix: "it sets the gate that keeps the state",
      });
    }
    const hidden = shapeOfBox(keep.box)[0];
    const table: ArgumentTable = name === "chrono" ? { max_time: { type: "number", above: 2 } } : {};
    const { values } = checkArguments(`${where}, ${name}`, table, args ?? {});
    const call =
      name === "chrono"
        ? ({ rule: "log_uniform", low: 1, high: (values.max_time as number) - 1 } as const)
        : ({ rule: "logit_uniform", margin: 1 / hidden } as const);
    const shown = name === "chrono" ? `chrono(max_time=${values.max_time})` : "uniform_gate()";
    for (const { gate, box } of weight.blocks) {
      const origins = [this.#origin(weight.role, gate, shown, true)];
      if (gate === keep.gate) {
        this.#builder.fill({ parameter, box }, call, this.#open(weight.name, gate), { title: shown, fans: "", origins });
      } else if (gate === "i") {
        // After the forget gate's: blocks stand in the order i f g o, so this one is copied at the end.
      } else {
        this.#builder.fill({ parameter, box }, { rule: "constant", values: [0] }, null, { title: shown, fans: "", origins });
      }
    }
    const input = weight.blocks.find(({ gate }) => gate === "i");
    if (input === undefined) return;
    const { mean, deviation, low, high } = this.#lastStatistics(parameter, keep.box);
    this.#builder.copy(
      { parameter, box: input.box },
      { parameter, box: keep.box },
      -1,
      { mean: -mean, deviation, low: -high, high: -low },
      {
        title: shown,
        formula: "minus gate f's",
        fans: "",
        origins: [this.#origin(weight.role, "i", shown, true)],
      },
    );
  }

  #lastStatistics(parameter: number, box: Box): Statistics {
    const step = this.#builder.steps.findLast((s) => s.do === "fill" && s.parameter === parameter && s.box === box);
    return step?.do === "fill" ? step.statistics : { mean: 0, deviation: 0, low: 0, high: 0 };
  }

  #open(name: string, gate: string | null): string {
    const stream = gate === null ? name : `${name} ${gate}`;
    const seed = this.#seed === null ? null : gatewiseSeed(this.#seed, name, gate).map(String);
    this.#builder.open(
      stream,
      "philox-gatewise",
      seed,
      this.#seed === null ? "no seed was given" : "the seed, and SHA-256 of the weight's name and gate",
    );
    return stream;
  }

  #origin(role: string, gate: string | null, shown: string, given: boolean) {
    const choice = gate === null ? role : `${role}, gate ${gate}`;
    return {
      choice,
      value: shown,
      from: given ? ("argument" as const) : ("framework default" as const),
      change: `init: { "${role}": … } with another rule, for all gates or one (${ruleNames.slice(0, 4).join(", ")}, …)`,
    };
  }

  /** Replaces a tensor by given values after everything so far. Throws: no-match, bad-shape. */
  load(name: string, values: NamedArray, source: string): void {
    this.#builder.load(this.#builder.find(name, "weight name"), values, source);
  }

  /** All weights by canonical name, in the order in which the modules were added. */
  weights(): Map<string, NamedArray> {
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
