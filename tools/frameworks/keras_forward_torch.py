"""PyTorch's gradients for keras_forward.py."""
import torch

import keras_forward_eager as eager

torch.set_num_threads(1)


def gradients_of(net, xs, states, mask, training, trainable, sums):
    wanted = [x for x in xs if x.is_floating_point()] + states
    for one in wanted:
        one.requires_grad_(True)
    outputs, losses, total = eager.weighed(net, xs, states, mask, training, sums)
    wanted = wanted + [v.value for v in trainable]
    found = torch.autograd.grad(total, wanted, allow_unused=True)
    return outputs, losses, [torch.zeros_like(v) if g is None else g for v, g in zip(wanted, found)]


def run(case):
    return eager.run(case, gradients_of)
