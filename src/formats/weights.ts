import { GatewiseError, type NamedArray, nearest, show } from "../base/index.ts";
import { fileError } from "./file-error.ts";
import type { Limits } from "./limits.ts";

/** What a weights file holds. Arrays may share memory with the bytes they were read from. */
export interface Weights {
  /** In the order of the file. */
  readonly arrays: Map<string, NamedArray>;
  readonly metadata: Map<string, string>;
  /** Legal entries whose numbers gatewise cannot hold (8-bit floats, complex, objects): name to the file's own type. */
  readonly undecodable: Map<string, string>;
}

/** One format of weights files; the registry lists them. */
export interface WeightFormat {
  /** With the dot, in lower case. */
  readonly ending: string;
  /** As people call it. */
  readonly title: string;
  read(file: string, bytes: Uint8Array, limits: Limits): Weights;
  write(file: string, arrays: readonly NamedArray[], metadata: ReadonlyMap<string, string>): Uint8Array;
}

/**
 * Takes one array of a file by name.
 *
 * Throws: missing-tensor with the nearest name; not-supported where the file has it in a type that cannot be decoded.
 */
export function arrayNamed(weights: Weights, name: string, file: string): NamedArray {
  const array = weights.arrays.get(name);
  if (array !== undefined) return array;
  const type = weights.undecodable.get(name);
  if (type !== undefined) {
    throw fileError(
      "not-supported",
      { file, tensor: name },
      {
        received: `type ${type}`,
        expected: "a float, whole number or bool array",
        fix: "cast it in the program that writes the file",
      },
    );
  }
  const near = nearest(name, weights.arrays.keys());
  throw new GatewiseError("missing-tensor", {
    where: file,
    received: `a file without ${show(name)}`,
    expected: "a tensor of that name",
    fix: near === undefined ? "the file holds no array" : `the nearest name in it is ${show(near)}`,
  });
}
