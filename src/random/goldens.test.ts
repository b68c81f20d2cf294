/** Holds every stream, bit for bit, to the numbers that real frameworks printed (tools/goldens/streams-*.py). */
import { sha256 as digest } from "@noble/hashes/sha2.js";
import { bytesToHex } from "@noble/hashes/utils.js";
import { describe, expect, test } from "vitest";
import { loadGolden } from "../../test/golden/load.ts";
import type { FloatDType, Floats } from "../base/index.ts";
import type { TorchStream } from "./mt19937-torch.ts";
import { meterOf, openStream } from "./open-stream.ts";
import type { Draws, Meter, Stream, StreamAlgorithm } from "./stream.ts";

interface Fill {
  readonly method: "uniform" | "normal" | "truncatedNormal" | "boundedNormal";
  readonly dtype: FloatDType;
  readonly count: number;
  readonly args: readonly number[];
  readonly bytes?: string;
  readonly sha256?: string;
}
interface Integers {
  readonly method: "integer";
  readonly args: readonly number[];
  readonly values: readonly number[];
}
interface Case {
  readonly stream: StreamAlgorithm;
  readonly seed: readonly string[];
  readonly calls: readonly (Fill | Integers)[];
  readonly stateSha256?: string;
  readonly position?: number;
}

const names = [
  "torch-2.13",
  "keras-3.15-torch",
  "keras-3.15-numpy",
  "numpy-2.4",
  "python-3.11",
  "tensorflow-1.1",
  "tensorflow-1.8",
  "tensorflow-2.21",
  "jax-0.10",
  "gatewise-1",
];
const goldens = await Promise.all(
  names.map(
    async (name): Promise<{ name: string; by: string; cases: Case[] }> => ({
      name,
      ...JSON.parse(new TextDecoder().decode(await loadGolden(`streams/${name}.json`))),
    }),
  ),
);

const sha256 = (bytes: Uint8Array): string => bytesToHex(digest(bytes));

describe.each(goldens)("$name", ({ by, cases }) => {
  const streams = [...new Set(cases.map((c) => c.stream))];
  test.each(streams)(`%s has the numbers of ${by}`, (algorithm) => {
    const wrong = cases.filter((c) => c.stream === algorithm).flatMap(differences);
    expect(wrong).toEqual([]);
  });
  test.each(streams)("the meter of %s says where the stream will be", (algorithm) => {
    const wrong = cases.filter((c) => c.stream === algorithm).flatMap(misjudged);
    expect(wrong).toEqual([]);
  });
});

function differences(golden: Case): string[] {
  const stream = openStream(golden.stream, golden.seed.map(BigInt));
  const wrong = golden.calls.filter((call) => !agrees(stream, call)).map((call) => `${golden.seed}: ${label(call)}`);
  if (golden.stateSha256 !== undefined) {
    const state = (stream as TorchStream).stateBytes();
    if (sha256(state) !== golden.stateSha256) wrong.push(`${golden.seed}: state after ${golden.calls.map(label)}`);
  }
  if (golden.position !== undefined && stream.position !== golden.position) {
    wrong.push(`${golden.seed}: position ${stream.position} after ${golden.calls.map(label)}`);
  }
  return wrong;
}

function agrees(stream: Stream, call: Fill | Integers): boolean {
  if (call.method === "integer") {
    const [low, high] = call.args;
    return call.values.every((value) => stream.integer?.(low, high) === value);
  }
  const out = filled(stream, call);
  const bytes = new Uint8Array(out.buffer, out.byteOffset, out.byteLength);
  return call.sha256 === undefined ? bytesToHex(bytes) === call.bytes : sha256(bytes) === call.sha256;
}

function filled(stream: Stream, { method, dtype, count, args }: Fill): Floats {
  const out = dtype === "float32" ? new Float32Array(count) : new Float64Array(count);
  const [a, b, low, high] = args;
  if (method === "boundedNormal") stream.boundedNormal?.(out, a, b, low, high);
  else stream[method](out, a, b);
  return out;
}

/** Follows a case with a meter beside the stream: what it foretells must happen. */
function misjudged(golden: Case): string[] {
  const stream = openStream(golden.stream, golden.seed.map(BigInt));
  const meter = meterOf(golden.stream);
  const wrong: string[] = [];
  for (const call of golden.calls) {
    for (let n = call.method === "integer" ? call.values.length : 1; n > 0; n--) {
      const before = stream.position;
      const foretold = foretell(meter, call);
      if (call.method === "integer") stream.integer?.(call.args[0], call.args[1]);
      else filled(stream, call);
      if (foretold !== "until accepted" && stream.position !== before + foretold) {
        wrong.push(`${label(call)}: ${foretold} foretold, ${stream.position - before} taken`);
      }
      if (meter.position !== null && meter.position !== stream.position) wrong.push(`${label(call)}: position`);
    }
  }
  return wrong;
}

function foretell(meter: Meter, call: Fill | Integers): Draws {
  if (call.method === "integer") return meter.integer?.(call.args[0], call.args[1]) ?? 0;
  if (call.method === "boundedNormal") return meter.boundedNormal?.(call.count, call.dtype) ?? 0;
  return meter[call.method](call.count, call.dtype);
}

function label(call: Fill | Integers): string {
  const what = call.method === "integer" ? "" : ` ${call.dtype} ${call.count}`;
  return `${call.method}${what} (${call.args.join(", ")})`;
}
