import { camelCase, frameworkWords } from "./arguments.ts";
import { GatewiseError } from "./errors.ts";

/**
 * Hands options over in a framework's words, and tells a refusal of them by the names that they have in TypeScript; options that were
 * written in the framework's words are told in these.
 *
 * Throws: wrong-type for no object; what `use` throws.
 */
export function inFrameworkWords<R>(where: string, options: unknown, use: (words: Record<string, unknown>) => R): R {
  const words = frameworkWords(where, options);
  try {
    return use(words);
  } catch (error) {
    const given = Object.keys(options as object);
    if (!(error instanceof GatewiseError) || given.some((name) => name.includes("_"))) throw error;
    throw renamed(error, [...Object.keys(words), ...namesIn(error)]);
  }
}

/** The names of arguments that a refusal tells. */
function namesIn({ code, where, received, expected }: GatewiseError): string[] {
  const [, ofPlace] = /argument (\S+?)(?:,|$)/.exec(where) ?? [];
  if (ofPlace === undefined) return [];
  const unknown = code === "unknown-option" && received === `"${ofPlace}"`;
  return [ofPlace, ...(unknown ? expected.replace(/^(?:only|one of) /, "").split(", ") : [])];
}

function renamed(error: GatewiseError, names: readonly string[]): GatewiseError {
  const inSnakeCase = new Set(names.filter((name) => camelCase(name) !== name));
  const rename = (text: string): string => text.replace(/\w+/g, (word) => (inSnakeCase.has(word) ? camelCase(word) : word));
  const { code, where, received, expected, fix } = error;
  const facts = { where: rename(where), received: rename(received), expected: rename(expected), fix: rename(fix) };
  return new GatewiseError(code, facts, { cause: error });
}
