/** Carries how one framework starts a net into another framework's names and layout. */
export { type Carried, carryStart } from "./carry.ts";
