/** The door of the kernels: the loops that cost time, on three grounds. */
export { type Backend, plainBackend } from "./backend.ts";
export { askedBackend, backend, ready, useBackend } from "./backend-in-use.ts";
export type {
  ActivationKind,
  AveragingKind,
  BinaryKind,
  BulkKernels,
  GateKind,
  Kernels,
  KernelsOf,
  Reals,
  UnaryKind,
} from "./kernels.gen.ts";
export type { Workspace } from "./workspace.ts";
