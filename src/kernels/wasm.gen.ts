/* Written by tools/kernels/generate.mjs from src/kernels/list.ts. Do not edit. */
import { type BulkKernels, type Kernels, kindNumbers } from "./kernels.gen.ts";
import type { WasmMemory } from "./wasm-memory.ts";

/** The functions that the WebAssembly exports: numbers and addresses. */
export type WasmExports = { readonly [name: string]: (...values: readonly number[]) => number };

/** The kernels of the WebAssembly; arrays are copied into its memory and back. */
export function wasmKernels(wasm: WasmExports, memory: WasmMemory): Kernels & BulkKernels {
  const { gemm: _gemm, unary: _unary, unaryGradient: _unaryGradient, binary: _binary, binaryRows: _binaryRows, sumRows: _sumRows, sumOfSquares: _sumOfSquares, scale: _scale, descend: _descend, average: _average, adamStep: _adamStep, rootStep: _rootStep, softmaxCrossEntropy: _softmaxCrossEntropy, recurrentScratch: _recurrentScratch, lstmWorkspace: _lstmWorkspace, lstmForward: _lstmForward, lstmBackward: _lstmBackward, gruWorkspace: _gruWorkspace, gruForward: _gruForward, gruBackward: _gruBackward, rnnWorkspace: _rnnWorkspace, rnnForward: _rnnForward, rnnBackward: _rnnBackward, torchUniform32: _torchUniform32, torchUniform64: _torchUniform64, torchNormal32: _torchNormal32, torchNormal64: _torchNormal64, torchRedraw32: _torchRedraw32, torchRedraw64: _torchRedraw64, torchFourTries32: _torchFourTries32, torchFourTries64: _torchFourTries64, mersenneUniform: _mersenneUniform, numpyNormal: _numpyNormal, pythonNormal: _pythonNormal, tensorflowUniform32: _tensorflowUniform32, tensorflowUniform64: _tensorflowUniform64, tensorflowNormal32: _tensorflowNormal32, tensorflowNormal64: _tensorflowNormal64, tensorflowTruncated32: _tensorflowTruncated32, tensorflowTruncated64: _tensorflowTruncated64, gatewiseUniform: _gatewiseUniform, gatewiseNormal: _gatewiseNormal, gatewiseTruncated: _gatewiseTruncated, jaxUniform32: _jaxUniform32, jaxNormal32: _jaxNormal32, pcgUniform: _pcgUniform, pcgUniform32: _pcgUniform32, pcgNormal: _pcgNormal, pcgNormal32: _pcgNormal32, orthonormalWorkspace: _orthonormalWorkspace, orthonormalColumns: _orthonormalColumns } = wasm;
  return {
    gemm(m, n, k, a, aRow, aColumn, b, bRow, bColumn, c, cRow, accumulate) {
      const a_ = memory.bring(a);
      const b_ = memory.bring(b);
      const c_ = memory.bring(c);
      _gemm(m, n, k, a_, aRow, aColumn, b_, bRow, bColumn, c_, cRow, accumulate);
      memory.fetch(c_, c);
      memory.end();
    },
    unary(kind, n, x, y) {
      const x_ = memory.bring(x);
      const y_ = memory.room(y);
      _unary(kindNumbers.unary[kind], n, x_, y_);
      memory.fetch(y_, y);
      memory.end();
    },
    unaryGradient(kind, n, x, y, dy, dx) {
      const x_ = memory.bring(x);
      const y_ = memory.bring(y);
      const dy_ = memory.bring(dy);
      const dx_ = memory.room(dx);
      _unaryGradient(kindNumbers.unary[kind], n, x_, y_, dy_, dx_);
      memory.fetch(dx_, dx);
      memory.end();
    },
    binary(kind, n, a, b, out) {
      const a_ = memory.bring(a);
      const b_ = memory.bring(b);
      const out_ = memory.room(out);
      _binary(kindNumbers.binary[kind], n, a_, b_, out_);
      memory.fetch(out_, out);
      memory.end();
    },
    binaryRows(kind, rows, columns, a, row, out) {
      const a_ = memory.bring(a);
      const row_ = memory.bring(row);
      const out_ = memory.room(out);
      _binaryRows(kindNumbers.binary[kind], rows, columns, a_, row_, out_);
      memory.fetch(out_, out);
      memory.end();
    },
    sumRows(rows, columns, x, out, accumulate) {
      const x_ = memory.bring(x);
      const out_ = memory.bring(out);
      _sumRows(rows, columns, x_, out_, accumulate);
      memory.fetch(out_, out);
      memory.end();
    },
    sumOfSquares(n, x) {
      const x_ = memory.bring(x);
      const result = _sumOfSquares(n, x_);
      memory.end();
      return result;
    },
    scale(n, factor, x) {
      const x_ = memory.bring(x);
      _scale(n, factor, x_);
      memory.fetch(x_, x);
      memory.end();
    },
    descend(n, rate, fused, gradient, value) {
      const gradient_ = memory.bring(gradient);
      const value_ = memory.bring(value);
      _descend(n, rate, fused, gradient_, value_);
      memory.fetch(value_, value);
      memory.end();
    },
    average(kind, n, kept, taken, fused, gradient, a) {
      const gradient_ = memory.bring(gradient);
      const a_ = memory.bring(a);
      _average(kindNumbers.averaging[kind], n, kept, taken, fused, gradient_, a_);
      memory.fetch(a_, a);
      memory.end();
    },
    adamStep(n, size, correction, epsilon, m, squares, value) {
      const m_ = memory.bring(m);
      const squares_ = memory.bring(squares);
      const value_ = memory.bring(value);
      _adamStep(n, size, correction, epsilon, m_, squares_, value_);
      memory.fetch(value_, value);
      memory.end();
    },
    rootStep(n, rate, epsilon, inside, gradient, squares, value) {
      const gradient_ = memory.bring(gradient);
      const squares_ = memory.bring(squares);
      const value_ = memory.bring(value);
      _rootStep(n, rate, epsilon, inside, gradient_, squares_, value_);
      memory.fetch(value_, value);
      memory.end();
    },
    softmaxCrossEntropy(rows, columns, logits, labels, weights, loss, gradient) {
      const logits_ = memory.bring(logits);
      const labels_ = memory.bring(labels);
      const weights_ = memory.bring(weights);
      const loss_ = memory.room(loss);
      const gradient_ = memory.room(gradient);
      _softmaxCrossEntropy(rows, columns, logits_, labels_, weights_, loss_, gradient_);
      memory.fetch(loss_, loss);
      memory.fetch(gradient_, gradient);
      memory.end();
    },
    lstmWorkspace(T, B, I, H, training) {
      const result = _lstmWorkspace(T, B, I, H, training);
      return result;
    },
    lstmForward(call) {
      const scratch = memory.take(_recurrentScratch(call.T, call.B, call.I, call.H, 4));
      const x_ = memory.bring(call.x);
      const y_ = memory.bring(call.y);
      const h0_ = memory.bring(call.h0);
      const c0_ = memory.bring(call.c0);
      const hLast_ = memory.room(call.hLast);
      const cLast_ = memory.room(call.cLast);
      const Wx_ = memory.bring(call.Wx);
      const Wh_ = memory.bring(call.Wh);
      const order_ = memory.bring(call.order);
      const bx_ = memory.bring(call.bx);
      const bh_ = memory.bring(call.bh);
      const mask_ = memory.bring(call.mask);
      _lstmForward(memory.record([call.T, call.B, call.I, call.H, x_, call.xTime, call.xBatch, y_, call.yTime, call.yBatch, h0_, c0_, hLast_, cLast_, Wx_, call.WxRow, call.WxColumn, Wh_, call.WhRow, call.WhColumn, order_, bx_, bh_, mask_, call.maskTime, call.maskBatch, call.reverse, kindNumbers.gate[call.gate], kindNumbers.activation[call.activation], call.forgetBias, call.training, call.workspace.address, scratch.address], [29]));
      memory.fetch(y_, call.y);
      memory.fetch(hLast_, call.hLast);
      memory.fetch(cLast_, call.cLast);
      memory.end();
      memory.give(scratch);
    },
    lstmBackward(call) {
      const scratch = memory.take(_recurrentScratch(call.T, call.B, call.I, call.H, 4));
      const x_ = memory.bring(call.x);
      const y_ = memory.bring(call.y);
      const h0_ = memory.bring(call.h0);
      const c0_ = memory.bring(call.c0);
      const Wx_ = memory.bring(call.Wx);
      const Wh_ = memory.bring(call.Wh);
      const order_ = memory.bring(call.order);
      const mask_ = memory.bring(call.mask);
      const dy_ = memory.bring(call.dy);
      const dhLast_ = memory.bring(call.dhLast);
      const dcLast_ = memory.bring(call.dcLast);
      const dx_ = memory.bring(call.dx);
      const dWx_ = memory.bring(call.dWx);
      const dWh_ = memory.bring(call.dWh);
      const dbx_ = memory.bring(call.dbx);
      const dbh_ = memory.bring(call.dbh);
      const dh0_ = memory.bring(call.dh0);
      const dc0_ = memory.bring(call.dc0);
      _lstmBackward(memory.record([call.T, call.B, call.I, call.H, x_, call.xTime, call.xBatch, y_, call.yTime, call.yBatch, h0_, c0_, Wx_, call.WxRow, call.WxColumn, Wh_, call.WhRow, call.WhColumn, order_, mask_, call.maskTime, call.maskBatch, call.reverse, kindNumbers.gate[call.gate], kindNumbers.activation[call.activation], dy_, call.dyTime, call.dyBatch, dhLast_, dcLast_, dx_, call.dxTime, call.dxBatch, dWx_, dWh_, dbx_, dbh_, dh0_, dc0_, call.accumulate, call.workspace.address, scratch.address], []));
      memory.fetch(dx_, call.dx);
      memory.fetch(dWx_, call.dWx);
      memory.fetch(dWh_, call.dWh);
      memory.fetch(dbx_, call.dbx);
      memory.fetch(dbh_, call.dbh);
      memory.fetch(dh0_, call.dh0);
      memory.fetch(dc0_, call.dc0);
      memory.end();
      memory.give(scratch);
    },
    gruWorkspace(T, B, I, H, training) {
      const result = _gruWorkspace(T, B, I, H, training);
      return result;
    },
    gruForward(call) {
      const scratch = memory.take(_recurrentScratch(call.T, call.B, call.I, call.H, 3));
      const x_ = memory.bring(call.x);
      const y_ = memory.bring(call.y);
      const h0_ = memory.bring(call.h0);
      const hLast_ = memory.room(call.hLast);
      const Wx_ = memory.bring(call.Wx);
      const Wh_ = memory.bring(call.Wh);
      const order_ = memory.bring(call.order);
      const bx_ = memory.bring(call.bx);
      const bh_ = memory.bring(call.bh);
      const mask_ = memory.bring(call.mask);
      _gruForward(memory.record([call.T, call.B, call.I, call.H, x_, call.xTime, call.xBatch, y_, call.yTime, call.yBatch, h0_, hLast_, Wx_, call.WxRow, call.WxColumn, Wh_, call.WhRow, call.WhColumn, order_, bx_, bh_, mask_, call.maskTime, call.maskBatch, call.reverse, kindNumbers.gate[call.gate], kindNumbers.activation[call.activation], call.resetAfter, call.training, call.workspace.address, scratch.address], []));
      memory.fetch(y_, call.y);
      memory.fetch(hLast_, call.hLast);
      memory.end();
      memory.give(scratch);
    },
    gruBackward(call) {
      const scratch = memory.take(_recurrentScratch(call.T, call.B, call.I, call.H, 3));
      const x_ = memory.bring(call.x);
      const y_ = memory.bring(call.y);
      const h0_ = memory.bring(call.h0);
      const Wx_ = memory.bring(call.Wx);
      const Wh_ = memory.bring(call.Wh);
      const order_ = memory.bring(call.order);
      const mask_ = memory.bring(call.mask);
      const dy_ = memory.bring(call.dy);
      const dhLast_ = memory.bring(call.dhLast);
      const dx_ = memory.bring(call.dx);
      const dWx_ = memory.bring(call.dWx);
      const dWh_ = memory.bring(call.dWh);
      const dbx_ = memory.bring(call.dbx);
      const dbh_ = memory.bring(call.dbh);
      const dh0_ = memory.bring(call.dh0);
      _gruBackward(memory.record([call.T, call.B, call.I, call.H, x_, call.xTime, call.xBatch, y_, call.yTime, call.yBatch, h0_, Wx_, call.WxRow, call.WxColumn, Wh_, call.WhRow, call.WhColumn, order_, mask_, call.maskTime, call.maskBatch, call.reverse, kindNumbers.gate[call.gate], kindNumbers.activation[call.activation], call.resetAfter, dy_, call.dyTime, call.dyBatch, dhLast_, dx_, call.dxTime, call.dxBatch, dWx_, dWh_, dbx_, dbh_, dh0_, call.accumulate, call.workspace.address, scratch.address], []));
      memory.fetch(dx_, call.dx);
      memory.fetch(dWx_, call.dWx);
      memory.fetch(dWh_, call.dWh);
      memory.fetch(dbx_, call.dbx);
      memory.fetch(dbh_, call.dbh);
      memory.fetch(dh0_, call.dh0);
      memory.end();
      memory.give(scratch);
    },
    rnnWorkspace(T, B, I, H, training) {
      const result = _rnnWorkspace(T, B, I, H, training);
      return result;
    },
    rnnForward(call) {
      const scratch = memory.take(_recurrentScratch(call.T, call.B, call.I, call.H, 1));
      const x_ = memory.bring(call.x);
      const y_ = memory.bring(call.y);
      const h0_ = memory.bring(call.h0);
      const hLast_ = memory.room(call.hLast);
      const Wx_ = memory.bring(call.Wx);
      const Wh_ = memory.bring(call.Wh);
      const order_ = memory.bring(call.order);
      const bx_ = memory.bring(call.bx);
      const bh_ = memory.bring(call.bh);
      const mask_ = memory.bring(call.mask);
      _rnnForward(memory.record([call.T, call.B, call.I, call.H, x_, call.xTime, call.xBatch, y_, call.yTime, call.yBatch, h0_, hLast_, Wx_, call.WxRow, call.WxColumn, Wh_, call.WhRow, call.WhColumn, order_, bx_, bh_, mask_, call.maskTime, call.maskBatch, call.reverse, kindNumbers.activation[call.activation], call.training, call.workspace.address, scratch.address], []));
      memory.fetch(y_, call.y);
      memory.fetch(hLast_, call.hLast);
      memory.end();
      memory.give(scratch);
    },
    rnnBackward(call) {
      const scratch = memory.take(_recurrentScratch(call.T, call.B, call.I, call.H, 1));
      const x_ = memory.bring(call.x);
      const y_ = memory.bring(call.y);
      const h0_ = memory.bring(call.h0);
      const Wx_ = memory.bring(call.Wx);
      const Wh_ = memory.bring(call.Wh);
      const order_ = memory.bring(call.order);
      const mask_ = memory.bring(call.mask);
      const dy_ = memory.bring(call.dy);
      const dhLast_ = memory.bring(call.dhLast);
      const dx_ = memory.bring(call.dx);
      const dWx_ = memory.bring(call.dWx);
      const dWh_ = memory.bring(call.dWh);
      const dbx_ = memory.bring(call.dbx);
      const dbh_ = memory.bring(call.dbh);
      const dh0_ = memory.bring(call.dh0);
      _rnnBackward(memory.record([call.T, call.B, call.I, call.H, x_, call.xTime, call.xBatch, y_, call.yTime, call.yBatch, h0_, Wx_, call.WxRow, call.WxColumn, Wh_, call.WhRow, call.WhColumn, order_, mask_, call.maskTime, call.maskBatch, call.reverse, kindNumbers.activation[call.activation], dy_, call.dyTime, call.dyBatch, dhLast_, dx_, call.dxTime, call.dxBatch, dWx_, dWh_, dbx_, dbh_, dh0_, call.accumulate, call.workspace.address, scratch.address], []));
      memory.fetch(dx_, call.dx);
      memory.fetch(dWx_, call.dWx);
      memory.fetch(dWh_, call.dWh);
      memory.fetch(dbx_, call.dbx);
      memory.fetch(dbh_, call.dbh);
      memory.fetch(dh0_, call.dh0);
      memory.end();
      memory.give(scratch);
    },
    torchUniform32(n, low, high, used, state, out) {
      const state_ = memory.bring(state);
      const out_ = memory.room(out);
      _torchUniform32(n, low, high, used, state_, out_);
      memory.fetch(state_, state);
      memory.fetch(out_, out);
      memory.end();
    },
    torchUniform64(n, low, high, used, state, out) {
      const state_ = memory.bring(state);
      const out_ = memory.room(out);
      _torchUniform64(n, low, high, used, state_, out_);
      memory.fetch(state_, state);
      memory.fetch(out_, out);
      memory.end();
    },
    torchNormal32(n, mean, stddev, used, state, out) {
      const state_ = memory.bring(state);
      const out_ = memory.room(out);
      _torchNormal32(n, mean, stddev, used, state_, out_);
      memory.fetch(state_, state);
      memory.fetch(out_, out);
      memory.end();
    },
    torchNormal64(n, mean, stddev, used, state, tables, out) {
      const state_ = memory.bring(state);
      const tables_ = memory.bring(tables);
      const out_ = memory.room(out);
      _torchNormal64(n, mean, stddev, used, state_, tables_, out_);
      memory.fetch(state_, state);
      memory.fetch(out_, out);
      memory.end();
    },
    torchRedraw32(n, mean, stddev, low, high, used, state, out) {
      const state_ = memory.bring(state);
      const out_ = memory.bring(out);
      const result = _torchRedraw32(n, mean, stddev, low, high, used, state_, out_);
      memory.fetch(state_, state);
      memory.fetch(out_, out);
      memory.end();
      return result;
    },
    torchRedraw64(n, mean, stddev, low, high, used, state, tables, out) {
      const state_ = memory.bring(state);
      const tables_ = memory.bring(tables);
      const out_ = memory.bring(out);
      const result = _torchRedraw64(n, mean, stddev, low, high, used, state_, tables_, out_);
      memory.fetch(state_, state);
      memory.fetch(out_, out);
      memory.end();
      return result;
    },
    torchFourTries32(n, used, state, out) {
      const state_ = memory.bring(state);
      const out_ = memory.room(out);
      _torchFourTries32(n, used, state_, out_);
      memory.fetch(state_, state);
      memory.fetch(out_, out);
      memory.end();
    },
    torchFourTries64(n, used, state, tables, out) {
      const state_ = memory.bring(state);
      const tables_ = memory.bring(tables);
      const out_ = memory.room(out);
      _torchFourTries64(n, used, state_, tables_, out_);
      memory.fetch(state_, state);
      memory.fetch(out_, out);
      memory.end();
    },
    mersenneUniform(n, low, range, used, state, single, out) {
      const state_ = memory.bring(state);
      const out_ = memory.room(out);
      _mersenneUniform(n, low, range, used, state_, single, out_);
      memory.fetch(state_, state);
      memory.fetch(out_, out);
      memory.end();
    },
    numpyNormal(n, mean, stddev, used, state, tables, single, out) {
      const state_ = memory.bring(state);
      const tables_ = memory.bring(tables);
      const out_ = memory.room(out);
      const result = _numpyNormal(n, mean, stddev, used, state_, tables_, single, out_);
      memory.fetch(state_, state);
      memory.fetch(out_, out);
      memory.end();
      return result;
    },
    pythonNormal(n, mean, stddev, used, state, tables, single, out) {
      const state_ = memory.bring(state);
      const tables_ = memory.bring(tables);
      const out_ = memory.room(out);
      _pythonNormal(n, mean, stddev, used, state_, tables_, single, out_);
      memory.fetch(state_, state);
      memory.fetch(out_, out);
      memory.end();
    },
    tensorflowUniform32(n, low, range, engine, out) {
      const engine_ = memory.bring(engine);
      const out_ = memory.room(out);
      _tensorflowUniform32(n, low, range, engine_, out_);
      memory.fetch(out_, out);
      memory.end();
    },
    tensorflowUniform64(n, low, range, engine, out) {
      const engine_ = memory.bring(engine);
      const out_ = memory.room(out);
      _tensorflowUniform64(n, low, range, engine_, out_);
      memory.fetch(out_, out);
      memory.end();
    },
    tensorflowNormal32(n, mean, stddev, engine, tables, out) {
      const engine_ = memory.bring(engine);
      const tables_ = memory.bring(tables);
      const out_ = memory.room(out);
      _tensorflowNormal32(n, mean, stddev, engine_, tables_, out_);
      memory.fetch(out_, out);
      memory.end();
    },
    tensorflowNormal64(n, mean, stddev, engine, tables, out) {
      const engine_ = memory.bring(engine);
      const tables_ = memory.bring(tables);
      const out_ = memory.room(out);
      _tensorflowNormal64(n, mean, stddev, engine_, tables_, out_);
      memory.fetch(out_, out);
      memory.end();
    },
    tensorflowTruncated32(n, mean, stddev, engine, tables, out) {
      const engine_ = memory.bring(engine);
      const tables_ = memory.bring(tables);
      const out_ = memory.room(out);
      _tensorflowTruncated32(n, mean, stddev, engine_, tables_, out_);
      memory.fetch(out_, out);
      memory.end();
    },
    tensorflowTruncated64(n, mean, stddev, engine, tables, out) {
      const engine_ = memory.bring(engine);
      const tables_ = memory.bring(tables);
      const out_ = memory.room(out);
      _tensorflowTruncated64(n, mean, stddev, engine_, tables_, out_);
      memory.fetch(out_, out);
      memory.end();
    },
    gatewiseUniform(n, low, range, engine, single, out) {
      const engine_ = memory.bring(engine);
      const out_ = memory.room(out);
      _gatewiseUniform(n, low, range, engine_, single, out_);
      memory.fetch(out_, out);
      memory.end();
    },
    gatewiseNormal(n, mean, stddev, engine, tables, single, out) {
      const engine_ = memory.bring(engine);
      const tables_ = memory.bring(tables);
      const out_ = memory.room(out);
      _gatewiseNormal(n, mean, stddev, engine_, tables_, single, out_);
      memory.fetch(out_, out);
      memory.end();
    },
    gatewiseTruncated(n, mean, stddev, engine, tables, single, out) {
      const engine_ = memory.bring(engine);
      const tables_ = memory.bring(tables);
      const out_ = memory.room(out);
      const result = _gatewiseTruncated(n, mean, stddev, engine_, tables_, single, out_);
      memory.fetch(out_, out);
      memory.end();
      return result;
    },
    jaxUniform32(n, low, range, k0, k1, out) {
      const out_ = memory.room(out);
      _jaxUniform32(n, low, range, k0, k1, out_);
      memory.fetch(out_, out);
      memory.end();
    },
    jaxNormal32(n, mean, stddev, low, range, most, k0, k1, out) {
      const out_ = memory.room(out);
      _jaxNormal32(n, mean, stddev, low, range, most, k0, k1, out_);
      memory.fetch(out_, out);
      memory.end();
    },
    pcgUniform(n, low, range, engine, single, out) {
      const engine_ = memory.bring(engine);
      const out_ = memory.room(out);
      _pcgUniform(n, low, range, engine_, single, out_);
      memory.fetch(engine_, engine);
      memory.fetch(out_, out);
      memory.end();
    },
    pcgUniform32(n, low, range, engine, out) {
      const engine_ = memory.bring(engine);
      const out_ = memory.room(out);
      const result = _pcgUniform32(n, low, range, engine_, out_);
      memory.fetch(engine_, engine);
      memory.fetch(out_, out);
      memory.end();
      return result;
    },
    pcgNormal(n, mean, stddev, engine, ziggurat, single, out) {
      const engine_ = memory.bring(engine);
      const ziggurat_ = memory.bring(ziggurat);
      const out_ = memory.room(out);
      const result = _pcgNormal(n, mean, stddev, engine_, ziggurat_, single, out_);
      memory.fetch(engine_, engine);
      memory.fetch(out_, out);
      memory.end();
      return result;
    },
    pcgNormal32(n, mean, stddev, engine, ziggurat, out) {
      const engine_ = memory.bring(engine);
      const ziggurat_ = memory.bring(ziggurat);
      const out_ = memory.room(out);
      const result = _pcgNormal32(n, mean, stddev, engine_, ziggurat_, out_);
      memory.fetch(engine_, engine);
      memory.fetch(out_, out);
      memory.end();
      return result;
    },
    orthonormalWorkspace(rows, columns) {
      const result = _orthonormalWorkspace(rows, columns);
      return result;
    },
    orthonormalColumns(rows, columns, a, out, workspace) {
      const a_ = memory.bring(a);
      const out_ = memory.room(out);
      _orthonormalColumns(rows, columns, a_, out_, workspace.address);
      memory.fetch(out_, out);
      memory.end();
    },
  };
}
