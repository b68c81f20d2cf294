"""Runs the lines that `gatewise explain --code` prints, in the real framework, and writes the weights that they give.

    python tools/frameworks/run_code.py OUT.safetensors torch|keras|tf.keras|tf_keras|tf1 < codes.jsonl

Each line: {"name", "code", "modules": names of torch modules, "inputs": {layer variable: width} for layers that stand alone}.
"""
import json
import os
import re
import sys
import warnings

warnings.filterwarnings("ignore")
os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")

FLAVOUR = sys.argv[2]


def run_torch(case):
    import torch

    # orthogonal_'s last bits depend on the thread count from 33 rows on.
    torch.set_num_threads(1)
    scope = {}
    exec(case["code"], scope)
    out = []
    for module in case["modules"]:
        variable = re.sub(r"[^A-Za-z0-9_]", "_", module)
        variable = "_" + variable if variable[0].isdigit() else variable
        out += [(module + "." + name, tensor.detach().numpy()) for name, tensor in scope[variable].state_dict().items()]
    return out


def run_keras(case):
    import keras_documents

    # tf.keras' lines clear by themselves where the numbers depend on it.
    keras_documents.reset(keras_documents.FLAVOUR != "tf.keras")
    scope = {}
    exec(case["code"], scope)
    if "model" in scope:
        return keras_documents.weights_of(scope["model"])
    out = []
    for variable, width in case["inputs"].items():
        layer = scope[variable]
        shape = (None, width) if variable.startswith("dense") else (None, None) if variable.startswith("embedding") else (None, 7, width)
        if keras_documents.THREE:
            layer.build(shape)
        else:
            keras = keras_documents.keras
            layer(keras.layers.Input(batch_shape=shape))
        out += [(variable + "/" + name, value) for name, value in keras_documents.weights_of(layer)]
    return out


def run_tf1(case):
    import numpy
    import tensorflow as tf

    tf.logging.set_verbosity(tf.logging.ERROR)
    with tf.Graph().as_default():
        exec(case["code"], {})
        with tf.Session() as session:
            session.run(tf.global_variables_initializer())
            variables = tf.global_variables()
            return [(v.op.name, numpy.array(value)) for v, value in zip(variables, session.run(variables))]


def main():
    tensors = []
    run = {"torch": run_torch, "tf1": run_tf1}.get(FLAVOUR, run_keras)
    for line in sys.stdin:
        case = json.loads(line)
        try:
            weights = run(case)
        except Exception as error:
            print(json.dumps({"name": case["name"], "error": "%s: %s" % (type(error).__name__, str(error)[:300])}))
            continue
        tensors += [(case["name"] + "/" + name, value) for name, value in weights]
        print(json.dumps({"name": case["name"], "tensors": [name for name, _ in weights]}))
        sys.stdout.flush()
    import safetensors_writer

    safetensors_writer.write(sys.argv[1], tensors)


if __name__ == "__main__":
    main()
