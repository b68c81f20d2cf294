"""Trains in the real Keras of every generation, and prints what its schedules, clips, callbacks, regularisers and constraints do.

    python tools/frameworks/keras_training.py OUT.safetensors FLAVOUR < documents.jsonl

FLAVOUR and lines in and out are those of keras_documents.py; what a document may say stands in tools/goldens/cases/training.mjs.
"""
import sys

import keras_documents
import numpy

import painted
import training_cases

keras, THREE, FLAVOUR, BACKEND = (getattr(keras_documents, name) for name in ("keras", "THREE", "FLAVOUR", "BACKEND"))
EAGER = THREE or FLAVOUR == "tf_keras"


def array(value):
    if hasattr(value, "detach"):
        value = value.detach()
    if hasattr(value, "dense_shape"):
        value = keras_documents.tensorflow_module().convert_to_tensor(value)
    return numpy.array(value)


def schedule(entry):
    return getattr(keras.optimizers.schedules, entry["class_name"])(**entry["config"])


def optimizer_of(entry):
    args = dict(entry.get("config", {}))
    if isinstance(args.get("learning_rate"), dict):
        args["learning_rate"] = schedule(args["learning_rate"])
    return getattr(keras.optimizers, entry["class_name"])(**args)


def loss_of(entry):
    return entry if isinstance(entry, str) else getattr(keras.losses, entry["class_name"])(**entry.get("config", {}))


def recorded(optimizer, into, rows):
    """Has the gradients noted that an optimiser is given, before it clips them; of TensorFlow's IndexedSlices the rows too."""
    name = "apply" if THREE else "apply_gradients"
    original = getattr(optimizer, name)

    def noting(first, *rest, **options):
        first = list(first)
        gradients = [one if THREE else one[0] for one in first]
        into.append([array(one) for one in gradients])
        rows.append([(array(one.indices), array(one.values)) if hasattr(one, "dense_shape") else None for one in gradients])
        return original(first, *rest, **options)

    setattr(optimizer, name, noting)


def loss_and_gradients(model):
    """
    Keras on TensorFlow 1: the loss and the gradients as a function of the batch. The loss that a training step gives races with
    the step: the part of a regulariser may see weights of after it.
    """
    K = keras.backend
    inputs = model.inputs + model.targets + model.sample_weights + [K.learning_phase()]
    dense = keras_documents.tensorflow_module().convert_to_tensor
    return K.function(inputs, [model.total_loss] + [dense(g) for g in K.gradients(model.total_loss, model.trainable_weights)])


def one_thread():
    """Has the sums of TensorFlow 1 taken in one order."""
    reset = keras_documents.reset

    def resetting(*cleared):
        reset(*cleared)
        tf = keras_documents.tensorflow_module()
        keras.backend.set_session(tf.Session(config=tf.ConfigProto(intra_op_parallelism_threads=1, inter_op_parallelism_threads=1)))

    if reset.__name__ != "resetting":
        keras_documents.reset = resetting


def values_of(model):
    """The values in the order of model.weights, where frozen ones stand last; get_weights of old goes by layers."""
    return model.get_weights() if EAGER else keras.backend.batch_get_value(model.weights)


def train(document):
    train = document["train"]
    if not EAGER:
        one_thread()
    model = keras_documents.model_of(document["model"])
    names = [name for name, _ in keras_documents.weights_of(model)]
    values = [(n, numpy.array(v)) for n, v in zip(names, values_of(model))]
    if train["weights"] is not None:
        values = painted.weights([(n, tuple(v.shape)) for n, v in values], train["weights"])
        if EAGER:
            model.set_weights([value for _, value in values])
        else:
            keras.backend.batch_set_value(list(zip(model.weights, [value for _, value in values])))
    optimizer = optimizer_of(train["optimizer"])
    record, noted, rows = train.get("record", False), [], []
    options = {"run_eagerly": True} if record and EAGER else {}
    if record and EAGER:
        recorded(optimizer, noted, rows)
    model.compile(optimizer=optimizer, loss=loss_of(train["loss"]), **options)
    read = None
    tensors, losses = [("weights/0/" + n, v) for n, v in values], []
    trained = [n for n, v in zip(names, model.weights) if any(v is t for t in model.trainable_weights)]
    for step in range(train["steps"]):
        inputs, targets = painted.batch(train, step)
        if not EAGER:
            read = read or loss_and_gradients(getattr(model, "model", None) or model)
            before = read([inputs, targets, numpy.ones(len(inputs), dtype="float32"), 1])
            if record:
                noted.append(before[1:])
        if THREE:
            model.reset_metrics()
        loss = model.train_on_batch(inputs, targets) if EAGER else [before[0], model.train_on_batch(inputs, targets)]
        losses.append(float(loss[0] if isinstance(loss, (list, tuple)) else loss))
        if step in (0, train["steps"] - 1):
            tensors += [("weights/%d/%s" % (step + 1, n), numpy.array(v)) for n, v in zip(names, values_of(model))]
    tensors += painted.stacked(trained, noted)
    for k, name in enumerate(trained):
        if rows and rows[0][k] is not None:
            tensors.append(("indices/" + name, numpy.stack([step[k][0].reshape(-1) for step in rows]).astype(numpy.int32)))
            tensors.append(("rows/" + name, numpy.stack([step[k][1] for step in rows])))
    return tensors + [("losses", numpy.array(losses))]


