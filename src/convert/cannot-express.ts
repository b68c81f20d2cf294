import { GatewiseError } from "../base/index.ts";
import type { NetLayer } from "./net-layer.ts";

/** The error for what a target's cell does not have. */
export function cannotExpress(layer: NetLayer, received: string, expected: string, fix: string): GatewiseError {
  return new GatewiseError("cannot-express", { where: `${layer.kind}#${layer.ordinal} (${layer.tensors[0]}, …)`, received, expected, fix });
}
