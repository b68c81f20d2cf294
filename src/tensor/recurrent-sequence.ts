import type { Floats, Shape } from "../base/index.ts";
import type { ActivationKind, Backend, GateKind, KernelsOf, Reals, Workspace } from "../kernels/index.ts";
import { backendOf } from "./kernels-of.ts";
import type { Node } from "./node.ts";
import { sameShape, zeroFloats } from "./numbers.ts";
import { apply, type Primitive } from "./primitive.ts";
import { isRecording } from "./recording.ts";
import { badShape, checkDtypes } from "./refusals.ts";
import { checkSequenceKinds } from "./sequence-kinds.ts";
import type { Tensor } from "./tensor.ts";
import { type KeptWorkspace, keepWorkspace, takeWorkspace } from "./workspaces.ts";

type AnyBackend = Backend<KernelsOf<Reals>>;

/** A matrix of stacked gates as it lies in a parameter: element (k, column) at offset + k·row + column·column. */
export interface StackedMatrix {
  readonly of: Tensor;
  /** Absent: 0. */
  readonly offset?: number;
  readonly row: number;
  readonly column: number;
}

/** A bias of stacked gates as it lies in a parameter. */
export interface StackedBias {
  readonly of: Tensor;
  /** Absent: 0. */
  readonly offset?: number;
}

/** A recurrent layer of one direction, as a kernel runs it. */
export interface RecurrentSequence {
  readonly cell: "lstm" | "gru" | "rnn";
  /** H. */
  readonly units: number;
  /** [T, B, I]; [B, T, I] where `batchFirst`. */
  readonly x: Tensor;
  readonly batchFirst?: boolean;
  /** From the last step to the first; outputs stay at their places in time. */
  readonly reverse?: boolean;
  /** [B, H]. Absent: zeros. */
  readonly h0?: Tensor | undefined;
  readonly c0?: Tensor | undefined;
  /** [I, G·H]. */
  readonly Wx: StackedMatrix;
  /** [H, G·H]. */
  readonly Wh: StackedMatrix;
  readonly bx?: StackedBias | undefined;
  readonly bh?: StackedBias | undefined;
  /** Which block of the stack each canonical gate (i f g o; r z n) is. Absent: the canonical order. */
  readonly order?: readonly number[] | undefined;
  /** In the order of x's leading axes: where it is 0, the states carry, and y holds the carried h. */
  readonly mask?: Uint8Array | undefined;
  /** Of LSTM and GRU. Absent: sigmoid. */
  readonly gate?: GateKind;
  /** Absent: tanh. */
  readonly activation?: ActivationKind;
  /** Added to the forget gate at run time. Absent: 0. */
  readonly forgetBias?: number;
  /** GRU: the reset gate acts after the product with Wh. Absent: before. */
  readonly resetAfter?: boolean;
}

/** What the sequence gives: every output, in x's order of axes, and the last states. */
export interface SequenceResult {
  readonly y: Tensor;
  readonly h: Tensor;
  /** Of an LSTM. */
  readonly c: Tensor | null;
}

/** A call with what follows from it. */
interface Run {
  readonly call: RecurrentSequence;
  readonly sizes: { readonly T: number; readonly B: number; readonly I: number; readonly H: number };
  /** Whether a backward may come. */
  readonly training: boolean;
  readonly hLast: Floats;
  readonly cLast: Floats | null;
}

interface Saved {
  readonly y: Floats;
  /** null: no backward comes. */
  readonly kept: KeptWorkspace | null;
}

/** @internal Inputs: x, then those that are given of h0, c0, Wx, Wh, bx and bh. */
export const recurrentSequencePrimitive: Primitive<Run, Saved> = {
  name: "recurrentSequence",
  shape: ([x], { sizes: { H } }) => [x.shape[0], x.shape[1], H],
  forward([x], run, out) {
    const y = out as Floats;
    const backend = backendOf(x.dtype);
    const workspace = runForward(run, backend, y);
    if (run.training) return { y, kept: keepWorkspace(backend, workspace) };
    backend.release(workspace);
    return { y, kept: null };
  },
  vjp(node, gradient, { y, kept }, run) {
    const { backend } = kept as KeptWorkspace;
    const workspace = takeWorkspace(kept as KeptWorkspace) ?? runForward(run, backend, y);
    runBackward(run, backend, node, y, gradient, workspace);
    backend.release(workspace);
  },
};

interface LastState {
  /** 0: h, 1: c. */
  readonly place: number;
  readonly values: Floats;
  readonly shape: Shape;
}

