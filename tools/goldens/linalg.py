"""Writes orthonormal columns of PyTorch and NumPy, and singular values of NumPy: goldens/linalg/qr.json and singular-values.json.

    ~/.cache/gatewise/frameworks/torch-2.13/bin/python tools/goldens/linalg.py goldens/linalg

qr: torch: `manual_seed(seed)`, `orthogonal_` of an empty (rows, columns); numpy: normals of RandomState(seed) in float64, Q of
`linalg.qr` times the signs of R's diagonal. Every `stride`-th number of Q. singular-values: of the painted matrices that the
test builds again from their formulas.
"""
import sys

import numpy
import torch

from linalg_golden import write

torch.set_num_threads(1)
TORCH = [(1, 1), (3, 3), (4, 4), (7, 3), (3, 7), (16, 16), (32, 8), (24, 96), (64, 64)]
# 32 columns are reflected together: below, at, above, and several blocks.
NUMPY = [(1, 1), (5, 1), (4, 4), (31, 31), (32, 32), (33, 33), (40, 33), (100, 7), (65, 64), (130, 97)]

cases = []
for seed, (rows, columns) in enumerate(TORCH):
    torch.manual_seed(seed)
    q = torch.nn.init.orthogonal_(torch.empty(rows, columns)).numpy().ravel()
    stride = 1 if q.size <= 300 else 13
    cases.append({"by": "torch", "rows": rows, "columns": columns, "seed": seed, "stride": stride,
                  "q": [float("%.9g" % x) for x in q[::stride]]})
for seed, (rows, columns) in enumerate(NUMPY):
    q, r = numpy.linalg.qr(numpy.random.RandomState(seed).normal(0.0, 1.0, (rows, columns)))
    q = (q * numpy.sign(numpy.diag(r))).ravel()
    stride = 1 if q.size <= 300 else 13
    cases.append({"by": "numpy", "rows": rows, "columns": columns, "seed": seed, "stride": stride, "q": q[::stride].tolist()})
write(sys.argv[1] + "/qr.json", "torch %s, numpy %s" % (torch.__version__, numpy.__version__), cases)


def painted(rows, columns):
    return ((numpy.arange(rows * columns) * 97 % 251 - 125) / 128.0).reshape(rows, columns)


def hilbert(n):
    return 1.0 / (numpy.arange(n)[:, None] + numpy.arange(n)[None, :] + 1)


cases = []
for name, rows, columns in [("painted", 1, 1), ("painted", 3, 5), ("painted", 6, 4), ("painted", 20, 20), ("painted", 9, 40),
                            ("painted", 70, 33), ("hilbert", 8, 8), ("hilbert", 12, 12)]:
    a = painted(rows, columns) if name == "painted" else hilbert(rows)
    cases.append({"matrix": name, "rows": rows, "columns": columns, "values": numpy.linalg.svd(a, compute_uv=False).tolist()})
write(sys.argv[1] + "/singular-values.json", "numpy " + numpy.__version__, cases)
