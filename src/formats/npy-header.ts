import { show } from "../base/index.ts";
import { fileError, type Place } from "./file-error.ts";
import type { Limits } from "./limits.ts";

/** What the header of a .npy file says. */
export interface NpyHeader {
  /** NumPy's type string; undefined for a structured type. */
  readonly descr: string | undefined;
  readonly fortranOrder: boolean;
  readonly shape: readonly number[];
}

const tokens = /\s*(?:'((?:[^'\\\n])*)'|"((?:[^"\\\n])*)"|(\d+)[lL]?|(True|False|None)|([{}()[\]:,]))/y;

/**
 * Reads the Python dict literal of a .npy header: exactly the keys descr, fortran_order and shape, each once.
 *
 * Domain: strings without escapes, whole numbers (Python 2's `10L` too), tuples, lists; nothing is evaluated.
 * Throws: bad-file, limit. Offsets count bytes as long as the header is ASCII.
 */
export function parseNpyHeader(text: string, place: Place, limits: Limits): NpyHeader {
  const scanner = scan(text, place);
  let descr: string | undefined;
  let fortranOrder: boolean | undefined;
  let shape: number[] | undefined;
  const seen = new Set<string>();
  scanner.punctuation("{");
  while (!scanner.tries("}")) {
    const key = scanner.string();
    if (seen.has(key)) throw scanner.bad(`key ${show(key)} twice`, "each key once");
    seen.add(key);
    scanner.punctuation(":");
    if (key === "descr") descr = scanner.startsString() ? scanner.string() : scanner.structured();
    else if (key === "fortran_order") fortranOrder = scanner.boolean();
    else if (key === "shape") shape = scanner.tuple(limits.maxRank);
    else throw scanner.bad(`key ${show(key)}`, "only descr, fortran_order and shape");
    if (!scanner.tries(",")) {
      scanner.punctuation("}");
      break;
    }
  }
  scanner.finish();
  if (!seen.has("descr") || fortranOrder === undefined || shape === undefined) {
    throw scanner.bad(`keys ${[...seen].join(", ")}`, "descr, fortran_order and shape");
  }
  return { descr, fortranOrder, shape };
}

function scan(text: string, place: Place) {
  let at = 0;
  let current = next();

  function next(): RegExpExecArray | null {
    tokens.lastIndex = at;
    return tokens.exec(text);
  }
  function advance(): void {
    at = tokens.lastIndex;
    current = next();
  }
  function bad(received: string, expected: string): Error {
    return fileError(
      "bad-file",
      { ...place, offset: (place.offset ?? 0) + at },
      {
        received,
        expected,
        fix: "write the file again with numpy.save",
      },
    );
  }
  function found(): string {
    const rest = text.slice(at, at + 20).trim();
    return rest === "" ? "the end of the header" : show(rest);
  }
  function tries(character: string): boolean {
    if (current?.[5] !== character) return false;
    advance();
    return true;
  }
  function punctuation(character: string): void {
    if (!tries(character)) throw bad(found(), `"${character}"`);
  }
  function startsString(): boolean {
    return current !== null && (current[1] ?? current[2]) !== undefined;
  }
  function string(): string {
    const value = current?.[1] ?? current?.[2];
    if (value === undefined) throw bad(found(), "a string in quotes, without escapes");
    advance();
    return value;
  }
  function boolean(): boolean {
    const word = current?.[4];
    if (word !== "True" && word !== "False") throw bad(found(), "True or False");
    advance();
    return word === "True";
  }
  function tuple(most: number): number[] {
    const numbers: number[] = [];
    punctuation("(");
    let comma = true;
    while (!tries(")")) {
      const digits = current?.[3];
      if (!comma || digits === undefined) throw bad(found(), "a tuple of whole numbers, 0 or above");
      const value = Number(digits);
      if (numbers.length >= most || !Number.isSafeInteger(value)) {
        throw fileError(
          "limit",
          { ...place, offset: (place.offset ?? 0) + at },
          {
            received: digits.slice(0, 40),
            expected: `at most ${most} dimensions, each at most 2^53 - 1`,
            fix: "is the file damaged?",
          },
        );
      }
      numbers.push(value);
      advance();
      comma = tries(",");
    }
    if (numbers.length === 1 && !comma) throw bad(`(${numbers[0]})`, `(${numbers[0]},): a tuple`);
    return numbers;
  }
  /** Passes over the list of fields of a structured type: brackets must match, words do not matter. */
  function structured(): undefined {
    let depth = 0;
    do {
      const mark: string | undefined = current?.[5];
      if (depth === 0 && mark !== "[") throw bad(found(), "a type string");
      if (current === null) throw bad(found(), "the end of the list of fields");
      if (mark === "[" || mark === "(" || mark === "{") depth += 1;
      if (mark === "]" || mark === ")" || mark === "}") depth -= 1;
      advance();
    } while (depth > 0);
    return undefined;
  }
  function finish(): void {
    if (text.slice(at).trim() !== "") throw bad(found(), "only spaces behind the header");
  }
  return { bad, tries, punctuation, startsString, string, boolean, tuple, structured, finish };
}
