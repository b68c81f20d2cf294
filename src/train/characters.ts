import { checkText, GatewiseError, show } from "../base/index.ts";
import { wrong } from "./check-kinds.ts";

/** The characters that a model reads and writes: a character's number is its place. */
export class Vocabulary {
  readonly characters: readonly string[];
  readonly #numbers: ReadonlyMap<string, number>;

  /** Throws: wrong-type; name-taken, where a character has two numbers. */
  constructor(characters: readonly string[]) {
    checkCharacters(characters);
    this.characters = characters;
    this.#numbers = new Map(characters.map((character, number) => [character, number]));
  }

  /** The characters of a text, each once, by their code points. */
  static of(text: string): Vocabulary {
    checkText("Vocabulary.of, text", text);
    const characters = [...new Set(text)];
    return new Vocabulary(characters.sort((a, b) => (a.codePointAt(0) as number) - (b.codePointAt(0) as number)));
  }

  /** Writes a text as numbers. Throws: unknown-character, with its place. */
  encode(text: string, where: string): Int32Array {
    checkText("encode, text", text);
    checkText("encode, where", where);
    const numbers = new Int32Array(text.length);
    let count = 0;
    for (const character of text) {
      const number = this.#numbers.get(character);
      if (number === undefined) throw this.#unknown(character, count, where);
      numbers[count++] = number;
    }
    return numbers.slice(0, count);
  }

  /** Writes numbers as a text. Throws: wrong-type, out-of-range. */
  decode(numbers: ArrayLike<number>): string {
    if (!Array.isArray(numbers) && !ArrayBuffer.isView(numbers))
      throw wrong("decode, numbers", numbers, "a list of numbers", "give what encode gave");
    return Array.from(numbers as ArrayLike<number>, (number) => this.#character(number)).join("");
  }

  #character(number: number): string {
    const character = this.characters[number];
    if (character !== undefined) return character;
    throw new GatewiseError("out-of-range", {
      where: "decode, numbers",
      received: show(number),
      expected: `whole numbers from 0 to ${this.characters.length - 1}`,
      fix: "decode what this vocabulary has encoded",
    });
  }

  #unknown(character: string, place: number, where: string): GatewiseError {
    const code = (character.codePointAt(0) as number).toString(16).toUpperCase().padStart(4, "0");
    return new GatewiseError("unknown-character", {
      where: `${where}, character ${place + 1}`,
      received: `${show(character)} (U+${code})`,
      expected: `one of the ${this.characters.length} characters that the model was trained on: ${this.characters.join("")}`,
      fix: "leave it out, write it otherwise, or train on a text that has it",
    });
  }
}

/** Holds that characters are texts of one character, each once. */
function checkCharacters(characters: unknown): void {
  if (!Array.isArray(characters))
    throw wrong("vocabulary, characters", characters, "a list of characters", "make it by Vocabulary.of(text)");
  const odd: unknown = characters.find((one) => typeof one !== "string" || [...one].length !== 1);
  if (odd !== undefined || characters.includes(undefined))
    throw wrong("vocabulary, characters", odd, "texts of one character each", "make it by Vocabulary.of(text)");
  if (new Set(characters).size === characters.length) return;
  const twice = characters.find((one, k) => characters.indexOf(one) !== k) as string;
  throw new GatewiseError("name-taken", {
    where: "vocabulary, characters",
    received: `${show(twice)} twice`,
    expected: "each character once",
    fix: "leave one of them out",
  });
}
