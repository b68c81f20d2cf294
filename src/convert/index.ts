/** Carries how one framework starts a net into another framework's names and layout. */
export type { Carried } from "./carried.ts";
export { carryStart } from "./carry.ts";
