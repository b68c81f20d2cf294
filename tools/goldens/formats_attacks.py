"""Writes goldens/formats/attacks.json: hostile safetensors files and what the real library says to each.

    ~/.cache/gatewise/frameworks/torch-2.13/bin/python tools/goldens/formats_attacks.py

`reference` is the library's refusal, or null where it takes the file.
"""
import json
import pathlib
import re
import struct

import safetensors

ONE = '{"dtype":"F32","shape":[1],"data_offsets":[0,4]}'
attacks = []


def ask(data):
    try:
        safetensors.deserialize(data)
        return None
    except safetensors.SafetensorError as error:
        # Which of two tensors is named depends on the order of a hash map.
        return re.sub(r"tensor `[AB]`", "a tensor", str(error))


def attack(what, header, data=b"\1\2\3\4", length=None):
    text = header if isinstance(header, bytes) else header.encode("utf-8", "surrogatepass")
    file = struct.pack("<Q", len(text) if length is None else length) + text + data
    attacks.append({"what": what, "file": file.hex(), "reference": ask(file)})


def entry(dtype="F32", shape="[1]", offsets="[0,4]", more=""):
    return f'{{"dtype":"{dtype}","shape":{shape},"data_offsets":{offsets}{more}}}'


def tensor(what, data=b"\1\2\3\4", **fields):
    attack(what, f'{{"W":{entry(**fields)}}}', data)


for size in (0, 1, 7):
    attacks.append({"what": f"{size} bytes", "file": "00" * size, "reference": ask(bytes(size))})
attack("header length 100 000 001", "{}", length=100_000_001)
attack("header length 2^63", "{}", length=2**63)
attack("header length 2^64 - 1", "{}", length=2**64 - 1)
attack("header longer than the file", f'{{"W":{ONE}}}', length=1000)
attack("header length one too large", f'{{"W":{ONE}}}', b"", length=len(ONE) + 7)
attack("header length one too small", f'{{"W":{ONE}}}', length=len(ONE) + 5)
attack("header of length 0", "", b"")
attack("not UTF-8", b'{"\xff":' + ONE.encode() + b"}")
attack("overlong UTF-8", b'{"\xc0\xaf":' + ONE.encode() + b"}")
attack("surrogates in UTF-8", '{"\ud83d":' + ONE + "}")
attack("not JSON", "weights", b"")
attack("array instead of object", f"[{ONE}]")
attack("string instead of object", '"W"', b"")
attack("null instead of object", "null", b"")
attack("byte order mark", "\ufeff" + f'{{"W":{ONE}}}')
attack("NUL after the object", f'{{"W":{ONE}}}\0')
attack("text after the object", f'{{"W":{ONE}}}x')
attack("second object", f'{{"W":{ONE}}}{{}}')
attack("comma before the end", f'{{"W":{ONE},}}')
attack("comma in the shape", f'{{"W":{entry(shape="[1,]")}}}')
attack("no comma", f'{{"W":{ONE} "V":{ONE}}}')
attack("no colon", f'{{"W"{ONE}}}')
attack("single quotes", f"{{'W':{ONE}}}")
attack("comment", f'{{/*x*/"W":{ONE}}}')
attack("NaN", f'{{"W":{entry(shape="[NaN]")}}}')
attack("open string", '{"W', b"")
attack("open object", f'{{"W":{ONE}')
attack("control character in a name", f'{{"a\nb":{ONE}}}')
attack("unknown escape", f'{{"a\\x41":{ONE}}}')
attack("short escape", f'{{"a\\u41":{ONE}}}')
attack("lone high surrogate", f'{{"\\ud83d":{ONE}}}')
attack("lone low surrogate", f'{{"\\ude00":{ONE}}}')
attack("surrogates in reverse", f'{{"\\ude00\\ud83d":{ONE}}}')
attack("lone surrogate in metadata", f'{{"__metadata__":{{"a":"\\ud83d"}},"W":{ONE}}}')
tensor("unknown dtype", dtype="F31")
tensor("lower-case dtype", dtype="f32")
tensor("dtype toString", dtype="toString")
tensor("dtype __proto__", dtype="__proto__")
attack("dtype number", '{"W":{"dtype":32,"shape":[1],"data_offsets":[0,4]}}')
attack("no dtype", '{"W":{"shape":[1],"data_offsets":[0,4]}}')
attack("no shape", '{"W":{"dtype":"F32","data_offsets":[0,4]}}')
attack("no offsets", '{"W":{"dtype":"F32","shape":[1]}}')
attack("entry null", '{"W":null}')
attack("entry array", '{"W":["F32",[1]]}')
tensor("shape null", shape="null")
tensor("shape number", shape="1")
for number in ("-1", "1.0", "1e0", "-0", "01", "+1", "18446744073709551616", '"1"', "true", "null"):
    tensor(f"dimension {number}", shape=f"[{number}]")
    tensor(f"offset {number}", offsets=f"[0,{number}]")
