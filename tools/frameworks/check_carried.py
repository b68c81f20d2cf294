"""Runs one net in two frameworks with weights that `gatewise init --as` carried, and compares what comes out.

    KERAS_BACKEND=torch python tools/frameworks/check_carried.py keras-torch DOCUMENT KERAS.safetensors TORCH.safetensors
    KERAS_BACKEND=torch python tools/frameworks/check_carried.py torch-keras DOCUMENT TORCH.safetensors KERAS.safetensors
    python3.6 tools/frameworks/check_carried.py tf1-run DOCUMENT WEIGHTS.npz OUT.npz       (in a TensorFlow 1 environment)
    python tools/frameworks/check_carried.py tf1-torch OUT.npz TORCH.safetensors SPLIT.safetensors

Recurrent layers only; prints the largest difference of the outputs and fails above 1e-5.
"""
import json
import sys

import numpy as np


def painted(shape):
    return np.sin(0.7 * np.arange(int(np.prod(shape))) + 1).reshape(shape).astype(np.float32)


def verdict(a, b):
    difference = float(np.abs(np.asarray(a) - np.asarray(b)).max())
    print("largest difference of the outputs: %.2g (largest output %.3g)" % (difference, np.abs(np.asarray(a)).max()))
    sys.exit(0 if difference < 1e-5 else 1)


def torch_net(weights):
    import torch

    layers = []
    for name in sorted({key.split(".")[0] for key in weights}, key=lambda n: [k.split(".")[0] for k in weights].index(n)):
        own = {key[len(name) + 1:]: torch.tensor(value) for key, value in weights.items() if key.split(".")[0] == name}
        if "weight_ih_l0" not in own:
            continue
        count = own["weight_ih_l0"].shape[0] // own["weight_hh_l0"].shape[1]
        kind = {4: "LSTM", 3: "GRU", 1: "RNN"}[count]
        layers_deep = len([key for key in own if key.startswith("weight_hh_l") and "reverse" not in key])
        module = getattr(torch.nn, kind)(own["weight_ih_l0"].shape[1], own["weight_hh_l0"].shape[1], num_layers=layers_deep,
                                         bidirectional="weight_ih_l0_reverse" in own, bias="bias_ih_l0" in own, batch_first=True)
        module.load_state_dict(own)
        layers.append((name, module))
    return layers


def main():
    mode = sys.argv[1]
    if mode == "tf1-run":
        import tensorflow as tf
        import tf1_documents

        document = json.load(open(sys.argv[2]))
        weights = np.load(sys.argv[3])
        with tf.Graph().as_default():
            tensors = {}
            tf1_documents.run(document["program"], tensors)
            x = painted([4, tensors["x"].get_shape().as_list()[1]])
            with tf.Session() as session:
                for variable in tf.global_variables():
                    variable.load(weights[variable.op.name], session)
                np.savez(sys.argv[4], x=x, h=session.run(tensors["h"], {tensors["x"]: x}))
        return
    import torch
    from safetensors.numpy import load_file

    if mode == "tf1-torch":
        data, weights, split = np.load(sys.argv[2]), load_file(sys.argv[3]), load_file(sys.argv[4])
        (_, module), = torch_net(weights)
        out, _ = module(torch.tensor(data["x"])[:, None, :])
        x = data["x"]
        sigmoid = lambda v: 1 / (1 + np.exp(-v))
        gate = {g: x @ split["lstm0.forward.Wx." + g] + split["lstm0.forward.b." + g] for g in "ifgo"}
        c = sigmoid(gate["i"]) * np.tanh(gate["g"])
        np.testing.assert_allclose(sigmoid(gate["o"]) * np.tanh(c), data["h"], atol=1e-5)
        verdict(out.detach().numpy()[:, 0], data["h"])
    import keras
    import keras_documents

    document, own, carried = json.load(open(sys.argv[2])), load_file(sys.argv[3]), load_file(sys.argv[4])
    if mode == "keras-torch":
        keras_documents.reset()
        layers = [keras_documents.make(entry) for entry in document["layers"]]
        model = keras.Sequential([keras.Input(batch_shape=tuple(document["input_shape"]))] + layers)
        for variable in model.weights:
            variable.assign(own[variable.path])
        x = painted([2] + [n for n in document["input_shape"][1:]])
        expected = keras.ops.convert_to_numpy(model(x))
        h = torch.tensor(x)
        modules = torch_net(carried)
        for name, module in modules:
            h = module(h)[0]
        verdict(h.detach().numpy(), expected)
    modules = torch_net(own)
    x = painted([2, 7, modules[0][1].input_size])
    h = torch.tensor(x)
    for _, module in modules:
        h = module(h)[0]
    y = x
    names = []
    for key in carried:
        names += [key.split("/")[0]] if key.split("/")[0] not in names else []
    order = sorted(names, key=lambda n: (n.count("_1"), n))
    for name in order:
        mine = {k: v for k, v in carried.items() if k.split("/")[0] == name}
        recurrent = [v for k, v in mine.items() if k.endswith("recurrent_kernel")][0]
        if not any(k.endswith("recurrent_kernel") for k in mine):
            continue
        kind = {4: "LSTM", 3: "GRU", 1: "SimpleRNN"}[recurrent.shape[1] // recurrent.shape[0]]
        layer = getattr(keras.layers, kind)(recurrent.shape[0], return_sequences=True, use_bias=any(k.endswith("bias") for k in mine))
        if "bidirectional" in name:
            layer = keras.layers.Bidirectional(layer, name=name)
        layer(y)
        for variable in layer.weights:
            variable.assign([v for k, v in mine.items() if k.endswith("/".join(variable.path.split("/")[-2:])) and ("backward" in k) == ("backward" in variable.path)][0])
        y = keras.ops.convert_to_numpy(layer(y))
    verdict(y, h.detach().numpy())


if __name__ == "__main__":
    main()
