/** The door of the PyTorch dialect. */
import { type SessionOptions, TorchSession } from "./dialects/torch/index.ts";

export {
  type CellOptions,
  type ConvolutionOptions,
  type InitName,
  type KaimingOptions,
  ParameterRef,
  type RecurrentOptions,
  type SessionOptions,
  TorchInit,
  TorchModule,
  TorchSession,
} from "./dialects/torch/index.ts";

export const torch = {
  /** Opens a session: PyTorch of a version, with its default generator seeded. */
  session: (options: SessionOptions): TorchSession => new TorchSession(options),
};
