import type { Tensors } from "../layers/index.ts";
import type { Tensor } from "../tensor/index.ts";

/** Tells one tensor from those of several inputs or outputs by name. */
export function isOneTensor(tensors: Tensors): tensors is Tensor {
  return "dtype" in tensors && "data" in tensors;
}
