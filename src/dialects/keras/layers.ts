import { activation, dense, dropout, embedding, flatten, masking, reshape } from "./feedforward.ts";
import type { LayerClass } from "./layer.ts";
import { batchNormalization, layerNormalization } from "./normalization.ts";
import { bidirectional, cellLayer, recurrentLayer, rnn, stackedCells } from "./recurrent.ts";
import { timeDistributed } from "./time-distributed.ts";
import type { Conventions } from "./versions.ts";

/** Every layer class. To add one: its construction, and a line here. */
export const layerClasses: { readonly [name: string]: LayerClass } = {
  Activation: activation,
  BatchNormalization: batchNormalization,
  Bidirectional: bidirectional,
  Dense: dense,
  Dropout: dropout,
  Embedding: embedding,
  Flatten: flatten,
  GRU: recurrentLayer("GRU"),
  GRUCell: cellLayer("GRU"),
  LSTM: recurrentLayer("LSTM"),
  LSTMCell: cellLayer("LSTM"),
  LayerNormalization: layerNormalization,
  Masking: masking,
  RNN: rnn,
  Reshape: reshape,
  SimpleRNN: recurrentLayer("SimpleRNN"),
  SimpleRNNCell: cellLayer("SimpleRNN"),
  StackedRNNCells: stackedCells,
  TimeDistributed: timeDistributed,
};

export function layerClassNames(conventions: Conventions): string[] {
  return Object.keys(layerClasses).filter((name) => layerClasses[name].exists?.(conventions) !== false);
}
