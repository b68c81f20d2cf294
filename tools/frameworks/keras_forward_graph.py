"""Keras on TensorFlow 1 for keras_forward.py: one graph a case, fed once a call. Runs on Python 3.6."""
import numpy

import painting
from keras_forward import DTYPE, Net, documents, flatten, keras, named_values, painted_weights

RATE = 0.1


def placeholders(net):
    if net.layers is None:
        return list(net.model.inputs)
    shape = tuple(net.batch if n is None else n for n in net.document["input_shape"])
    if not any(getattr(layer, "stateful", False) for layer in net.layers):
        shape = tuple(net.document["input_shape"])
    dtype = net.case.get("input_dtype")
    return [keras.layers.Input(batch_shape=shape, **({"dtype": dtype} if dtype else {}))]


def state_updates(net):
    tf = documents.tensorflow_module()
    found = []
    for layer in net.layers or []:
        if getattr(layer, "stateful", False):
            found += [tf.assign(*one) if isinstance(one, tuple) else one for one in layer.updates]
    return found


def run(case):
    tf = documents.tensorflow_module()
    backend = keras.backend
    net = Net(case)
    xs = placeholders(net)
    states = net.state_entries()
    hs = [keras.layers.Input(batch_shape=(None, entry["shape"][1])) for entry in states]
    mask = tf.placeholder(tf.bool, [None, len(case["mask"][0])]) if "mask" in case else None
    outputs = list(net.model.outputs) if net.layers is None else net.chain(xs[0], hs, mask)
    losses = net.losses()
    # The order of model.weights: what is trained first.
    owned = [v for one in net.owners() for v in one.trainable_weights] + [v for one in net.owners() for v in one.non_trainable_weights]
    named = named_values((v.name.split(":")[0], v) for v in owned)
    weights = painted_weights(case, named)
    results = []
    learned = [v for one in net.owners() for v in one.trainable_weights]
    trainable = [(name, v) for name, v in named if any(v is one for one in learned)]
    painter = painting.Painter(painting.INPUTS)
    sums_painter = painting.Painter(painting.SUMS)
    session = backend.get_session()
    backend.batch_get_value(owned)  # has the session initialise them
    for entry, (name, variable) in zip(weights, named):
        if entry.get("built"):
            results.append(("weight/" + name, backend.get_value(variable)))
        else:
            backend.set_value(variable, painting.values(entry, DTYPE))

    inputs = [net.input_entries(painter) for _ in range(case.get("calls", 1))]
    sums = [sums_painter.entry("output.%d" % k, known(backend.int_shape(one), inputs[0][0]["shape"])) for k, one in enumerate(outputs)]
    total = tf.add_n([tf.reduce_sum(tf.constant(painting.values(entry, DTYPE)) * one) for entry, one in zip(sums, outputs)])
    for loss in losses:
        total += loss
    floats = [x for x in xs if x.dtype.is_floating]
    wanted = floats + hs + [v for _, v in trainable]
    gradients = [tf.zeros_like(w) if g is None else tf.convert_to_tensor(g) for w, g in zip(wanted, tf.gradients(total, wanted))]
    names = [entry["name"] for entry in inputs[0] if "integers" not in entry] + [entry["name"] for entry in states]
    names += [name for name, _ in trainable]
    updates = state_updates(net)
    steps = []
    if case.get("step"):
        # clipnorm: without it TensorFlow 1 may change a weight before the backward pass has read it.
        optimizer = keras.optimizers.SGD(lr=RATE, clipnorm=1e6)
        steps = optimizer.get_updates(loss=total, params=[v for _, v in trainable])
    made = {"weights": weights, "calls": []}
    if net.layers is None:
        made["document"] = net.as_float32()
    backend.batch_get_value(owned)
    for number in range(case.get("calls", 1)):
        feed = {x: painting.values(entry, DTYPE) for x, entry in zip(xs, inputs[number])}
        feed.update({h: painting.values(entry, DTYPE) for h, entry in zip(hs, states)})
        if mask is not None:
            feed[mask] = numpy.array(case["mask"], dtype=bool)
        phase = backend.learning_phase()
        if not isinstance(phase, int):
            feed[phase] = bool(case.get("training")) if phase.dtype == tf.bool else int(bool(case.get("training")))
        got = session.run([outputs, losses, gradients], feed)
        prefix = "%d/" % number
        for kind, labels, values in (("output", range(len(outputs)), got[0]), ("loss", range(len(losses)), got[1]), ("gradient", names, got[2])):
            results += [("%s%s/%s" % (prefix, kind, label), numpy.asarray(value)) for label, value in zip(labels, values)]
        # Training in tf.keras runs no updates of states: TensorFlow 1.8 engine/network.py `updates` drops the pairs that they are.
        if updates and not (case.get("training") and documents.FLAVOUR == "tf.keras"):
            session.run(updates, feed)
        if case.get("moves"):
            session.run([one for layer in net.layers for one in layer.updates], feed)
            results += [(prefix + "after/" + name, session.run(v)) for name, v in named if name.endswith(("moving_mean", "moving_variance"))]
        if steps:
            session.run(steps, feed)
            results += [(prefix + "after/" + name, session.run(v)) for name, v in trainable]
        made["calls"].append({"inputs": inputs[number], "states": states, "sums": sums})
    return made, results


def known(shape, given):
    """An output's static shape: batch and time, where the graph does not know them, are the input's."""
    return [given[k] if n is None else n for k, n in enumerate(shape)]
