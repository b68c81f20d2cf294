"""Builds model documents of our own dialect, gatewise@1: an independent NumPy program of the rules' descriptions.

It shares no code with the library: integers of Python, transforms and QR of NumPy in float64. Lines in and out are those
of torch_documents.py.

    python tools/frameworks/gatewise_documents.py OUT.safetensors < documents.jsonl
"""
import hashlib
import json
import math
import struct
import sys

import numpy as np

import safetensors_writer

M0, M1, W0, W1, MASK = 0xD2511F53, 0xCD9E8D57, 0x9E3779B9, 0xBB67AE85, 0xFFFFFFFF
GATES = {"RNN": [None], "LSTM": ["i", "f", "g", "o"], "GRU": ["r", "z", "n"]}
TRUNCATION = 0.87962566103423978


def philox(key, counter):
    k0, k1 = key
    c0, c1, c2, c3 = counter
    for _ in range(10):
        p, q = M0 * c0, M1 * c2
        c0, c1, c2, c3 = (q >> 32) ^ c1 ^ k0, q & MASK, (p >> 32) ^ c3 ^ k1, p & MASK
        k0, k1 = (k0 + W0) & MASK, (k1 + W1) & MASK
    return c0, c1, c2, c3


class Stream:
    def __init__(self, seed, name, gate):
        digest = hashlib.sha256((name if gate is None else name + " " + gate).encode()).digest()
        self.key = (seed & MASK, (seed >> 32) & MASK)
        self.name = struct.unpack("<3I", digest[:12])
        self.block = 0
        self.words = []

    def word(self):
        if not self.words:
            self.words = list(philox(self.key, (self.block,) + self.name))
            self.block += 1
        return self.words.pop(0)

    def unit(self, single):
        if single:
            return (self.word() >> 8) * 2.0 ** -24
        a, b = self.word() >> 5, self.word() >> 6
        return (a * 67108864 + b) * 2.0 ** -53

    def pair(self, single):
        u1 = self.unit(single) + (2.0 ** -24 if single else 2.0 ** -53)
        u2 = self.unit(single)
        r = math.sqrt(-2.0 * math.log(u1))
        return r * math.cos(2 * math.pi * u2), r * math.sin(2 * math.pi * u2)

    def normals(self, count, single):
        out = []
        while len(out) < count:
            out += self.pair(single)
        return out[:count]

    def truncated(self, count, single):
        out = []
        while len(out) < count:
            out += [z for z in self.pair(single) if abs(z) < 2]
        return out[:count]


def fill(rule, shape, stream, dtype):
    name, args = (rule, {}) if isinstance(rule, str) else next(iter(rule.items()))
    args = args or {}
    single, count = dtype == np.float32, int(np.prod(shape))
    if name in ("zeros", "ones", "constant"):
        return np.full(shape, {"zeros": 0.0, "ones": 1.0}.get(name, args.get("value")), dtype)
    if name == "identity":
        return (args.get("gain", 1) * np.eye(*shape)).astype(dtype)
    if name == "uniform":
        return np.array([args["low"] + (args["high"] - args["low"]) * stream.unit(single) for _ in range(count)]).astype(dtype).reshape(shape)
    if name in ("normal", "truncated_normal"):
        z = stream.normals(count, single) if name == "normal" else stream.truncated(count, single)
        return np.array([args.get("mean", 0) + args["stddev"] * v for v in z]).astype(dtype).reshape(shape)
    if name == "orthogonal":
        rows, columns = shape
        a = np.array(stream.normals(count, single)).astype(dtype).astype(np.float64).reshape(max(shape), min(shape))
        q, r = np.linalg.qr(a)
        q = q * np.sign(np.diag(r))
        q = (q.T if rows < columns else q).astype(dtype)
        return (q * dtype(args.get("gain", 1))).astype(dtype)
    kind, distribution = name.rsplit("_", 1)
    fan_in, fan_out = (shape[1], shape[0]) if len(shape) == 2 else (1, shape[0])
    scale = {"glorot": 1.0, "he": 2.0, "lecun": 1.0}[kind] * args.get("gain", 1) ** 2
    n = max(1, (fan_in + fan_out) / 2 if kind == "glorot" else fan_in)
    if distribution == "uniform":
        limit = math.sqrt(3.0 * (scale / n))
        return np.array([-limit + (limit - -limit) * stream.unit(single) for _ in range(count)]).astype(dtype).reshape(shape)
    stddev = math.sqrt(scale / n) / TRUNCATION
    return np.array([stddev * z for z in stream.truncated(count, single)]).astype(dtype).reshape(shape)


