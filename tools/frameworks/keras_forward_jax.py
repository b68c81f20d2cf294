"""JAX's gradients for keras_forward.py: a stateless twin of the call is differentiated, then the call itself is made, for its states."""
import jax
import jax.numpy as jnp

import keras_forward_eager as eager
from keras_forward import keras


def gradients_of(net, xs, states, mask, training, trainable, sums):
    floats = [k for k, x in enumerate(xs) if jnp.issubdtype(x.dtype, jnp.floating)]

    def total_of(differentiated):
        inputs, given, values = differentiated
        every = list(xs)
        for k, x in zip(floats, inputs):
            every[k] = x
        with keras.StatelessScope(state_mapping=list(zip(trainable, values)), collect_losses=True):
            return eager.weighed(net, every, given, mask, training, sums)[2]

    found = jax.grad(total_of)(([xs[k] for k in floats], states, [v.value for v in trainable]))
    outputs, losses, _ = eager.weighed(net, xs, states, mask, training, sums)
    return outputs, losses, [g for part in found for g in part]


def run(case):
    return eager.run(case, gradients_of)
