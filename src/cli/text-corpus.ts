import { GatewiseError, sha256Hex } from "../index.ts";
import { type Data, Vocabulary, windows } from "../train.ts";
import { readFileBounded } from "./files.ts";

/** The largest text that is read, in bytes. */
const maxTextBytes = 512 * 2 ** 20;

/** A text to train on: its characters are the vocabulary, and its end is held out. */
export interface Corpus {
  readonly vocabulary: Vocabulary;
  readonly digest: string;
  readonly training: Data;
  /** null: nothing is held out. */
  readonly heldOut: Data | null;
}

/** Reads a text. Throws: unreadable, limit, bad-text. */
export async function readCorpus(
  path: string,
  { heldOut: part, batch, window }: { heldOut: number; batch: number; window: number },
): Promise<Corpus> {
  const bytes = await readFileBounded(path, maxTextBytes);
  const text = decode(bytes, path);
  if (text === "") throw badText(path, "an empty file", "a text", "is this the file you meant?");
  const vocabulary = Vocabulary.of(text);
  const numbers = vocabulary.encode(text, path);
  const kept = numbers.length - Math.floor(part * numbers.length);
  const least = batch * window + 1;
  if (kept < least) {
    throw badText(
      path,
      `${numbers.length} characters${part > 0 ? `, of which ${numbers.length - kept} are held out` : ""}`,
      `at least ${least} to learn from: a window of ${window} for each of ${batch} readers, and one character more`,
      "give a longer text, or smaller --batch and --window",
    );
  }
  const end = numbers.subarray(kept);
  if (part > 0 && end.length < window + 1) {
    throw badText(path, `${end.length} characters held out`, `at least ${window + 1}`, "give a greater --held-out, or 0 for none");
  }
  return {
    vocabulary,
    digest: sha256Hex(bytes),
    training: windows(numbers.slice(0, kept), { batch, window }),
    // Fewer readers side by side where the held-out text is short.
    heldOut: part === 0 ? null : windows(end.slice(), { batch: Math.min(batch, Math.floor((end.length - 1) / window)), window }),
  };
}

function decode(bytes: Uint8Array, path: string): string {
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    throw badText(path, `a byte at ${firstBadByte(bytes)} that is not UTF-8`, "a text in UTF-8", "convert it: iconv -f LATIN1 -t UTF-8");
  }
}

/** Where the first bad character begins: the longest beginning that decodes, by halves, without a character that is cut off. */
function firstBadByte(bytes: Uint8Array): number {
  const decodes = (length: number, stream: boolean): boolean => {
    try {
      new TextDecoder("utf-8", { fatal: true }).decode(bytes.subarray(0, length), { stream });
      return true;
    } catch {
      return false;
    }
  };
  let [good, bad] = [0, bytes.length];
  while (bad - good > 1) {
    const middle = Math.floor((good + bad) / 2);
    if (decodes(middle, true)) good = middle;
    else bad = middle;
  }
  while (!decodes(good, false)) good--;
  return good;
}

function badText(where: string, received: string, expected: string, fix: string): GatewiseError {
  return new GatewiseError("bad-text", { where, received, expected, fix });
}
