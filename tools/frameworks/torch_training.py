"""Trains in the real PyTorch, and prints what its schedules, clips and plateaus do.

    python tools/frameworks/torch_training.py OUT.safetensors < documents.jsonl

Lines in and out are those of torch_documents.py; what a document may say stands in tools/goldens/cases/training.mjs.
"""
import fnmatch
import sys

import numpy
import torch
from torch import nn

import painted
import training_cases


def load(modules, named, train):
    """Loads painted weights, without those that `without` names and with those that are `besides` them; says what did not fit."""
    values = dict(painted.weights([(n, tuple(p.shape)) for n, p in named], train["weights"]))
    state = {name: torch.from_numpy(value) for name, value in values.items() if name not in train.get("without", [])}
    state.update({name: torch.zeros(2) for name in train.get("besides", [])})
    keys = modules.load_state_dict(state, strict="without" not in train)
    return {"report": {"missing": keys.missing_keys, "unexpected": keys.unexpected_keys}} if "without" in train else {}


def train(document):
    model, train = document["model"], document["train"]
    torch.manual_seed(model["seed"])
    modules = nn.ModuleDict({entry["name"]: getattr(nn, entry["class"])(**entry["args"]) for entry in model["modules"]})
    named = list(modules.named_parameters())
    report = load(modules, named, train) if train["weights"] is not None else {}
    for name, parameter in named:
        parameter.requires_grad_(not any(fnmatch.fnmatchcase(name, pattern) for pattern in train.get("frozen", [])))
    loss_of = getattr(nn, train["loss"]["class"])(**train["loss"].get("args", {}))
    optimizer = getattr(torch.optim, train["optimizer"]["class"])(modules.parameters(), **train["optimizer"].get("args", {}))
    scheduler = None
    if "schedule" in train:
        scheduler = getattr(torch.optim.lr_scheduler, train["schedule"]["class"])(optimizer, **train["schedule"]["args"])
    tensors, losses, rates, noted = [("weights/0/" + n, p.detach().numpy().copy()) for n, p in named], [], [], []
    for step in range(train["steps"]):
        inputs, targets = (torch.from_numpy(array) for array in painted.batch(train, step))
        values = inputs
        for entry in model["modules"]:
            values = modules[entry["name"]](values)
            if isinstance(values, tuple):
                values = values[0] if train.get("whole") else values[0][:, -1]
        loss = loss_of(values, targets)
        optimizer.zero_grad()
        loss.backward()
        if train.get("record"):
            noted.append([p.grad.numpy().copy() for _, p in named if p.requires_grad])
        for clip in train.get("clip", []):
            getattr(nn.utils, clip["function"])(modules.parameters(), **clip["args"])
        rates.append(optimizer.param_groups[0]["lr"])
        optimizer.step()
        if scheduler is not None:
            scheduler.step()
        losses.append(loss.item())
        if step in (0, train["steps"] - 1):
            tensors += [("weights/%d/%s" % (step + 1, n), p.detach().numpy().copy()) for n, p in named]
    tensors += painted.stacked([n for n, p in named if p.requires_grad], noted)
    return tensors + [("losses", numpy.array(losses)), ("rates", numpy.array(rates))], report


def one_parameter(rate):
    return torch.optim.SGD([nn.Parameter(torch.zeros(1))], lr=rate)


def rates(document):
    optimizer = one_parameter(document["base"])
    scheduler = getattr(torch.optim.lr_scheduler, document["rates"]["class"])(optimizer, **document["rates"]["args"])
    values = []
    for _ in range(document["count"]):
        values.append(optimizer.param_groups[0]["lr"])
        optimizer.step()
        scheduler.step()
    return [("rates", numpy.array(values))]


def plateau(document):
    optimizer = one_parameter(document["base"])
    scheduler = torch.optim.lr_scheduler.ReduceLROnPlateau(optimizer, **document["plateau"]["args"])
    values = []
    for metric in document["metrics"]:
        scheduler.step(float(metric))
        values.append(optimizer.param_groups[0]["lr"])
    return [("rates", numpy.array(values))]


def clip(document):
    parameters = [nn.Parameter(torch.zeros(*shape)) for shape in document["shapes"]]
    for parameter, value in zip(parameters, painted.gradients(document)):
        parameter.grad = torch.from_numpy(value)
    args = {k: float(v) if k == "norm_type" else v for k, v in document["clip"]["args"].items()}
    norm = getattr(nn.utils, document["clip"]["function"])(parameters, **args)
    tensors = [("clipped/%d" % k, p.grad.numpy()) for k, p in enumerate(parameters)]
    return tensors + ([] if norm is None else [("norm", numpy.array([norm.item()]))])


if __name__ == "__main__":
    torch.set_num_threads(1)
    training_cases.run(sys.argv[1], {"train": train, "rates": rates, "plateau": plateau, "clip": clip})