tensor("dimension of 400 digits", shape=f"[{'9' * 400}]")
tensor("one offset", offsets="[0]")
tensor("three offsets", offsets="[0,4,4]")
tensor("offsets as object", offsets='{"begin":0,"end":4}')
attack("metadata number", f'{{"__metadata__":{{"a":1}},"W":{ONE}}}')
attack("metadata null value", f'{{"__metadata__":{{"a":null}},"W":{ONE}}}')
attack("metadata nested", f'{{"__metadata__":{{"a":{{}}}},"W":{ONE}}}')
attack("metadata array", f'{{"__metadata__":[],"W":{ONE}}}')
attack("metadata string", f'{{"__metadata__":"pt","W":{ONE}}}')
attack("metadata as a tensor", f'{{"__metadata__":{ONE}}}')
attack("metadata twice", f'{{"__metadata__":{{}},"W":{ONE},"__metadata__":{{}}}}')
attack("metadata key twice", f'{{"__metadata__":{{"a":"1","a":"2"}},"W":{ONE}}}')
for field, value in (("dtype", '"F32"'), ("shape", "[1]"), ("data_offsets", "[0,4]")):
    tensor(f"{field} twice", more=f',"{field}":{value}')
for depth in (125, 126, 200, 100_000):
    tensor(f"{depth} brackets in an unknown field", more=f',"x":{"[" * depth}{"]" * depth}')
