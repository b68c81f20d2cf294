import {
  bytesOfArray,
  checkNamedArray,
  checkText,
  type FloatDType,
  GatewiseError,
  internalError,
  type NamedArray,
  show,
  showShape,
  sizeOf,
  unknownName,
} from "../base/index.ts";
import { type RuleCall, ruleOf, type Statistics } from "../init/index.ts";
import { type Box, shapeOfBox, wholeBox } from "../layout/index.ts";
import type { Meter, StreamAlgorithm, StreamTable } from "../random/index.ts";
import { sha256Hex } from "./digest.ts";
import type { FillText, Parameter, Plan, SeedValue, Step } from "./plan.ts";

/** The most that one Plan describes: more numbers than any machine here fills, and more tensors than any net has. */
const mostElements = 2 ** 31;
const mostParameters = 2 ** 16;
const mostSteps = 2 ** 18;

/** Writes a Plan down in the order in which a framework would execute it, metering streams as it goes. */
export class PlanBuilder {
  readonly dialect: string;
  /** The streams that the dialect uses. */
  readonly streams: StreamTable;
  readonly #parameters: Parameter[] = [];
  readonly #byName = new Map<string, number>();
  readonly #steps: Step[] = [];
  readonly #notes: string[] = [];
  readonly #meters = new Map<string, Meter>();
  readonly #counters = new Map<string, number>();
  readonly #given = new Map<string, NamedArray>();
  #drawn = 0;
  #elements = 0;

  constructor(dialect: string, streams: StreamTable) {
    this.dialect = dialect;
    this.streams = streams;
  }

  /** Values handed in by {@link load}, by digest: what running the Plan needs besides itself. */
  get givenValues(): ReadonlyMap<string, NamedArray> {
    return this.#given;
  }

  get parameters(): readonly Parameter[] {
    return this.#parameters;
  }

  get steps(): readonly Step[] {
    return this.#steps;
  }

  /** Declares a parameter and returns its index. Throws: name-taken, limit. */
  parameter(parameter: Parameter): number {
    const { name, shape } = parameter;
    if (this.#byName.has(name)) {
      throw new GatewiseError("name-taken", {
        where: name,
        received: "a second tensor of that name",
        expected: "a name of its own for each",
        fix: "rename a layer or module",
      });
    }
    this.#elements += sizeOf(shape);
    if (!(this.#elements <= mostElements)) {
      throw new GatewiseError("limit", {
        where: name,
        received: `shape ${showShape(shape)}, which makes ${this.#elements} numbers in all`,
        expected: `at most ${mostElements} numbers in all`,
        fix: "choose smaller sizes",
      });
    }
    if (this.#parameters.length >= mostParameters) {
      throw new GatewiseError("limit", {
        where: name,
        received: `more than ${mostParameters} tensors`,
        expected: `at most ${mostParameters}`,
        fix: "build the model in parts",
      });
    }
    this.#byName.set(parameter.name, this.#parameters.length);
    this.#parameters.push(parameter);
    return this.#parameters.length - 1;
  }

  indexOf(name: string): number | undefined {
    return this.#byName.get(name);
  }

  /** The index of a parameter, which the dialect calls `noun`. Throws: no-match, naming the nearest. */
  find(name: string, noun: string): number {
    const index = this.#byName.get(name);
    if (index !== undefined) return index;
    throw unknownName(
      "no-match",
      noun,
      name,
      this.#parameters.map((parameter) => parameter.name),
    );
  }

  note(text: string): void {
    if (!this.#notes.includes(text)) this.#notes.push(text);
  }

  open(stream: string, algorithm: StreamAlgorithm, seed: readonly SeedValue[] | null, why: string): void {
    const entry = this.streams[algorithm];
    if (entry === undefined) throw internalError(`${this.dialect} has no stream ${algorithm}`);
    this.#meters.set(stream, entry.meter());
    this.#push({ do: "open", stream, algorithm, seed, text: { why } });
  }

  /** Takes an integer of [low, high) from a stream; the result serves as a seed component. */
  draw(stream: string, low: number, high: number, why: string): SeedValue {
    const meter = this.#meter(stream);
    if (meter.integer === undefined) throw internalError(`no integers from ${stream}`);
    const at = meter.position;
    const draws = meter.integer(low, high);
    const id = this.#drawn++;
    this.#push({ do: "draw", id, stream, low, high, at, draws, text: { why } });
    return { drawn: id };
  }

  fill(into: { parameter: number; box: Box }, call: RuleCall, stream: string | null, text: Omit<FillText, "formula">): void {
    const rule = ruleOf(call);
    const shape = shapeOfBox(into.box);
    const { dtype, name } = this.#parameters[into.parameter];
    const broken = brokenNumber(call);
    if (broken !== undefined) {
      throw new GatewiseError("out-of-range", {
        where: name,
        received: `${text.title}, for which ${broken}`,
        expected: "numbers that stay finite",
        fix: "choose smaller arguments",
      });
    }
    const meter = stream === null ? null : this.#meter(stream);
    const at = meter === null ? null : meter.position;
    const draws = meter === null ? 0 : rule.draws(call, shape, floatOf(dtype), meter);
    this.#push({
      do: "fill",
      ...into,
      call,
      stream,
      at,
      draws,
      statistics: rule.statistics(call, shape),
      text: { ...text, formula: rule.formula(call, shape) },
    });
  }

