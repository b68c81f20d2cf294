"""Prints goldens/streams/tensorflow-VERSION.json with the real TensorFlow (1.1, 1.8 or 2.21), on the CPU.

Stateful samplers: one operation with the two seeds of a case, run again and again in one session with other sizes, so that
its state moves on. From 2 on also the stateless samplers, once a seed pair.

    python tools/goldens/streams-tensorflow.py        (in an environment with that TensorFlow)
"""
import os
import sys

os.environ["CUDA_VISIBLE_DEVICES"] = ""
os.environ["TF_CPP_MIN_LOG_LEVEL"] = "3"
import tensorflow  # noqa: E402
from tensorflow.python.framework import random_seed  # noqa: E402

from stream_golden import fill, write  # noqa: E402

VERSION = tensorflow.__version__
MINOR = ".".join(VERSION.split(".")[:2])
NEW = not VERSION.startswith("1.")
tf = tensorflow.compat.v1 if NEW else tensorflow
STATEFUL = "philox-tensorflow-1.2" if MINOR in ("1.0", "1.1", "1.2") else "philox-tensorflow"
ARGS = {"uniform": [-0.3, 0.7], "normal": [0.1, 0.7], "truncatedNormal": [-0.2, 1.3]}
# 2^31 - 1 stands for an operation's seed 0; TensorFlow itself makes no pair beyond 31 bits, its kernels take 64.
PAIRS = [(0, 2**31 - 1), (87654321, 1), (42, 0), (-3, 7), (2**31 + 7, 2**32 + 9), (2**40 + 3, -(2**45) - 1), (-(2**63), 2**63 - 1)]
SIZES = [3, 1, 17, 2, 4, 16, 5, 8, 6, 15, 7, 14, 9, 13, 10, 12, 11, 1000, 3]
MANY = [1, 4097, 300001]


def stateful(pair, method, dtype, sizes):
    sampler = {"uniform": tf.random_uniform, "normal": tf.random_normal, "truncatedNormal": tf.truncated_normal}[method]
    shape = tf.placeholder("int32", [1])
    # The two attributes as they are, past the rule that makes them of user seeds.
    rule, random_seed.get_seed = random_seed.get_seed, lambda op_seed: pair
    out = sampler(shape, *ARGS[method], dtype=dtype)
    random_seed.get_seed = rule
    with tf.Session() as session:
        arrays = [session.run(out, {shape: [size]}) for size in sizes]
    calls = [fill(method, dtype, size, ARGS[method], array) for size, array in zip(sizes, arrays)]
    return {"stream": STATEFUL, "seed": [str(s) for s in pair], "calls": calls}


def stateless(pair, method, dtype, size):
    sampler = getattr(tensorflow.random, "stateless_" + {"truncatedNormal": "truncated_normal"}.get(method, method))
    seed = tensorflow.constant(pair, "int64")
    array = sampler([size], seed, *ARGS[method], dtype=getattr(tensorflow, dtype)).numpy()
    return {"stream": "philox-tensorflow-stateless", "seed": [str(s) for s in pair], "calls": [fill(method, dtype, size, ARGS[method], array)]}


KINDS = [(method, dtype) for method in ARGS for dtype in ("float32", "float64")]
cases = []
if NEW:
    for pair in PAIRS:
        for method, dtype in KINDS:
            cases += [stateless(pair, method, dtype, size) for size in ([*range(1, 18), 1000] if pair in PAIRS[2:4] else [17, 1000])]
    cases += [stateless((5, 6), method, dtype, 300001) for method, dtype in KINDS]
    tf.disable_eager_execution()
for pair in PAIRS:
    cases += [stateful(pair, method, dtype, SIZES) for method, dtype in KINDS]
cases += [stateful((5, 6), method, dtype, MANY) for method, dtype in KINDS]
write("tensorflow-" + MINOR, "tensorflow " + VERSION + ", python " + sys.version.split()[0], cases)
