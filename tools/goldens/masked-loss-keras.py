"""Prints the losses of three steps behind a Masking layer, for test/training/masked-loss.test.ts: only unmasked steps count.

Run: tools/frameworks' environment keras-3.15, with KERAS_BACKEND=torch: python tools/goldens/masked-loss-keras.py
"""

import keras
import numpy as np


def paint(shape):
    return ((np.arange(np.prod(shape)) * 97 % 251 - 125) / 128).astype("float32").reshape(shape)


layers = keras.layers
model = keras.Sequential(
    [layers.Input(batch_shape=(3, 4, 2)), layers.Masking(0.0), layers.SimpleRNN(2, return_sequences=True), layers.Dense(1)]
)
model.set_weights([paint(weight.shape) for weight in model.weights])
x = paint((3, 4, 2))
x[0, 2:] = 0
x[1, 0] = 0
y = paint((3, 4, 1))[::-1].copy()
model.compile(optimizer=keras.optimizers.SGD(0.1), loss="mse")
print([float(model.train_on_batch(x, y)) for _ in range(3)])
