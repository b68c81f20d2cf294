"""The shape of a golden of matrices: one file a library, one case a matrix of seeded draws. Python 3.6 and later."""
import json

import numpy


def peaks(vectors):
    """Index and value of the largest entry of each vector, given as rows: enough to tell a sign, and short."""
    at = numpy.abs(vectors).argmax(axis=1)
    return [[int(i), float(row[i])] for i, row in zip(at, vectors)]


def of_its_shape(u, vt):
    """Of a thin decomposition the vectors that have the matrix's own shape, as rows."""
    return u.T if u.shape[0] >= vt.shape[1] else vt


def write(path, by, cases):
    with open(path, "w") as file:
        file.write('{"by": %s, "cases": [\n%s\n]}\n' % (json.dumps(by), ",\n".join(json.dumps(case) for case in cases)))
