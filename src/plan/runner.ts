import { allocate, type Floats, internalError, type NamedArray, namedArray, sizeOf } from "../base/index.ts";
import { ruleOf } from "../init/index.ts";
import { isWhole, readBox, shapeOfBox, writeBox } from "../layout/index.ts";
import type { Decompositions } from "../linalg/index.ts";
import { moveStream, type Stream, type StreamPlace, type StreamTable } from "../random/index.ts";
import type { OpenStep, Plan, SeedValue, Step } from "./plan.ts";

/** What running a Plan needs from outside. */
export interface Sources {
  /** The streams that the Plan names. */
  readonly streams: StreamTable;
  /** For Plans with orthogonal matrices from singular value decompositions: those of TensorFlow 1.1 and Keras 2. */
  readonly decompositions?: Decompositions;
  /** Values of `given` steps by digest. */
  readonly given?: ReadonlyMap<string, NamedArray>;
  /** Where the seed of a stream that nothing fixes comes from: 32 random bits. */
  readonly entropy?: () => number;
}

/** Runs the steps of a Plan in order, and can go on as a Plan grows. */
export class Runner {
  readonly #tensors = new Map<number, Floats | Int32Array | BigInt64Array>();
  readonly #streams = new Map<string, Stream>();
  readonly #seeds = new Map<string, readonly bigint[]>();
  /** Where streams stand that have not yet been moved there. */
  readonly #ahead = new Map<string, number>();
  readonly #drawn = new Map<number, bigint>();
  readonly #algorithms: StreamTable;
  readonly #decompositions: Decompositions | undefined;
  readonly #given: ReadonlyMap<string, NamedArray>;
  readonly #entropy: () => number;
  #done = 0;

  constructor(sources: Sources) {
    this.#algorithms = sources.streams;
    this.#decompositions = sources.decompositions;
    this.#given = sources.given ?? new Map();
    this.#entropy = sources.entropy ?? systemEntropy;
  }

