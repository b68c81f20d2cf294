/** The door of our own dialect. */
import { type GatewiseOptions, GatewiseSession } from "./dialects/gatewise/index.ts";

export {
  type GatewiseOptions,
  GatewiseSession,
  type InitOptions,
  type ModuleArguments,
  type ModuleClassName,
} from "./dialects/gatewise/index.ts";

export const gatewise = {
  /** Opens a session of our own dialect. */
  session: (options: GatewiseOptions = {}): GatewiseSession => new GatewiseSession(options),
};
