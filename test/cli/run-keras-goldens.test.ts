/** `gatewise run` on every forward golden of Keras: weights, inputs, states and masks through files, carried states through more. */
import { describe, expect, it } from "vitest";
import { buildDocument } from "../../src/document/index.ts";
import { type NamedArray, namedArray } from "../../src/index.ts";
import { furthest, largest } from "../forward/distance.ts";
import { type ForwardCase, kerasSets, readForwardSet } from "../forward/read.ts";
import { boundOf, isCoarse } from "../forward/tolerance.ts";
import { asDocument, layerNames, outputNames } from "./run-document.ts";
import { commandInProcess, type Dtype, stored } from "./run-files.ts";

/** float64 where the framework lets a document's layers have it, and the document does not say float32 itself. */
function dtypeOf(set: string, { dtype, document }: ForwardCase): Dtype {
  const wide = ["keras-3.15-tensorflow", "keras-3.15-torch", "tf_keras-2.21"].includes(set) && document.model === undefined;
  return wide ? dtype : "float32";
}

const all = await Promise.all(kerasSets.map(async (set) => ({ set, cases: await readForwardSet(set) })));
const runFiles = commandInProcess();

describe.each(all)("$set", ({ set, cases }) => {
  for (const one of cases) {
    it(one.name, async () => {
      const dtype = dtypeOf(set, one);
      const document = asDocument(one);
      const names = layerNames(one);
      const [target, last] = [names[one.at ?? 0], names.at(-1) as string];
      const weightNames = document === one.document ? [...one.weights.keys()] : namesIn(document);
      const weights = [...one.weights.values()].map((array, k) => stored(weightNames[k], array, dtype));
      const exact = dtype === "float64" && !isCoarse(set, one);
      const calls = callsOf(one);
      // Keras 2.1.6's wrappers of stateful layers carry nothing.
      const carry = calls.length > 1 ? statefulLayers(document) : [];
      let carried: NamedArray[] = [];
      for (const call of calls) {
        const input = [
          ...call.inputs.map((array) => stored(call.inputs.length === 1 ? "input" : `input/${array.name}`, array, dtype)),
          ...call.states.map((array, k) => stored(`state/${target}/${k}`, array, dtype)),
          ...carried,
          ...(one.mask === undefined ? [] : [maskOf(one, one.mask)]),
        ];
        const arrays = await runFiles({ document, weights, input }, { dtype, ...(one.training === true ? { training: true } : {}) });
        const found = outputsOf(arrays, outputNames(document), last, call.outputs.length);
        expect(found.map(({ shape }) => shape)).toEqual(call.outputs.map(({ shape }) => shape));
        call.outputs.forEach((golden, k) => {
          const bound = boundOf("output", largest(golden.data), exact, one);
          expect(furthest(found[k].data as Float64Array, golden.data), `output ${k}`).toBeLessThanOrEqual(bound);
        });
        carried = [...arrays.values()].filter(({ name }) => carry.some((layer) => name.startsWith(`state/${layer}/`)));
      }
    });
  }
});

/**
 * The calls that a command can repeat, each with the states that the one before has written. A first one alone where states are given
 * to a stateful layer each time, or a layer's own mask goes with carried states: to a new process they are given states.
 */
function callsOf({ calls, document, training }: ForwardCase): ForwardCase["calls"] {
  const layers = (document.layers ?? []) as readonly { class_name: string; config?: { mask_zero?: boolean } }[];
  const masked = layers.some(({ class_name: name, config }) => name === "Masking" || config?.mask_zero === true);
  return masked || training === true || calls.some(({ states }) => states.length > 0) ? calls.slice(0, 1) : calls;
}

function statefulLayers(document: object): string[] {
  const { layers } = buildDocument(document).network();
  return layers.flatMap(({ name, definition }) => (definition.kind === "recurrent" && definition.stateful === true ? [name] : []));
}

/** tf.keras 1.8 names the variables of a functional model otherwise. */
function namesIn(document: object): string[] {
  return buildDocument(document)
    .plan()
    .parameters.map(({ name }) => name);
}

/** The outputs, both of two directions that are not merged, and the last layer's states, which a list of layers gives as outputs too. */
function outputsOf(arrays: ReadonlyMap<string, NamedArray>, names: readonly string[], last: string, count: number): NamedArray[] {
  const apart = [`output/${last}`, `output/${last}#2`];
  const outputs = arrays.has(names[0]) ? names : apart;
  const states = Array.from({ length: count - outputs.length }, (_, k) => `state/${last}/${k}`);
  return [...outputs, ...states].map((name) => arrays.get(name) as NamedArray);
}

/** A mask as the command takes it, samples first whatever the layer's order. */
function maskOf({ document }: ForwardCase, rows: readonly (readonly number[])[]): NamedArray {
  const timeFirst = (document.layers as { config?: { time_major?: boolean } }[]).some(({ config }) => config?.time_major === true);
  const mask = timeFirst ? rows[0].map((_, k) => rows.map((row) => row[k])) : rows;
  return namedArray("mask", "bool", [mask.length, mask[0].length], Uint8Array.from(mask.flat()));
}
