"""Prints losses of saturated and other predictions as JSON, for test/training/framework-losses.test.ts.

Run: tools/frameworks' environment torch-2.13: python tools/goldens/losses-torch.py
"""

import json

import torch
from torch import nn


def paint(shape, start=0):
    count = 1
    for size in shape:
        count *= size
    return (((torch.arange(count) + start) * 97 % 251 - 125) / 128).float().reshape(shape)


logits = paint((3, 4)) * 8
probabilities = paint((3, 4), 9).abs()
probabilities[0] = torch.tensor([1.0, 0, 0, 0])
labels = torch.tensor([1, 0, 3])
soft = paint((3, 4), 5).abs()
cases = [
    ("MSELoss", {}, logits, soft),
    ("MSELoss", {"reduction": "sum"}, logits, soft),
    ("BCELoss", {}, probabilities, soft),
    ("BCEWithLogitsLoss", {}, logits, soft),
    ("BCEWithLogitsLoss", {"reduction": "sum"}, logits, soft),
    ("CrossEntropyLoss", {}, logits, labels),
    ("CrossEntropyLoss", {"ignore_index": 0}, logits, labels),
    ("CrossEntropyLoss", {"reduction": "sum"}, logits, labels),
]
print(json.dumps([getattr(nn, name)(**config)(predicted, target).item() for name, config, predicted, target in cases]))
