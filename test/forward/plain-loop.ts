/** An LSTM and a GRU as plain loops in float64, one sample and one number at a time: independent of all code under src/. */

const sigmoid = (x: number) => 1 / (1 + Math.exp(-x));

/** A cell's weights, asked for one number at a time: gate g, unit h, input or unit k. */
export interface Reading {
  readonly I: number;
  readonly H: number;
  wx(g: number, h: number, k: number): number;
  wh(g: number, h: number, k: number): number;
  bx(g: number, h: number): number;
  bh(g: number, h: number): number;
}

const recurrent = (w: Reading, g: number, h: number, state: readonly number[]) =>
  state.reduce((sum, value, k) => sum + w.wh(g, h, k) * value, w.bh(g, h));

const input = (w: Reading, g: number, h: number, x: readonly number[]) =>
  x.reduce((sum, value, k) => sum + w.wx(g, h, k) * value, w.bx(g, h));

/** Runs one sample. Gates i f g o. Gives h at every step, and the last h and c. */
export function lstmLoop(w: Reading, steps: readonly (readonly number[])[], h0: readonly number[], c0: readonly number[]) {
  let [h, c] = [h0, c0];
  const sequence: (readonly number[])[] = [];
  for (const x of steps) {
    const gate = (g: number, unit: number) => input(w, g, unit, x) + recurrent(w, g, unit, h);
    const next = c.map((old, unit) => sigmoid(gate(1, unit)) * old + sigmoid(gate(0, unit)) * Math.tanh(gate(2, unit)));
    h = next.map((value, unit) => sigmoid(gate(3, unit)) * Math.tanh(value));
    c = next;
    sequence.push(h);
  }
  return { sequence, h, c };
}

/** Runs one sample. Gates r z n. */
export function gruLoop(w: Reading, steps: readonly (readonly number[])[], h0: readonly number[], resetBefore: boolean) {
  let h = h0;
  const sequence: (readonly number[])[] = [];
  for (const x of steps) {
    const state = h;
    const r = state.map((_, unit) => sigmoid(input(w, 0, unit, x) + recurrent(w, 0, unit, state)));
    const z = state.map((_, unit) => sigmoid(input(w, 1, unit, x) + recurrent(w, 1, unit, state)));
    const reset = state.map((value, unit) => r[unit] * value);
    const n = state.map((_, unit) =>
      Math.tanh(input(w, 2, unit, x) + (resetBefore ? recurrent(w, 2, unit, reset) : r[unit] * recurrent(w, 2, unit, state))),
    );
    h = state.map((value, unit) => z[unit] * value + (1 - z[unit]) * n[unit]);
    sequence.push(h);
  }
  return { sequence, h };
}