/** @internal One of the last states of a sequence: hands its gradient to where that came from. */
export const sequenceStatePrimitive: Primitive<LastState, null> = {
  name: "sequenceState",
  shape: (_, { shape }) => shape,
  forward(_, { values }, out) {
    out.set(values);
    return null;
  },
  vjp(node, _gradient, _saved, { place }) {
    const [sequence] = node.inputs;
    if (sequence === null) return;
    sequence.further ??= [null, null];
    sequence.further[place] = node.hand();
  },
};

const canonicalOrder = { lstm: Int32Array.of(0, 1, 2, 3), gru: Int32Array.of(0, 1, 2), rnn: Int32Array.of(0) } as const;

function from(values: Floats, offset: number | undefined): Floats {
  return offset === undefined || offset === 0 ? values : values.subarray(offset);
}

function valuesOf(bias: StackedBias | undefined): Floats | null {
  return bias === undefined ? null : from(bias.of.data as Floats, bias.offset);
}

/** The strides of time and batch in an array of some width, in x's order of axes. */
function stridesOf({ batchFirst }: RecurrentSequence, { T, B }: Run["sizes"], width: number): readonly [time: number, batch: number] {
  return batchFirst === true ? [width, T * width] : [B * width, width];
}

/**
 * Gives what forward and backward read alike. The record is filled field by field: objects that are spread into one another live
 * longer than they are used, and a loop's memory grows by them.
 */
function readBy({ call, sizes }: Run, y: Floats, workspace: Workspace) {
  const { T, B, I, H } = sizes;
  const { Wx, Wh } = call;
  const [xTime, xBatch] = stridesOf(call, sizes, I);
  const [yTime, yBatch] = stridesOf(call, sizes, H);
  const [maskTime, maskBatch] = stridesOf(call, sizes, 1);
  return {
    T,
    B,
    I,
    H,
    x: call.x.data as Floats,
    xTime,
    xBatch,
    y,
    yTime,
    yBatch,
    h0: (call.h0?.data ?? null) as Floats | null,
    c0: (call.c0?.data ?? null) as Floats | null,
    Wx: from(Wx.of.data as Floats, Wx.offset),
    WxRow: Wx.row,
    WxColumn: Wx.column,
    Wh: from(Wh.of.data as Floats, Wh.offset),
    WhRow: Wh.row,
    WhColumn: Wh.column,
    order: call.order === undefined ? canonicalOrder[call.cell] : Int32Array.from(call.order),
    mask: call.mask ?? null,
    maskTime,
    maskBatch,
    reverse: Number(call.reverse ?? false),
    gate: call.gate ?? ("sigmoid" as const),
    activation: call.activation ?? ("tanh" as const),
    resetAfter: Number(call.resetAfter ?? false),
    workspace,
    bx: null as Floats | null,
    bh: null as Floats | null,
    hLast: null as Floats | null,
    cLast: null as Floats | null,
    forgetBias: call.forgetBias ?? 0,
    training: 0,
    dy: null as Floats | null,
    dyTime: yTime,
    dyBatch: yBatch,
    dhLast: null as Floats | null,
    dcLast: null as Floats | null,
    dx: null as Floats | null,
    dxTime: xTime,
    dxBatch: xBatch,
    dWx: null as Floats | null,
    dWh: null as Floats | null,
    dbx: null as Floats | null,
    dbh: null as Floats | null,
    dh0: null as Floats | null,
    dc0: null as Floats | null,
    accumulate: 1,
  };
}

function runForward(run: Run, backend: AnyBackend, y: Floats): Workspace {
  const { call, sizes, training } = run;
  const { kernels } = backend;
  const { T, B, I, H } = sizes;
  const workspace = backend.workspace(kernels[`${call.cell}Workspace`](T, B, I, H, Number(training)));
  const record = readBy(run, y, workspace);
  record.bx = valuesOf(call.bx);
  record.bh = valuesOf(call.bh);
  record.hLast = run.hLast;
  record.cLast = run.cLast;
  record.training = Number(training);
  kernels[`${call.cell}Forward`](record);
  return workspace;
}

