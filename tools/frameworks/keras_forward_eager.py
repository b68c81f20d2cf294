"""The eager way of keras_forward.py, and TensorFlow's gradients: Keras 3 and tf_keras. The other backends replace what differs."""
import numpy

import painting
from keras_forward import DTYPE, THREE, Net, documents, flatten, keras, named_values, painted_weights

RATE = 0.1
# Running statistics: a call in training moves them.
MOVING = ("moving_mean", "moving_variance")


def tensor(array):
    return keras.ops.convert_to_tensor(array) if THREE else documents.tensorflow_module().constant(array)


def numpy_of(value):
    return keras.ops.convert_to_numpy(value) if THREE else value.numpy()


def build(net):
    """Builds the layers as a Sequential model does, whose names the document's tensors have."""
    if net.layers is None:
        if THREE and not net.model.built:
            net.model.build(None)
        return named_values((v.path if THREE else v.name.split(":")[0], v) for v in net.model.weights)
    document = net.document
    shape = tuple(document["input_shape"])
    if net.case.get("batch_static") or any(getattr(layer, "stateful", False) for layer in net.layers):
        shape = tuple(net.batch if n is None else n for n in shape)
    head = keras.Input(batch_shape=shape, dtype=net.case.get("input_dtype"))
    if THREE:
        net.model = keras.Sequential([head] + net.layers)
        return named_values((v.path, v) for v in net.model.weights)
    try:
        net.model = keras.Sequential([head] + net.layers)
    except (TypeError, ValueError):  # a last layer with several outputs
        net.chain(head, [], None)
    return named_values((v.name.split(":")[0], v) for layer in net.layers for v in layer.weights)


def gradients_of(net, xs, states, mask, training, trainable, sums):
    """TensorFlow's. Returns outputs, losses, gradients."""
    tf = documents.tensorflow_module()
    variables = [v.value if THREE else v for v in trainable]
    with tf.GradientTape() as tape:
        tape.watch([x for x in xs if x.dtype.is_floating] + states)
        outputs, losses, total = weighed(net, xs, states, mask, training, sums)
    wanted = [x for x in xs if x.dtype.is_floating] + states + variables
    found = tape.gradient(total, wanted, unconnected_gradients="zero")
    return outputs, losses, [tf.convert_to_tensor(g) for g in found]


def weighed(net, xs, states, mask, training, sums):
    """Outputs, losses and the painted sum of the outputs with the losses added. `sums` is filled with the paint."""
    if net.plain():
        outputs = flatten(net.model(xs[0] if len(xs) == 1 else xs, training=training))
        losses = list(net.model.losses)
    else:
        outputs = net.chain(xs[0], states, mask, training)
        losses = net.losses()
    painter = painting.Painter(painting.SUMS)
    sums[:] = [painter.entry("output.%d" % k, one.shape) for k, one in enumerate(outputs)]
    total = 0
    for entry, one in zip(sums, outputs):
        total = total + (keras.ops.sum if THREE else documents.tensorflow_module().reduce_sum)(tensor(painting.values(entry, DTYPE)) * one)
    for loss in losses:
        total = total + loss
    return outputs, losses, total


def step(trainable, gradients):
    optimizer = keras.optimizers.SGD(RATE)
    if THREE:
        optimizer.build(trainable)
        optimizer.apply(gradients, trainable)
    else:
        optimizer.apply_gradients(zip(gradients, trainable))


def seeds_of(net):
    """States of the seed generators before the first call: [path, [seed, count]]."""
    variables = net.model.variables if THREE and net.model is not None else []
    return [[v.path, [int(n) for n in numpy_of(v)]] for v in variables if v.path.endswith("seed_generator_state")]


def run(case, gradients_of=gradients_of):
    net = Net(case)
    named = build(net)
    weights = painted_weights(case, named)
    results = []
    for entry, (name, variable) in zip(weights, named):
        if entry.get("built"):
            results.append(("weight/" + name, numpy_of(variable)))
        else:
            variable.assign(painting.values(entry, DTYPE))
    made = {"weights": weights, "calls": []}
    random = seeds_of(net)
    if random:
        made["random"] = random
    if net.layers is None:
        made["document"] = net.as_float32()
    states = net.state_entries()
    painter = painting.Painter(painting.INPUTS)
    trainable = [(name, v) for name, v in named if v.trainable]
    for number in range(case.get("calls", 1)):
        inputs = net.input_entries(painter)
        xs = [tensor(painting.values(entry, DTYPE)) for entry in inputs]
        hs = [tensor(painting.values(entry, DTYPE)) for entry in states]
        mask = tensor(numpy.array(case["mask"], dtype=bool)) if "mask" in case else None
        sums = []
        outputs, losses, gradients = gradients_of(net, xs, hs, mask, case.get("training", False), [v for _, v in trainable], sums)
        names = [entry["name"] for entry in inputs if "integers" not in entry] + [entry["name"] for entry in states]
        names += [name for name, _ in trainable]
        prefix = "%d/" % number
        results += [(prefix + "output/%d" % k, numpy_of(one)) for k, one in enumerate(outputs)]
        results += [(prefix + "loss/%d" % k, numpy_of(one)) for k, one in enumerate(losses)]
        if gradients is not None:
            results += [(prefix + "gradient/" + name, numpy_of(one)) for name, one in zip(names, gradients)]
            if case.get("step"):
                step([v for _, v in trainable], gradients[len(gradients) - len(trainable):])
                results += [(prefix + "after/" + name, numpy.array(numpy_of(v))) for name, v in trainable]
        if case.get("moves"):
            results += [(prefix + "after/" + name, numpy.array(numpy_of(v))) for name, v in named if name.endswith(MOVING)]
        made["calls"].append({"inputs": inputs, "states": states, "sums": sums})
    return made, results
