import { GatewiseError, show } from "../base/index.ts";

/** The characters that a model reads and writes: a character's number is its place. */
export class Vocabulary {
  readonly characters: readonly string[];
  readonly #numbers: ReadonlyMap<string, number>;

  constructor(characters: readonly string[]) {
    this.characters = characters;
    this.#numbers = new Map(characters.map((character, number) => [character, number]));
  }

  /** The characters of a text, each once, by their code points. */
  static of(text: string): Vocabulary {
    const characters = [...new Set(text)];
    return new Vocabulary(characters.sort((a, b) => (a.codePointAt(0) as number) - (b.codePointAt(0) as number)));
  }

  /** Writes a text as numbers. Throws: unknown-character, with its place. */
  encode(text: string, where: string): Int32Array {
    const numbers = new Int32Array(text.length);
    let count = 0;
    for (const character of text) {
      const number = this.#numbers.get(character);
      if (number === undefined) throw this.#unknown(character, count, where);
      numbers[count++] = number;
    }
    return numbers.slice(0, count);
  }

  /** Writes numbers as a text. */
  decode(numbers: ArrayLike<number>): string {
    return Array.from(numbers, (number) => this.characters[number]).join("");
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
