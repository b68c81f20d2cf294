import { type ArgumentTable, checkArguments, GatewiseError, show } from "../../base/index.ts";
import type { EarlyStopping, Monitor, Plateau } from "../../train/index.ts";
import type { Conventions } from "./versions.ts";

type Values = Readonly<Record<string, unknown>>;

const monitored: ArgumentTable = {
  monitor: { type: "string", default: "val_loss" },
  verbose: { type: "any", default: 0 },
  mode: { type: "string", default: "auto", oneOf: ["auto", "min", "max"] },
};

/** Which way is better. Where the mode is auto, a loss falls and an accuracy rises; of another name Keras 3 asks the metric. */
function monitorOf(where: string, values: Values, by: number, { generation }: Conventions, firstCounts: boolean): Monitor {
  const { mode, monitor } = values as { mode: string; monitor: string };
  const name = monitor.replace(/^val_/, "");
  if (generation === "keras 3" && mode === "auto" && name !== "loss" && !name.includes("acc")) {
    throw new GatewiseError("missing-option", {
      where: `${where}, argument mode`,
      received: `monitor=${show(monitor)}`,
      expected:
        "Pass `mode='max'` in order to monitor based on the highest metric value, or pass `mode='min'` in order to use the lowest value.",
      fix: 'give mode: "min" or "max"',
    });
  }
  const training = monitor === "loss" ? ({ of: "training" } as const) : {};
  return { ...training, better: mode === "max" || (mode === "auto" && name.includes("acc")) ? "greater" : "smaller", by, firstCounts };
}

function changeOf({ generation }: Conventions): string {
  return generation === "tf.keras 1" ? "epsilon" : "min_delta";
}

function plateauArguments(conventions: Conventions): ArgumentTable {
  return {
    ...monitored,
    factor: { type: "number", default: 0.1 },
    patience: { type: "integer", default: 10 },
    [changeOf(conventions)]: { type: "number", default: 1e-4 },
    cooldown: { type: "integer", default: 0 },
    min_lr: { type: "number", default: 0 },
  };
}

function stoppingArguments(conventions: Conventions): ArgumentTable {
  return {
    ...monitored,
    min_delta: { type: "number", default: 0 },
    patience: { type: "integer", default: 0 },
    ...(isModern(conventions)
      ? {
          baseline: { type: "number", default: null, nullable: true } as const,
          restore_best_weights: { type: "boolean", default: false } as const,
          start_from_epoch: { type: "integer", default: 0 } as const,
        }
      : {}),
  };
}

function isModern({ generation }: Conventions): boolean {
  return generation === "keras 3" || generation === "tf_keras";
}

/** The arguments of both callbacks. */
export function callbackTables(conventions: Conventions): { readonly [className: string]: ArgumentTable } {
  return { EarlyStopping: stoppingArguments(conventions), ReduceLROnPlateau: plateauArguments(conventions) };
}

/**
 * Reads the arguments of ReduceLROnPlateau.
 *
 * Throws: unknown-option, wrong-type, out-of-range, missing-option.
 */
export function kerasPlateau(conventions: Conventions, args: Values = {}): Plateau {
  const where = "ReduceLROnPlateau";
  const change = changeOf(conventions);
  const { values } = checkArguments(where, plateauArguments(conventions), args);
  const { factor, patience, cooldown, min_lr } = values as Record<string, number>;
  if (factor >= 1) {
    throw new GatewiseError("out-of-range", {
      where: `${where}, argument factor`,
      received: show(factor),
      expected: "ReduceLROnPlateau does not support a factor >= 1.0.",
      fix: "choose a number below 1",
    });
  }
  const by = conventions.generation === "keras 3" ? Math.abs(values[change] as number) : (values[change] as number);
  return {
    ...monitorOf(where, values, by, conventions, conventions.generation === "keras 3"),
    factor,
    // The rate is lowered with the value that makes the wait as long as the patience; tf.keras 1 asks before it counts that value.
    ...(conventions.generation === "tf.keras 1"
      ? { patience: Math.max(patience, 0), waitedAtCut: 1 }
      : { patience: Math.max(patience, 1) - 1 }),
    cooldown,
    least: min_lr,
    leastCut: 0,
    cooldownEnds: "before the value",
    restartsAtLeast: false,
    narrow: true,
  };
}

/**
 * Reads the arguments of EarlyStopping.
 *
 * Throws: unknown-option, wrong-type, missing-option.
 */
export function kerasStopping(conventions: Conventions, args: Values = {}): EarlyStopping {
  const modern = isModern(conventions);
  const { values } = checkArguments("EarlyStopping", stoppingArguments(conventions), args);
  const delta = values.min_delta as number;
  const baseline = (values.baseline as number | null | undefined) ?? undefined;
  return {
    ...monitorOf("EarlyStopping", values, modern ? Math.abs(delta) : delta, conventions, conventions.generation === "keras 3"),
    patience: values.patience as number,
    from: (values.start_from_epoch as number | undefined) ?? 0,
    ...(baseline === undefined ? {} : { baseline }),
    mayStopAtFirst: !modern,
    restoreBest: values.restore_best_weights === true,
  };
}
