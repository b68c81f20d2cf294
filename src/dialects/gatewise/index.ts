/** Our own dialect: what no framework does, a rule for each gate of each matrix. */

export { grades } from "./grades.gen.ts";
export { type GatewiseOptions, GatewiseSession, type InitOptions, type ModuleArguments, type ModuleClassName } from "./session.ts";
