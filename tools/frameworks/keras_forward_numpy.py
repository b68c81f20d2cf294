"""The NumPy backend of Keras 3 has no gradients: outputs and losses alone."""
import keras_forward_eager as eager


def gradients_of(net, xs, states, mask, training, trainable, sums):
    outputs, losses, _ = eager.weighed(net, xs, states, mask, training, sums)
    return outputs, losses, None


def run(case):
    return eager.run(case, gradients_of)
