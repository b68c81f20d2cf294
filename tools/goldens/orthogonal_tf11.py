"""Writes orthogonal matrices of TensorFlow 1.1, with the signs of its Eigen: goldens/linalg/tf-1.1-orthogonal.json.

    ~/.cache/gatewise/frameworks/tf1.1/bin/python tools/goldens/orthogonal_tf11.py goldens/linalg

A case: graph seed and op seed of `orthogonal_initializer` in a fresh graph; the matrix, or, of larger ones, the largest entry of
each of its orthonormal rows or columns.
"""
import os
import sys

os.environ["TF_CPP_MIN_LOG_LEVEL"] = "3"
import numpy
import tensorflow as tf

from linalg_golden import peaks, write

# Eigen takes Jacobi alone below 16 columns, and Jacobi of the leaves below 16.
SMALL = [(4, 6), (6, 4), (3, 3), (5, 20), (12, 12), (15, 15), (20, 12), (12, 20), (15, 16), (16, 15), (16, 16), (20, 20)]
LARGE = [(24, 24), (31, 31), (32, 32), (64, 48), (48, 64), (32, 128), (100, 300), (100, 400), (128, 512), (128, 128)]
cases = []
for number, (rows, columns) in enumerate(SMALL + LARGE):
    with tf.Graph().as_default(), tf.Session() as session:
        tf.set_random_seed(7)
        q = session.run(tf.orthogonal_initializer(seed=number)((rows, columns)))
    case = {"rows": rows, "columns": columns, "seeds": [7, number]}
    if (rows, columns) in SMALL:
        case["matrix"] = [float("%.9g" % x) for x in q.ravel()]
    else:
        case["peaks"] = [[at, float("%.9g" % x)] for at, x in peaks(q.T if rows > columns else q)]
    cases.append(case)
write(sys.argv[1] + "/tf-1.1-orthogonal.json", "tensorflow " + tf.__version__, cases)