attack("100 000 open brackets", '{"W":' + "[" * 100_000, b"")
tensor("first offset not 0", offsets="[1,5]", data=bytes(5))
tensor("end before begin", offsets="[4,0]")
tensor("end behind the data", shape="[2]", offsets="[0,8]")
tensor("range shorter than the shape", shape="[2]")
tensor("range longer than the shape", offsets="[0,8]", data=bytes(8))
tensor("trailing bytes", data=bytes(5))
tensor("no data", data=b"")
tensor("offset 2^63", offsets=f"[0,{2**63}]")
tensor("offset 2^53", offsets=f"[0,{2**53}]")
two = '{{"A":{},"B":{}}}'
attack("hole", two.format(entry(), entry(offsets="[5,9]")), bytes(9))
attack("overlap", two.format(entry(), entry(offsets="[2,6]")), bytes(6))
attack("same range twice", two.format(entry(), entry()))
attack("same name twice, same range", f'{{"W":{ONE},"W":{ONE}}}')
attack("same name twice, one behind the other", f'{{"W":{ONE},"W":{entry(offsets="[4,8]")}}}', bytes(8))
attack("same name twice, once escaped", f'{{"W":{entry(offsets="[4,8]")},"\\u0057":{ONE}}}')
tensor("shape product above 2^64", shape=f"[{2**32},{2**32},2]")
tensor("shape product that wraps to 1", shape=f"[{2**63 + 1},{2**63 + 1}]")
tensor("shape times bits above 2^64", dtype="F64", shape=f"[{2**60}]")
tensor("shape of 4 TiB", shape=f"[{2**40}]", offsets=f"[0,{2**42}]")
tensor("zero hides an overflow", shape=f"[0,{2**64 - 1},2]", offsets="[0,0]", data=b"")
tensor("zero behind an overflow", shape=f"[{2**64 - 1},2,0]", offsets="[0,0]", data=b"")
tensor("zero beside 2^50", shape=f"[0,{2**50}]", offsets="[0,0]", data=b"")
tensor("odd number of F4", dtype="F4", shape="[3]", offsets="[0,1]", data=b"\0")
tensor("three F6", dtype="F6_E2M3", shape="[3]", offsets="[0,2]", data=bytes(2))
tensor("even number of F4", dtype="F4", shape="[4]", offsets="[0,2]", data=bytes(2))
tensor("four F6", dtype="F6_E3M2", shape="[4]", offsets="[0,3]", data=bytes(3))
tensor("65 dimensions", shape=f"[{','.join(['1'] * 65)}]")
tensor("64 dimensions", shape=f"[{','.join(['1'] * 64)}]")
attack("name of 4097 bytes", f'{{"{"n" * 4097}":{ONE}}}')
attack("name of 4096 bytes in 2048 letters", f'{{"{"é" * 2048}":{ONE}}}')
attack("name of 4098 bytes in 2049 letters", f'{{"{"é" * 2049}":{ONE}}}')
attack("white space around", f' \n\t\r{{"W":{ONE}}} \n\t\r')
attack("white space inside", f'{{ "W" :\n{{ "dtype" : "F32" ,\t"shape" : [ 1 ] , "data_offsets" : [ 0 , 4 ] }} }}')
attack("form feed around", f'\f{{"W":{ONE}}}')
attack("unaligned", two.format(entry("U8", "[1]", "[0,1]"), entry(offsets="[1,5]")), bytes(5))
attack("entries in reverse", two.format(entry(offsets="[4,8]"), entry()), bytes(8))
tensor("unknown fields", more=',"a":-1.5e-3,"b":[null,true,"\\ud83d\\ude00"],"c":{"d":{}}')
tensor("unknown field twice", more=',"a":1,"a":2')
tensor("fields in another order", more="")
attacks[-1]["file"] = (lambda h: (struct.pack("<Q", len(h)) + h + bytes(4)).hex())(b'{"W":{"data_offsets":[0,4],"shape":[1],"dtype":"F32"}}')
attacks[-1]["reference"] = ask(bytes.fromhex(attacks[-1]["file"]))
attack("metadata null", f'{{"__metadata__":null,"W":{ONE}}}')
attack("metadata in the middle", f'{{"A":{ONE},"__metadata__":{{"__proto__":"x"}},"B":{entry(offsets="[4,8]")}}}', bytes(8))
for name in ("", "__proto__", "constructor", "a\\u0000b", "../../etc/passwd"):
    attack(f"name {name!r}", f'{{"{name}":{ONE}}}')
attack("no tensors", "{}", b"")
attack("no tensors, one byte", "{}", b"\0")
tensor("scalar", shape="[]")

FILE = pathlib.Path(__file__).resolve().parents[2] / "goldens" / "formats" / "attacks.json"
# Long runs of one byte are told as [byte, count].
for item in attacks:
    if len(item["file"]) > 20_000:
        item["file"] = item["file"].replace("5b" * 100_000, "(5b*100000)").replace("5d" * 100_000, "(5d*100000)")
text = json.dumps({"madeBy": {"safetensors": safetensors.__version__}, "attacks": attacks}, ensure_ascii=True, indent=1)
FILE.write_text(text + "\n")
print(f"{len(attacks)} attacks, {len(text)} bytes")
for item in attacks:
    print("TAKES " if item["reference"] is None else "refuses", item["what"], "|", item["reference"] or "")
