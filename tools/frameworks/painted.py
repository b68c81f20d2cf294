"""Painted numbers of the training goldens: the cycle of a prime, so that no two rows, gates or steps are alike."""
import numpy


def paint(start, shape):
    """(i*97 mod 251 - 125)/128 for i from start on; exact in float32."""
    size = int(numpy.prod(shape)) if len(shape) else 1
    index = numpy.arange(start, start + size, dtype=numpy.int64)
    return (((index * 97) % 251 - 125) / 128.0).astype(numpy.float32).reshape(shape)


def weights(names_and_shapes, scale):
    """Parameter k starts at 53*k."""
    return [(name, paint(53 * k, shape) * numpy.float32(scale)) for k, (name, shape) in enumerate(names_and_shapes)]


def batch(train, step):
    """Inputs and targets of a step. Classes: i*97 mod 251 mod the number of classes; "ones": 1 where the paint is positive."""
    x, y = train["input"], train["target"]
    start = step * train["advance"]
    inputs = paint(start, x["shape"])
    if "classes" in x:
        index = numpy.arange(start, start + inputs.size, dtype=numpy.int64)
        inputs = ((index * 97) % 251 % x["classes"]).astype(numpy.int32).reshape(x["shape"])
    targets = paint(start + 60, y["shape"])
    if "classes" in y:
        index = numpy.arange(start + 60, start + 60 + targets.size, dtype=numpy.int64)
        targets = ((index * 97) % 251 % y["classes"]).astype(numpy.int64).reshape(y["shape"])
    if y.get("ones"):
        targets = (targets > 0).astype(numpy.float32)
    return inputs, targets


def gradients(document):
    """The arrays of a document about clipping: array k starts at 53*k, times a factor; "put" writes a special value into one."""
    arrays = [paint(53 * k, shape) * numpy.float32(document.get("scale", 1)) for k, shape in enumerate(document["shapes"])]
    for k, index, value in document.get("put", []):
        arrays[k].reshape(-1)[index] = float(value)
    return arrays


def stacked(names, steps):
    """Gradients noted at each step, as one array a parameter: [step, ...]."""
    assert all(len(arrays) == len(names) for arrays in steps)
    return [("gradients/" + name, numpy.stack([arrays[k] for arrays in steps])) for k, name in enumerate(names) if steps]
