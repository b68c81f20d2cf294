"""Prints goldens/streams/glibc-2.36.json: SHA-256 of what this machine's libm gives on painted arguments, and on every
argument that a float32 sampler can have.

    python3 tools/goldens/streams-libm.py        (on glibc 2.36, x86-64 with fused multiply-add)
"""
import array
import ctypes
import hashlib
import json
import math
import pathlib
import platform
import struct

COUNT = 100_000
GOLDEN = 0.6180339887498949
libm = ctypes.CDLL("libm.so.6")
for single in (libm.log1pf, libm.logf, libm.sinf, libm.cosf):
    single.restype = ctypes.c_float
    single.argtypes = [ctypes.c_float]


def painted(i: int) -> float:
    """A number of [0, 1), exact in every language with doubles: the fraction of i times the golden ratio."""
    return math.fmod((i + 1) * GOLDEN, 1.0)


FUNCTIONS = {
    "log of u": lambda u: math.log(u),
    "log of 0.93 + 0.14 u": lambda u: math.log(0.93 + 0.14 * u),
    "log of 1e6 u": lambda u: math.log(1e6 * u),
    "log1p of -u": lambda u: math.log1p(-u),
    "log1p of -u/1000": lambda u: math.log1p(-u / 1000),
    "sin of 2 pi u": lambda u: math.sin(2 * math.pi * u),
    "cos of 2 pi u": lambda u: math.cos(2 * math.pi * u),
    "sin of u/1000": lambda u: math.sin(u / 1000),
    "cos of 200 u - 100": lambda u: math.cos(200 * u - 100),
    "log1pf of -floor(2^24 u)/2^24": lambda u: libm.log1pf(-math.floor(u * 2**24) / 2**24),
}


def digest(function) -> str:
    return hashlib.sha256(b"".join(struct.pack("<d", function(painted(i))) for i in range(COUNT))).hexdigest()


# The arguments of Box-Muller in float32, for each 23-bit k: u = k / 2^23, of log not below 1e-7, of sin and cos 2 pi u.
EVERY = {
    "logf": lambda u: libm.logf(max(u, 1e-7)),
    "sinf": lambda u: libm.sinf(2 * math.pi * u),
    "cosf": lambda u: libm.cosf(2 * math.pi * u),
}


def digest_every(function) -> str:
    values = array.array("f", (function(k / 2**23) for k in range(2**23)))
    return hashlib.sha256(values.tobytes()).hexdigest()


out = {
    "by": f"{' '.join(platform.libc_ver())}, {platform.machine()}",
    "count": COUNT,
    "sha256": {name: digest(function) for name, function in FUNCTIONS.items()},
    "everySha256": {name: digest_every(function) for name, function in EVERY.items()},
}
path = pathlib.Path(__file__).parent.parent.parent / "goldens/streams/glibc-2.36.json"
path.write_text(json.dumps(out, indent=1) + "\n")
