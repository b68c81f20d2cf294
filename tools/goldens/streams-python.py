"""Prints goldens/streams/python-3.11.json with CPython's random module.

    python3 tools/goldens/streams-python.py      (numpy is needed to write the arrays only)
"""
import platform
import random

import numpy as np

from stream_golden import fill, integers, write


def case(seed):
    stream = random.Random(seed)
    calls = []

    def randint(low, high, count):
        calls.append(integers([low, high], [stream.randint(low, high - 1) for _ in range(count)]))

    def floats(method, sampler, args, count):
        values = np.array([sampler(*args) for _ in range(count)])
        calls.append(fill(method, "float64", count, args, values))

    randint(1, 1_000_000_001, 20)
    randint(0, 2**31, 20)
    floats("normal", stream.gauss, [0.5, 2.0], 5)
    randint(-5, 12, 20)
    randint(3, 4, 5)
    floats("uniform", stream.uniform, [-0.3, 0.7], 5)
    randint(0, 2**32, 10)
    randint(-7, 2**41 + 5, 10)
    floats("normal", stream.gauss, [0.0, 1.0], 1000)
    return {"stream": "mt19937-python", "seed": [str(seed)], "calls": calls}


write("python-3.11", f"CPython {platform.python_version()}", [case(s) for s in (0, 1, 42, 1337, -5, 2**32 + 7, -(2**70) - 9)])
