import { GatewiseError, parseSeed, show } from "../../base/index.ts";
import type { RuleCall } from "../../init/index.ts";
import { type Box, shapeOfBox } from "../../layout/index.ts";
import type { Origin, PlanBuilder, SeedValue } from "../../plan/index.ts";
import { drawnSeedPair, numpyGlobal, pythonRandom, seedNumpy, seedPair } from "../../runtimes/index.ts";
import { callOf, explainFans, type InitializerSpec } from "./initializers.ts";
import type { Backend, Conventions } from "./versions.ts";

/** An operation seed, and why it is that. */
export interface CountedSeed {
  readonly seed: bigint;
  readonly why: string;
}

/** What initialisers of a session share. */
export interface SeedState {
  readonly builder: PlanBuilder;
  readonly conventions: Conventions;
  readonly backend: Backend;
  /** TensorFlow's graph or global seed; null where it was not set. */
  readonly graphSeed: bigint | null;
  /** tf.keras on TensorFlow 1: the operation seed of the next draw without a seed, from the table; null where none is known. */
  nextOperationSeed(where: string): CountedSeed | null;
}

/**
 * An initialiser object in a session: it may be called several times, and keeps the seed it has.
 *
 * Which stream a call draws from follows the generation: see {@link Conventions.seeding}.
 */
export class Initializer {
  readonly spec: InitializerSpec;
  readonly origin: Origin;
  readonly #state: SeedState;
  readonly #where: string;
  #seed: SeedValue | null;
  /** Set where the seed is a SeedGenerator, whose second word moves with each call. */
  #generated: number | null = null;

  constructor(spec: InitializerSpec, origin: Origin, where: string, state: SeedState) {
    this.spec = spec;
    this.origin = origin;
    this.#state = state;
    this.#where = where;
    this.#seed = spec.random ? this.#ownSeed(spec.values.seed) : null;
    if (spec.random && this.#seed === null && state.conventions.seeding === "at construction") {
      this.#seed = state.builder.draw(pythonRandom, 1, 1_000_000_001, `seed of ${where}: ${spec.shown} was given none`);
    }
  }

  /** Calls the initialiser for a box of a parameter. */
  fill(parameter: number, box: Box, calledWith: readonly number[] = shapeOfBox(box)): void {
    const { builder, conventions } = this.#state;
    const plain = callOf(this.spec, calledWith, this.#where, conventions);
    const call = this.#castsBounds(parameter) ? castBounds(plain) : plain;
    const stream = this.spec.random ? this.#open(call.rule === "orthogonal_svd") : null;
    builder.fill({ parameter, box }, call, stream, {
      title: this.spec.shown,
      fans: explainFans(call, calledWith),
      origins: [this.origin],
    });
  }

  /** Keras 3's TensorFlow backend casts a uniform's Python bounds by way of float32. Source: keras/src/backend/tensorflow/random.py. */
  #castsBounds(parameter: number): boolean {
    const { backend, conventions, builder } = this.#state;
    return conventions.generation === "keras 3" && backend.name === "tensorflow" && builder.parameters[parameter].dtype === "float64";
  }

