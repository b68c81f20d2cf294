/** The door of the Keras dialects. */
import { earlyStopping, KerasSession, loss, optimizer, reduceLROnPlateau, type SessionOptions, schedule } from "./dialects/keras/index.ts";

export { KerasLayer, KerasSession, type Options, type PartialShape, type Seeds, type SessionOptions } from "./dialects/keras/index.ts";

export const keras = {
  /** Opens a fresh session: Keras of a version, on a backend, with its streams seeded. */
  session: (options: SessionOptions): KerasSession => new KerasSession(options),
  loss,
  optimizer,
  schedule,
  earlyStopping,
  reduceLROnPlateau,
};
