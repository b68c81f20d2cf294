"""What the programs cells-*.py share: painted inputs of canonical weights, and the file they write."""
import json
import os

import numpy as np

T, B, I, H, O = 4, 2, 3, 5, 4
ROOT = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "..")


def painted(shape, start, scale):
    """The numbers of test/gradient/paint.ts."""
    i = np.arange(int(np.prod(shape)), dtype=np.int64) + start
    return (((i * 97) % 251 - 125) * (scale / 128) + 1 / 512).reshape(shape)


def inputs_of(kind, biases=2, peepholes=False, projection=False):
    """Names, shapes and scales of a cell's inputs, in the order in which they are painted; matrices act from the right."""
    gates = {"lstm": 4, "gru": 3, "rnn": 1}[kind]
    width = O if projection else H
    list = [("x", [T, B, I], 1.5), ("Wx", [I, gates * H], 0.5), ("Wh", [width, gates * H], 0.5)]
    list += [(name, [gates * H], 0.5) for name in ["bx", "bh"][:biases]]
    if peepholes:
        list += [(name, [H], 0.5) for name in ["pi", "pf", "po"]]
    if projection:
        list += [("P", [H, O], 0.5)]
    list += [("h0", [B, width], 1)]
    return list + ([("c0", [B, H], 1)] if kind == "lstm" else [])


def paint(inputs):
    return {name: painted(shape, 31 * place + 3, scale) for place, (name, shape, scale) in enumerate(inputs)}


def weights_of_loss(outputs):
    """Every number of every output counts differently."""
    return [painted(one.shape, 50 * place + 9, 1) for place, one in enumerate(outputs)]


def blocks(matrix, order):
    """Columns of stacked gates in another order."""
    parts = np.split(matrix, len(order), axis=-1)
    return np.concatenate([parts[k] for k in order], axis=-1)


def case(name, cell, options, inputs, outputs, gradients):
    """Outputs: y, h and, of an LSTM, c; gradients by canonical names."""
    assert set(gradients) == {name for name, _, _ in inputs}, (name, list(gradients))
    return {
        "name": name,
        "cell": cell,
        "options": options,
        "inputs": [{"name": name, "shape": shape, "scale": scale} for name, shape, scale in inputs],
        "outputs": [np.asarray(one, np.float64).ravel().tolist() for one in outputs],
        "gradients": {name: np.asarray(gradients[name], np.float64).ravel().tolist() for name, _, _ in inputs},
    }


def write(framework, program, cases):
    with open(os.path.join(ROOT, "goldens", "cells", framework + ".json"), "w") as file:
        json.dump({"framework": framework, "program": "tools/goldens/" + program, "cases": cases}, file)
        file.write("\n")
