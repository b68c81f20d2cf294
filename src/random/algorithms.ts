import { mt19937Torch } from "./mt19937-torch.ts";
import type { Algorithm, StreamAlgorithm } from "./stream.ts";

/** Every stream by name: one line a stream, each exported by its own file. */
export const algorithms: Readonly<Partial<Record<StreamAlgorithm, Algorithm>>> = {
  "mt19937-torch": mt19937Torch,
};
