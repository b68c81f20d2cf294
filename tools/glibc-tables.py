"""Writes src/random/glibc-tables.gen.ts: the table of glibc's float64 log, read from an installed libm; and prints the
SHA-256 of its table of sines and cosines, which src/random/sine-table.ts computes and its test holds to it.

The sine and cosine of k/128 in two parts are also computed here with 60 digits: high parts must agree, low parts to 2^-40.
The reciprocals of the logarithm's centres have no formula (they were searched for so that the logarithm rounds well).
Tables equal in glibc 2.28 and later.

    python3 tools/glibc-tables.py /lib/x86_64-linux-gnu/libm.so.6
"""
import hashlib
import math
import pathlib
import struct
import sys
from decimal import Decimal, getcontext

getcontext().prec = 60


def find(data: bytes, values: list[float], count: int) -> tuple[float, ...]:
    at = data.find(struct.pack(f"<{len(values)}d", *values))
    if at < 0:
        raise SystemExit("table not found in this libm")
    return struct.unpack_from(f"<{count}d", data, at)


def sin_cos(x: Decimal) -> tuple[Decimal, Decimal]:
    def series(term: Decimal, n: int) -> Decimal:
        total = Decimal(0)
        while abs(term) > Decimal("1e-58"):
            total += term
            term *= -x * x / ((n + 1) * (n + 2))
            n += 2
        return total

    return series(x, 1), series(Decimal(1), 0)


def main() -> None:
    data = pathlib.Path(sys.argv[1]).read_bytes()
    ln2 = [float.fromhex("0x1.62e42fefa3800p-1"), float.fromhex("0x1.ef35793c76730p-45")]
    log = find(data, [*ln2, float.fromhex("-0x1.0000000000001p-1")], 18 + 256)[18:]
    for inverse, logarithm in zip(log[::2], log[1::2]):
        # Chosen so that ln c has zeros at its end: the source may compute it.
        if round(-math.log(inverse) * 2**43) / 2**43 != logarithm:
            raise SystemExit(f"the logarithm beside {inverse} is not its own")
    turns = find(data, [0, 0, 1, 0, sin_high(1)], 440)
    for k in range(110):
        for part, value in enumerate(sin_cos(Decimal(k) / 128)):
            high, low = turns[4 * k + 2 * part], turns[4 * k + 2 * part + 1]
            if high != float(value) or abs(Decimal(low) - (value - Decimal(high))) > abs(Decimal(low)) * Decimal(2) ** -40:
                raise SystemExit(f"sine or cosine of {k}/128 is not what it should be")
    lines = ["// Written by tools/glibc-tables.py from glibc 2.36; its sysdeps/ieee754/dbl-64/e_log_data.c."]
    for name, note, values in [
        ("inverseCentres", "1/c for the centres c of 128 parts of [0.6875, 1.375)", log[::2]),
    ]:
        lines.append(f"\n/** {note}. */\nexport const {name} = /* @__PURE__ */ Float64Array.of(")
        texts = [repr(v).removesuffix(".0") for v in values]
        lines += ["  " + ", ".join(texts[i : i + 4]) + "," for i in range(0, len(texts), 4)]
        lines.append(");")
    print("sines and cosines:", hashlib.sha256(struct.pack("<440d", *turns)).hexdigest())
    out = pathlib.Path(__file__).parent.parent / "src/random/glibc-tables.gen.ts"
    out.write_text("\n".join(lines) + "\n")


def sin_high(k: int) -> float:
    return float(sin_cos(Decimal(k) / 128)[0])


main()
