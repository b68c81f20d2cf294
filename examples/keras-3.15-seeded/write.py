"""Keras 3.15 on JAX: a functional model with a seeded initialiser. Writes model.json and weights.safetensors.

    KERAS_BACKEND=jax python write.py     (keras==3.15.1, jax==0.10.2, safetensors)
"""
import json

import keras
from safetensors.numpy import save_file

x = keras.Input((20, 8), name="sensors")
h = keras.layers.LSTM(24, return_sequences=True, recurrent_initializer=keras.initializers.Orthogonal(gain=0.9, seed=3))(x)
h = keras.layers.Bidirectional(keras.layers.GRU(12, kernel_initializer="he_normal"))(h)
h = keras.layers.LayerNormalization()(h)
model = keras.Model(x, keras.layers.Dense(3)(h))

with open("model.json", "w") as file:
    file.write(model.to_json(indent=1))

# A fresh session reads the file, as a colleague would who was sent it. Without build_config: with it Keras 3 builds inner
# layers outside of their wrappers, and two cells may get one path.
def without_build_config(value):
    if isinstance(value, dict):
        return {key: without_build_config(inner) for key, inner in value.items() if key != "build_config"}
    return [without_build_config(inner) for inner in value] if isinstance(value, list) else value


keras.utils.clear_session()
keras.utils.set_random_seed(42)
with open("model.json") as file:
    model = keras.models.model_from_json(json.dumps(without_build_config(json.load(file))))
save_file({w.path: w.numpy() for w in model.weights}, "weights.safetensors")
