"""Prints goldens/streams/torch-2.13.json with the real PyTorch: fills, sequences that use the cached normal, trunc_normal_.

    python tools/goldens/streams-torch.py        (in an environment with torch 2.13 for the CPU)
"""
import hashlib
import warnings

import torch

from stream_golden import fill, write

warnings.simplefilter("ignore")
SEEDS = [0, 42, -5, 2**31 + 7, 2**32 + 7, 2**63 + 11]
SIZES = [1, 2, 5, 15, 16, 17, 33, 1000]
SEQUENCE = [
    ("normal", "float32", 3, [0.1, 0.7]),
    ("normal", "float32", 20, [0.0, 1.0]),
    ("uniform", "float64", 4, [-0.25, 0.75]),
    ("normal", "float64", 2, [-1.5, 0.3]),
    ("normal", "float32", 1, [0.0, 2.0]),
    ("normal", "float64", 17, [0.3, 0.9]),
    ("uniform", "float32", 7, [-0.57, 0.57]),
    ("normal", "float32", 1, [0.2, 0.0]),
    ("normal", "float64", 15, [0.0, 1.0]),
    ("normal", "float64", 0, [0.0, 1.0]),
    ("normal", "float32", 12, [7.0, 0.01]),
    ("normal", "float32", 700, [0.0, 1.0]),
    ("boundedNormal", "float32", 9, [0.0, 1.0, -1.0, 1.0]),
    ("normal", "float32", 5, [0.0, 1.0]),
]
# mean, std, a, b: the first five redraw (more than 0.3 inside), the others reject uniforms.
BOUNDS = [
    (0.0, 0.5, -0.6, 0.6), (0.0, 1.0, -2.0, 2.0), (0.3, 0.02, -2.0, 2.0), (0.0, 0.1, -0.2, 0.2), (1.0, 2.0, 0.1, 3.3),
    (0.0, 1.0, 2.0, 3.0), (0.0, 1.0, -0.2, 0.2), (5.0, 1.0, -1.0, 2.5), (-0.7, 0.3, -0.71, -0.6),
]


def call(generator, method, dtype, count, args):
    out = torch.empty(count, dtype=getattr(torch, dtype))
    if method == "uniform":
        out.uniform_(*args, generator=generator)
    elif method == "normal":
        out.normal_(*args, generator=generator)
    else:
        torch.nn.init.trunc_normal_(out, *args, generator=generator)
    return fill(method, dtype, count, args, out.numpy())


def case(seed, calls):
    generator = torch.Generator().manual_seed(seed)
    done = [call(generator, *c) for c in calls]
    state = hashlib.sha256(generator.get_state().numpy().tobytes()).hexdigest()
    return {"stream": "mt19937-torch", "seed": [str(seed)], "calls": done, "stateSha256": state}


cases = []
for seed in SEEDS:
    for size in SIZES:
        for dtype in ("float32", "float64"):
            cases.append(case(seed, [("uniform", dtype, size, [-0.3, 0.7])]))
            cases.append(case(seed, [("normal", dtype, size, [0.1, 0.7])]))
    cases.append(case(seed, SEQUENCE))
for seed in (0, 42, -5):
    for size in (1, 7, 33, 1000):
        for dtype in ("float32", "float64"):
            for bounds in BOUNDS:
                cases.append(case(seed, [("boundedNormal", dtype, size, bounds)]))
cases.append(case(3, [("uniform", "float32", 1_000_000, [-0.1, 0.3])]))
cases.append(case(3, [("normal", "float32", 1_000_001, [0.01, 1.3])]))
cases.append(case(3, [("normal", "float64", 300_001, [0.01, 1.3])]))
write("torch-2.13", f"torch {torch.__version__}, CPU capability {torch.backends.cpu.get_cpu_capability()}", cases)
