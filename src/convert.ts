/** The door of conversions. */
export { type Carried, carryStart } from "./convert/index.ts";
