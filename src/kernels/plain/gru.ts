import type { Reals } from "../kernels.gen.ts";
import { activationFunctions, gateFunctions } from "./functions.ts";
import {
  addOuter,
  addProduct,
  addTransposed,
  canonicalBias,
  canonicalMatrices,
  give,
  giveStacked,
  isComputed,
  rowOf,
  timeOf,
} from "./sequence.ts";
import type { Twin } from "./twin.ts";

/** What is kept of a step of a row: r, z, n, the recurrent part of n (reset after: h·Wh + bh), and h after it. */
const kept = 5;

/** Gives the workspace of the plain twin: all steps are kept, in inference too. */
export const gruWorkspace: Twin<"gruWorkspace"> = (T, B, _I, H) => T * B * kept * H;

/**
 * Runs a GRU over a sequence.
 *
 * Equation: r = gate(x·Wx_r + bx_r + h·Wh_r + bh_r), z likewise; n = activation(x·Wx_n + bx_n + r·(h·Wh_n + bh_n)) where the reset
 * comes after, activation(x·Wx_n + bx_n + (r·h)·Wh_n + bh_n) where it comes before; h′ = (1 − z)·n + z·h.
 */
export const gruForward: Twin<"gruForward"> = (call) => {
  const { T, B, I, H, order } = call;
  const { Wx, Wh } = canonicalMatrices(call);
  const bx = canonicalBias(call.bx, H, order);
  const bh = canonicalBias(call.bh, H, order);
  const gate = gateFunctions[call.gate].at;
  const activation = activationFunctions[call.activation].at;
  const keep = call.workspace.values as Reals;

  for (let b = 0; b < B; b++) {
    const h = call.h0 === null ? new Float64Array(H) : rowOf(call.h0, b * H, H);
    for (let s = 0; s < T; s++) {
      const t = timeOf(call, s);
      const at = (s * B + b) * kept * H;
      if (isComputed(call, t, b)) {
        const fromInput = bx.slice();
        addProduct(rowOf(call.x, t * call.xTime + b * call.xBatch, I), Wx, 3 * H, 0, 3 * H, fromInput, 0);
        const fromState = bh.slice();
        addProduct(h, Wh, 3 * H, 0, 2 * H, fromState, 0);
        const r = h.map((_, j) => gate(fromInput[j] + fromState[j]));
        addProduct(call.resetAfter ? h : h.map((value, j) => r[j] * value), Wh, 3 * H, 2 * H, H, fromState, 2 * H);
        for (let j = 0; j < H; j++) {
          const z = gate(fromInput[H + j] + fromState[H + j]);
          const recurrent = fromState[2 * H + j];
          const n = activation(fromInput[2 * H + j] + (call.resetAfter ? r[j] * recurrent : recurrent));
          h[j] = (1 - z) * n + z * h[j];
          keep[at + j] = r[j];
          keep[at + H + j] = z;
          keep[at + 2 * H + j] = n;
          keep[at + 3 * H + j] = recurrent;
        }
      }
      keep.set(h, at + 4 * H);
      call.y.set(h, t * call.yTime + b * call.yBatch);
    }
    call.hLast?.set(h, b * H);
  }
};

/**
 * Runs the gradient of {@link gruForward} from the last computed step to the first.
 *
 * Equation: dn = dh·(1 − z), dz = dh·(h₋ − n), dh₋ = dh·z + …; the argument of n gives back through r in its place.
 */
