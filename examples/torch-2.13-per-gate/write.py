"""PyTorch 2.13: the per-gate recipe that people paste. Writes weights.safetensors.

    python write.py     (torch==2.13.0, safetensors)
"""
import torch
from safetensors.torch import save_file
from torch import nn

torch.set_num_threads(1)
torch.manual_seed(7)
encoder = nn.LSTM(12, 32, num_layers=2, bidirectional=True)
head = nn.Linear(64, 3)
for name, parameter in encoder.named_parameters():
    if "weight_ih" in name:
        for gate in parameter.data.chunk(4, 0):
            nn.init.xavier_uniform_(gate)
for name, parameter in encoder.named_parameters():
    if "weight_hh" in name:
        for gate in parameter.data.chunk(4, 0):
            nn.init.orthogonal_(gate)
for name, parameter in encoder.named_parameters():
    if "bias" in name:
        nn.init.zeros_(parameter)
for name, parameter in encoder.named_parameters():
    if "bias" in name:
        # Both biases: the forget gate starts with 2. gatewise explain says so.
        nn.init.constant_(parameter.data[32:64], 1)

model = nn.ModuleDict({"encoder": encoder, "head": head})
save_file({name: tensor.contiguous() for name, tensor in model.state_dict().items()}, "weights.safetensors")
