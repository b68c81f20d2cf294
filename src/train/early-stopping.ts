import { checkMade, checkNumber } from "./check-kinds.ts";
import { isBetter, type Monitor } from "./monitor.ts";

/** Ends training that no longer gets better. */
export interface EarlyStopping extends Monitor {
  /** How many values that are not better end it; 0 is as 1. */
  readonly patience: number;
  /** Values before this epoch, counted from 0, are not looked at. */
  readonly from: number;
  /** Patience starts anew only where this is beaten too. Absent: there is no such bound. */
  readonly baseline?: number;
  /** Whether the first epoch may be the last. */
  readonly mayStopAtFirst: boolean;
  /** Whether training ends with the weights of the best epoch. */
  readonly restoreBest: boolean;
}

/** What early stopping remembers; plain, so that a checkpoint can hold it. */
export interface EarlyStoppingState {
  readonly best: number | null;
  readonly waited: number;
  /** Whose weights are to be kept; null before there is one. */
  readonly bestEpoch: number | null;
}

export const freshStopping: EarlyStoppingState = { best: null, waited: 0, bestEpoch: null };

/**
 * Takes in the value of an epoch, counted from 0; tells whether to stop and whether this epoch's weights are the ones to keep.
 *
 * Source: Keras 3.15.1 callbacks/early_stopping.py, Keras 2.1.6 callbacks.py.
 */
export function judgeEpoch(
  rule: EarlyStopping,
  state: EarlyStoppingState,
  epoch: number,
  value: number,
): { stop: boolean; keep: boolean; state: EarlyStoppingState } {
  checkMade("judgeEpoch, rule", rule, ["better", "patience", "from"], "keras.earlyStopping(session, { patience: 3 })");
  checkMade("judgeEpoch, state", state, ["best", "waited", "bestEpoch"], "freshStopping");
  checkNumber("judgeEpoch, epoch", epoch, 0);
  checkNumber("judgeEpoch, value", value);
  if (epoch < rule.from) return { stop: false, keep: false, state };
  const first = state.bestEpoch === null;
  if (isBetter(rule, value, state.best)) {
    const beaten = rule.baseline === undefined || isBetter(rule, value, rule.baseline);
    return { stop: false, keep: true, state: { best: value, waited: beaten ? 0 : state.waited + 1, bestEpoch: epoch } };
  }
  const waited = state.waited + 1;
  const stop = waited >= rule.patience && (epoch > 0 || rule.mayStopAtFirst);
  return { stop, keep: first, state: { best: state.best, waited, bestEpoch: first ? epoch : state.bestEpoch } };
}