function runBackward(run: Run, backend: AnyBackend, node: Node, y: Floats, dy: Floats, workspace: Workspace): void {
  const { call } = run;
  const record = readBy(run, y, workspace);
  record.dy = dy;
  record.dhLast = node.further?.[0] ?? null;
  record.dcLast = node.further?.[1] ?? null;
  record.dx = sumOf(call.x);
  record.dWx = sumOf(call.Wx.of, call.Wx.offset);
  record.dWh = sumOf(call.Wh.of, call.Wh.offset);
  record.dbx = sumOf(call.bx?.of, call.bx?.offset);
  record.dbh = sumOf(call.bh?.of, call.bh?.offset);
  record.dh0 = sumOf(call.h0);
  record.dc0 = sumOf(call.c0);
  backend.kernels[`${call.cell}Backward`](record);
}

/** The array that an input's gradient is added to; null where none is wanted. */
function sumOf(of: Tensor | undefined, offset?: number): Floats | null {
  const node = of?.node ?? null;
  return node === null ? null : from(node.sum(), offset);
}

/**
 * Runs an LSTM, GRU or Elman net over a whole sequence, as one operation with a gradient of its own.
 *
 * Equation: `lstm`, `gru` and `elman` of the cells, which it is held to.
 * Shapes: x [T, B, I] to y [T, B, H], with `batchFirst` [B, T, I] to [B, T, H]; h and c [B, H].
 * Throws: bad-shape, bad-dtype.
 */
export function recurrentSequence(call: RecurrentSequence): SequenceResult {
  const sizes = sizesOf(call);
  const { B, H } = sizes;
  const inputs = [call.x, call.Wx.of, call.Wh.of, call.h0, call.c0, call.bx?.of, call.bh?.of].filter((one) => one !== undefined);
  checkDtypes("recurrentSequence", inputs);
  const { dtype } = call.x;
  const training = isRecording() && inputs.some(({ node }) => node !== null);
  const hLast = zeroFloats(dtype, B * H);
  const cLast = call.cell === "lstm" ? zeroFloats(dtype, B * H) : null;
  const y = apply(recurrentSequencePrimitive, inputs, { call, sizes, training, hLast, cLast });
  const state = (place: number, values: Floats) => apply(sequenceStatePrimitive, [y], { place, values, shape: [B, H] });
  return { y, h: state(0, hLast), c: cLast === null ? null : state(1, cLast) };
}

/** Holds every part of a call against the others, so that no kernel reads or writes outside an array. */
function sizesOf(call: RecurrentSequence): Run["sizes"] {
  checkSequenceKinds(call);
  const { x, units: H, cell, order = canonicalOrder[cell] } = call;
  const where = `recurrentSequence (${cell})`;
  if (x.shape.length !== 3) {
    throw badShape(where, [x.shape], "an input of three axes, [T, B, I] or [B, T, I]", "add the axis that is missing");
  }
  const [T, B] = call.batchFirst === true ? [x.shape[1], x.shape[0]] : x.shape;
  const I = x.shape[2];
  const gates = canonicalOrder[cell].length;
  const columns = gates * H;
  const fits = (part: string, size: number, last: number, wanted: string) => {
    if (size > last && last >= -1) return;
    throw badShape(where, `${size} values for ${part}`, wanted, `look for ${part} of another width than input ${I} and ${H} units`);
  };
  const matrix = (part: string, { of, offset = 0, row, column }: StackedMatrix, rows: number) => {
    const steps = row > 0 && column > 0 && offset >= 0;
    const last = steps ? (rows === 0 || H === 0 ? -1 : offset + (rows - 1) * row + (columns - 1) * column) : of.size;
    fits(part, of.size, last, `a matrix of ${rows} by ${columns} within it`);
  };
  matrix("Wx", call.Wx, I);
  matrix("Wh", call.Wh, H);
  for (const [part, bias] of Object.entries({ bx: call.bx, bh: call.bh })) {
    if (bias === undefined) continue;
    const { of, offset = 0 } = bias;
    fits(part, of.size, offset < 0 ? of.size : offset + columns - 1, `${columns} values within it`);
  }
  for (const [part, state] of Object.entries({ h0: call.h0, c0: call.c0 })) {
    if (state === undefined || sameShape(state.shape, [B, H])) continue;
    throw badShape(`${where}, ${part}`, [state.shape], `[${B}, ${H}]`, "give a state for each row of the batch");
  }
  if (call.mask !== undefined && call.mask.length !== T * B) {
    throw badShape(where, `a mask of ${call.mask.length}`, `a mask of ${T * B}, one for each step of each row`, "mask every step");
  }
  if (order.length !== gates || ![...order].sort().every((block, k) => block === k)) {
    throw badShape(where, `order [${order.join(", ")}]`, `each of ${gates} blocks once`, "name the block of every gate");
  }
  return { T, B, I, H };
}
