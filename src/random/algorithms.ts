import type { Algorithm, StreamAlgorithm } from "./stream.ts";

/** Every stream by name: one line a stream, each exported by its own file. */
export const algorithms: Readonly<Partial<Record<StreamAlgorithm, Algorithm>>> = {
};
