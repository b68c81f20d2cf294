import { type Place, refuse } from "./refuse.ts";

/** A JSON value whose integers are exact and whose objects keep their keys in order, each once. */
export type StrictJson = string | bigint | boolean | null | StrictJson[] | Map<string, StrictJson>;

const deepest = 128;

/**
 * Reads JSON as the header of a weights file needs it: duplicate keys, lone surrogates, numbers that are not plain
 * non-negative integers, and anything after the value are refused. `JSON.parse` would pass all of them over.
 *
 * Throws: bad-file with the byte offset.
 */
export function scanJson(text: string, place: Place): StrictJson {
  const scanner = new Scanner(text, place);
  const value = scanner.value(0);
  scanner.end();
  return value;
}

class Scanner {
  readonly #text: string;
  readonly #place: Place;
  #at = 0;

  constructor(text: string, place: Place) {
    this.#text = text;
    this.#place = place;
  }

  end(): void {
    this.#space();
    if (this.#at < this.#text.length) throw this.#error("text after the header's object", "nothing but spaces");
  }

  value(depth: number): StrictJson {
    if (depth > deepest) throw this.#error("nesting deeper than 128", "a flat header");
    this.#space();
    const next = this.#text[this.#at];
    if (next === "{") return this.#object(depth);
    if (next === "[") return this.#array(depth);
    if (next === '"') return this.#string();
    if (this.#word("true")) return true;
    if (this.#word("false")) return false;
    if (this.#word("null")) return null;
    const number = /^(0|[1-9]\d*)(?![\d.eE])/.exec(this.#text.slice(this.#at, this.#at + 32));
    if (number === null) throw this.#error(this.#text.slice(this.#at, this.#at + 12) || "the end", "a JSON value; numbers as plain non-negative integers");
    this.#at += number[0].length;
    return BigInt(number[0]);
  }

  #object(depth: number): Map<string, StrictJson> {
    const object = new Map<string, StrictJson>();
    this.#at++;
    this.#space();
    if (this.#take("}")) return object;
    for (;;) {
      this.#space();
      if (this.#text[this.#at] !== '"') throw this.#error(this.#text.slice(this.#at, this.#at + 12) || "the end", "a quoted key");
      const key = this.#string();
      this.#space();
      if (!this.#take(":")) throw this.#error(this.#text.slice(this.#at, this.#at + 12) || "the end", "a colon");
      if (object.has(key)) throw this.#error(`the key ${JSON.stringify(key)} twice`, "each name once");
      object.set(key, this.value(depth + 1));
      this.#space();
      if (this.#take(",")) continue;
      if (this.#take("}")) return object;
      throw this.#error(this.#text.slice(this.#at, this.#at + 12) || "the end", "a comma or }");
    }
  }

  #array(depth: number): StrictJson[] {
    const array: StrictJson[] = [];
    this.#at++;
    this.#space();
    if (this.#take("]")) return array;
    for (;;) {
      array.push(this.value(depth + 1));
      this.#space();
      if (this.#take(",")) continue;
      if (this.#take("]")) return array;
      throw this.#error(this.#text.slice(this.#at, this.#at + 12) || "the end", "a comma or ]");
    }
  }

  #string(): string {
    const start = this.#at;
    let end = start + 1;
    while (end < this.#text.length && this.#text[end] !== '"') {
      if (this.#text.charCodeAt(end) < 0x20) throw this.#error("a control character in a string", "escaped ones");
      end += this.#text[end] === "\\" ? 2 : 1;
    }
    this.#at = end + 1;
    let value: unknown;
    try {
      value = JSON.parse(this.#text.slice(start, end + 1));
    } catch {
      this.#at = start;
      throw this.#error("a string that is not closed or not legal", "a JSON string");
    }
    if (!isWellFormed(value as string)) {
      this.#at = start;
      throw this.#error("a lone surrogate", "well-formed Unicode");
    }
    return value as string;
  }

  #word(word: string): boolean {
    if (!this.#text.startsWith(word, this.#at)) return false;
    this.#at += word.length;
    return true;
  }

  #take(character: string): boolean {
    if (this.#text[this.#at] !== character) return false;
    this.#at++;
    return true;
  }

  #space(): void {
    while (this.#at < this.#text.length && " \t\n\r".includes(this.#text[this.#at])) this.#at++;
  }

  #error(received: string, expected: string) {
    return refuse("bad-file", { ...this.#place, offset: this.#place.offset + this.#at }, received, expected);
  }
}

function isWellFormed(text: string): boolean {
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    if (unit < 0xd800 || unit > 0xdfff) continue;
    const next = text.charCodeAt(i + 1);
    if (unit > 0xdbff || !(next >= 0xdc00 && next <= 0xdfff)) return false;
    i++;
  }
  return true;
}
