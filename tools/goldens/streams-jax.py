"""Prints goldens/streams/jax-0.10.json with the real JAX under Keras 3.15, one raw key a fill, partitionable keys.

Keras calls jax.random and does `* stddev + mean` outside of it, as two operations.

    KERAS_BACKEND=jax python tools/goldens/streams-jax.py        (in an environment with Keras 3.15 and JAX 0.10)
"""
import jax
import keras
import numpy as np

from stream_golden import fill, write

assert keras.backend.backend() == "jax" and jax.config.jax_threefry_partitionable and not jax.config.jax_enable_x64
UNIFORM = [(-0.3, 0.7), (0.0, 1.0), (-0.05, 0.05), (0.1, 0.30000001192092896)]
NORMAL = [(0.1, 0.7), (0.0, 1.0)]
SAMPLERS = {
    "uniform": (keras.random.uniform, UNIFORM),
    "normal": (keras.random.normal, NORMAL),
    "truncatedNormal": (keras.random.truncated_normal, NORMAL),
}
# Keras' keys are [seed, 0]; JAX's own [0, seed].
KEYS = [(0, 0), (42, 0), (0, 42), (1337, 0), (2**31 + 7, 5), (2**32 - 1, 2**32 - 1), (0x13198A2E, 0x03707344)]


def case(key, method, size, args):
    sampler, _ = SAMPLERS[method]
    out = np.array(sampler((size,), *args, dtype="float32", seed=jax.numpy.array(key, dtype="uint32")))
    return {"stream": "threefry-jax", "seed": [str(k) for k in key], "calls": [fill(method, "float32", size, list(args), out)]}


cases = []
for method, (_, every) in SAMPLERS.items():
    for key in KEYS:
        cases += [case(key, method, size, args) for size in (17, 1000) for args in every]
    cases += [case(key, method, size, every[0]) for key in KEYS[:2] for size in range(1, 17)]
    # A million of the 2^23 numbers that the transforms can be given.
    cases += [case((7, 11), method, 1_000_000, args) for args in every]
cpu = jax.devices()[0].platform
write("jax-0.10", f"jax {jax.__version__} on {cpu} under keras {keras.__version__}", cases)
