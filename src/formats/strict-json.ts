import { show } from "../base/index.ts";
import { fetchAgain, fileError, type Place } from "./file-error.ts";

/** serde_json@1, de.rs: its recursion limit of 128 lets 127 brackets stand inside each other. */
const maxDepth = 127;
const maxUint64 = 2n ** 64n - 1n;
const decoder = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });

const quote = 0x22;
const backslash = 0x5c;
const escapes: { readonly [letter: string]: string } = {
  '"': '"',
  "\\": "\\",
  "/": "/",
  b: "\b",
  f: "\f",
  n: "\n",
  r: "\r",
  t: "\t",
};

/**
 * Reads JSON bytes from left to right and refuses what JSON.parse lets through: duplicate keys, whole numbers that lose
 * digits or are written as 4.0, lone surrogates, deep nesting. Every refusal names its byte.
 *
 * Throws: bad-file, limit (nesting, numbers above 2^53 - 1).
 */
export class StrictJson {
  readonly bytes: Uint8Array;
  /** The byte that is read next. */
  at: number;
  readonly end: number;
  /** The tensor that errors name. */
  tensor: string | undefined = undefined;
  private readonly file: string;
  private depth = 0;

  constructor(file: string, bytes: Uint8Array, start: number, end: number) {
    this.file = file;
    this.bytes = bytes;
    this.at = start;
    this.end = end;
  }

  place(offset: number): Place {
    return this.tensor === undefined ? { file: this.file, offset } : { file: this.file, offset, tensor: this.tensor };
  }

  /** The first byte of the next value, as a character. */
  peek(): string {
    this.skipSpace();
    return this.at < this.end ? String.fromCharCode(this.bytes[this.at]) : "";
  }

  /** Reads an object; `read` is called behind each key and must read its value. */
  object(read: (key: string, offset: number) => void): void {
    this.list(
      "{",
      "}",
      () => {
        this.skipSpace();
        const offset = this.at;
        const key = this.string();
        this.take(":");
        return { key, offset };
      },
      read,
    );
  }

  /** Reads an array; `read` must read one value. */
  array(read: () => void): void {
    this.list("[", "]", undefined, read);
  }

  string(): string {
    this.take('"');
    const { bytes, end } = this;
    let start = this.at;
    let text = "";
    for (;;) {
      if (this.at >= end) throw this.bad("a string without end", 'a closing "');
      const byte = bytes[this.at];
      if (byte === quote) break;
      if (byte < 0x20) throw this.bad(`control character ${byte} in a string`, "it written as \\u00XX");
      this.at += 1;
      if (byte !== backslash) continue;
      text += this.decode(start, this.at - 1) + this.escape();
      start = this.at;
    }
    text += this.decode(start, this.at);
    this.at += 1;
    if (/\p{Surrogate}/u.test(text)) throw this.bad("half of a surrogate pair", "text that UTF-8 can hold");
    return text;
  }

  /** Reads a whole number from 0 to 2^53 - 1, written with digits only. */
  integer(): number {
    this.skipSpace();
    const offset = this.at;
    const text = this.numberText();
    if (!/^(0|[1-9]\d*)$/.test(text)) throw this.bad(show(text), "a whole number, 0 or above, written with digits only", offset);
    const value = text.length > 20 ? undefined : BigInt(text);
    if (value === undefined || value > maxUint64) throw this.bad(text.slice(0, 40), "a number below 2^64", offset);
    if (value > BigInt(Number.MAX_SAFE_INTEGER)) {
      throw fileError("limit", this.place(offset), {
        received: text,
        expected: "at most 2^53 - 1",
        fix: "no file is so large; is the header damaged?",
      });
    }
    return Number(value);
  }

  /** Reads null, true or false. */
  literal(): "null" | "true" | "false" {
    this.skipSpace();
    for (const word of ["null", "true", "false"] as const) {
      if (!this.startsWith(word)) continue;
      this.at += word.length;
      return word;
    }
    throw this.bad(this.showNext(), "a JSON value");
  }

