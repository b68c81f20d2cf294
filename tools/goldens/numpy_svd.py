"""Writes singular vectors with the signs of NumPy 1.14's LAPACK: goldens/linalg/numpy-1.14-svd.json, -signs and -bidiagonal.

    ~/.cache/gatewise/frameworks/tf1.8/bin/python tools/goldens/numpy_svd.py goldens/linalg

A case: seed of RandomState for the normals (rows, columns); `vectors`, U or V transposed, whichever has their shape; or, of larger
matrices, the largest entry of each of those vectors; the largest and smallest singular value.
"""
import sys

import numpy

from linalg_golden import of_its_shape, peaks, write

SMALL = [(1, 4), (4, 1), (3, 3), (4, 4), (4, 16), (3, 12), (5, 7), (7, 5), (8, 10), (20, 20), (20, 80), (9, 16),
         (25, 25), (25, 40), (40, 25), (33, 17), (12, 100), (30, 30),
         # LAPACK starts with a QR from 11/6 on, here 22.
         (21, 12), (22, 12), (12, 21), (12, 22)]
# From 26 on LAPACK divides and conquers. The last three seeds have vectors whose coupling is within a factor of two of its limit.
LARGE = [(26, 26, 0), (32, 32, 1), (32, 96, 2), (32, 128, 3), (40, 50, 4), (50, 40, 5), (51, 51, 6), (52, 52, 7), (64, 64, 8),
         (64, 192, 9), (64, 256, 10), (96, 40, 11), (103, 103, 12), (104, 104, 13), (128, 128, 14), (128, 512, 15),
         (100, 100, 802), (200, 200, 1603), (207, 207, 1656)]


def decompose(rows, columns, seed):
    return numpy.linalg.svd(numpy.random.RandomState(seed).normal(0.0, 1.0, (rows, columns)), full_matrices=False)


small = []
for number, (rows, columns) in enumerate(SMALL):
    for seed in (number, 1000 + number) if rows * columns < 500 else (number,):
        u, s, vt = decompose(rows, columns, seed)
        vectors = u if u.shape == (rows, columns) else vt
        small.append({"rows": rows, "columns": columns, "seed": seed, "values": [s[0], s[-1]], "vectors": vectors.ravel().tolist()})
large = []
for rows, columns, seed in LARGE:
    u, s, vt = decompose(rows, columns, seed)
    large.append({"rows": rows, "columns": columns, "seed": seed, "values": [s[0], s[-1]], "peaks": peaks(of_its_shape(u, vt))})

# Bidiagonal matrices stay as they are in LAPACK's reduction: so these are its implicit QR alone, chasing up and down.
bidiagonal = []
for n in (2, 3, 6, 11, 25):
    for growth in (1.0, 1.6, 1 / 1.6):
        i = numpy.arange(n)
        d = (i * 97 % 251 - 125) / 128.0 * growth ** i
        e = ((i[:-1] + 7) * 89 % 251 - 125) / 128.0 * growth ** i[:-1]
        u, s, vt = numpy.linalg.svd(numpy.diag(d) + numpy.diag(e, 1))
        bidiagonal.append({"d": d.tolist(), "e": e.tolist(), "values": s.tolist(), "vectors": u.ravel().tolist()})
by = "numpy " + numpy.__version__
write(sys.argv[1] + "/numpy-1.14-bidiagonal.json", by, bidiagonal)
write(sys.argv[1] + "/numpy-1.14-svd.json", by, small)
write(sys.argv[1] + "/numpy-1.14-signs.json", by, large)
