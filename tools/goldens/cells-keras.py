"""Prints goldens/cells/keras-3.15.json with the real Keras on TensorFlow, in float64: outputs and gradients of its cells.

    KERAS_BACKEND=tensorflow python tools/goldens/cells-keras.py        (in an environment with keras 3.15 and tensorflow)

On PyTorch, Keras 3.15 rounds the factors of a float64 product to float32.
"""
import keras
import numpy as np
import tensorflow as tf

from cells_golden import B, H, I, T, blocks, case, inputs_of, paint, weights_of_loss, write

keras.config.set_floatx("float64")
keras.config.set_dtype_policy("float64")
# Ours in Keras' order: i f c o; z r h.
ORDERS = {"lstm": [0, 1, 2, 3], "gru": [1, 0, 2], "rnn": [0]}


def run(name, kind, options, cell, biases=1):
    inputs = inputs_of(kind, biases=biases)
    order, given = ORDERS[kind], paint(inputs)
    cell.build((B, I))
    values = [blocks(given["Wx"], order), blocks(given["Wh"], order)]
    if biases == 1:
        values.append(blocks(given["bx"], order))
    if biases == 2:
        values.append(np.stack([blocks(given["bx"], order), blocks(given["bh"], order)]))
    cell.set_weights(values)
    variables = [one.value for one in cell.trainable_weights]
    x, *states = [tf.constant(given[key]) for key in ["x", "h0", "c0"] if key in given]
    with tf.GradientTape() as tape:
        tape.watch([x, *states])
        state, outputs = list(states), []
        for t in range(T):
            y, state = cell(x[t], state)
            outputs.append(y)
        results = [tf.stack(outputs), *state]
        results_np = [one.numpy() for one in results]
        loss = tf.add_n([tf.reduce_sum(one * weight) for one, weight in zip(results, weights_of_loss(results_np))])
    found = [tf.convert_to_tensor(one) for one in tape.gradient(loss, [x, *states, *variables])]
    dx, rest = found[0], found[1:]
    gradients = {"x": dx, "h0": rest[0]}
    if kind == "lstm":
        gradients["c0"] = rest[1]
    weights = [one.numpy() for one in rest[len(states):]]
    back = list(np.argsort(order))
    gradients.update(Wx=blocks(weights[0], back), Wh=blocks(weights[1], back))
    if biases == 1:
        gradients["bx"] = blocks(weights[2], back)
    if biases == 2:
        gradients.update(bx=blocks(weights[2][0], back), bh=blocks(weights[2][1], back))
    return case(name, kind, {**options, "biases": biases}, inputs, results_np, gradients)


cells = keras.layers
write("keras-3.15", "cells-keras.py", [
    run("LSTMCell", "lstm", {}, cells.LSTMCell(H)),
    run("LSTMCell without bias", "lstm", {}, cells.LSTMCell(H, use_bias=False), biases=0),
    run("LSTMCell hard_sigmoid relu", "lstm", {"gate": "hardSigmoidSixth", "activation": "relu"},
        cells.LSTMCell(H, recurrent_activation="hard_sigmoid", activation="relu")),
    run("LSTMCell softsign elu", "lstm", {"gate": "softsign", "activation": {"name": "elu", "alpha": 1}},
        cells.LSTMCell(H, recurrent_activation="softsign", activation="elu")),
    run("GRUCell reset after", "gru", {"reset": "after"}, cells.GRUCell(H), biases=2),
    run("GRUCell reset after, hard_sigmoid", "gru", {"reset": "after", "gate": "hardSigmoidSixth"},
        cells.GRUCell(H, recurrent_activation="hard_sigmoid"), biases=2),
    run("GRUCell reset before", "gru", {"reset": "before"}, cells.GRUCell(H, reset_after=False)),
    run("GRUCell reset before, selu", "gru", {"reset": "before", "activation": "selu"},
        cells.GRUCell(H, reset_after=False, activation="selu")),
    run("SimpleRNNCell", "rnn", {}, cells.SimpleRNNCell(H)),
    run("SimpleRNNCell silu", "rnn", {"activation": "silu"}, cells.SimpleRNNCell(H, activation="silu")),
])
