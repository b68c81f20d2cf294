"""Prints goldens/streams/gatewise-1.json: our own stream by an independent NumPy program of its description.

key = the low and the high 32 bits of the seed; counter = (block, n0, n1, n2), n the first three little-endian words of
SHA-256 of the weight's name, or of its name, a space and its gate. A fill begins with a fresh block and takes words in order.
It shares no code with the library: blocks in uint64 arrays of NumPy, log, sin and cos of Python's math (the C library's).

    python tools/goldens/streams-gatewise.py        (any Python with NumPy, on glibc 2.28 or later)
"""
import hashlib
import math

import numpy as np

from stream_golden import fill, write

MASK = np.uint64(0xFFFFFFFF)
HALF = np.uint64(32)


def philox(key, first, count, name):
    """Blocks first .. first + count as one flat array of words. Random123's known answers are asserted below."""
    c = [np.arange(first, first + count, dtype=np.uint64) & MASK] + [np.full(count, n, np.uint64) for n in name]
    k = [np.uint64(key[0]), np.uint64(key[1])]
    for _ in range(10):
        p, q = c[0] * np.uint64(0xD2511F53), c[2] * np.uint64(0xCD9E8D57)
        c = [(q >> HALF) ^ c[1] ^ k[0], q & MASK, (p >> HALF) ^ c[3] ^ k[1], p & MASK]
        k = [(k[0] + np.uint64(0x9E3779B9)) & MASK, (k[1] + np.uint64(0xBB67AE85)) & MASK]
    return np.stack(c, axis=1).ravel()


assert [f"{w:08x}" for w in philox((0xA4093822, 0x299F31D0), 0x243F6A88, 1, (0x85A308D3, 0x13198A2E, 0x03707344))] == [
    "d16cfe09", "94fdcceb", "5001e420", "24126ea1"]


def components(seed, name, gate):
    digest = hashlib.sha256((name if gate is None else f"{name} {gate}").encode()).digest()
    return [seed] + [int.from_bytes(digest[k:k + 4], "little") for k in (0, 4, 8)]


class Stream:
    def __init__(self, parts):
        seed = parts[0] % 2**64
        self.key, self.name, self.block = (seed % 2**32, seed >> 32), parts[1:], 0

    def units(self, count, dtype, first):
        """The first `count` units of the fill whose first block is `first`, and the blocks that they take."""
        blocks = -(-count * (1 if dtype == "float32" else 2) // 4)
        words = philox(self.key, first, blocks, self.name).astype(np.float64)
        if dtype == "float32":
            return np.floor(words / 256)[:count] / 2.0**24, blocks
        pairs = words.reshape(-1, 2)
        return ((np.floor(pairs[:, 0] / 32) * 2.0**26 + np.floor(pairs[:, 1] / 64)) / 2.0**53)[:count], blocks

    def uniform(self, count, dtype, low, high):
        u, blocks = self.units(count, dtype, self.block)
        self.block += blocks
        return low + (high - low) * u

    def normals(self, pairs, dtype, first):
        u, blocks = self.units(2 * pairs, dtype, first)
        step = 2.0**-24 if dtype == "float32" else 2.0**-53
        out = []
        for u1, u2 in u.reshape(-1, 2).tolist():
            r, turn = math.sqrt(-2.0 * math.log(u1 + step)), 2 * math.pi * u2
            out += [r * math.cos(turn), r * math.sin(turn)]
        return out, blocks

    def normal(self, count, dtype, mean, stddev):
        z, blocks = self.normals((count + 1) // 2, dtype, self.block)
        self.block += blocks
        return np.array([mean + stddev * v for v in z[:count]])

    def truncatedNormal(self, count, dtype, mean, stddev):
        # As many pairs as hold `count` accepted numbers: the fill ends with the pair that completes it.
        pairs = count
        z, _ = self.normals(pairs, dtype, self.block)
        kept = [k for k, v in enumerate(z) if abs(v) < 2][:count]
        used = kept[-1] // 2 + 1
        self.block += -(-2 * used * (1 if dtype == "float32" else 2) // 4)
        return np.array([mean + stddev * z[k] for k in kept])


def case(seed, name, gate, calls):
    parts = components(seed, name, gate)
    stream = Stream(parts)
    done = [fill(m, dtype, count, args, getattr(stream, m)(count, dtype, *args)) for m, dtype, count, args in calls]
    return {"stream": "philox-gatewise", "seed": [str(p) for p in parts], "name": name, "gate": gate, "calls": done, "position": stream.block}


ARGS = {"uniform": [-0.3, 0.7], "normal": [0.1, 0.7], "truncatedNormal": [-0.2, 1.3]}
KINDS = [(method, dtype) for method in ARGS for dtype in ("float32", "float64")]
NAMES = [("encoder.Wx", "f"), ("encoder.Wx", None), ("decoder.1.backward.Wh", "o"), ("schicht α.bx", "z")]
cases = []
for k, seed in enumerate([0, 42, -5, 2**31 + 7, 2**32 + 7, 2**63 + 11, 2**64 - 1]):
    name, gate = NAMES[k % len(NAMES)]
    cases += [case(seed, name, gate, [(m, dtype, size, ARGS[m])]) for m, dtype in KINDS for size in (1, 2, 3, 4, 5, 17, 1000)]
    sizes = [3, 1, 17, 2, 4, 16, 5, 8, 6, 15, 7, 14]
    cases.append(case(seed, name, gate, [(*KINDS[(5 * i) % 6], size, ARGS[KINDS[(5 * i) % 6][0]]) for i, size in enumerate(sizes)]))
cases += [case(7, "W", None, [(m, dtype, 200_001, ARGS[m])]) for m, dtype in KINDS]
write("gatewise-1", f"NumPy {np.__version__}", cases)
