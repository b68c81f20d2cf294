"""The shape of a stream golden: one file a framework version, one case an opened stream, one call a fill.

Python 3.6 and later. A fill's numbers are the hexadecimal little-endian bytes of the array, or their SHA-256 where they are many.
"""
import hashlib
import json
import os
import pathlib
import platform

MANY = 64


def fill(method, dtype, count, args, array) -> dict:
    """One call and what it gave; `array` is a NumPy array of that dtype."""
    data = array.astype({"float32": "<f4", "float64": "<f8"}[dtype]).tobytes()
    got = {"bytes": data.hex()} if count <= MANY else {"sha256": hashlib.sha256(data).hexdigest()}
    return {"method": method, "dtype": dtype, "count": count, "args": list(args), **got}


def integers(args, values) -> dict:
    return {"method": "integer", "args": list(args), "values": [int(v) for v in values]}


def write(name: str, by: str, cases: list) -> None:
    libc = os.confstr("CS_GNU_LIBC_VERSION")
    out = pathlib.Path(__file__).parent.parent.parent / "goldens/streams" / f"{name}.json"
    lines = ",\n".join(json.dumps(case) for case in cases)
    out.write_text(f'{{"by": {json.dumps(f"{by}, {libc}, {platform.machine()}")}, "cases": [\n{lines}\n]}}\n')
