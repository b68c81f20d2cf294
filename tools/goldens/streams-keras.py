"""Prints goldens/streams/keras-3.15-BACKEND.json with the real Keras: keras.random with an integer seed, a fresh one a call.

    KERAS_BACKEND=torch python tools/goldens/streams-keras.py       (also numpy)
"""
import importlib

import keras
import numpy as np

from stream_golden import fill, write

backend = keras.backend.backend()
STREAM = {"torch": "mt19937-keras-torch", "numpy": "pcg64-keras-numpy"}[backend]
SAMPLERS = {
    "uniform": (keras.random.uniform, [-0.3, 0.7]),
    "normal": (keras.random.normal, [0.1, 0.7]),
    "truncatedNormal": (keras.random.truncated_normal, [0.1, 0.7]),
}


def case(seed, method, dtype, size):
    sampler, args = SAMPLERS[method]
    out = np.array(keras.ops.convert_to_numpy(sampler((size,), *args, dtype=dtype, seed=seed)))
    seeds = [str(seed)] if backend == "torch" else [str(seed), "0"]
    return {"stream": STREAM, "seed": seeds, "calls": [fill(method, dtype, size, args, out)]}


cases = [
    case(seed, method, dtype, size)
    for seed in (0, 42, 1337, 2**31 - 2)
    for method in SAMPLERS
    for dtype in ("float32", "float64")
    for size in (1, 2, 3, 4, 5, 15, 16, 17, 33, 1000)
]
# Large enough that some elements find no normal inside in four tries.
cases.append(case(7, "truncatedNormal", "float32", 1_000_000))
versions = importlib.import_module(backend).__version__
write(f"keras-3.15-{backend}", f"keras {keras.__version__} on {backend} {versions}", cases)
