/** PyTorch: torch.nn modules and torch.nn.init as they start on a CPU. */

export { grades } from "./grades.gen.ts";
export { nn } from "./losses.ts";
export { takesDtype } from "./module-classes.ts";
export { isModuleName, moduleNames } from "./module-names.ts";
export type { InitName } from "./nn-init.ts";
export {
  clipGradNorm,
  clipGradValue,
  optim,
  type PlateauOptions,
} from "./optim.ts";
export { torchOptimizer } from "./optimizers.ts";
export type * as Options from "./options.gen.ts";
export { ParameterRef } from "./parameter-ref.ts";
export { torchClip, torchPlateau, torchSchedule } from "./schedules.ts";
export {
  type KaimingOptions,
  type SessionOptions,
  TorchInit,
  TorchModule,
  TorchSession,
} from "./session.ts";
