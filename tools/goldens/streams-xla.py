"""Prints goldens/streams/jax-0.10-functions.json: SHA-256 of erf_inv and erf as JAX gives them, each of 2^23 arguments.

    python tools/goldens/streams-xla.py        (in the environment keras-3.15, on x86-64)
"""
import hashlib
import json
import pathlib
import platform

import jax
import numpy as np

COUNT = 2**23
k = np.arange(COUNT, dtype=np.float32)
# Every argument that jax.random.normal can have: 2m - 0.99999994 for the mantissas m, multiples of 2^-23.
erf_inv_of = np.maximum(np.float32(-0.99999994), 2 * (k / np.float32(COUNT)) + np.float32(-0.99999994)).astype(np.float32)
erf_of = (k / np.float32(2**20) - 4).astype(np.float32)


def digest(values) -> str:
    return hashlib.sha256(np.asarray(values).astype("<f4").tobytes()).hexdigest()


out = {
    "by": f"jax {jax.__version__} on {jax.default_backend()}, {' '.join(platform.libc_ver())}, {platform.machine()}",
    "count": COUNT,
    "sha256": {
        "erf_inv of 2 k/2^23 - 0.99999994": digest(jax.lax.erf_inv(jax.numpy.asarray(erf_inv_of))),
        "erf of k/2^20 - 4": digest(jax.lax.erf(jax.numpy.asarray(erf_of))),
    },
}
path = pathlib.Path(__file__).parent.parent.parent / "goldens/streams/jax-0.10-functions.json"
path.write_text(json.dumps(out, indent=1) + "\n")
