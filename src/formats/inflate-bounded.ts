import { Inflate } from "fflate";
import { fetchAgain, fileError, type Place } from "./file-error.ts";

/** Deflate's best is 258 bytes for two bits, 1032 to 1. */
const mostExpansion = 1032;
/** Input is handed over in pieces, so that output beyond the declared size is seen after at most 16 MiB of it. */
const pieceBytes = 16 * 1024;

/**
 * Inflates to exactly `size` bytes.
 *
 * Domain: a declared size beyond what deflate can reach is refused before anything is allocated; so is input far longer
 * than a sane writer needs, whose empty blocks would cost time without giving output.
 * Throws: bad-file.
 */
export function inflateBounded(compressed: Uint8Array, size: number, place: Place): Uint8Array {
  if (size > mostExpansion * compressed.length + 64) {
    throw fileError("bad-file", place, {
      received: `${size} bytes declared for ${compressed.length} compressed ones`,
      expected: `at most ${mostExpansion} to 1`,
      fix: fetchAgain,
    });
  }
  if (compressed.length > size * 1.25 + 1024) {
    throw fileError("bad-file", place, {
      received: `${compressed.length} compressed bytes for ${size}`,
      expected: "no more bytes than uncompressed ones",
      fix: fetchAgain,
    });
  }
  const out = new Uint8Array(size);
  let filled = 0;
  const stream = new Inflate((chunk) => {
    if (filled + chunk.length > size) throw tooLong;
    out.set(chunk, filled);
    filled += chunk.length;
  });
  try {
    for (let at = 0; at < compressed.length; at += pieceBytes) {
      stream.push(compressed.subarray(at, at + pieceBytes), at + pieceBytes >= compressed.length);
    }
  } catch (cause) {
    const received = cause === tooLong ? `more than the ${size} bytes declared` : `data that is not deflate (${String(cause)})`;
    throw fileError("bad-file", place, { received, expected: `${size} bytes of deflated data`, fix: fetchAgain }, cause);
  }
  if (filled !== size) {
    throw fileError("bad-file", place, { received: `${filled} bytes`, expected: `${size} bytes as declared`, fix: fetchAgain });
  }
  return out;
}

const tooLong = new Error("output beyond the declared size");
