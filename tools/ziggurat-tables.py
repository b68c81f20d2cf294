"""Writes src/random/ziggurat-tables.gen.ts: the tables of NumPy's ziggurat normal.

The recurrence runs in float64 with correctly rounded ln and exp (60 decimal digits, then one rounding). The three
float64 tables are held to the SHA-256 of those in numpy 2.4 (numpy/random/src/distributions/ziggurat_constants.h).

    python3 tools/ziggurat-tables.py
"""
import hashlib
import math
import pathlib
import struct
from decimal import Decimal, getcontext

getcontext().prec = 60
R = 3.6541528853610088
V = float.fromhex("0x1.43016a5a4372ep-8")
EXPECTED = {
    "wi": "33c6472209e1d09ea3548f0291e5e1ad67fb4f1d0305e9f1086689584b7bb7fa",
    "fi": "acd898d9d87e212f657755ba43b21e40958090a7ff2103c9e79f4ea1b0fe2bc5",
    "ki": "565295797825931547a1036f5b012a247be54abbe077c39fe06c8ed1e9d0a5a9",
}


def ln(x: float) -> float:
    return float(Decimal(x).ln())


def density(x: float) -> float:
    return float(Decimal(-0.5 * x * x).exp())


def single(x: float) -> float:
    return struct.unpack("<f", struct.pack("<f", x))[0]


def tables():
    x, w, f, k, k32 = [0.0] * 256, [0.0] * 256, [0.0] * 256, [0] * 256, [0] * 256
    x[255] = R
    f[255] = density(R)
    w[255] = R / 2.0**52
    w[0] = V / f[255] / 2.0**52
    f[0] = 1.0
    for i in range(254, 0, -1):
        x[i] = math.sqrt(-2.0 * ln(V / x[i + 1] + f[i + 1]))
        w[i] = x[i] / 2.0**52
        f[i] = density(x[i])
        if i == 38:
            f[i] = math.nextafter(f[i], 1.0)  # NumPy's own value is one unit higher here
        k[i + 1] = round(w[i] / w[i + 1] * 2.0**52)
        k32[i + 1] = round(w[i] / w[i + 1] * 2.0**23)
    k[0] = round(R / (w[0] * 2.0**52) * 2.0**52)
    k32[0] = 7838188
    x[0] = w[0] * 2.0**52
    w32 = [single(v / 2.0**23) for v in x]
    f32 = [single(v) for v in f]
    return w, f, k, w32, f32, k32


def check(name: str, data: bytes) -> None:
    digest = hashlib.sha256(data).hexdigest()
    if digest != EXPECTED[name]:
        raise SystemExit(f"table {name} has SHA-256 {digest}, numpy's has {EXPECTED[name]}")


def number(value) -> str:
    return str(value) if isinstance(value, int) else repr(value).removesuffix(".0")


def main() -> None:
    w, f, k, w32, f32, k32 = tables()
    check("wi", struct.pack("<256d", *w))
    check("fi", struct.pack("<256d", *f))
    check("ki", struct.pack("<256Q", *k))
    lines = ["// Written by tools/ziggurat-tables.py; the tables of numpy@2.4, numpy/random/src/distributions/ziggurat_constants.h."]
    for name, kind, values in [
        ("widths64", "Float64Array", w), ("heights64", "Float64Array", f), ("limits64", "Float64Array", k),
        ("widths32", "Float32Array", w32), ("heights32", "Float32Array", f32), ("limits32", "Int32Array", k32),
    ]:
        lines.append(f"\nexport const {name} = /* @__PURE__ */ {kind}.of(")
        texts = [number(v) for v in values]
        lines += ["  " + ", ".join(texts[i : i + 4]) + "," for i in range(0, 256, 4)]
        lines.append(");")
    out = pathlib.Path(__file__).parent.parent / "src/random/ziggurat-tables.gen.ts"
    out.write_text("\n".join(lines) + "\n")


main()
