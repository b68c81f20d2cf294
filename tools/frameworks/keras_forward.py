"""Runs the forward goldens' cases in the real Keras of a flavour: outputs, losses, and gradients of a painted sum of them.

    python tools/frameworks/keras_forward.py OUT.safetensors FLAVOUR float32|float64 < cases.jsonl

FLAVOUR and KERAS_BACKEND as for keras_documents.py. What a case says and what is written: goldens/forward/README.md.
Runs on Python 3.6 and later.
"""
import inspect
import json
import os
import sys

if sys.argv[3] == "float64":
    os.environ["JAX_ENABLE_X64"] = "1"

import numpy

import keras_documents as documents
import painting
import safetensors_writer
from keras_documents import BACKEND, FLAVOUR, THREE, keras

DTYPE = sys.argv[3]
BATCH = 2


def keep_float64():
    """
    Has Keras 3 compute in float64 on PyTorch and NumPy too: there its `result_type` says float32 of two float64, so that products of
    matrices, normalisations and more are float32. Source: Keras 3.15.1 backend/common/dtypes.py `BIT64_TO_BIT32_DTYPE`.
    """
    from keras.src.backend.common import dtypes

    dtypes.BIT64_TO_BIT32_DTYPE["float64"] = "float64"


def engine_module():
    if THREE and BACKEND != "tensorflow":
        return __import__("keras_forward_" + BACKEND)
    old = not THREE and documents.tensorflow_module().__version__.startswith("1.")
    return __import__("keras_forward_graph" if old else "keras_forward_eager")


def flatten(value):
    if isinstance(value, (list, tuple)):
        return [one for part in value for one in flatten(part)]
    return [value]


def nested(shape_of, flat):
    """The flat list in the nesting of widths such as [[4, 4], [3]]."""
    flat = iter(flat)

    def fill(part):
        return [fill(one) for one in part] if isinstance(part, list) else next(flat)

    return fill(shape_of)


def batched(shape, batch):
    return [batch if n is None else n for n in shape]


class Net(object):
    """A document's layers, callable in their order, or its model."""

    def __init__(self, case):
        self.case = case
        document = case["document"]
        documents.reset()
        keras.backend.set_floatx(DTYPE)
        documents.seed_all(document.get("seed"))
        self.layers, self.model = None, None
        if "functional" in case:
            document = dict(document, model=json.loads(self.functional(case["functional"]).to_json()))
            if THREE:
                documents.strip_build_config(document["model"])
            documents.reset()
            documents.seed_all(document.get("seed"))
            self.model = keras.models.model_from_json(json.dumps(document["model"]))
            self.shapes = [one["shape"] for one in case["functional"]["inputs"]]
            self.dtypes = [one.get("dtype") for one in case["functional"]["inputs"]]
        else:
            self.layers = [documents.make(entry) for entry in document["layers"]]
            self.shapes, self.dtypes = [document["input_shape"][1:]], [case.get("input_dtype")]
            self.time_major = document["input_shape"][0] is not None and case.get("time_major")
        self.document = document
        self.batch = case.get("batch", BATCH)

    def functional(self, description):
        values = {}
        for one in description["inputs"]:
            kwargs = {"dtype": one["dtype"]} if "dtype" in one else {}
            values[one["name"]] = keras.layers.Input(shape=tuple(one["shape"]), name=one["name"], **kwargs)
        made = {}
        for node in description["nodes"]:
            label = node.get("layer", node["as"] if isinstance(node["as"], str) else node["as"][0])
            if label not in made:
                made[label] = documents.make({"class_name": node["class_name"], "config": dict(node["config"], name=label)})
            given = [values[name] for name in node["of"]]
            kwargs = {"initial_state": [values[name] for name in node["initial_state"]]} if "initial_state" in node else {}
            result = made[label](given[0] if len(given) == 1 else given, **kwargs)
            names = [node["as"]] if isinstance(node["as"], str) else node["as"]
            values.update(zip(names, flatten(result)))
        return keras.models.Model([values[one["name"]] for one in description["inputs"]], [values[name] for name in description["outputs"]])

    def as_float32(self):
        """The document that is kept: of the usual type, since `dtype` of the case says what it was run in."""
        return json.loads(json.dumps(self.document).replace('"float64"', '"float32"'))

    def input_entries(self, painter):
        entries = []
        names = [one["name"] for one in self.case["functional"]["inputs"]] if self.layers is None else ["x"]
        for name, shape, dtype in zip(names, self.shapes, self.dtypes):
            whole = list(self.document["input_shape"]) if self.layers is not None else [None] + list(shape)
            rule = dict(self.case.get("input", {}).get(name, {}))
            if dtype == "int32" and "integers" not in rule:
                rule["integers"] = [0, 7]
            entries.append(painter.entry(name, batched(whole, self.batch), **rule))
        return entries

    def state_entries(self):
        painter = painting.Painter(painting.STATES, scale=0.5)
        widths = flatten(self.case.get("states", []))
        return [painter.entry("state.%d" % k, [self.batch, width]) for k, width in enumerate(widths)]

    def chain(self, value, states, mask, training=None):
        """Calls layer after layer; states and mask go to the layer number `at`."""
        for k, layer in enumerate(self.layers):
            kwargs = {}
            if k == self.case.get("at", 0):
                if states:
                    kwargs["initial_state"] = nested(self.case["states"], states)
                if mask is not None:
                    kwargs["mask"] = mask
            if training is not None and "training" in inspect.signature(layer.call).parameters:
                kwargs["training"] = training
            value = layer(value, **kwargs)
        return flatten(value)

    def owners(self):
        return [self.model] if self.layers is None else self.layers

    def losses(self):
        return [loss for one in self.owners() for loss in one.losses]

    def plain(self):
        """Whether the model as a whole can be called: nothing is handed to a single layer."""
        return self.model is not None and "states" not in self.case and "mask" not in self.case


def painted_weights(case, named):
    painter = painting.Painter(painting.WEIGHTS, scale=0.5)
    entries = []
    for name, value in named:
        entry = painter.entry(name, value.shape, **painting.weight_rule(name))
        if any(name.endswith(end) for end in case.get("built", [])):
            entry["built"] = True
        entries.append(entry)
    return entries


def named_values(values, prefix=""):
    """Names as keras_documents.py writes them: a second variable of one name is `name#2`."""
    seen, named = {}, []
    for name, value in values:
        name = prefix + name
        seen[name] = seen.get(name, 0) + 1
        named.append((name if seen[name] == 1 else "%s#%d" % (name, seen[name]), value))
    return named


def main(out):
    engine = engine_module()
    if THREE and DTYPE == "float64" and BACKEND in ("torch", "numpy"):
        keep_float64()
    tensors = []
    for line in sys.stdin:
        case = json.loads(line)
        try:
            made, results = engine.run(case)
        except Exception as error:
            if os.environ.get("GATEWISE_VERBOSE"):
                import traceback

                traceback.print_exc()
            print(json.dumps({"name": case["name"], "error": "%s: %s" % (type(error).__name__, str(error)[:300])}))
            continue
        made.update({"name": case["name"], "tensors": [name for name, _ in results]})
        tensors += [(case["name"] + "/" + name, numpy.ascontiguousarray(value)) for name, value in results]
        print(json.dumps(made))
        sys.stdout.flush()
    safetensors_writer.write(out, tensors)


if __name__ == "__main__":
    sys.modules["keras_forward"] = sys.modules["__main__"]
    main(sys.argv[1])
