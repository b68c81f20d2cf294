import { type ArgumentTable, checkArguments, checkRecord, onlyKeys, show, unknownName } from "../../base/index.ts";
import { piecewiseConstant } from "../../runtimes/index.ts";
import type { Schedule } from "../../train/index.ts";

type Values = Readonly<Record<string, unknown>>;

interface ScheduleClass {
  readonly arguments: ArgumentTable;
  schedule(values: Values, where: string): { rate: number; schedule: Schedule };
}

const steps = { type: "integer", min: 1 } as const;
const rate = { type: "number" } as const;
const no = { type: "boolean", default: false } as const;
const name = { type: "any", default: null } as const;

/** The classes of keras.optimizers.schedules. Source: Keras 3.15.1 optimizers/schedules/learning_rate_schedule.py. */
const classes: { readonly [name: string]: ScheduleClass } = {
  ExponentialDecay: power("exponentialDecay"),
  InverseTimeDecay: power("inverseTimeDecay"),
  PolynomialDecay: {
    arguments: {
      initial_learning_rate: rate,
      decay_steps: steps,
      end_learning_rate: { type: "number", default: 1e-4 },
      power: { type: "number", default: 1 },
      cycle: no,
      name,
    },
    schedule: (values) => {
      const { initial_learning_rate, decay_steps, end_learning_rate, power, cycle } = values as Record<string, number>;
      const schedule = { rate: initial_learning_rate, steps: decay_steps, end: end_learning_rate, power, cycle: Boolean(cycle) };
      return { rate: initial_learning_rate, schedule: { kind: "polynomialDecay", ...schedule } };
    },
  },
  CosineDecay: {
    arguments: {
      initial_learning_rate: rate,
      decay_steps: steps,
      alpha: { type: "number", default: 0 },
      warmup_target: { type: "number", default: null, nullable: true },
      warmup_steps: { type: "integer", default: 0, min: 0 },
      name,
    },
    schedule: (values) => {
      const { initial_learning_rate, decay_steps, alpha, warmup_steps } = values as Record<string, number>;
      const target = values.warmup_target as number | null;
      return {
        rate: initial_learning_rate,
        schedule: {
          kind: "cosineDecay",
          rate: initial_learning_rate,
          steps: decay_steps,
          least: alpha,
          ...(target === null ? {} : { warmUp: { rate: target, steps: warmup_steps } }),
        },
      };
    },
  },
  CosineDecayRestarts: {
    arguments: {
      initial_learning_rate: rate,
      first_decay_steps: steps,
      t_mul: { type: "number", default: 2 },
      m_mul: { type: "number", default: 1 },
      alpha: { type: "number", default: 0 },
      name,
    },
    schedule: (values) => {
      const { initial_learning_rate, first_decay_steps, t_mul, m_mul, alpha } = values as Record<string, number>;
      const schedule = { rate: initial_learning_rate, steps: first_decay_steps, longer: t_mul, higher: m_mul, least: alpha };
      return { rate: initial_learning_rate, schedule: { kind: "cosineRestarts", ...schedule } };
    },
  },
  PiecewiseConstantDecay: {
    arguments: { boundaries: { type: "any" }, values: { type: "any" }, name },
    schedule: (values, where) => piecewiseConstant(where, values),
  },
};

function power(kind: "exponentialDecay" | "inverseTimeDecay"): ScheduleClass {
  return {
    arguments: { initial_learning_rate: rate, decay_steps: steps, decay_rate: rate, staircase: no, name },
    schedule: (values) => {
      const { initial_learning_rate, decay_steps, decay_rate } = values as Record<string, number>;
      const schedule = { rate: initial_learning_rate, steps: decay_steps, factor: decay_rate, staircase: values.staircase as boolean };
      return { rate: initial_learning_rate, schedule: { kind, ...schedule } };
    },
  };
}

/** The arguments of every class. */
export function scheduleTables(): { readonly [className: string]: ArgumentTable } {
  return Object.fromEntries(Object.entries(classes).map(([name, { arguments: table }]) => [name, table]));
}

/** Reads a serialised schedule, `{ class_name, config }`. Throws: unknown-class, unknown-option, wrong-type, out-of-range. */
export function scheduleOf(where: string, entry: object): { rate: number; schedule: Schedule } {
  checkRecord(where, entry, "{ class_name, config }");
  onlyKeys(entry, ["class_name", "config", "module", "registered_name"], where);
  const { class_name, config = {} } = entry;
  if (typeof class_name !== "string" || !Object.hasOwn(classes, class_name)) {
    throw unknownName("unknown-class", where, typeof class_name === "string" ? class_name : show(class_name), Object.keys(classes));
  }
  checkRecord(`${where}, config`, config, "{ argument: value }");
  const { values } = checkArguments(`${where}, ${class_name}`, classes[class_name].arguments, config);
  return classes[class_name].schedule(values, `${where}, ${class_name}`);
}
