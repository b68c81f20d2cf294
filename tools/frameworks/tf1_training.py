"""Trains in the real TensorFlow 1, and prints what its schedules and clips do.

    python tools/frameworks/tf1_training.py OUT.safetensors < documents.jsonl

Lines in and out are those of torch_documents.py; what a document may say stands in tools/goldens/cases/training.mjs.
Gradients are fetched, then fed to the optimiser: in one run a variable could be updated before the backward pass has read it.
"""
import sys

import tf1_documents  # silences TensorFlow before it is imported
import numpy
import tensorflow as tf

import painted
import training_cases


def network(document):
    """The program of a model document with its one cell called for each time step, and the head on the last output."""
    train = document["train"]
    shape = train["input"]["shape"]
    x = tf.placeholder(tf.float32, shape)
    scope, head = document["model"]["program"][1:3]
    with tf.variable_scope(scope["variable_scope"]) as entered:
        made = tf1_documents.cell(scope["do"][0]["cell"])
        state = made.zero_state(shape[0], tf.float32)
        for t in range(shape[1]):
            if t > 0:
                entered.reuse_variables()
            output, state = made(x[:, t], state)
    with tf.variable_scope(head["variable_scope"]):
        kernel, bias = [tf.get_variable(block["get_variable"]["name"], block["get_variable"]["shape"]) for block in head["do"]]
    return x, tf.matmul(output, kernel) + bias


def loss_of(name, targets, outputs):
    if name == "mean_squared_error":
        return tf.reduce_mean(tf.square(outputs - targets))
    return tf.reduce_mean(tf.nn.sparse_softmax_cross_entropy_with_logits(labels=targets, logits=outputs))


def rate_of(train, step):
    if "schedule" not in train:
        return None
    args = dict(train["schedule"]["args"])
    return getattr(tf.train, train["schedule"]["function"])(global_step=step, **args)


def clipped(train, gradients):
    for clip in train.get("clip", []):
        function, args = getattr(tf, clip["function"]), clip["args"]
        if clip["function"] == "clip_by_global_norm":
            gradients, _ = function(gradients, **args)
        else:
            gradients = [function(gradient, **args) for gradient in gradients]
    return gradients


def train(document):
    train = document["train"]
    with tf.Graph().as_default():
        tf.set_random_seed(0)
        x, outputs = network(document)
        variables = tf.trainable_variables()
        y = tf.placeholder(tf.int64 if "classes" in train["target"] else tf.float32, train["target"]["shape"])
        loss = loss_of(train["loss"], y, outputs)
        gradients = tf.gradients(loss, variables)
        fed = [tf.placeholder(tf.float32, v.get_shape()) for v in variables]
        counter = tf.Variable(0, trainable=False, dtype=tf.int32)
        # A schedule is read before the step, as one number: the update then cannot race with the counter.
        rate = tf.placeholder(tf.float32, [])
        scheduled = rate_of(train, counter)
        args = dict(train["optimizer"]["args"])
        if scheduled is not None:
            args["learning_rate"] = rate
        optimizer = getattr(tf.train, train["optimizer"]["class"])(**args)
        apply = optimizer.apply_gradients(list(zip(clipped(train, fed), variables)))
        count = tf.assign_add(counter, 1)
        names = [v.op.name for v in variables]
        values = painted.weights([(n, tuple(v.get_shape().as_list())) for n, v in zip(names, variables)], train["weights"])
        with tf.Session(config=tf.ConfigProto(intra_op_parallelism_threads=1, inter_op_parallelism_threads=1)) as session:
            session.run(tf.global_variables_initializer())
            for variable, (_, value) in zip(variables, values):
                variable.load(value, session)
            tensors, losses, rates = [("weights/0/" + n, v) for n, v in values], [], []
            noted = []
            for step in range(train["steps"]):
                inputs, targets = painted.batch(train, step)
                value, arrays = session.run([loss, gradients], {x: inputs, y: targets})
                feed = dict(zip(fed, arrays))
                if scheduled is not None:
                    feed[rate] = session.run(scheduled)
                    rates.append(feed[rate])
                session.run(apply, feed)
                session.run(count)
                losses.append(value)
                if train.get("record"):
                    noted.append(arrays)
                if step in (0, train["steps"] - 1):
                    tensors += [("weights/%d/%s" % (step + 1, n), v) for n, v in zip(names, session.run(variables))]
    tensors += painted.stacked(names, noted)
    tensors.append(("losses", numpy.array(losses, dtype=numpy.float64)))
    if rates:
        tensors.append(("rates", numpy.array(rates, dtype=numpy.float64)))
    return tensors


def rates(document):
    with tf.Graph().as_default(), tf.Session() as session:
        step = tf.placeholder(tf.int32, [])
        args = dict(document["rates"]["args"])
        counter = "x" if document["rates"]["function"] == "piecewise_constant" else "global_step"
        rate = getattr(tf.train, document["rates"]["function"])(**dict(args, **{counter: step}))
        return [("rates", numpy.array([session.run(rate, {step: t}) for t in range(document["count"])], dtype=numpy.float64))]


def clip(document):
    with tf.Graph().as_default(), tf.Session() as session:
        arrays = [tf.constant(array) for array in painted.gradients(document)]
        function, args = getattr(tf, document["clip"]["function"]), document["clip"]["args"]
        norm = []
        if document["clip"]["function"] == "clip_by_global_norm":
            arrays, norm = function(arrays, **args)
            norm = [norm]
        else:
            arrays = [function(array, **args) for array in arrays]
        values, norm = session.run([arrays, norm])
        tensors = [("clipped/%d" % k, value) for k, value in enumerate(values)]
        return tensors + [("norm", numpy.array([value], dtype=numpy.float64)) for value in norm]


if __name__ == "__main__":
    training_cases.run(sys.argv[1], {"train": train, "rates": rates, "clip": clip})
