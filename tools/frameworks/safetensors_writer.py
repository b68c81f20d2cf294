"""Writes safetensors with NumPy alone: the package does not exist for Python 3.6."""
import json
import struct

import numpy

CODES = {"float32": "F32", "float64": "F64", "int64": "I64", "int32": "I32"}


def write(path, tensors):
    """tensors: list of (name, array), written in this order."""
    header, offset = {}, 0
    for name, array in tensors:
        array = numpy.asarray(array)
        end = offset + array.nbytes
        header[name] = {"dtype": CODES[str(array.dtype)], "shape": list(array.shape), "data_offsets": [offset, end]}
        offset = end
    text = json.dumps(header).encode()
    text += b" " * (-len(text) % 8)
    with open(path, "wb") as file:
        file.write(struct.pack("<Q", len(text)) + text)
        for _, array in tensors:
            # ascontiguousarray makes a scalar one-dimensional; its bytes are the same.
            file.write(numpy.ascontiguousarray(array).astype(array.dtype).tobytes())
