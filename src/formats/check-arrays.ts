import { type NamedArray, type Storage, showShape, sizeOf } from "../base/index.ts";
import { fileError } from "./file-error.ts";
import { defaultLimits } from "./limits.ts";

const encoder = new TextEncoder();

/**
 * Holds arrays and metadata against what every format can keep, so that whatever is written can be read again.
 *
 * Throws: name-taken (two arrays of a name), bad-shape, limit, not-supported (text that UTF-8 cannot hold).
 */
export function checkArrays(file: string, arrays: readonly NamedArray[], metadata: ReadonlyMap<string, string>): void {
  const limits = defaultLimits;
  if (arrays.length > limits.maxTensors) {
    throw fileError(
      "limit",
      { file },
      {
        received: `${arrays.length} arrays`,
        expected: `at most ${limits.maxTensors}`,
        fix: "write several files",
      },
    );
  }
  const names = new Set<string>();
  for (const { name, shape, data } of arrays) {
    const place = { file, tensor: name };
    checkText(file, name, "a tensor name");
    if (names.has(name)) {
      throw fileError("name-taken", place, {
        received: "two arrays of one name",
        expected: "each name once",
        fix: "rename one of them",
      });
    }
    names.add(name);
    if (encoder.encode(name).length > limits.maxNameBytes || shape.length > limits.maxRank) {
      throw fileError("limit", place, {
        received: `a name of ${encoder.encode(name).length} bytes, ${shape.length} dimensions`,
        expected: `at most ${limits.maxNameBytes} bytes and ${limits.maxRank} dimensions`,
        fix: "shorten the name, or reshape",
      });
    }
    if (!shape.every((dimension) => Number.isSafeInteger(dimension) && dimension >= 0) || sizeOf(shape) !== (data as Storage).length) {
      throw fileError("bad-shape", place, {
        received: `${(data as Storage).length} elements for shape ${showShape(shape)}`,
        expected: "as many elements as the shape says",
        fix: "give shape and data that belong together",
      });
    }
  }
  for (const [key, value] of metadata) {
    checkText(file, key, "a metadata key");
    checkText(file, value, `metadata ${key}`);
  }
}

/** A lone surrogate has no UTF-8 form: TextEncoder would silently write U+FFFD. */
function checkText(file: string, text: string, what: string): void {
  if (!/\p{Surrogate}/u.test(text)) return;
  throw fileError(
    "not-supported",
    { file },
    {
      received: `${what} with half of a surrogate pair: ${JSON.stringify(text).slice(0, 100)}`,
      expected: "text that UTF-8 can hold",
      fix: "rename it",
    },
  );
}
