import { GatewiseError, show } from "../base/index.ts";
import type { State } from "../layers/index.ts";
import { gatewiseSeed, openStream } from "../random/index.ts";
import { noGrad, tensor } from "../tensor/index.ts";
import type { Vocabulary } from "./characters.ts";
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
 * Throws: unknown-character, out-of-range.
 */
export function* sampleText(
  model: Trainable,
  vocabulary: Vocabulary,
  { prompt, length, temperature, seed }: SampleOptions,
): Generator<string> {
  if (!(temperature >= 0 && Number.isFinite(temperature))) throw outOfRange("temperature", temperature, "a number of 0 or more");
  if (!(Number.isSafeInteger(length) && length >= 0)) throw outOfRange("length", length, "a whole number of 0 or more");
  const read = vocabulary.encode(prompt, "the prompt");
  if (read.length === 0) throw outOfRange("prompt", prompt, "at least one character");
  const stream = openStream("philox-gatewise", gatewiseSeed(seed, "sample", null));
  const drawn = new Float64Array(1);
  let state: State | undefined;
  let input = read;
  model.resetStates?.();
  for (let k = 0; k < length; k++) {
    const called = noGrad(() =>
      model.call(tensor(input, { shape: [1, input.length] }), { training: false, ...(state === undefined ? {} : { state }) }),
    );
    state = called.state;
    const { data } = called.output;
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
