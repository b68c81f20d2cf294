/** The door of cells: equations of recurrent nets, and your own. */
export * from "./cells/index.ts";
