"""Fills ten million numbers of NumPy's default_rng at each line it reads."""
import sys
import time

import numpy

COUNT = 10**7
for line in sys.stdin:
    kind, dtype = line.split()
    start = time.process_time()
    rng = numpy.random.default_rng(42)
    if kind == "uniform":
        rng.random(COUNT, dtype=dtype)
    else:
        rng.standard_normal(COUNT, dtype=dtype)
    print(time.process_time() - start, flush=True)
