import { sampleText } from "../../train.ts";
import { realNumber, wholeNumber } from "../numbers.ts";
import { readTextModel } from "../text-file.ts";

interface SampleOptions {
  readonly prompt?: string;
  readonly length?: string;
  readonly temperature?: string;
  readonly seed?: string;
}

/** Writes text that a trained model makes up. */
export async function sample(path: string, options: SampleOptions): Promise<void> {
  const length = options.length === undefined ? 400 : wholeNumber("--length", options.length, 0);
  const temperature = options.temperature === undefined ? 0.8 : realNumber("--temperature", options.temperature, { least: 0 });
  const seed = options.seed === undefined ? 7 : wholeNumber("--seed", options.seed, 0);
  const { model, vocabulary } = await readTextModel(path);
  const prompt = options.prompt ?? (vocabulary.characters.includes("\n") ? "\n" : vocabulary.characters[0]);
  const characters = sampleText(model, vocabulary, { prompt, length, temperature, seed: BigInt(seed) });
  process.stdout.write(options.prompt ?? "");
  let count = 0;
  for (const character of characters) {
    process.stdout.write(character);
    // A reader that went away is told of between turns.
    if (++count % 64 === 0) await new Promise(setImmediate);
  }
  process.stdout.write("\n");
}
