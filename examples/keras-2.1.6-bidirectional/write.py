"""Keras 2.1.6 on TensorFlow 1.8: two stacked bidirectional layers. Writes model.json and weights.npz.

    python write.py     (keras==2.1.6, tensorflow==1.8.0, numpy==1.14.6)
"""
import random

import numpy
import tensorflow
from keras import backend
from keras.layers import GRU, LSTM, Bidirectional, Dense, Dropout, Embedding
from keras.models import Sequential, model_from_json

model = Sequential()
model.add(Embedding(60, 12, input_length=25, mask_zero=True))
model.add(Bidirectional(LSTM(16, return_sequences=True, dropout=0.2)))
model.add(Bidirectional(GRU(10), merge_mode="sum"))
model.add(Dropout(0.5))
model.add(Dense(4, activation="softmax"))

with open("model.json", "w") as file:
    file.write(model.to_json(indent=1))

# A fresh session reads the file, as a colleague would who was sent it.
backend.clear_session()
random.seed(42)
numpy.random.seed(42)
tensorflow.set_random_seed(42)
with open("model.json") as file:
    model = model_from_json(file.read())
values = backend.batch_get_value(model.weights)
numpy.savez("weights.npz", **{w.name.split(":")[0]: value for w, value in zip(model.weights, values)})