  copy(
    into: { parameter: number; box: Box },
    source: { parameter: number; box: Box },
    factor: number,
    statistics: Statistics,
    text: FillText,
  ): void {
    this.#push({ do: "copy", ...into, source, factor, statistics, text });
  }

  /** Moves a counter; it starts at 0. */
  count(counter: string, by: number, why: string): void {
    const at = this.counted(counter);
    this.#counters.set(counter, at + by);
    this.#push({ do: "count", counter, by, at, text: { why } });
  }

  counted(counter: string): number {
    return this.#counters.get(counter) ?? 0;
  }

  /** Replaces a whole parameter by values of `source`; its draws stay consumed. Throws: bad-shape, also for another dtype. */
  load(index: number, values: NamedArray, source: string): void {
    const { name, shape, dtype } = this.#parameters[index];
    checkText(`tensor ${name}, source`, source);
    checkNamedArray(`tensor ${name} of ${source}`, values);
    if (values.shape.join() !== shape.join() || values.dtype !== dtype) {
      throw new GatewiseError("bad-shape", {
        where: `tensor ${name} of ${source}`,
        received: `${values.dtype} ${showShape(values.shape)}`,
        expected: `${dtype} ${showShape(shape)}`,
        fix: "take another file, or leave this tensor out",
      });
    }
    const digest = sha256Hex(bytesOfArray(values));
    this.#given.set(digest, values);
    this.#push({ do: "given", parameter: index, box: wholeBox(shape), digest, text: { source } });
  }

  /** The Plan so far; `order` lists the parameters as the framework does, where that is not the order of declaration. */
  plan(order: readonly number[] = this.#parameters.map((_, index) => index)): Plan {
    const place = new Map(order.map((index, position) => [index, position]));
    const moved = (index: number): number => place.get(index) ?? index;
    const steps = this.#steps.map((step): Step => {
      if (step.do === "copy") {
        const source = { ...step.source, parameter: moved(step.source.parameter) };
        return { ...step, parameter: moved(step.parameter), source };
      }
      return step.do === "fill" || step.do === "given" ? { ...step, parameter: moved(step.parameter) } : step;
    });
    return { dialect: this.dialect, parameters: order.map((index) => this.#parameters[index]), steps, text: { notes: [...this.#notes] } };
  }

  #push(step: Step): void {
    if (this.#steps.length >= mostSteps) {
      throw new GatewiseError("limit", {
        where: step.do,
        received: `more than ${mostSteps} steps`,
        expected: `at most ${mostSteps}`,
        fix: "build the model in parts",
      });
    }
    this.#steps.push(step);
  }

  #meter(stream: string): Meter {
    const meter = this.#meters.get(stream);
    if (meter === undefined) throw internalError(`stream ${stream} was not opened`);
    return meter;
  }
}

/** The first number of a call that overflowed; a Plan holds finite ones only. */
function brokenNumber(call: RuleCall): string | undefined {
  const search = (value: unknown, path: string): string | undefined => {
    if (typeof value === "number") return Number.isFinite(value) ? undefined : `${path} is ${show(value)}`;
    if (value === null || typeof value !== "object") return undefined;
    for (const [key, inner] of Object.entries(value)) {
      const found = search(inner, Array.isArray(value) ? path : key);
      if (found !== undefined) return found;
    }
    return undefined;
  };
  return search(call, "");
}

function floatOf(dtype: Parameter["dtype"]): FloatDType {
  if (dtype === "int64" || dtype === "int32") throw internalError("random integers");
  return dtype;
}
