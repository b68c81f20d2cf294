"""Prints goldens/cells/torch-2.13.json with the real PyTorch, in float64: outputs and gradients of its recurrent modules.

    python tools/goldens/cells-torch.py        (in an environment with torch 2.13 for the CPU)
"""
import numpy as np
import torch

from cells_golden import H, I, O, case, inputs_of, paint, weights_of_loss, write


def run(name, kind, options, module, projection=False, biases=2):
    inputs = inputs_of(kind, biases=biases, projection=projection)
    given = {key: torch.tensor(value, requires_grad=True) for key, value in paint(inputs).items()}
    named = {"weight_ih_l0": given["Wx"].T, "weight_hh_l0": given["Wh"].T}
    if biases:
        named.update(bias_ih_l0=given["bx"], bias_hh_l0=given["bh"])
    if projection:
        named["weight_hr_l0"] = given["P"].T
    state = given["h0"][None]
    hx = (state, given["c0"][None]) if kind == "lstm" else state
    y, last = torch.func.functional_call(module, named, (given["x"], hx))
    outputs = [y, *([one[0] for one in last] if kind == "lstm" else [last[0]])]
    outputs_np = [one.detach().numpy() for one in outputs]
    loss = sum((one * torch.tensor(weight)).sum() for one, weight in zip(outputs, weights_of_loss(outputs_np)))
    gradients = torch.autograd.grad(loss, list(given.values()))
    return case(name, kind, options, inputs, outputs_np, dict(zip(given, (one.numpy() for one in gradients))))


double = {"dtype": torch.float64}
write("torch-2.13", "cells-torch.py", [
    run("LSTM", "lstm", {}, torch.nn.LSTM(I, H, **double)),
    run("LSTM without biases", "lstm", {"biases": 0}, torch.nn.LSTM(I, H, bias=False, **double), biases=0),
    run("LSTM with projection", "lstm", {"projection": True}, torch.nn.LSTM(I, H, proj_size=O, **double), projection=True),
    run("GRU", "gru", {"reset": "after"}, torch.nn.GRU(I, H, **double)),
    run("RNN tanh", "rnn", {}, torch.nn.RNN(I, H, **double)),
    run("RNN relu", "rnn", {"activation": "relu"}, torch.nn.RNN(I, H, nonlinearity="relu", **double)),
])
