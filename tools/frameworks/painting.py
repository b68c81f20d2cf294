"""Paints arrays by rule, so that goldens need not store them: goldens/forward/README.md says how to read one.

Element i of what is painted, counted from `from`, is ((97 i mod 251) - 125) / 128 * scale + add, or, with `integers` [low, high],
low + (97 i mod 251) mod (high - low). Every value is exact in float32. Runs on Python 3.6 and later.
"""
import numpy

WEIGHTS, INPUTS, STATES, SUMS = 0, 17, 101, 59


def size_of(shape):
    return int(numpy.prod(shape, dtype=numpy.int64)) if shape else 1


def values(entry, dtype, integer="int32"):
    """The array of an entry {shape, from, scale, add, integers, masked}."""
    index = numpy.arange(entry["from"], entry["from"] + size_of(entry["shape"]), dtype=numpy.int64)
    cycle = index * 97 % 251
    if "integers" in entry:
        low, high = entry["integers"]
        array = (low + cycle % (high - low)).astype(integer)
    else:
        array = ((cycle - 125) / 128.0 * entry.get("scale", 1) + entry.get("add", 0)).astype(dtype)
    array = array.reshape(entry["shape"])
    if "masked" in entry:
        mask = numpy.array(entry["masked"]["mask"], dtype=bool)
        if entry["masked"].get("time_major"):
            mask = mask.T
        array[~mask] = entry["masked"]["value"]
    return array


class Painter(object):
    """Hands out entries whose indices run on."""

    def __init__(self, start, **rule):
        self.next, self.rule = start, rule

    def entry(self, name, shape, **rule):
        made = {"name": name, "shape": [int(n) for n in shape], "from": self.next}
        made.update(self.rule)
        made.update(rule)
        self.next += size_of(made["shape"])
        return made


def weight_rule(name):
    """What differs for a weight: variances are positive, and a step count is no number to paint."""
    return {"add": 1} if name.endswith(("running_var", "moving_variance")) else {}
