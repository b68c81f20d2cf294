"""Prints losses of saturated and other predictions as JSON, for test/training/framework-losses.test.ts.

Run: tools/frameworks' environment keras-3.15 with KERAS_BACKEND=tensorflow, jax or torch; with `tf_keras` for its argument, tf_keras:
python tools/goldens/losses-keras.py [tf_keras]
"""

import json
import sys

import numpy as np

if sys.argv[1:] == ["tf_keras"]:
    import tf_keras as keras
else:
    import keras

losses = keras.losses


def paint(shape, start=0):
    return (((np.arange(np.prod(shape)) + start) * 97 % 251 - 125) / 128).astype("float32").reshape(shape)


logits = paint((3, 4)) * 8
probabilities = (np.abs(paint((3, 4), 9)) + 0.01).astype("float32")
probabilities[0] = [1, 0, 0, 0]
probabilities[1] = [0, 0.5, 0.5, 0]
labels = np.array([1, 0, 3], "int32")
targets = np.eye(4, dtype="float32")[labels]
soft = np.abs(paint((3, 4), 5)).astype("float32")
cases = [
    ("MeanSquaredError", {}, logits, soft),
    ("BinaryCrossentropy", {}, np.minimum(probabilities, 1), soft),
    ("BinaryCrossentropy", {"from_logits": True}, logits, soft),
    ("CategoricalCrossentropy", {}, probabilities, targets),
    ("CategoricalCrossentropy", {"from_logits": True}, logits, targets),
    ("CategoricalCrossentropy", {"label_smoothing": 0.1}, probabilities, targets),
    ("CategoricalCrossentropy", {"from_logits": True, "label_smoothing": 0.1}, logits, targets),
    ("SparseCategoricalCrossentropy", {}, probabilities, labels),
    ("SparseCategoricalCrossentropy", {"from_logits": True}, logits, labels),
    ("SparseCategoricalCrossentropy", {"from_logits": True, "ignore_class": 0}, logits, labels),
    ("SparseCategoricalCrossentropy", {"ignore_class": 0}, probabilities, labels),
    ("SparseCategoricalCrossentropy", {"reduction": "sum"}, probabilities, labels),
]
print(json.dumps([float(np.asarray(getattr(losses, name)(**config)(target, predicted))) for name, config, predicted, target in cases]))
