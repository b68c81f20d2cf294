/** The door of training. */
export * from "./train/index.ts";
