/** The door of the kernels: the loops that cost time, on three grounds. */
export { askedBackend, type Backend, backend, plainBackend, ready, useBackend } from "./backend.ts";
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
