"""Writes goldens/formats/ with the real safetensors, PyTorch and NumPy: small files, and what is in them.

    ~/.cache/gatewise/frameworks/torch-2.13/bin/python tools/goldens/formats.py

expected.json names each file's tensors with the hexadecimal little-endian bytes of their row-major values. `rewrites`
marks files that a writer of the same tensors must give byte for byte. `npy` holds single arrays as numpy.save writes them.
"""
import hashlib
import io
import json
import pathlib
import platform
import zipfile

import numpy as np
import safetensors
import safetensors.numpy
import safetensors.torch
import torch

FOLDER = pathlib.Path(__file__).resolve().parents[2] / "goldens" / "formats"
FOLDER.mkdir(parents=True, exist_ok=True)


def painted(dtype, shape):
    """Values of a prime cycle, so that no two rows are equal."""
    count = int(np.prod(shape, dtype=np.int64))
    cycle = np.arange(count) * 97 % 251
    if dtype == "bool":
        return (cycle % 3 == 0).reshape(shape)
    if dtype.startswith("uint"):
        return (cycle + (250 if dtype != "uint8" else 0)).astype(dtype).reshape(shape)
    if dtype.startswith("int"):
        return (cycle - 125).astype(dtype).reshape(shape)
    return ((cycle - 125) / 128).astype(dtype).reshape(shape)


def little(array):
    array = np.asarray(array)
    return array.astype(array.dtype.newbyteorder("<")).tobytes(order="C").hex()


def row(name, array):
    return {"name": name, "dtype": np.asarray(array).dtype.name, "shape": list(array.shape), "bytes": little(array)}


def torch_row(name, tensor):
    words = tensor.contiguous().reshape(-1).view(torch.uint8).numpy().tobytes().hex()
    return {"name": name, "dtype": str(tensor.dtype).removeprefix("torch."), "shape": list(tensor.shape), "bytes": words}


files = []


def add(file, rows, metadata=None, undecodable=None, rewrites=False):
    files.append({"file": file, "sha256": hashlib.sha256((FOLDER / file).read_bytes()).hexdigest(), "arrays": rows,
                  "metadata": metadata or {}, "undecodable": undecodable or {}, "rewrites": rewrites})


def add_safetensors(file, arrays, metadata=None, rewrites=True):
    safetensors.numpy.save_file(arrays, FOLDER / file, metadata=metadata)
    add(file, [row(name, array) for name, array in arrays.items()], metadata, rewrites=rewrites)


ALL = ["float32", "float64", "float16", "int8", "int16", "int32", "int64", "uint8", "uint16", "uint32", "uint64", "bool"]
every = {f"x_{dtype}": painted(dtype, (3, 2)) for dtype in ALL}
# Names whose order by UTF-16 units differs from the order by UTF-8 bytes, and ones that trap a plain object.
names = ["b", "a", "", "__proto__", "constructor", "ü/é", "\uffee", "\U0001f600", 'quo"te\\', "nul\0", "line\nend", "rnn.0.W"]

add_safetensors("every-dtype.safetensors", every, {"format": "np"})
add_safetensors("names.safetensors", {name: painted("float32", (k,)) for k, name in enumerate(names)})
add_safetensors("shapes.safetensors", {"scalar": painted("float32", ()), "none": painted("float64", (0, 4)),
                                       "five": painted("int16", (1, 2, 1, 3, 1)), "unaligned": painted("uint8", (3,))})
add_safetensors("empty.safetensors", {})
# The library's order of several metadata entries is random: this file is only read, and drawn until it has our order.
NOTES = {"format": "pt", "note": "ünï \"code\"\n\t\\ \u0001 \U0001f600", "": ""}
while True:
    stored = safetensors.numpy.save({"W": painted("float32", (2, 2))}, NOTES)
    if list(json.loads(stored[8:8 + int.from_bytes(stored[:8], "little")])["__metadata__"]) == list(NOTES):
        break
(FOLDER / "metadata.safetensors").write_bytes(stored)
add("metadata.safetensors", [row("W", painted("float32", (2, 2)))], NOTES)

