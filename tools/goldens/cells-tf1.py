"""Prints goldens/cells/tf1-1.15.json with the real TensorFlow, in float64: outputs and gradients of its cells.

    python tools/goldens/cells-tf1.py        (in an environment with tensorflow 1.15)
"""
import numpy as np
import tensorflow as tf

from cells_golden import B, H, I, O, T, blocks, case, inputs_of, paint, weights_of_loss, write

# Ours in TensorFlow's order: i j f o, its j is g; r u, its u is z.
LSTM = [0, 2, 1, 3]


def run(name, kind, options, cell, peepholes=False, projection=False):
    inputs = inputs_of(kind, 1, peepholes, projection)
    given = paint(inputs)
    with tf.Graph().as_default(), tf.Session() as session:
        places = {key: tf.constant(value, tf.float64) for key, value in given.items()}

        def stacked(parts, order):
            columns = [tf.split(one, len(order) if one.shape[-1] == len(order) * H else 3, axis=-1) for one in parts]
            return tf.concat([tf.concat([one[k] for k in order], -1) for one in columns], 0)

        if kind == "lstm":
            kernels = {
                "kernel": stacked([places["Wx"], places["Wh"]], LSTM),
                "bias": stacked([places["bx"]], LSTM),
                "w_i_diag": places.get("pi"), "w_f_diag": places.get("pf"), "w_o_diag": places.get("po"),
                "projection/kernel": places.get("P"),
            }
            state = tf.nn.rnn_cell.LSTMStateTuple(places["c0"], places["h0"])
        elif kind == "gru":
            kernels = {
                "gates/kernel": stacked([places["Wx"], places["Wh"]], [0, 1]),
                "gates/bias": stacked([places["bx"]], [0, 1]),
                "candidate/kernel": stacked([places["Wx"], places["Wh"]], [2]),
                "candidate/bias": stacked([places["bx"]], [2]),
            }
            state = places["h0"]
        else:
            kernels = {"kernel": tf.concat([places["Wx"], places["Wh"]], 0), "bias": places["bx"]}
            state = places["h0"]

        # The weights are computed from ours, so that gradients come back to ours.
        def getter(getter, name, **rest):
            return kernels[max((key for key in kernels if name.endswith("/" + key)), key=len)]

        with tf.variable_scope("net", custom_getter=getter):
            made, outputs = cell(), []
            for t in range(T):
                y, state = made(places["x"][t], state)
                outputs.append(y)
        results = [tf.stack(outputs), *([state.h, state.c] if kind == "lstm" else [state])]
        values = session.run(results)
        loss = tf.add_n([tf.reduce_sum(one * weight) for one, weight in zip(results, weights_of_loss(values))])
        names = list(places)
        gradients = session.run(tf.gradients(loss, [places[key] for key in names]))
    return case(name, kind, {**options, "biases": 1}, inputs, values, dict(zip(names, gradients)))


cells = tf.nn.rnn_cell
double = {"dtype": tf.float64}
full = {"use_peepholes": True, "num_proj": O, "cell_clip": 0.4, "proj_clip": 0.3, "forget_bias": 0.7}
write("tf1-1.15", "cells-tf1.py", [
    run("BasicLSTMCell", "lstm", {"forgetBias": 1}, lambda: cells.BasicLSTMCell(H, **double)),
    run("BasicLSTMCell relu", "lstm", {"forgetBias": 1, "activation": "relu"},
        lambda: cells.BasicLSTMCell(H, activation=tf.nn.relu, **double)),
    run("LSTMCell peepholes", "lstm", {"forgetBias": 1, "peepholes": True},
        lambda: cells.LSTMCell(H, use_peepholes=True, **double), peepholes=True),
    run("LSTMCell cell_clip", "lstm", {"forgetBias": 1, "cellClip": 0.4}, lambda: cells.LSTMCell(H, cell_clip=0.4, **double)),
    run("LSTMCell peepholes, clips and projection", "lstm",
        {"forgetBias": 0.7, "peepholes": True, "projection": True, "cellClip": 0.4, "projectionClip": 0.3},
        lambda: cells.LSTMCell(H, **full, **double), peepholes=True, projection=True),
    run("GRUCell", "gru", {"reset": "before"}, lambda: cells.GRUCell(H, **double)),
    run("BasicRNNCell", "rnn", {}, lambda: cells.BasicRNNCell(H, **double)),
])
