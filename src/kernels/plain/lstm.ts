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

/** What is kept of a step of a row: the four gates, then c and h after it. */
const kept = 6;

/** Gives the workspace of the plain twin: all steps are kept, in inference too. */
export const lstmWorkspace: Twin<"lstmWorkspace"> = (T, B, _I, H) => T * B * kept * H;

/**
 * Runs an LSTM over a sequence.
 *
 * Equation: z = x·Wx + bx + h·Wh + bh; i = gate(z_i), f = gate(z_f + forgetBias), g = activation(z_g), o = gate(z_o);
 * c′ = f·c + i·g; h′ = o·activation(c′).
 */
export const lstmForward: Twin<"lstmForward"> = (call) => {
  const { T, B, I, H, order } = call;
  const { Wx, Wh } = canonicalMatrices(call);
  const bx = canonicalBias(call.bx, H, order);
  const bh = canonicalBias(call.bh, H, order);
  const gate = gateFunctions[call.gate].at;
  const activation = activationFunctions[call.activation].at;
  const keep = call.workspace.values as Reals;

  for (let b = 0; b < B; b++) {
    const h = call.h0 === null ? new Float64Array(H) : rowOf(call.h0, b * H, H);
    const c = call.c0 === null ? new Float64Array(H) : rowOf(call.c0, b * H, H);
    for (let s = 0; s < T; s++) {
      const t = timeOf(call, s);
      const at = (s * B + b) * kept * H;
      if (isComputed(call, t, b)) {
        const z = Float64Array.from(bx, (value, j) => value + bh[j]);
        addProduct(rowOf(call.x, t * call.xTime + b * call.xBatch, I), Wx, 4 * H, 0, 4 * H, z, 0);
        addProduct(h, Wh, 4 * H, 0, 4 * H, z, 0);
        for (let j = 0; j < H; j++) {
          const i = gate(z[j]);
          const f = gate(z[H + j] + call.forgetBias);
          const g = activation(z[2 * H + j]);
          const o = gate(z[3 * H + j]);
          c[j] = f * c[j] + i * g;
          h[j] = o * activation(c[j]);
          keep[at + j] = i;
          keep[at + H + j] = f;
          keep[at + 2 * H + j] = g;
          keep[at + 3 * H + j] = o;
        }
      }
      keep.set(c, at + 4 * H);
      keep.set(h, at + 5 * H);
      call.y.set(h, t * call.yTime + b * call.yBatch);
    }
    call.hLast?.set(h, b * H);
    call.cLast?.set(c, b * H);
  }
};

/**
 * Runs the gradient of {@link lstmForward} from the last computed step to the first.
 *
 * Equation: dc += dh·o·activation′(c); dz_i = dc·g·gate′, dz_f = dc·c₋·gate′, dz_g = dc·i·activation′, dz_o = dh·activation(c)·gate′;
 * dh₋ = dz·Whᵀ, dc₋ = dc·f.
 */
export const lstmBackward: Twin<"lstmBackward"> = (call) => {
  const { T, B, I, H, order, accumulate } = call;
  const { Wx, Wh } = canonicalMatrices(call);
  const gateSlope = gateFunctions[call.gate].slope;
  const { at: activation, slope } = activationFunctions[call.activation];
  const keep = call.workspace.values as Reals;
  const dWx = new Float64Array(I * 4 * H);
  const dWh = new Float64Array(H * 4 * H);
  const db = new Float64Array(4 * H);
  const dh0 = new Float64Array(B * H);
  const dc0 = new Float64Array(B * H);

  for (let b = 0; b < B; b++) {
    let dh = call.dhLast === null ? new Float64Array(H) : rowOf(call.dhLast, b * H, H);
    const dc = call.dcLast === null ? new Float64Array(H) : rowOf(call.dcLast, b * H, H);
    for (let s = T - 1; s >= 0; s--) {
      const t = timeOf(call, s);
      const at = (s * B + b) * kept * H;
      const before = at - B * kept * H;
      if (call.dy !== null) for (let j = 0; j < H; j++) dh[j] += call.dy[t * call.dyTime + b * call.dyBatch + j];
      const dx = new Float64Array(I);
      if (isComputed(call, t, b)) {
        const hBefore = s > 0 ? rowOf(keep, before + 5 * H, H) : call.h0 === null ? new Float64Array(H) : rowOf(call.h0, b * H, H);
        const cBefore = s > 0 ? rowOf(keep, before + 4 * H, H) : call.c0 === null ? new Float64Array(H) : rowOf(call.c0, b * H, H);
        const dz = new Float64Array(4 * H);
        for (let j = 0; j < H; j++) {
          const [i, f, g, o] = [keep[at + j], keep[at + H + j], keep[at + 2 * H + j], keep[at + 3 * H + j]];
          const squashed = activation(keep[at + 4 * H + j]);
          const d = dc[j] + dh[j] * o * slope(0, squashed);
          dz[j] = d * g * gateSlope(0, i);
          dz[H + j] = d * cBefore[j] * gateSlope(0, f);
          dz[2 * H + j] = d * i * slope(0, g);
          dz[3 * H + j] = dh[j] * squashed * gateSlope(0, o);
          dc[j] = d * f;
        }
        for (let j = 0; j < 4 * H; j++) db[j] += dz[j];
        addOuter(rowOf(call.x, t * call.xTime + b * call.xBatch, I), dz, 0, dWx, 4 * H, 0, 4 * H);
        addOuter(hBefore, dz, 0, dWh, 4 * H, 0, 4 * H);
        addTransposed(dz, 0, Wx, 4 * H, 0, 4 * H, dx);
        dh = new Float64Array(H);
        addTransposed(dz, 0, Wh, 4 * H, 0, 4 * H, dh);
      }
      if (call.dx !== null) give(dx, call.dx.subarray(t * call.dxTime + b * call.dxBatch), accumulate);
    }
    dh0.set(dh, b * H);
    dc0.set(dc, b * H);
  }
  if (call.dWx !== null) giveStacked(dWx, { values: call.dWx, rows: I, row: call.WxRow, column: call.WxColumn }, H, order, accumulate);
  if (call.dWh !== null) giveStacked(dWh, { values: call.dWh, rows: H, row: call.WhRow, column: call.WhColumn }, H, order, accumulate);
  if (call.dbx !== null) giveStacked(db, { values: call.dbx, rows: 1, row: 0, column: 1 }, H, order, accumulate);
  if (call.dbh !== null) giveStacked(db, { values: call.dbh, rows: 1, row: 0, column: 1 }, H, order, accumulate);
  give(dh0, call.dh0, accumulate);
  give(dc0, call.dc0, accumulate);
};
