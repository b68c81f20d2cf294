"""Runs the forward goldens' cases in the real PyTorch: outputs, states, and gradients of a painted sum of them.

    python tools/frameworks/torch_forward.py OUT.safetensors float32|float64 < cases.jsonl

A case is a model document, `inputs`, and `forward`: the steps, each a module of the document or an operation. What is painted and
what is written: goldens/forward/README.md.
"""
import json
import sys

import numpy
import torch
from torch import nn
from torch.nn.utils.rnn import pack_padded_sequence, pad_packed_sequence

import painting
import safetensors_writer
import torch_documents

STATES = ("h", "c")


def tensor(entry, dtype):
    return torch.from_numpy(painting.values(entry, dtype, "int64"))


def width_of(module, k):
    return module.proj_size if k == 0 and getattr(module, "proj_size", 0) > 0 else module.hidden_size


def state_shape(module, k, value):
    """The shape of an initial state: layers and directions first, the batch never first of all."""
    width = width_of(module, k)
    if not isinstance(module, nn.RNNBase):
        return ([] if value.dim() == 1 else [value.shape[-2]]) + [width]
    count = module.num_layers * (2 if module.bidirectional else 1)
    batched = [value.shape[0 if module.batch_first else 1]] if value.dim() == 3 else []
    return [count] + batched + [width]


class Run(object):
    def __init__(self, case, root, dtype):
        self.root, self.dtype = root, dtype
        self.values, self.called, self.leaves, self.states, self.final = {}, {}, [], [], []
        inputs = painting.Painter(painting.INPUTS)
        self.inputs = [inputs.entry(**entry) for entry in case["inputs"]]
        for entry in self.inputs:
            self.values[entry["name"]] = self.leaf(entry)
        self.painter = painting.Painter(painting.STATES, scale=0.5)
        last = case["inputs"][0]["name"]
        for k, step in enumerate(case["forward"]):
            names = step.get("of", last)
            given = [self.values[name] for name in ([names] if isinstance(names, str) else names)]
            last = step.get("as", "output" if k == len(case["forward"]) - 1 else "step %d" % k)
            self.values[last] = self.module(step, given[0]) if "module" in step else self.operation(step, given)
        self.outputs = [(name, self.values[name]) for name in case.get("outputs", [last])] + self.final

    def leaf(self, entry):
        made = tensor(entry, self.dtype)
        if made.is_floating_point():
            made.requires_grad_(True)
            self.leaves.append((entry["name"], made))
        return made

    def operation(self, step, given):
        op = step["op"]
        if op == "transpose":
            return given[0].transpose(*step["dims"])
        if op == "last":
            return given[0].select(step["dim"], -1)
        if op == "cat":
            return torch.cat(given, step["dim"])
        if op == "add":
            return given[0] + given[1]
        raise ValueError("no operation " + op)

    def module(self, step, value):
        module = self.root.get_submodule(step["module"])
        if not isinstance(module, (nn.RNNBase, nn.RNNCellBase)):
            return module(value)
        lstm = isinstance(module, (nn.LSTM, nn.LSTMCell))
        hx = None
        if step.get("initial"):
            at = value[0] if step.get("over") == "time" else value
            entries = [
                self.painter.entry("%s.%s0" % (step["module"], STATES[k]), state_shape(module, k, at))
                for k in range(2 if lstm else 1)
            ]
            self.states += entries
            hx = [self.leaf(entry) for entry in entries]
            hx = tuple(hx) if lstm else hx[0]
        if isinstance(module, nn.RNNCellBase):
            output, state = self.cell(module, step, value, hx)
        elif "lengths" in step:
            packed = pack_padded_sequence(
                value, torch.tensor(step["lengths"]), batch_first=module.batch_first, enforce_sorted=step["enforce_sorted"])
            output, state = module(packed, hx)
            output, _ = pad_packed_sequence(
                output, batch_first=module.batch_first, padding_value=step.get("padding_value", 0.0), total_length=step.get("total_length"))
        else:
            output, state = module(value, hx)
        state = state if lstm else (state,)
        self.called[step["module"]] = number = self.called.get(step["module"], 0) + 1
        label = step["module"] if number == 1 else "%s#%d" % (step["module"], number)
        self.final += [("%s.%s" % (label, STATES[k]), one) for k, one in enumerate(state)]
        return output

    def cell(self, module, step, value, hx):
        if step.get("over") != "time":
            state = module(value, hx)
            return (state[0] if isinstance(state, tuple) else state), state
        outputs = []
        for one in value:
            hx = module(one, hx)
            outputs.append(hx[0] if isinstance(hx, tuple) else hx)
        return torch.stack(outputs), hx


def run(case, dtype):
    torch.set_default_dtype(torch.float32 if dtype == "float32" else torch.float64)
    root = torch_documents.construct(case["document"])
    root.train(case.get("training", False))
    painter = painting.Painter(painting.WEIGHTS, scale=0.5)
    weights = []
    for name, value in root.state_dict().items():
        if value.is_floating_point():
            weights.append(painter.entry(name, value.shape, **painting.weight_rule(name)))
            value.copy_(tensor(weights[-1], dtype))
    if "manual_seed" in case:
        torch.manual_seed(case["manual_seed"])
    done = Run(case, root, dtype)
    sums = painting.Painter(painting.SUMS)
    painted = [sums.entry(name, value.shape) for name, value in done.outputs]
    total = sum((tensor(entry, dtype) * value).sum() for entry, (_, value) in zip(painted, done.outputs))
    wanted = done.leaves + list(root.named_parameters())
    gradients = torch.autograd.grad(total, [value for _, value in wanted], allow_unused=True)
    tensors = [("0/output/" + name, value) for name, value in done.outputs]
    tensors += [("0/gradient/" + name, torch.zeros_like(v) if g is None else g.to_dense()) for (name, v), g in zip(wanted, gradients)]
    if root.training:
        tensors += [("0/after/" + name, value.to(torch.get_default_dtype())) for name, value in root.named_buffers()]
    call = {"inputs": done.inputs, "states": done.states, "sums": painted}
    return {"weights": weights, "calls": [call]}, [(name, value.detach().numpy()) for name, value in tensors]


def main(out, dtype):
    tensors = []
    for line in sys.stdin:
        case = json.loads(line)
        try:
            made, results = run(case, dtype)
        except Exception as error:
            print(json.dumps({"name": case["name"], "error": "%s: %s" % (type(error).__name__, str(error)[:300])}))
            continue
        made.update({"name": case["name"], "tensors": [name for name, _ in results]})
        tensors += [(case["name"] + "/" + name, numpy.asarray(value, order="C")) for name, value in results]
        print(json.dumps(made))
    safetensors_writer.write(out, tensors)


if __name__ == "__main__":
    torch.set_num_threads(1)
    main(*sys.argv[1:3])
