/**
 * Elementary functions of float64 in strict IEEE steps: the same bits in every engine. Those that draw numbers have
 * the bits of glibc on x86-64, which every framework's Linux wheels call.
 */
export { erf64 } from "./erf64.ts";
export { exp64 } from "./exp64.ts";
export { log64 } from "./glibc-log.ts";
export { log1p64 } from "./glibc-log1p.ts";
export { sincos64 } from "./glibc-sincos.ts";
