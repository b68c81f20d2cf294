import { checkMade, checkNumber } from "./check-kinds.ts";
import { isBetter, type Monitor } from "./monitor.ts";

/** Lowers the learning rate when training no longer gets better. */
export interface Plateau extends Monitor {
  readonly factor: number;
  /** How many values that are not better are borne: the next one lowers the rate. */
  readonly patience: number;
  /** For how many values after a cut nothing counts. */
  readonly cooldown: number;
  readonly least: number;
  /** A cut that is not greater than this is not made. */
  readonly leastCut: number;
  /** A value during the cooldown is counted and then forgotten, so that the last of it is too; else the cooldown ends before the value. */
  readonly cooldownEnds: "after the value" | "before the value";
  /** Whether patience starts anew although the rate was as low as it goes. */
  readonly restartsAtLeast: boolean;
  /** What is counted as waited after a cut. Absent: 0. */
  readonly waitedAtCut?: number;
  /** The rate is kept in float32. */
  readonly narrow: boolean;
}

/** What a plateau remembers; plain, so that a checkpoint can hold it. */
export interface PlateauState {
  readonly best: number | null;
  readonly waited: number;
  readonly cooling: number;
}

export const freshPlateau: PlateauState = { best: null, waited: 0, cooling: 0 };

/**
 * Takes in a value; gives the rate from here on and the new state.
 *
 * Source: PyTorch 2.13 torch/optim/lr_scheduler.py, Keras 3.15.1 callbacks/reduce_lr_on_plateau.py, Keras 2.1.6 callbacks.py.
 */
export function plateauRate(plateau: Plateau, state: PlateauState, value: number, rate: number): { rate: number; state: PlateauState } {
  checkMade("plateauRate, plateau", plateau, ["better", "patience", "cooldown"], "torch.optim.lrScheduler.ReduceLROnPlateau()");
  checkMade("plateauRate, state", state, ["best", "waited", "cooling"], "freshPlateau");
  checkNumber("plateauRate, value", value);
  checkNumber("plateauRate, rate", rate);
  let { best, waited, cooling } = state;
  const before = plateau.cooldownEnds === "before the value";
  if (before && cooling > 0) {
    cooling--;
    waited = 0;
  }
  if (isBetter(plateau, value, best)) {
    best = value;
    waited = 0;
  } else if (!before || cooling === 0) waited++;
  if (!before && cooling > 0) {
    cooling--;
    waited = 0;
  }
  if (waited <= plateau.patience) return { rate, state: { best, waited, cooling } };
  const lower = Math.max(rate * plateau.factor, plateau.least);
  const cut = rate - lower > plateau.leastCut;
  if (cut || plateau.restartsAtLeast) {
    cooling = plateau.cooldown;
    waited = plateau.waitedAtCut ?? 0;
  }
  return { rate: cut ? (plateau.narrow ? Math.fround(lower) : lower) : rate, state: { best, waited, cooling } };
}
