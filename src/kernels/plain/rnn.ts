import type { Reals } from "../kernels.gen.ts";
import { activationFunctions } from "./functions.ts";
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

/** Gives the workspace of the plain twin: h after every step. */
export const rnnWorkspace: Twin<"rnnWorkspace"> = (T, B, _I, H) => T * B * H;

/**
 * Runs an Elman net over a sequence.
 *
 * Equation: h′ = activation(x·Wx + bx + h·Wh + bh).
 */
export const rnnForward: Twin<"rnnForward"> = (call) => {
  const { T, B, I, H, order } = call;
  const { Wx, Wh } = canonicalMatrices(call);
  const bx = canonicalBias(call.bx, H, order);
  const bh = canonicalBias(call.bh, H, order);
  const activation = activationFunctions[call.activation].at;
  const keep = call.workspace.values as Reals;

  for (let b = 0; b < B; b++) {
    let h = call.h0 === null ? new Float64Array(H) : rowOf(call.h0, b * H, H);
    for (let s = 0; s < T; s++) {
      const t = timeOf(call, s);
      if (isComputed(call, t, b)) {
        const z = Float64Array.from(bx, (value, j) => value + bh[j]);
        addProduct(rowOf(call.x, t * call.xTime + b * call.xBatch, I), Wx, H, 0, H, z, 0);
        addProduct(h, Wh, H, 0, H, z, 0);
        h = z.map(activation);
      }
      keep.set(h, (s * B + b) * H);
      call.y.set(h, t * call.yTime + b * call.yBatch);
    }
    call.hLast?.set(h, b * H);
  }
};

/**
 * Runs the gradient of {@link rnnForward} from the last computed step to the first.
 *
 * Equation: dz = dh·activation′; dh₋ = dz·Whᵀ.
 */
export const rnnBackward: Twin<"rnnBackward"> = (call) => {
  const { T, B, I, H, order, accumulate } = call;
  const { Wx, Wh } = canonicalMatrices(call);
  const { slope } = activationFunctions[call.activation];
  const keep = call.workspace.values as Reals;
  const dWx = new Float64Array(I * H);
  const dWh = new Float64Array(H * H);
  const db = new Float64Array(H);
  const dh0 = new Float64Array(B * H);

  for (let b = 0; b < B; b++) {
    let dh = call.dhLast === null ? new Float64Array(H) : rowOf(call.dhLast, b * H, H);
    for (let s = T - 1; s >= 0; s--) {
      const t = timeOf(call, s);
      const at = (s * B + b) * H;
      if (call.dy !== null) for (let j = 0; j < H; j++) dh[j] += call.dy[t * call.dyTime + b * call.dyBatch + j];
      const dx = new Float64Array(I);
      if (isComputed(call, t, b)) {
        const hBefore = s > 0 ? rowOf(keep, at - B * H, H) : call.h0 === null ? new Float64Array(H) : rowOf(call.h0, b * H, H);
        const dz = dh.map((value, j) => value * slope(0, keep[at + j]));
        for (let j = 0; j < H; j++) db[j] += dz[j];
        addOuter(rowOf(call.x, t * call.xTime + b * call.xBatch, I), dz, 0, dWx, H, 0, H);
        addOuter(hBefore, dz, 0, dWh, H, 0, H);
        addTransposed(dz, 0, Wx, H, 0, H, dx);
        dh = new Float64Array(H);
        addTransposed(dz, 0, Wh, H, 0, H, dh);
      }
      if (call.dx !== null) give(dx, call.dx.subarray(t * call.dxTime + b * call.dxBatch), accumulate);
    }
    dh0.set(dh, b * H);
  }
  if (call.dWx !== null) giveStacked(dWx, { values: call.dWx, rows: I, row: call.WxRow, column: call.WxColumn }, H, order, accumulate);
  if (call.dWh !== null) giveStacked(dWh, { values: call.dWh, rows: H, row: call.WhRow, column: call.WhColumn }, H, order, accumulate);
  if (call.dbx !== null) giveStacked(db, { values: call.dbx, rows: 1, row: 0, column: 1 }, H, order, accumulate);
  if (call.dbh !== null) giveStacked(db, { values: call.dbh, rows: 1, row: 0, column: 1 }, H, order, accumulate);
  give(dh0, call.dh0, accumulate);
};