lstm = torch.nn.LSTM(2, 3)
state = {key: torch.from_numpy(painted("float32", tuple(value.shape))) for key, value in lstm.state_dict().items()}
state["half"] = torch.from_numpy(painted("float16", (5,)))
state["brain"] = torch.tensor([0.0, -0.0, 1.0, -2.5, float("inf"), float("-inf"), float("nan"), 3.3895313892515355e38, 1e-40]).to(torch.bfloat16)
safetensors.torch.save_file(state, FOLDER / "torch.safetensors", metadata={"format": "pt"})
add("torch.safetensors", [torch_row(name, tensor) for name, tensor in state.items()], {"format": "pt"}, rewrites=True)

odd = {"W": torch.from_numpy(painted("float32", (2,))), "e4m3": torch.ones(3).to(torch.float8_e4m3fn),
       "e5m2": torch.ones(2).to(torch.float8_e5m2), "z": torch.ones(2, dtype=torch.complex64)}
safetensors.torch.save_file(odd, FOLDER / "undecodable.safetensors")
add("undecodable.safetensors", [torch_row("W", odd["W"])], undecodable={"e4m3": "F8_E4M3", "e5m2": "F8_E5M2", "z": "C64"})

# NumPy's own archives. Dates do not enter: savez writes 1980-01-01.
numpy_names = {"kernel": painted("float32", (2, 4)), "cell/bias": painted("float64", (4,)), "step": painted("int64", ())}
np.savez(FOLDER / "savez.npz", painted("float16", (3,)), painted("bool", (2, 3)), **numpy_names)
numpy_rows = [row(name, array) for name, array in numpy_names.items()]
add("savez.npz", [*numpy_rows, row("arr_0", painted("float16", (3,))), row("arr_1", painted("bool", (2, 3)))])

np.savez_compressed(FOLDER / "compressed.npz", kernel=painted("float32", (8, 12)), zeros=np.zeros((40, 40), "float32"))
add("compressed.npz", [row("kernel", painted("float32", (8, 12))), row("zeros", np.zeros((40, 40), "float32"))])

orders = {"fortran": np.asfortranarray(painted("float32", (2, 3, 4))), "big": painted("float32", (3, 2)).astype(">f4"),
          "big_fortran": np.asfortranarray(painted("int16", (3, 5)).astype(">i2")), "none": painted("float32", (0, 3))}
np.savez(FOLDER / "orders.npz", **orders)
add("orders.npz", [row(name, array) for name, array in orders.items()])

np.savez(FOLDER / "undecodable.npz", W=painted("float32", (2,)), text=np.array(["ab", "c"]), pair=np.ones(2, "complex64"))
add("undecodable.npz", [row("W", painted("float32", (2,)))], undecodable={"text": "<U2", "pair": "<c8"})


def npy(array, version=None):
    stream = io.BytesIO()
    np.lib.format.write_array(stream, array, version=version)
    return stream.getvalue()


# Versions 2 and 3, and Python 2's long integers as NumPy 1 wrote them: read only.
old = npy(painted("float32", (2, 3)))
literal = b"{'descr': '<f4', 'fortran_order': False, 'shape': (2L, 3L), }"
python2 = old[:10] + literal + b" " * (128 - 10 - len(literal) - 1) + b"\n" + old[128:]
with zipfile.ZipFile(FOLDER / "versions.npz", "w") as archive:
    for name, data in (("two", npy(painted("float32", (2, 3)), (2, 0))), ("three", npy(painted("float32", (2, 3)), (3, 0))), ("python2", python2)):
        archive.writestr(zipfile.ZipInfo(f"{name}.npy"), data)
add("versions.npz", [row(name, painted("float32", (2, 3))) for name in ("two", "three", "python2")])

# Headers that end on a boundary of 64 bytes, and one byte behind it.
EDGES = [(0, 100, *(1,) * 12), (0, 1000, *(1,) * 12)]
single = [{**row("", array), "file": npy(array).hex()} for array in
          [painted(dtype, (3, 2)) for dtype in ALL] + [painted("float32", shape) for shape in ((), (0,), (7,), (12345678, 0), (1, 2, 1, 3), (1,) * 32, *EDGES)]]

made_by = {"safetensors": safetensors.__version__, "torch": torch.__version__, "numpy": np.__version__, "python": platform.python_version()}
text = json.dumps({"madeBy": made_by, "files": files, "npy": single}, ensure_ascii=True, indent=1)
(FOLDER / "expected.json").write_text(text + "\n")
print(f"{len(files)} files, {sum(path.stat().st_size for path in FOLDER.iterdir())} bytes")
