import { documentRows } from "./rows-documents.ts";
import { fileRows } from "./rows-files.ts";
import { gatewiseRows } from "./rows-gatewise.ts";
import { kerasRows } from "./rows-keras.ts";
import { layerRows } from "./rows-layers.ts";
import { tensorRows } from "./rows-tensor.ts";
import { tf1Rows } from "./rows-tf1.ts";
import { tf1CellRows } from "./rows-tf1-cells.ts";
import { torchRows } from "./rows-torch.ts";
import { trainingRows } from "./rows-training.ts";

export type { Given, Refusal, Row } from "./row.ts";
export { refusalOf } from "./row.ts";

/** Bad inputs by what they are put into. The first row of a code is its example in docs/errors.md. */
export const table = {
  torch: torchRows,
  keras: kerasRows,
  tf1: [...tf1Rows, ...tf1CellRows],
  gatewise: gatewiseRows,
  documents: documentRows,
  "tensors and cells": tensorRows,
  "files and commands": fileRows,
  training: trainingRows,
  "layers and backends": layerRows,
};
