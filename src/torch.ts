/** The door of the PyTorch dialect. */
import { clipGradNorm, clipGradValue, nn, optim, type SessionOptions, TorchSession } from "./dialects/torch/index.ts";

export {
  type InitName,
  type KaimingOptions,
  type Options,
  ParameterRef,
  type PlateauOptions,
  type SessionOptions,
  TorchInit,
  TorchModule,
  TorchSession,
} from "./dialects/torch/index.ts";

export const torch = {
  /** Opens a session: PyTorch of a version, with its default generator seeded. */
  session: (options: SessionOptions): TorchSession => new TorchSession(options),
  nn,
  optim,
  clipGradNorm,
  clipGradValue,
};