  /** Opens the stream that one call draws from, and gives its name. */
  #open(fromNumpy: boolean): string {
    const { builder, backend, conventions } = this.#state;
    const name = `initialiser of ${this.#where}`;
    if (fromNumpy) {
      if (typeof this.#seed === "string") {
        const seed = parseSeed(`${this.#where}, ${this.spec.className}, seed`, this.#seed, { min: 0n, max: 2n ** 32n - 1n });
        seedNumpy(builder, seed, `Orthogonal(seed=${seed}) calls np.random.seed, which moves the global stream for all after it`);
      }
      return numpyGlobal;
    }
    if (conventions.seeding === "numpy at each call") {
      const seed = this.#seed ?? builder.draw(numpyGlobal, 0, 10_000_000, `operation seed of ${this.#where}: np.random.randint(10e6)`);
      this.#openStateful(name, seed);
      return name;
    }
    if (conventions.seeding === "graph counter") {
      const counted = this.#seed === null ? this.#state.nextOperationSeed(this.#where) : null;
      const own = this.#seed ?? (counted === null ? null : String(counted.seed));
      if (own === null) builder.open(name, backend.stream, null, "neither a graph seed nor a seed of its own fixes it");
      else this.#openStateful(name, own, counted?.why);
      return name;
    }
    if (this.#seed === null) {
      this.#seed = builder.draw(pythonRandom, 1, 1_000_000_001, `seed of ${this.#where}: drawn at the first call of ${this.spec.shown}`);
    }
    const second = this.#generated ?? 0;
    if (this.#generated !== null) this.#generated++;
    builder.open(name, backend.stream, this.#components(this.#seed, second), this.#statelessReason());
    return name;
  }

  #openStateful(name: string, seed: SeedValue, counted?: string): void {
    const { builder, backend, graphSeed } = this.#state;
    const pair = typeof seed === "string" ? seedPair(graphSeed, BigInt(seed)) : drawnSeedPair(graphSeed, seed);
    const graph = graphSeed === null ? "no graph seed, so 87654321 stands for it" : `graph seed ${graphSeed}`;
    builder.open(name, backend.stream, pair, `(graph seed, operation seed): ${graph}${counted === undefined ? "" : `; ${counted}`}`);
  }

  /** The components of a stateless seed, as each backend's draw_seed makes them. */
  #components(seed: SeedValue, second: number): SeedValue[] {
    const { backend, conventions } = this.#state;
    if (typeof seed !== "string") return backend.name === "torch" ? [seed] : [seed, String(second)];
    const s = BigInt(seed);
    if (backend.name === "torch") return [String(s + BigInt(second))];
    if (backend.name === "tensorflow" && conventions.generation === "keras 3") {
      // Keras 3.5 and later take each component modulo 2^31 - 2. Source: keras/src/backend/tensorflow/random.py.
      const modulus = 2n ** 31n - 2n;
      return [String(((s % modulus) + modulus) % modulus), String(second)];
    }
    return [seed, String(second)];
  }

  #statelessReason(): string {
    const { backend } = this.#state;
    if (backend.name === "jax") return "the raw key [seed, 0], not jax.random.key(seed)";
    if (backend.name === "torch") return "a generator of its own for each call";
    if (backend.name === "numpy") return "default_rng([seed, 0])";
    return "the stateless pair [seed, 0]: each call with one seed gives the same numbers";
  }

  #ownSeed(seed: unknown): SeedValue | null {
    if (seed === null || seed === undefined) return null;
    const { builder, backend, conventions } = this.#state;
    const where = `${this.#where}, ${this.spec.className}, seed`;
    if (typeof seed === "object" && conventions.generation === "keras 3") {
      const { class_name: className, module, config } = seed as { class_name?: unknown; module?: unknown; config?: { seed?: unknown } };
      if (className === "SeedGenerator") {
        if (module !== "keras.random") {
          // Source: Keras 3.15.1 saving/serialization_lib.py finds a class of that name only with its module.
          throw new GatewiseError("missing-option", {
            where: `${where}, SeedGenerator, module`,
            received: show(module),
            expected: '"keras.random"',
            fix: 'write "module": "keras.random" beside class_name',
          });
        }
        this.#generated = 0;
        const own = config?.seed ?? null;
        if (own === null) return builder.draw(pythonRandom, 1, 1_000_000_001, `seed of the SeedGenerator of ${this.#where}`);
        return String(parseSeed(where, own, backend.seeds.generator));
      }
    }
    return String(parseSeed(where, seed, backend.seeds.initializer));
  }
}

function castBounds(call: RuleCall): RuleCall {
  const uniform = call.rule === "uniform" || (call.rule === "variance_scaling" && call.distribution === "uniform");
  return uniform ? { ...call, bounds: "float32" } : call;
}