def rates(document):
    rate = schedule(document["rates"])
    if THREE:
        values = [float(array(rate(keras.ops.cast(t, "int32")))) for t in range(document["count"])]
    else:
        values = [float(rate(t)) for t in range(document["count"])]
    return [("rates", numpy.array(values))]


def small_model(rate):
    keras_documents.reset()
    model = keras.models.Sequential([keras.layers.Dense(1, use_bias=False, **({} if THREE else {"input_shape": (1,)}))])
    if THREE:
        model.build((None, 1))
    model.compile(optimizer=keras.optimizers.SGD(rate), loss="mse")
    return model


def plateau(document):
    model = small_model(document["base"])
    callback = keras.callbacks.ReduceLROnPlateau(monitor="loss", **document["plateau"]["config"])
    callback.set_model(model)
    callback.on_train_begin()
    values = []
    for epoch, metric in enumerate(document["metrics"]):
        callback.on_epoch_end(epoch, {"loss": float(metric)})
        rate = model.optimizer.learning_rate if hasattr(model.optimizer, "learning_rate") else model.optimizer.lr
        values.append(float(array(rate.numpy())) if EAGER and hasattr(rate, "numpy") else float(keras.backend.get_value(rate)))
    return [("rates", numpy.array(values))]


def stop(document):
    """The epoch after which training stops (-1: never), and the epoch whose weights the model holds at the end."""
    model = small_model(0.1)
    callback = keras.callbacks.EarlyStopping(monitor="loss", **document["stop"]["config"])
    callback.set_model(model)
    callback.on_train_begin()
    model.stop_training = False
    stopped = -1
    for epoch, metric in enumerate(document["metrics"]):
        model.set_weights([numpy.full((1, 1), epoch, dtype="float32")])
        callback.on_epoch_end(epoch, {"loss": float(metric)})
        if model.stop_training:
            stopped = epoch
            break
    callback.on_train_end()
    return [("stopped", numpy.array([stopped], dtype=numpy.int32)), ("held", numpy.array([int(model.get_weights()[0][0, 0])], dtype=numpy.int32))]


def clip(document):
    arrays = painted.gradients(document)
    optimizer = keras.optimizers.SGD(**document["clip"])
    if THREE:
        clipped = optimizer._clip_gradients([keras.ops.convert_to_tensor(one) for one in arrays])
    else:
        clipped = optimizer._clip_gradients([keras_documents.tensorflow_module().constant(one) for one in arrays])
    return [("clipped/%d" % k, array(one)) for k, one in enumerate(clipped)]


def of_class(module, entry):
    return getattr(module, entry["class_name"])(**entry["config"])


def regularizer(document):
    call = of_class(keras.regularizers, document["regularizer"])
    value = painted.paint(document.get("start", 0), document["shape"])
    for row in document.get("zero", []):
        value[row] = 0
    if not EAGER:
        K = keras.backend
        x = K.variable(value)
        penalty = call(x)
        results = K.function([], [penalty] + K.gradients(penalty, [x]))([])
    elif BACKEND == "torch" and THREE:
        import torch

        x = torch.tensor(value, requires_grad=True)
        penalty = call(x)
        penalty.backward()
        results = [penalty, x.grad]
    elif BACKEND == "jax" and THREE:
        import jax

        results = jax.value_and_grad(call)(value)
    else:
        tf = keras_documents.tensorflow_module()
        x = tf.Variable(value)
        with tf.GradientTape() as tape:
            penalty = call(x)
        results = [penalty, tape.gradient(penalty, x)]
    return [("penalty", array(results[0]).reshape(1)), ("gradient", array(results[1]))]


def constraint(document):
    call = of_class(keras.constraints, document["constraint"])
    value = painted.paint(document.get("start", 0), document["shape"]) * numpy.float32(document.get("scale", 1))
    if not EAGER:
        K = keras.backend
        return [("constrained", K.function([], [call(K.variable(value))])([])[0])]
    made = keras.ops.convert_to_tensor(value) if THREE else keras_documents.tensorflow_module().constant(value)
    return [("constrained", array(call(made)))]


KINDS = {"train": train, "rates": rates, "plateau": plateau, "stop": stop, "clip": clip}
KINDS.update({"regularizer": regularizer, "constraint": constraint})

if __name__ == "__main__":
    training_cases.run(sys.argv[1], KINDS)
