"""Prints what test/training/masked-outputs.test.ts expects of Keras 3.15 on TensorFlow: the losses of three steps of a net of two outputs
behind a Masking layer, of which one has steps, and the mean loss over two batches of different sizes.

Run: tools/frameworks' environment keras-3.15: python tools/goldens/masked-outputs-keras.py
"""
import os

os.environ["KERAS_BACKEND"] = "tensorflow"
import keras
import numpy as np


def wave(shape, start):
    return np.sin(np.arange(np.prod(shape)) * 0.7 + start).astype("float32").reshape(shape)


keras.utils.set_random_seed(5)
head = keras.Input((4, 2), name="in")
steps = keras.layers.GRU(3, return_sequences=True, name="g")(keras.layers.Masking(name="m")(head))
outputs = [keras.layers.Dense(2, name="a")(steps), keras.layers.GRU(2, name="l")(steps)]
model = keras.Model(head, outputs)
x = wave((2, 4, 2), 1)
x[0, 2:] = 0
x[1, 0] = 0
model.compile(optimizer=keras.optimizers.SGD(0.1), loss=["mse", "mse"], loss_weights=[1.0, 0.5])
print(model.fit(x, [wave((2, 4, 2), 2), wave((2, 2), 3)], batch_size=2, epochs=3, shuffle=False, verbose=0).history["loss"])

keras.utils.set_random_seed(5)
model = keras.Sequential([keras.Input((4, 2)), keras.layers.GRU(3), keras.layers.Dense(1)])
model.compile(loss="mse")
print(model.evaluate(wave((5, 4, 2), 1), wave((5, 1), 3), batch_size=3, verbose=0))
