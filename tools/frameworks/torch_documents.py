"""Builds model documents of dialect torch in the real PyTorch.

Reads lines of JSON, each {"name": ..., "document": {...}}, from standard input; writes one safetensors file with the
tensors `<case>/<tensor>` and, as JSON on standard output, one line a case: names in state-dict order, or the error.
The generators of goldens and the comparer run the same program, and so does `gatewise explain --code`.

    python tools/frameworks/torch_documents.py OUT.safetensors < documents.jsonl
"""
import json
import re
import sys

import torch
from safetensors.torch import save_file
from torch import nn

GATES = {"LSTM": "ifgo", "GRU": "rzn", "LSTMCell": "ifgo", "GRUCell": "rzn"}
DTYPES = {"float32": torch.float32, "float64": torch.float64}


def build(document):
    return construct(document).state_dict()


def construct(document):
    seed = document.get("seed")
    if isinstance(seed, dict):
        seed = seed["manual_seed"]
    torch.manual_seed(int(seed))
    root = nn.Module()
    classes = {}
    for entry in document["modules"]:
        args = dict(entry.get("args", {}))
        if "dtype" in args:
            args["dtype"] = DTYPES[args["dtype"]]
        module = getattr(nn, entry["class"])(**args)
        parent = root
        *path, last = entry["name"].split(".")
        for part in path:
            if not hasattr(parent, part):
                parent.add_module(part, nn.Module())
            parent = getattr(parent, part)
        parent.add_module(last, module)
        classes[entry["name"]] = (entry["class"], module)
    for entry in document.get("then", []):
        call(root, classes, entry)
    return root


def call(root, classes, entry):
    pattern = re.compile("^" + ".*".join(re.escape(part) for part in entry["on"].split("*")) + "$")
    matched = [(name, p) for name, p in root.named_parameters() if pattern.match(name)]
    assert matched, "no parameter matches " + entry["on"]
    function = getattr(nn.init, entry["call"])
    for name, parameter in matched:
        for view in views(classes, name, parameter, entry):
            function(view, **entry.get("args", {}))


def views(classes, name, parameter, entry):
    with torch.no_grad():
        data = parameter.data
        if "rows" in entry:
            return [data[entry["rows"][0]:entry["rows"][1]]]
        if "gate" in entry or entry.get("each_gate"):
            module, tensor = name.rsplit(".", 1)
            letters = GATES[classes[module][0]]
            assert "weight_hr" not in tensor, "no gates"
            chunks = data.chunk(len(letters), 0)
            return [chunks[letters.index(entry["gate"])]] if "gate" in entry else list(chunks)
        return [data]


def main(out):
    tensors = {}
    for line in sys.stdin:
        case = json.loads(line)
        try:
            state = build(case["document"])
        except Exception as error:  # the comparer wants to know what the framework refuses
            print(json.dumps({"name": case["name"], "error": "%s: %s" % (type(error).__name__, error)}))
            continue
        for name, tensor in state.items():
            tensors[case["name"] + "/" + name] = tensor.detach().clone().contiguous()
        print(json.dumps({"name": case["name"], "tensors": list(state)}))
    save_file(tensors, out, metadata={"framework": "torch " + torch.__version__})


if __name__ == "__main__":
    torch.set_num_threads(1)
    main(sys.argv[1])