  /** Runs the steps that were not run yet. */
  advance(plan: Pick<Plan, "parameters" | "steps">): void {
    for (; this.#done < plan.steps.length; this.#done++) this.#run(plan, plan.steps[this.#done]);
  }

  /** The parameters' values after all steps so far, in the Plan's order, as copies. */
  tensors(plan: Pick<Plan, "parameters">): NamedArray[] {
    return plan.parameters.map(({ name, dtype, shape }, index) =>
      namedArray(name, dtype, shape, this.#tensor(plan, index).slice() as never),
    );
  }

  /** What a draw step gave. */
  drawn(id: number): bigint | undefined {
    return this.#drawn.get(id);
  }

  /** Where a stream stands, in its units. */
  position(stream: string): number | undefined {
    return this.#ahead.get(stream) ?? this.#streams.get(stream)?.position;
  }

  #tensor(plan: Pick<Plan, "parameters">, index: number): Floats | Int32Array | BigInt64Array {
    let tensor = this.#tensors.get(index);
    if (tensor === undefined) {
      const { dtype, shape } = plan.parameters[index];
      tensor = allocate(dtype, sizeOf(shape));
      this.#tensors.set(index, tensor);
    }
    return tensor;
  }

  #run(plan: Pick<Plan, "parameters">, step: Step): void {
    if (step.do === "count") return;
    if (step.do === "open") {
      const algorithm = this.#algorithms[step.algorithm];
      if (algorithm === undefined) throw internalError(`no stream ${step.algorithm}`);
      const seed = this.#seed(step);
      this.#seeds.set(step.stream, seed);
      this.#streams.set(step.stream, algorithm.open(seed));
      return;
    }
    if (step.do === "draw") {
      const stream = this.stream(step.stream);
      if (stream.integer === undefined) throw internalError(`no integers from ${step.stream}`);
      this.#drawn.set(step.id, BigInt(stream.integer(step.low, step.high)));
      return;
    }
    const { shape, dtype, name } = plan.parameters[step.parameter];
    const tensor = this.#tensor(plan, step.parameter);
    if (tensor instanceof BigInt64Array || tensor instanceof Int32Array || dtype === "int32" || dtype === "int64") {
      if (step.do === "given") tensor.set(this.#values(step.digest, name).data as never);
      else if (step.do === "fill" && step.call.rule === "constant") fillIntegers(tensor, step.call.values);
      else throw internalError(`${step.do} of an integer tensor`);
      return;
    }
    const whole = isWhole(step.box, shape);
    if (step.do === "given") {
      writeBox(tensor, shape, step.box, this.#values(step.digest, name).data as Floats);
      return;
    }
    const extent = shapeOfBox(step.box);
    if (step.do === "copy") {
      const source = plan.parameters[step.source.parameter];
      const values = readBox(this.#tensor(plan, step.source.parameter) as Floats, source.shape, step.source.box);
      if (step.factor !== 1) for (let i = 0; i < values.length; i++) values[i] *= step.factor;
      writeBox(tensor, shape, step.box, values);
      return;
    }
    const stream = step.stream === null ? null : this.stream(step.stream);
    const out = whole ? tensor : allocate(dtype, sizeOf(extent));
    ruleOf(step.call).fill(step.call, extent, out, stream, this.#decompositions);
    if (!whole) writeBox(tensor, shape, step.box, out);
  }

  #values(digest: string, name: string): NamedArray {
    const values = this.#given.get(digest);
    if (values === undefined) throw internalError(`no values for ${name} with digest ${digest}`);
    return values;
  }

  /** A stream where it stands: whoever draws from it moves it for the steps that follow too. */
  stream(name: string): Stream {
    const stream = this.#streams.get(name);
    if (stream === undefined) throw internalError(`stream ${name} was not opened`);
    const ahead = this.#ahead.get(name);
    if (ahead === undefined) return stream;
    this.#ahead.delete(name);
    moveStream(stream, ahead);
    return stream;
  }

  /** Where a stream stands, as plain values: another of its kind can go on from there. */
  place(name: string): StreamPlace {
    const { algorithm, position } = this.stream(name);
    return { algorithm, seed: (this.#seeds.get(name) ?? []).map(String), position };
  }

  /** Has a stream stand further on, as if so much had been drawn from it. It moves there when it is asked for. */
  moveTo(name: string, position: number): void {
    this.#ahead.set(name, position);
  }

  #seed(step: OpenStep): bigint[] {
    if (step.seed === null) return [BigInt(this.#entropy())];
    return step.seed.map((value) => this.#resolve(value));
  }

  #resolve(value: SeedValue): bigint {
    if (typeof value === "string") return BigInt(value);
    const drawn = this.#drawn.get(value.drawn);
    if (drawn === undefined) throw internalError(`seed ${value.drawn} was not drawn`);
    return drawn;
  }
}

/** Runs a whole Plan: its tensors in the framework's order. */
export function runPlan(plan: Plan, sources: Sources): NamedArray[] {
  const runner = new Runner(sources);
  runner.advance(plan);
  return runner.tensors(plan);
}

/** The names of the streams that no seed fixes. */
export function unfixedStreams(plan: Plan): string[] {
  const open = plan.steps.filter((step): step is OpenStep => step.do === "open");
  return open.filter((step) => step.seed === null).map((step) => step.stream);
}

/** A constant's values, the last repeating, as integers. */
function fillIntegers(tensor: Floats | Int32Array | BigInt64Array, values: readonly number[]): void {
  for (let i = 0; i < tensor.length; i++) {
    const value = values[Math.min(i, values.length - 1)];
    tensor[i] = (tensor instanceof BigInt64Array ? BigInt(value) : value) as never;
  }
}

function systemEntropy(): number {
  return globalThis.crypto.getRandomValues(new Uint32Array(1))[0];
}