export const gruBackward: Twin<"gruBackward"> = (call) => {
  const { T, B, I, H, order, accumulate } = call;
  const { Wx, Wh } = canonicalMatrices(call);
  const gateSlope = gateFunctions[call.gate].slope;
  const { slope } = activationFunctions[call.activation];
  const keep = call.workspace.values as Reals;
  const dWx = new Float64Array(I * 3 * H);
  const dWh = new Float64Array(H * 3 * H);
  const dbx = new Float64Array(3 * H);
  const dbh = new Float64Array(3 * H);
  const dh0 = new Float64Array(B * H);

  for (let b = 0; b < B; b++) {
    let dh = call.dhLast === null ? new Float64Array(H) : rowOf(call.dhLast, b * H, H);
    for (let s = T - 1; s >= 0; s--) {
      const t = timeOf(call, s);
      const at = (s * B + b) * kept * H;
      if (call.dy !== null) for (let j = 0; j < H; j++) dh[j] += call.dy[t * call.dyTime + b * call.dyBatch + j];
      const dx = new Float64Array(I);
      if (isComputed(call, t, b)) {
        const h = s > 0 ? rowOf(keep, at - B * kept * H + 4 * H, H) : call.h0 === null ? new Float64Array(H) : rowOf(call.h0, b * H, H);
        const [r, z, n, recurrent] = [0, 1, 2, 3].map((part) => rowOf(keep, at + part * H, H));
        // The gradients by the arguments: of the input's part, and of the state's part.
        const dInput = new Float64Array(3 * H);
        for (let j = 0; j < H; j++) {
          dInput[H + j] = dh[j] * (h[j] - n[j]) * gateSlope(0, z[j]);
          dInput[2 * H + j] = dh[j] * (1 - z[j]) * slope(0, n[j]);
        }
        const before = dh.map((value, j) => value * z[j]);
        const dState = dInput.slice();
        if (call.resetAfter) {
          for (let j = 0; j < H; j++) {
            dInput[j] = dInput[2 * H + j] * recurrent[j] * gateSlope(0, r[j]);
            dState[2 * H + j] = dInput[2 * H + j] * r[j];
          }
          addTransposed(dState, 2 * H, Wh, 3 * H, 2 * H, H, before);
          addOuter(h, dState, 2 * H, dWh, 3 * H, 2 * H, H);
        } else {
          const dReset = new Float64Array(H);
          addTransposed(dState, 2 * H, Wh, 3 * H, 2 * H, H, dReset);
          addOuter(
            h.map((value, j) => r[j] * value),
            dState,
            2 * H,
            dWh,
            3 * H,
            2 * H,
            H,
          );
          for (let j = 0; j < H; j++) {
            dInput[j] = dReset[j] * h[j] * gateSlope(0, r[j]);
            before[j] += dReset[j] * r[j];
          }
        }
        for (let j = 0; j < H; j++) dState[j] = dInput[j];
        addTransposed(dState, 0, Wh, 3 * H, 0, 2 * H, before);
        addOuter(h, dState, 0, dWh, 3 * H, 0, 2 * H);
        for (let j = 0; j < 3 * H; j++) {
          dbx[j] += dInput[j];
          dbh[j] += dState[j];
        }
        addOuter(rowOf(call.x, t * call.xTime + b * call.xBatch, I), dInput, 0, dWx, 3 * H, 0, 3 * H);
        addTransposed(dInput, 0, Wx, 3 * H, 0, 3 * H, dx);
        dh = before;
      }
      if (call.dx !== null) give(dx, call.dx.subarray(t * call.dxTime + b * call.dxBatch), accumulate);
    }
    dh0.set(dh, b * H);
  }
  if (call.dWx !== null) giveStacked(dWx, { values: call.dWx, rows: I, row: call.WxRow, column: call.WxColumn }, H, order, accumulate);
  if (call.dWh !== null) giveStacked(dWh, { values: call.dWh, rows: H, row: call.WhRow, column: call.WhColumn }, H, order, accumulate);
  if (call.dbx !== null) giveStacked(dbx, { values: call.dbx, rows: 1, row: 0, column: 1 }, H, order, accumulate);
  if (call.dbh !== null) giveStacked(dbh, { values: call.dbh, rows: 1, row: 0, column: 1 }, H, order, accumulate);
  give(dh0, call.dh0, accumulate);
};