DEFAULTS = {"Wx": "glorot_uniform", "Wh": "orthogonal", "bx": {"each": "zeros", "f": "ones"}, "bh": "zeros", "W": "glorot_uniform", "b": "zeros"}


def start(seed, name, role, shape, gates, rule, dtype, hidden):
    tensor = np.zeros(shape, dtype)
    blocks = {gate: slice(k * hidden, (k + 1) * hidden) for k, gate in enumerate(gates)}
    if isinstance(rule, dict) and "whole" in rule:
        return fill(rule["whole"], shape, Stream(seed, name, None), dtype)
    if isinstance(rule, dict) and ("chrono" in rule or "uniform_gate" in rule):
        gate = "f" if "f" in blocks else "z"
        stream = Stream(seed, name, gate)
        if "chrono" in rule:
            high = rule["chrono"]["max_time"] - 1
            values = [math.log(1 + (high - 1) * stream.unit(False)) for _ in range(hidden)]
        else:
            margin = 1 / hidden
            u = [margin + ((1 - margin) - margin) * stream.unit(False) for _ in range(hidden)]
            values = [-math.log(1 / x - 1) for x in u]
        tensor[blocks[gate]] = np.array(values).astype(dtype)
        if gate == "f":
            tensor[blocks["i"]] = -tensor[blocks["f"]]
        return tensor
    if gates == [None] or not blocks:
        return fill(rule["each"] if isinstance(rule, dict) and "each" in rule else rule, shape, Stream(seed, name, None), dtype)
    by_gate = isinstance(rule, dict) and ("each" in rule or all(key in blocks for key in rule))
    for gate, rows in blocks.items():
        own = rule.get(gate, rule.get("each")) if by_gate else rule
        tensor[rows] = fill(own, (hidden,) + tuple(shape[1:]), Stream(seed, name, gate), dtype)
    return tensor


def build(document):
    seed = int(document["seed"]) & 0xFFFFFFFFFFFFFFFF
    out = []
    for module in document["modules"]:
        args, init = module.get("args", {}), module.get("init", {})
        dtype = {"float32": np.float32, "float64": np.float64}[args.get("dtype", "float32")]
        rule = lambda role: init.get(role, DEFAULTS[role] if not (role == "bx" and module["class"] != "LSTM") else "zeros")
        if module["class"] in GATES:
            gates, hidden = GATES[module["class"]], args["hidden_size"]
            directions = ["", "backward"] if args.get("bidirectional") else [""]
            for layer in range(args.get("num_layers", 1)):
                width = args["input_size"] if layer == 0 else hidden * len(directions)
                for direction in directions:
                    prefix = ".".join([module["name"]] + ([str(layer)] if layer else []) + ([direction] if direction else []))
                    rows = len(gates) * hidden
                    shapes = [("Wx", (rows, width)), ("Wh", (rows, hidden))] + ([("bx", (rows,)), ("bh", (rows,))] if args.get("bias", True) else [])
                    for role, shape in shapes:
                        name = prefix + "." + role
                        out.append((name, start(seed, name, role, shape, gates, rule(role), dtype, hidden)))
        else:
            linear = module["class"] == "Linear"
            shape = (args["out_features"], args["in_features"]) if linear else (args["num_embeddings"], args["embedding_dim"])
            name = module["name"] + ".W"
            out.append((name, start(seed, name, "W", shape, [None], rule("W"), dtype, shape[0])))
            if linear and args.get("bias", True):
                name = module["name"] + ".b"
                out.append((name, start(seed, name, "b", shape[:1], [None], rule("b"), dtype, shape[0])))
    return out


def main(out):
    tensors = []
    for line in sys.stdin:
        case = json.loads(line)
        weights = build(case["document"])
        tensors += [(case["name"] + "/" + name, value) for name, value in weights]
        print(json.dumps({"name": case["name"], "tensors": [name for name, _ in weights]}))
    safetensors_writer.write(out, tensors)


if __name__ == "__main__":
    main(sys.argv[1])
