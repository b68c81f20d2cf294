import { checkRecord, checkText, inFrameworkWords } from "../../base/index.ts";
import type { EarlyStopping, OptimizerDefinition, OutputLoss, Plateau } from "../../train/index.ts";
import { kerasPlateau, kerasStopping } from "./callbacks.ts";
import { kerasLoss } from "./losses.ts";
import { kerasOptimizer } from "./optimizers.ts";
import type {
  EarlyStoppingOptions,
  LossOptions,
  OptimizerOptions,
  ReduceLROnPlateauOptions,
  ScheduleOption,
  ScheduleOptions,
} from "./options.gen.ts";
import { scheduleOf } from "./schedules.ts";
import { resolveDialect } from "./versions.ts";

/** What has a dialect: a session. Which conventions hold depends on its version and backend. */
interface WithDialect {
  readonly dialect: string;
}

/** Hands a config over in Keras' words, digits as Keras sets them off: `beta1` → `beta_1`. */
function inWords<R>(where: string, config: object, use: (words: Record<string, unknown>) => R): R {
  return inFrameworkWords(where, config, (plain) =>
    use(Object.fromEntries(Object.entries(plain).map(([key, value]) => [key.replace(/^beta(\d)$/, "beta_$1"), value]))),
  );
}

function dialectOf(session: unknown): ReturnType<typeof resolveDialect> {
  const expected = 'a session: keras.session({ version: "3.15", backend: "torch", seed: 7 })';
  checkRecord("keras, session", session, expected);
  checkText("keras, session, dialect", session.dialect);
  return resolveDialect(session.dialect);
}

/**
 * An optimiser of keras.optimizers for `fit`, with the defaults and the arithmetic of the session's version and backend; arguments by
 * Keras' names, in camelCase: `learningRate` (`lr` up to Keras 2), `beta1`, `clipnorm`, `weightDecay`, …
 *
 * Throws: unknown-class, unknown-option, wrong-type, out-of-range, contradiction, missing-option, not-supported.
 */
export function optimizer<N extends keyof OptimizerOptions>(
  session: WithDialect,
  className: N,
  config: OptimizerOptions[N] = {},
): OptimizerDefinition {
  checkText("optimizer, class name", className);
  const dialect = dialectOf(session);
  return inWords(`optimizer ${className}`, config, (words) => kerasOptimizer(dialect, { class_name: className, config: words }));
}

/** A schedule of keras.optimizers.schedules, to be an optimiser's `learningRate`. Throws: unknown-class, unknown-option, wrong-type, out-of-range. */
export function schedule<N extends keyof ScheduleOptions>(className: N, config: ScheduleOptions[N]): ScheduleOption {
  checkText("schedule, class name", className);
  const where = `schedule ${className}`;
  return inWords(where, config, (words) => {
    const entry = { class_name: className, config: words };
    scheduleOf(where, entry);
    return entry;
  });
}

/**
 * A loss of keras.losses for `fit` and `evaluate`, by the name of its class or function, with the defaults and the arithmetic of the
 * session's version and backend: `keras.loss(session, "SparseCategoricalCrossentropy", { fromLogits: true })`.
 *
 * What comes out of a layer with a sigmoid or softmax are probabilities here, limited as Keras limits them; Keras on TensorFlow takes
 * them back to the logits, where that limit does not count.
 * Throws: unknown-class, unknown-option, wrong-type, out-of-range, not-supported.
 */
export function loss<N extends keyof LossOptions>(session: WithDialect, name: N, config: LossOptions[N] = {}): OutputLoss {
  checkText("loss, name", name);
  const dialect = dialectOf(session);
  return inWords(`loss ${name}`, config, (words) => kerasLoss(dialect, name, words));
}

/** The callback EarlyStopping, for the option `earlyStopping` of `fit`. Throws: unknown-option, wrong-type, missing-option. */
export function earlyStopping(session: WithDialect, config: EarlyStoppingOptions = {}): EarlyStopping {
  const { conventions } = dialectOf(session);
  return inWords("EarlyStopping", config, (words) => kerasStopping(conventions, words));
}

/** The callback ReduceLROnPlateau, for the option `plateau` of `fit`. Throws: unknown-option, wrong-type, out-of-range. */
export function reduceLROnPlateau(session: WithDialect, config: ReduceLROnPlateauOptions = {}): Plateau {
  const { conventions } = dialectOf(session);
  return inWords("ReduceLROnPlateau", config, (words) => kerasPlateau(conventions, words));
}
