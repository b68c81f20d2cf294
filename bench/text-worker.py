"""Trains a character model for five steps at each line `layers,hidden` it reads, as bench/text-worker.mjs, in PyTorch; answers seconds: of processor time, with several threads of the clock."""
import os
import sys
import time

import torch

THREADS = int(os.environ["OMP_NUM_THREADS"])
torch.set_num_threads(THREADS)
clock = time.process_time if THREADS == 1 else time.perf_counter
CHARACTERS, BATCH, WINDOW, STEPS = 87, 32, 64, 5
PREPARED = {}


def prepare(line):
    layers, hidden = map(int, line.split(","))
    embedding = torch.nn.Embedding(CHARACTERS, 64)
    lstm = torch.nn.LSTM(64, hidden, layers, batch_first=True)
    decoder = torch.nn.Linear(hidden, CHARACTERS)
    parameters = [*embedding.parameters(), *lstm.parameters(), *decoder.parameters()]
    optimizer = torch.optim.Adam(parameters, lr=0.002)
    loss = torch.nn.CrossEntropyLoss()
    text = torch.tensor([(i * i * 97 + i * 31) % CHARACTERS for i in range(BATCH * WINDOW * STEPS + 1)])
    inputs, targets = (part.view(BATCH, STEPS, WINDOW) for part in (text[:-1], text[1:]))

    def train():
        state = None
        for k in range(STEPS):
            optimizer.zero_grad()
            y, state = lstm(embedding(inputs[:, k]), state)
            state = tuple(one.detach() for one in state)
            loss(decoder(y).reshape(-1, CHARACTERS), targets[:, k].reshape(-1)).backward()
            optimizer.step()

    for _ in range(4):
        train()
    return train


for line in sys.stdin:
    line = line.strip()
    if line not in PREPARED:
        PREPARED[line] = prepare(line)
    start = clock()
    PREPARED[line]()
    print((clock() - start) / STEPS, flush=True)
