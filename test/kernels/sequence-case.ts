import type { Backend, Kernels, KernelsOf, Reals } from "../../src/kernels/index.ts";
import { painted } from "./painted.ts";

/** What a sequence kernel may be asked for. */
export interface SequenceCase {
  readonly cell: "lstm" | "gru" | "rnn";
  readonly T: number;
  readonly B: number;
  readonly I: number;
  readonly H: number;
  readonly batchFirst?: boolean;
  readonly transposedWeights?: boolean;
  readonly order?: readonly number[];
  readonly biases?: "none" | "one" | "two";
  readonly states?: boolean;
  readonly masked?: boolean;
  readonly reverse?: boolean;
  readonly gate?: "sigmoid" | "hardSigmoid" | "hardSigmoidSixth";
  readonly activation?: "tanh" | "relu" | "linear";
  readonly forgetBias?: number;
  readonly resetAfter?: boolean;
  readonly accumulate?: boolean;
  /** Columns of y beside ours, as the other half of a bidirectional output. */
  readonly beside?: number;
}

type Arrays = Record<string, Reals>;

/**
 * Runs a case forward and backward, in training and in inference, and gives every array that was written.
 *
 * @param real what the arrays of real numbers are made by
 */
export function runSequence(
  what: SequenceCase,
  on: { kernels: Kernels | KernelsOf<Reals>; workspace: Backend["workspace"]; release: Backend["release"] },
  real: (values: Float32Array) => Reals,
): Arrays {
  const kernels = on.kernels as KernelsOf<Reals>;
  const { cell, T, B, I, H } = what;
  const G = { lstm: 4, gru: 3, rnn: 1 }[cell];
  const width = H + (what.beside ?? 0);
  const [xTime, xBatch] = what.batchFirst ? [I, T * I] : [B * I, I];
  const [yTime, yBatch] = what.batchFirst ? [width, T * width] : [B * width, width];
  const [maskTime, maskBatch] = what.batchFirst ? [1, T] : [B, 1];
  const [WxRow, WxColumn] = what.transposedWeights ? [1, I] : [G * H, 1];
  const [WhRow, WhColumn] = what.transposedWeights ? [1, H] : [G * H, 1];
  const scaled = (length: number, from: number, by: number) => real(painted(length, from).map((value) => value * by));
  const biases = what.biases ?? "two";
  const given = what.states ?? true;
  const shared = {
    T,
    B,
    I,
    H,
    x: scaled(T * B * I, 3, 1),
    xTime,
    xBatch,
    yTime,
    yBatch,
    Wx: scaled(I * G * H, 11, 1.5 / Math.sqrt(Math.max(I, 1))),
    WxRow,
    WxColumn,
    Wh: scaled(H * G * H, 29, 1.5 / Math.sqrt(Math.max(H, 1))),
    WhRow,
    WhColumn,
    order: Int32Array.from(what.order ?? Array.from({ length: G }, (_, g) => g)),
    mask: what.masked ? Uint8Array.from({ length: T * B }, (_, i) => ((i * 7) % 5 < 3 ? 1 : 0)) : null,
    maskTime,
    maskBatch,
    reverse: what.reverse ? 1 : 0,
    gate: what.gate ?? "sigmoid",
    activation: what.activation ?? "tanh",
    resetAfter: what.resetAfter ? 1 : 0,
    h0: given ? scaled(B * H, 41, 1) : null,
    c0: given ? scaled(B * H, 57, 1) : null,
  } as const;
  const forward = {
    bx: biases === "none" ? null : scaled(G * H, 71, 0.5),
    bh: biases === "two" ? scaled(G * H, 83, 0.5) : null,
    forgetBias: what.forgetBias ?? 0,
  };
  const out: Arrays = {};
  const written = (name: string, length: number) => {
    out[name] = scaled(length, 101, 1);
    return out[name];
  };
  for (const training of [0, 1]) {
    const mark = training ? "" : " in inference";
    const workspace = on.workspace(kernels[`${cell}Workspace`](T, B, I, H, training));
    const y = written(`y${mark}`, T * B * width);
    const last = { hLast: written(`hLast${mark}`, B * H), cLast: written(`cLast${mark}`, B * H) };
    kernels[`${cell}Forward`]({ ...shared, ...forward, ...last, y, training, workspace } as never);
    if (training) {
      kernels[`${cell}Backward`]({
        ...shared,
        y,
        dy: scaled(T * B * width, 5, 1),
        dyTime: yTime,
        dyBatch: yBatch,
        dhLast: given ? scaled(B * H, 7, 1) : null,
        dcLast: given ? scaled(B * H, 13, 1) : null,
        dx: written("dx", T * B * I),
        dxTime: xTime,
        dxBatch: xBatch,
        dWx: written("dWx", I * G * H),
        dWh: written("dWh", H * G * H),
        dbx: written("dbx", G * H),
        dbh: written("dbh", G * H),
        dh0: written("dh0", B * H),
        dc0: written("dc0", B * H),
        accumulate: what.accumulate ? 1 : 0,
        workspace,
      } as never);
    }
    on.release(workspace);
  }
  if (cell !== "lstm") for (const name of ["cLast", "cLast in inference", "dc0"]) delete out[name];
  return out;
}
