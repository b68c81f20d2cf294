"""Runs one of the tasks below at each line it reads, in PyTorch on one thread, and answers the seconds of processor time."""
import sys
import time

import torch

torch.set_num_threads(1)


def orthogonal():
    torch.manual_seed(42)
    torch.nn.init.orthogonal_(torch.nn.Parameter(torch.empty(1024, 1024)))


def lstm():
    torch.manual_seed(42)
    torch.nn.LSTM(input_size=512, hidden_size=1024, num_layers=2)


STACKED = torch.randn(4096, 1024, dtype=torch.float64)


def inspect():
    torch.linalg.svdvals(STACKED)


TASKS = {"orthogonal": orthogonal, "lstm": lstm, "inspect": inspect}
for line in sys.stdin:
    start = time.process_time()
    TASKS[line.strip()]()
    print(time.process_time() - start, flush=True)
