"""Prints goldens/streams/numpy-2.4.json with the real NumPy: RandomState and default_rng.

    python tools/goldens/streams-numpy.py        (in an environment with numpy 2.4)
"""
import numpy as np

from stream_golden import fill, integers, write

SIZES = [1, 2, 5, 16, 33, 1000]


def legacy(seed, calls):
    state = np.random.RandomState(seed if isinstance(seed, int) else list(seed))
    done = []
    for method, dtype, count, args in calls:
        if method == "integer":
            done.append(integers(args, [state.randint(*args) for _ in range(count)]))
        else:
            done.append(fill(method, dtype, count, args, getattr(state, method)(*args, count).astype(dtype)))
    seeds = [seed] if isinstance(seed, int) else seed
    return {"stream": "mt19937-numpy", "seed": [str(s) for s in seeds], "calls": done}


def modern(seeds, calls):
    rng = np.random.default_rng(seeds)
    done = []
    for method, dtype, count, args in calls:
        if method == "integer":
            done.append(integers(args, [rng.integers(*args) for _ in range(count)]))
        elif dtype == "float64":
            done.append(fill(method, dtype, count, args, getattr(rng, method)(*args, count)))
        elif method == "uniform":
            low, high = args
            done.append(fill(method, dtype, count, args, rng.random(count, dtype=np.float32) * (high - low) + low))
        else:
            mean, stddev = args
            done.append(fill(method, dtype, count, args, rng.standard_normal(count, dtype=np.float32) * stddev + mean))
    return {"stream": "pcg64-numpy", "seed": [str(s) for s in seeds], "calls": done}


MIXED = [
    ("normal", "float64", 3, [0.0, 1.0]), ("uniform", "float64", 4, [-1.0, 2.0]), ("integer", "", 5, [0, 10_000_000]),
    ("normal", "float32", 2, [0.5, 0.1]), ("integer", "", 3, [-4, 4]), ("uniform", "float32", 3, [-0.25, 0.5]),
    ("integer", "", 2, [6, 7]), ("normal", "float64", 4, [0.0, 1.0]), ("integer", "", 6, [0, 2**32]),
    ("uniform", "float32", 5, [0.0, 1.0]), ("normal", "float32", 1000, [0.0, 1.0]), ("integer", "", 4, [-3, 3_000_000_000]),
]
cases = []
for seed in (0, 42, 2**31 + 7, 2**32 - 1):
    for size in SIZES:
        for dtype in ("float32", "float64"):
            cases.append(legacy(seed, [("uniform", dtype, size, [-0.3, 0.7])]))
            cases.append(legacy(seed, [("normal", dtype, size, [0.1, 0.7])]))
    cases.append(legacy(seed, [*MIXED, ("integer", "", 4, [-3, 2**41])]))
cases.append(legacy((0x123, 0x234, 0x345, 0x456), MIXED))
cases.append(legacy(5, [("normal", "float64", 300_000, [0.3, 1.7])]))
for seeds in ([0], [42], [42, 0], [2**31 + 7], [2**32 + 7], [2**63 + 11], [1, 2, 3, 4, 5, 6], [2**70 + 3, 9]):
    for size in SIZES:
        for dtype in ("float32", "float64"):
            cases.append(modern(seeds, [("uniform", dtype, size, [-0.3, 0.7])]))
            cases.append(modern(seeds, [("normal", dtype, size, [0.1, 0.7])]))
    cases.append(modern(seeds, MIXED))
cases.append(modern([5], [("normal", "float64", 1_000_000, [0.3, 1.7]), ("normal", "float32", 1_000_000, [0.3, 1.7])]))
write("numpy-2.4", f"numpy {np.__version__}", cases)
