"""Writes goldens/linalg/numpy-1.14-svd.json: singular vectors with the signs of NumPy 1.14's LAPACK.

    ~/.cache/gatewise/frameworks/tf1.8/bin/python tools/goldens/numpy_svd.py goldens/linalg/numpy-1.14-svd.json

Each case: seed of RandomState for the normals (rows, columns), and U or V transposed, whichever has their shape.
"""
import json
import sys

import numpy

SHAPES = [(1, 4), (4, 1), (3, 3), (4, 4), (4, 16), (3, 12), (5, 7), (7, 5), (8, 10), (20, 20), (20, 80), (9, 16),
          (25, 25), (25, 40), (40, 25), (33, 17), (12, 100), (30, 30)]
cases = []
for number, (rows, columns) in enumerate(SHAPES):
    for seed in (number, 1000 + number) if rows * columns < 500 else (number,):
        a = numpy.random.RandomState(seed).normal(0.0, 1.0, (rows, columns))
        u, _, v = numpy.linalg.svd(a, full_matrices=False)
        q = u if u.shape == a.shape else v
        cases.append({"rows": rows, "columns": columns, "seed": seed, "vectors": q.ravel().tolist()})
with open(sys.argv[1], "w") as file:
    file.write('{"numpy": %s, "cases": [\n%s\n]}\n' % (json.dumps(numpy.__version__), ",\n".join(json.dumps(c) for c in cases)))
