"""Makes models of random recipes in the real Keras and writes what to_json gives.

    python tools/compare/keras_models.py UNUSED FLAVOUR < recipes.jsonl

Lines in are {"name": ..., "recipe": ...}, a recipe being {"sequential": {"input_shape", "layers"}} or a graph: inputs, and
nodes that are a layer (or an earlier node's layer, called again) of a tensor. Lines out hold the model or the error.
"""
import json
import os
import sys

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "frameworks"))

from keras_documents import THREE, keras, make, reset  # noqa: E402


def sequential(recipe):
    document = recipe["sequential"]
    shape = tuple(document["input_shape"])
    named = {"name": recipe["name"]} if recipe["name"] else {}
    if THREE:
        layers = [keras.Input(batch_shape=shape)] + [make(entry) for entry in document["layers"]]
    else:
        layers = [make(entry, {"batch_input_shape": shape} if k == 0 else None) for k, entry in enumerate(document["layers"])]
    return keras.models.Sequential(layers, **named)


def graph(recipe):
    tensors, made = [], []
    for entry in recipe["inputs"]:
        shape = tuple(entry["shape"])
        named = {"name": entry["name"]} if entry["name"] else {}
        tensors.append(keras.layers.Input(batch_shape=shape, **named))
    inputs = list(tensors)
    used = set()
    for node in recipe["nodes"]:
        layer = made[node["again"]] if "again" in node else make(node["layer"])
        made.append(layer)
        outputs = layer(tensors[node["of"]])
        used.add(node["of"])
        tensors.append(outputs[0] if isinstance(outputs, (list, tuple)) else outputs)
    ends = [tensor for k, tensor in enumerate(tensors) if k >= len(inputs) and k not in used]
    begins = [tensor for k, tensor in enumerate(inputs) if k in used]
    named = {"name": recipe["name"]} if recipe["name"] else {}
    return keras.models.Model(begins, ends, **named)


for line in sys.stdin:
    case = json.loads(line)
    try:
        reset()
        model = (sequential if "sequential" in case["recipe"] else graph)(case["recipe"])
        print(json.dumps({"name": case["name"], "model": json.loads(model.to_json())}))
    except Exception as error:  # a recipe may be refused: the comparer takes another
        print(json.dumps({"name": case["name"], "error": "%s: %s" % (type(error).__name__, str(error)[:300])}))
    sys.stdout.flush()
