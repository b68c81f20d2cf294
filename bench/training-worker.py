"""Trains a recurrent layer for one step at each line `cell T,B,I,H` it reads, in PyTorch; answers seconds: of processor time, with several threads of the clock."""
import os
import sys
import time

import torch

THREADS = int(os.environ["OMP_NUM_THREADS"])
torch.set_num_threads(THREADS)
clock = time.process_time if THREADS == 1 else time.perf_counter
CELLS = {"lstm": torch.nn.LSTM, "gru": torch.nn.GRU, "rnn": torch.nn.RNN}
PREPARED = {}


def prepare(line):
    cell, shape = line.split()
    steps, batch, inputs, hidden = map(int, shape.split(","))
    layer = CELLS[cell](inputs, hidden)
    x = torch.randn(steps, batch, inputs, requires_grad=True)
    dy = torch.randn(steps, batch, hidden)

    def step():
        layer.zero_grad()
        x.grad = None
        y, _ = layer(x)
        y.backward(dy)

    for _ in range(3):
        step()
    return step


for line in sys.stdin:
    line = line.strip()
    if line not in PREPARED:
        PREPARED[line] = prepare(line)
    start = clock()
    PREPARED[line]()
    print(clock() - start, flush=True)
