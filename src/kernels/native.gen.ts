/* Written by tools/kernels/generate.mjs from src/kernels/list.ts. Do not edit. */
import { type BulkKernels, type Kernels, kindNumbers } from "./kernels.gen.ts";
import type { Workspace } from "./workspace.ts";

/** The functions of the addon, arguments by place. */
export type Addon = { readonly [name: string]: (...values: readonly unknown[]) => unknown };

/** The kernels of the addon; `memory` lends what a call needs for its time. */
export function nativeKernels(addon: Addon, memory: { take(floats: number): Workspace; give(space: Workspace): void }): Kernels & BulkKernels {
  const { gemm: _gemm, unary: _unary, unaryGradient: _unaryGradient, binary: _binary, binaryRows: _binaryRows, sumRows: _sumRows, sumOfSquares: _sumOfSquares, scale: _scale, descend: _descend, average: _average, adamStep: _adamStep, rootStep: _rootStep, softmaxCrossEntropy: _softmaxCrossEntropy, recurrentScratch: _recurrentScratch, lstmWorkspace: _lstmWorkspace, lstmForward: _lstmForward, lstmBackward: _lstmBackward, gruWorkspace: _gruWorkspace, gruForward: _gruForward, gruBackward: _gruBackward, rnnWorkspace: _rnnWorkspace, rnnForward: _rnnForward, rnnBackward: _rnnBackward, torchUniform32: _torchUniform32, torchUniform64: _torchUniform64, torchNormal32: _torchNormal32, torchNormal64: _torchNormal64, torchRedraw32: _torchRedraw32, torchRedraw64: _torchRedraw64, torchFourTries32: _torchFourTries32, torchFourTries64: _torchFourTries64, mersenneUniform: _mersenneUniform, numpyNormal: _numpyNormal, pythonNormal: _pythonNormal, tensorflowUniform32: _tensorflowUniform32, tensorflowUniform64: _tensorflowUniform64, tensorflowNormal32: _tensorflowNormal32, tensorflowNormal64: _tensorflowNormal64, tensorflowTruncated32: _tensorflowTruncated32, tensorflowTruncated64: _tensorflowTruncated64, gatewiseUniform: _gatewiseUniform, gatewiseNormal: _gatewiseNormal, gatewiseTruncated: _gatewiseTruncated, jaxUniform32: _jaxUniform32, jaxNormal32: _jaxNormal32, pcgUniform: _pcgUniform, pcgUniform32: _pcgUniform32, pcgNormal: _pcgNormal, pcgNormal32: _pcgNormal32, orthonormalWorkspace: _orthonormalWorkspace, orthonormalColumns: _orthonormalColumns } = addon;
  return {
    gemm(m, n, k, a, aRow, aColumn, b, bRow, bColumn, c, cRow, accumulate) {
      _gemm(m, n, k, a, aRow, aColumn, b, bRow, bColumn, c, cRow, accumulate);
    },
    unary(kind, n, x, y) {
      _unary(kindNumbers.unary[kind], n, x, y);
    },
    unaryGradient(kind, n, x, y, dy, dx) {
      _unaryGradient(kindNumbers.unary[kind], n, x, y, dy, dx);
    },
    binary(kind, n, a, b, out) {
      _binary(kindNumbers.binary[kind], n, a, b, out);
    },
    binaryRows(kind, rows, columns, a, row, out) {
      _binaryRows(kindNumbers.binary[kind], rows, columns, a, row, out);
    },
    sumRows(rows, columns, x, out, accumulate) {
      _sumRows(rows, columns, x, out, accumulate);
    },
    sumOfSquares(n, x) {
      return _sumOfSquares(n, x) as number;
    },
    scale(n, factor, x) {
      _scale(n, factor, x);
    },
    descend(n, rate, fused, gradient, value) {
      _descend(n, rate, fused, gradient, value);
    },
    average(kind, n, kept, taken, fused, gradient, a) {
      _average(kindNumbers.averaging[kind], n, kept, taken, fused, gradient, a);
    },
    adamStep(n, size, correction, epsilon, m, squares, value) {
      _adamStep(n, size, correction, epsilon, m, squares, value);
    },
    rootStep(n, rate, epsilon, inside, gradient, squares, value) {
      _rootStep(n, rate, epsilon, inside, gradient, squares, value);
    },
    softmaxCrossEntropy(rows, columns, logits, labels, weights, loss, gradient) {
      _softmaxCrossEntropy(rows, columns, logits, labels, weights, loss, gradient);
    },
    lstmWorkspace(T, B, I, H, training) {
      return _lstmWorkspace(T, B, I, H, training) as number;
    },
    lstmForward(call) {
      const scratch = memory.take(_recurrentScratch(call.T, call.B, call.I, call.H, 4) as number);
      _lstmForward(call.T, call.B, call.I, call.H, call.x, call.xTime, call.xBatch, call.y, call.yTime, call.yBatch, call.h0, call.c0, call.hLast, call.cLast, call.Wx, call.WxRow, call.WxColumn, call.Wh, call.WhRow, call.WhColumn, call.order, call.bx, call.bh, call.mask, call.maskTime, call.maskBatch, call.reverse, kindNumbers.gate[call.gate], kindNumbers.activation[call.activation], call.forgetBias, call.training, call.workspace.values, scratch.values);
      memory.give(scratch);
    },
    lstmBackward(call) {
      const scratch = memory.take(_recurrentScratch(call.T, call.B, call.I, call.H, 4) as number);
      _lstmBackward(call.T, call.B, call.I, call.H, call.x, call.xTime, call.xBatch, call.y, call.yTime, call.yBatch, call.h0, call.c0, call.Wx, call.WxRow, call.WxColumn, call.Wh, call.WhRow, call.WhColumn, call.order, call.mask, call.maskTime, call.maskBatch, call.reverse, kindNumbers.gate[call.gate], kindNumbers.activation[call.activation], call.dy, call.dyTime, call.dyBatch, call.dhLast, call.dcLast, call.dx, call.dxTime, call.dxBatch, call.dWx, call.dWh, call.dbx, call.dbh, call.dh0, call.dc0, call.accumulate, call.workspace.values, scratch.values);
      memory.give(scratch);
    },
    gruWorkspace(T, B, I, H, training) {
      return _gruWorkspace(T, B, I, H, training) as number;
    },
    gruForward(call) {
      const scratch = memory.take(_recurrentScratch(call.T, call.B, call.I, call.H, 3) as number);
      _gruForward(call.T, call.B, call.I, call.H, call.x, call.xTime, call.xBatch, call.y, call.yTime, call.yBatch, call.h0, call.hLast, call.Wx, call.WxRow, call.WxColumn, call.Wh, call.WhRow, call.WhColumn, call.order, call.bx, call.bh, call.mask, call.maskTime, call.maskBatch, call.reverse, kindNumbers.gate[call.gate], kindNumbers.activation[call.activation], call.resetAfter, call.training, call.workspace.values, scratch.values);
      memory.give(scratch);
    },
    gruBackward(call) {
      const scratch = memory.take(_recurrentScratch(call.T, call.B, call.I, call.H, 3) as number);
      _gruBackward(call.T, call.B, call.I, call.H, call.x, call.xTime, call.xBatch, call.y, call.yTime, call.yBatch, call.h0, call.Wx, call.WxRow, call.WxColumn, call.Wh, call.WhRow, call.WhColumn, call.order, call.mask, call.maskTime, call.maskBatch, call.reverse, kindNumbers.gate[call.gate], kindNumbers.activation[call.activation], call.resetAfter, call.dy, call.dyTime, call.dyBatch, call.dhLast, call.dx, call.dxTime, call.dxBatch, call.dWx, call.dWh, call.dbx, call.dbh, call.dh0, call.accumulate, call.workspace.values, scratch.values);
      memory.give(scratch);
    },
    rnnWorkspace(T, B, I, H, training) {
      return _rnnWorkspace(T, B, I, H, training) as number;
    },
    rnnForward(call) {
      const scratch = memory.take(_recurrentScratch(call.T, call.B, call.I, call.H, 1) as number);
      _rnnForward(call.T, call.B, call.I, call.H, call.x, call.xTime, call.xBatch, call.y, call.yTime, call.yBatch, call.h0, call.hLast, call.Wx, call.WxRow, call.WxColumn, call.Wh, call.WhRow, call.WhColumn, call.order, call.bx, call.bh, call.mask, call.maskTime, call.maskBatch, call.reverse, kindNumbers.activation[call.activation], call.training, call.workspace.values, scratch.values);
      memory.give(scratch);
    },
    rnnBackward(call) {
      const scratch = memory.take(_recurrentScratch(call.T, call.B, call.I, call.H, 1) as number);
      _rnnBackward(call.T, call.B, call.I, call.H, call.x, call.xTime, call.xBatch, call.y, call.yTime, call.yBatch, call.h0, call.Wx, call.WxRow, call.WxColumn, call.Wh, call.WhRow, call.WhColumn, call.order, call.mask, call.maskTime, call.maskBatch, call.reverse, kindNumbers.activation[call.activation], call.dy, call.dyTime, call.dyBatch, call.dhLast, call.dx, call.dxTime, call.dxBatch, call.dWx, call.dWh, call.dbx, call.dbh, call.dh0, call.accumulate, call.workspace.values, scratch.values);
      memory.give(scratch);
    },
    torchUniform32(n, low, high, used, state, out) {
      _torchUniform32(n, low, high, used, state, out);
    },
    torchUniform64(n, low, high, used, state, out) {
      _torchUniform64(n, low, high, used, state, out);
    },
    torchNormal32(n, mean, stddev, used, state, out) {
      _torchNormal32(n, mean, stddev, used, state, out);
    },
    torchNormal64(n, mean, stddev, used, state, tables, out) {
      _torchNormal64(n, mean, stddev, used, state, tables, out);
    },
    torchRedraw32(n, mean, stddev, low, high, used, state, out) {
      return _torchRedraw32(n, mean, stddev, low, high, used, state, out) as number;
    },
    torchRedraw64(n, mean, stddev, low, high, used, state, tables, out) {
      return _torchRedraw64(n, mean, stddev, low, high, used, state, tables, out) as number;
    },
    torchFourTries32(n, used, state, out) {
      _torchFourTries32(n, used, state, out);
    },
    torchFourTries64(n, used, state, tables, out) {
      _torchFourTries64(n, used, state, tables, out);
    },
    mersenneUniform(n, low, range, used, state, single, out) {
      _mersenneUniform(n, low, range, used, state, single, out);
    },
    numpyNormal(n, mean, stddev, used, state, tables, single, out) {
      return _numpyNormal(n, mean, stddev, used, state, tables, single, out) as number;
    },
    pythonNormal(n, mean, stddev, used, state, tables, single, out) {
      _pythonNormal(n, mean, stddev, used, state, tables, single, out);
    },
    tensorflowUniform32(n, low, range, engine, out) {
      _tensorflowUniform32(n, low, range, engine, out);
    },
    tensorflowUniform64(n, low, range, engine, out) {
      _tensorflowUniform64(n, low, range, engine, out);
    },
    tensorflowNormal32(n, mean, stddev, engine, tables, out) {
      _tensorflowNormal32(n, mean, stddev, engine, tables, out);
    },
    tensorflowNormal64(n, mean, stddev, engine, tables, out) {
      _tensorflowNormal64(n, mean, stddev, engine, tables, out);
    },
    tensorflowTruncated32(n, mean, stddev, engine, tables, out) {
      _tensorflowTruncated32(n, mean, stddev, engine, tables, out);
    },
    tensorflowTruncated64(n, mean, stddev, engine, tables, out) {
      _tensorflowTruncated64(n, mean, stddev, engine, tables, out);
    },
    gatewiseUniform(n, low, range, engine, single, out) {
      _gatewiseUniform(n, low, range, engine, single, out);
    },
    gatewiseNormal(n, mean, stddev, engine, tables, single, out) {
      _gatewiseNormal(n, mean, stddev, engine, tables, single, out);
    },
    gatewiseTruncated(n, mean, stddev, engine, tables, single, out) {
      return _gatewiseTruncated(n, mean, stddev, engine, tables, single, out) as number;
    },
    jaxUniform32(n, low, range, k0, k1, out) {
      _jaxUniform32(n, low, range, k0, k1, out);
    },
    jaxNormal32(n, mean, stddev, low, range, most, k0, k1, out) {
      _jaxNormal32(n, mean, stddev, low, range, most, k0, k1, out);
    },
    pcgUniform(n, low, range, engine, single, out) {
      _pcgUniform(n, low, range, engine, single, out);
    },
    pcgUniform32(n, low, range, engine, out) {
      return _pcgUniform32(n, low, range, engine, out) as number;
    },
    pcgNormal(n, mean, stddev, engine, ziggurat, single, out) {
      return _pcgNormal(n, mean, stddev, engine, ziggurat, single, out) as number;
    },
    pcgNormal32(n, mean, stddev, engine, ziggurat, out) {
      return _pcgNormal32(n, mean, stddev, engine, ziggurat, out) as number;
    },
    orthonormalWorkspace(rows, columns) {
      return _orthonormalWorkspace(rows, columns) as number;
    },
    orthonormalColumns(rows, columns, a, out, workspace) {
      _orthonormalColumns(rows, columns, a, out, workspace.values);
    },
  };
}
