"""Builds model documents of the Keras dialects in the real Keras: keras, tf.keras, tf_keras, of every generation.

    python tools/frameworks/keras_documents.py OUT.safetensors FLAVOUR < documents.jsonl

FLAVOUR is keras, tf.keras or tf_keras; the backend of Keras 3 comes from KERAS_BACKEND. Lines in and out are those of
torch_documents.py. Runs on Python 3.6 and later.
"""
import json
import os
import random
import sys
import warnings

warnings.filterwarnings("ignore")
os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")
os.environ.setdefault("TF_ENABLE_ONEDNN_OPTS", "0")
os.environ.setdefault("CUDA_VISIBLE_DEVICES", "")

import numpy

import safetensors_writer

FLAVOUR = sys.argv[2]
if FLAVOUR == "tf_keras":
    import tf_keras as keras
elif FLAVOUR == "tf.keras":
    import tensorflow

    keras = tensorflow.keras
else:
    stderr, sys.stderr = sys.stderr, open(os.devnull, "w")
    import keras

    sys.stderr = stderr
THREE = getattr(keras, "__version__", "2").startswith("3")
BACKEND = os.environ.get("KERAS_BACKEND", "tensorflow")


def tensorflow_module():
    import tensorflow

    return tensorflow


def set_tensorflow_seed(seed):
    tf = tensorflow_module()
    if tf.__version__.startswith("1."):
        tf.set_random_seed(seed)
    else:
        tf.random.set_seed(seed)


def reset(cleared=True):
    """A fresh session: names, graphs and eager counters start anew; TensorFlow 1's graph is bare where the program clears none."""
    keras.backend.clear_session()
    if FLAVOUR == "tf_keras":
        # set_random_seed installs a generator for the life of the process; a fresh session has none.
        from tf_keras.src import backend

        if hasattr(backend._SEED_GENERATOR, "generator"):
            del backend._SEED_GENERATOR.generator
    elif not THREE:
        tensorflow_module().reset_default_graph()
        if cleared:
            keras.backend.clear_session()


def seed_all(seed):
    if seed is None:
        return
    if not isinstance(seed, dict):
        if THREE or FLAVOUR == "tf_keras":
            seed = {"set_random_seed": seed}
        else:
            seed = {"tf": seed, "numpy": seed, "python": seed}
    if "set_random_seed" in seed:
        keras.utils.set_random_seed(int(seed["set_random_seed"]))
    if "tf" in seed:
        set_tensorflow_seed(int(seed["tf"]))
    if "numpy" in seed:
        numpy.random.seed(int(seed["numpy"]))
    if "python" in seed:
        random.seed(int(seed["python"]))


def make(entry, extra=None):
    config = dict(entry.get("config", {}))
    for key in ("layer", "cell", "backward_layer"):
        if isinstance(config.get(key), dict) and "class_name" in config[key]:
            config[key] = make(config[key])
    for key in ("cells",):
        if key in config:
            config[key] = [make(cell) for cell in config[key]]
    if isinstance(config.get("cell"), list):
        config["cell"] = [make(cell) for cell in config["cell"]]
    config.update(extra or {})
    return getattr(keras.layers, entry["class_name"])(**config)


def tuples(shape):
    return tuple(shape)


def build(document):
    return weights_of(model_of(document))


def model_of(document):
    reset(document.get("clear_session", True))
    seed_all(document.get("seed"))
    if "model" in document:
        model = document["model"]
        if THREE:
            strip_build_config(model)
        model = keras.models.model_from_json(json.dumps(model))
        if THREE and not model.built:
            model.build(None)
    elif THREE:
        layers = [make(entry) for entry in document["layers"]]
        head = [] if document["layers"][0]["class_name"] in ("Input", "InputLayer") else [
            keras.Input(batch_shape=tuples(document["input_shape"]), dtype=document.get("input_dtype"))]
        model = keras.Sequential(head + layers)
    else:
        entries = document["layers"]
        shape = {"batch_input_shape": tuples(document["input_shape"])}
        layers = [make(entry, shape if k == 0 else None) for k, entry in enumerate(entries)]
        model = keras.models.Sequential(layers)
    return model


def strip_build_config(value):
    """With a build_config several cells get one path; built by calling they do not."""
    if isinstance(value, dict):
        value.pop("build_config", None)
        for child in value.values():
            strip_build_config(child)
    elif isinstance(value, list):
        for child in value:
            strip_build_config(child)


def weights_of(model):
    variables = model.weights
    if THREE:
        values = [v.numpy() for v in variables]
        names = [v.path for v in variables]
    else:
        # Keras 2 on TensorFlow 1 draws when its session initialises the variables.
        values = keras.backend.batch_get_value(variables)
        names = [v.name.split(":")[0] for v in variables]
    seen, named = {}, []
    for name, value in zip(names, values):
        seen[name] = seen.get(name, 0) + 1
        named.append((name if seen[name] == 1 else "%s#%d" % (name, seen[name]), numpy.array(value)))
    return named


def main(out):
    tensors = []
    for line in sys.stdin:
        case = json.loads(line)
        try:
            weights = build(case["document"])
        except Exception as error:  # the comparer wants to know what the framework refuses
            print(json.dumps({"name": case["name"], "error": "%s: %s" % (type(error).__name__, str(error)[:300])}))
            continue
        tensors += [(case["name"] + "/" + name, value) for name, value in weights]
        print(json.dumps({"name": case["name"], "tensors": [name for name, _ in weights]}))
        sys.stdout.flush()
    safetensors_writer.write(out, tensors)


if __name__ == "__main__":
    main(sys.argv[1])