  /** Reads any one value and forgets it. */
  skip(): void {
    const next = this.peek();
    if (next === "{") this.object(() => this.skip());
    else if (next === "[") this.array(() => this.skip());
    else if (next === '"') this.string();
    else if (next === "-" || (next >= "0" && next <= "9")) {
      const offset = this.at;
      const text = this.numberText();
      if (!/^-?(0|[1-9]\d*)(\.\d+)?([eE][+-]?\d+)?$/.test(text)) throw this.bad(show(text), "a JSON number", offset);
    } else this.literal();
  }

  /** Refuses anything but white space up to the end. */
  finish(): void {
    this.skipSpace();
    if (this.at < this.end) throw this.bad(this.showNext(), "nothing behind the object");
  }

  bad(received: string, expected: string, offset = this.at): Error {
    return fileError("bad-file", this.place(offset), { received, expected, fix: fetchAgain });
  }

  private list(
    open: string,
    close: string,
    readKey: (() => { key: string; offset: number }) | undefined,
    read: (key: string, offset: number) => void,
  ): void {
    this.take(open);
    this.depth += 1;
    if (this.depth > maxDepth) {
      throw fileError("limit", this.place(this.at), {
        received: `more than ${maxDepth} brackets inside each other`,
        expected: `at most ${maxDepth}`,
        fix: fetchAgain,
      });
    }
    const keys = readKey === undefined ? undefined : new Set<string>();
    let more = this.peek() !== close;
    while (more) {
      const { key, offset } = readKey?.() ?? { key: "", offset: this.at };
      if (keys?.has(key)) {
        throw this.bad(`key ${show(key)} twice in one object`, "each key once", offset);
      }
      keys?.add(key);
      read(key, offset);
      more = this.peek() === ",";
      if (more) this.at += 1;
    }
    this.take(close);
    this.depth -= 1;
  }

  private take(character: string): void {
    if (this.peek() !== character) throw this.bad(this.showNext(), `"${character}"`);
    this.at += 1;
  }

  private skipSpace(): void {
    while (this.at < this.end) {
      const byte = this.bytes[this.at];
      if (byte !== 0x20 && byte !== 0x0a && byte !== 0x0d && byte !== 0x09) return;
      this.at += 1;
    }
  }

  private startsWith(word: string): boolean {
    if (this.at + word.length > this.end) return false;
    for (let k = 0; k < word.length; k++) if (this.bytes[this.at + k] !== word.charCodeAt(k)) return false;
    return true;
  }

  /** All characters that a number may contain; the callers hold them against the grammar. */
  private numberText(): string {
    const start = this.at;
    while (this.at < this.end && /[-+.eE\d]/.test(String.fromCharCode(this.bytes[this.at]))) this.at += 1;
    if (this.at === start) throw this.bad(this.showNext(), "a number");
    return this.decode(start, this.at);
  }

  private escape(): string {
    const letter = this.at < this.end ? String.fromCharCode(this.bytes[this.at]) : "";
    this.at += 1;
    if (letter !== "u") {
      const meaning = Object.hasOwn(escapes, letter) ? escapes[letter] : undefined;
      if (meaning === undefined) throw this.bad(`escape \\${letter}`, 'one of \\" \\\\ \\/ \\b \\f \\n \\r \\t \\uXXXX', this.at - 2);
      return meaning;
    }
    const digits = this.at + 4 <= this.end ? String.fromCharCode(...this.bytes.subarray(this.at, this.at + 4)) : "";
    if (!/^[0-9a-fA-F]{4}$/.test(digits)) throw this.bad(`escape \\u${digits}`, "four hexadecimal digits", this.at - 2);
    this.at += 4;
    return String.fromCharCode(Number.parseInt(digits, 16));
  }

  private decode(start: number, end: number): string {
    try {
      return decoder.decode(this.bytes.subarray(start, end));
    } catch {
      throw this.bad("bytes that are not UTF-8", "UTF-8", start);
    }
  }

  private showNext(): string {
    if (this.at >= this.end) return "the end of the header";
    const byte = this.bytes[this.at];
    return byte > 0x20 && byte < 0x7f ? show(String.fromCharCode(byte)) : `byte 0x${byte.toString(16).padStart(2, "0")}`;
  }
}
