import { checkArguments, GatewiseError, show } from "../base/index.ts";
import type { State } from "../layers/index.ts";
import { gatewiseSeed, openStream } from "../random/index.ts";
import { noGrad, type Tensor, tensor } from "../tensor/index.ts";
import { Vocabulary } from "./characters.ts";
import { checkModel } from "./check-fit.ts";
import { wrong } from "./check-kinds.ts";
import type { Trainable } from "./trainable.ts";

export interface SampleOptions {
  /** What the text begins with; it is read and not given back. */
  readonly prompt: string;
  /** How many characters follow. */
  readonly length: number;
  /** Logits are divided by it: below 1 bolder, above 1 wilder; 0 takes the likeliest character. */
  readonly temperature: number;
  readonly seed: bigint;
}

/**
 * Writes on from a prompt, character by character.
 *
 * Order: one uniform number of the stream philox-gatewise, named `sample`, a character; characters by their numbers.
 * Throws, before it writes anything: wrong-type, missing-option, unknown-character, out-of-range.
 */
export function sampleText(model: Trainable, vocabulary: Vocabulary, options: SampleOptions): Generator<string> {
  checkModel("sample, model", model);
  if (!(vocabulary instanceof Vocabulary)) throw wrong("sample, vocabulary", vocabulary, "a Vocabulary", "make it by Vocabulary.of(text)");
  const any = { type: "any" } as const;
  checkArguments(
    "sample",
    { prompt: { type: "string" }, length: any, temperature: any, seed: any },
    options as unknown as Readonly<Record<string, unknown>>,
  );
  const { prompt, length, temperature, seed } = options;
  if (typeof seed !== "bigint") throw wrong("sample, seed", seed, "a bigint", "write 7n");
  if (typeof temperature !== "number" || !(temperature >= 0 && Number.isFinite(temperature)))
    throw outOfRange("temperature", temperature, "a number of 0 or more");
  if (!(Number.isSafeInteger(length) && length >= 0)) throw outOfRange("length", length, "a whole number of 0 or more");
  const read = vocabulary.encode(prompt, "the prompt");
  if (read.length === 0) throw outOfRange("prompt", prompt, "at least one character");
  return written(model, vocabulary, read, options);
}

function* written(
  model: Trainable,
  vocabulary: Vocabulary,
  read: Int32Array,
  { length, temperature, seed }: SampleOptions,
): Generator<string> {
  const stream = openStream("philox-gatewise", gatewiseSeed(seed, "sample", null));
  const drawn = new Float64Array(1);
  let state: State | undefined;
  let input: Int32Array = read;
  model.resetStates?.();
  for (let k = 0; k < length; k++) {
    const called = noGrad(() =>
      model.call(tensor(input, { shape: [1, input.length] }), { training: false, ...(state === undefined ? {} : { state }) }),
    );
    state = called.state;
    const { data } = called.output as Tensor;
    stream.uniform(drawn, 0, 1);
    const next = choose(data.subarray(data.length - vocabulary.characters.length), temperature, drawn[0]);
    input = Int32Array.of(next);
    yield vocabulary.characters[next];
  }
}

/** The first character whose share of the probabilities, all before it included, is above u. */
function choose(logits: ArrayLike<number>, temperature: number, u: number): number {
  let best = 0;
  for (let i = 1; i < logits.length; i++) if (logits[i] > logits[best]) best = i;
  if (temperature === 0) return best;
  const shares = Float64Array.from(logits, (logit) => Math.exp((logit - logits[best]) / temperature));
  let left = u * shares.reduce((sum, share) => sum + share, 0);
  for (let i = 0; i < shares.length; i++) {
    left -= shares[i];
    if (left < 0) return i;
  }
  return best;
}

function outOfRange(option: string, received: unknown, expected: string): GatewiseError {
  return new GatewiseError("out-of-range", { where: `sample, ${option}`, received: show(received), expected, fix: "choose another" });
}
