"""Prints what load_weights(by_name=True) loads of another net's file, for test/api/load.test.ts: by the name of each weight, whether it moved.

Run: tools/frameworks' environments, python tools/goldens/load-by-name.py keras|tf_keras (keras: 3.15, or 2.1.6 in the environment tf1.8).
"""
import importlib
import json
import os
import sys
import tempfile

import numpy as np

keras = importlib.import_module(sys.argv[1])
modern = hasattr(keras, "Input") and keras.__version__.startswith("3")


def model(head, units):
    layers = keras.layers
    first = {"name": "shared"} if modern else {"name": "shared", "input_shape": (5, 3)}
    built = keras.Sequential() if hasattr(keras, "Sequential") else keras.models.Sequential()
    if modern:
        built.add(layers.Input((5, 3)))
    built.add(layers.LSTM(4, **first))
    built.add(layers.Dense(units, name="middle"))
    built.add(layers.Dense(2, name=head))
    return built


def paint(built, sign):
    built.set_weights([sign * (1 + np.arange(value.size).reshape(value.shape)) for value in built.get_weights()])


def loaded(target, file):
    paint(target, -1)
    target.load_weights(file, by_name=True)
    names = [getattr(weight, "path", weight.name).replace(":0", "") for weight in target.weights]
    return {name: bool((value > 0).all()) for name, value in zip(names, target.get_weights())}


folder = tempfile.mkdtemp()
file = os.path.join(folder, "old.h5")
old = model("old", 3)
paint(old, 1)
old.save(file)
print(json.dumps(loaded(model("new", 3), file)))
try:
    loaded(model("new", 5), file)
    print("nothing was refused")
except ValueError as error:
    print("refused:", str(error)[:150].replace("\n", " "))
