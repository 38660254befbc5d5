"""Moves weights between nnc and PyTorch by name, and shows that both predict the same.

    python benchmarks/pytorch_weights.py [FOLDER]

In FOLDER (compiler/src/test/resources/pytorch without it) it reads nnc.safetensors, which nnc wrote for exchange.nn, into the
same network in PyTorch, by name and nothing left over, and writes what that predicts into nnc_predictions.safetensors. Then it
writes a PyTorch network of its own into pytorch.safetensors, and its predictions into pytorch_predictions.safetensors. The
test PyTorchWeightsTest compares nnc's predictions with both.
"""
import pathlib
import sys

import torch
from safetensors.torch import load_file, save_file
from torch import nn


def network():
    return nn.Sequential(nn.Linear(6, 5), nn.ReLU(), nn.Linear(5, 3))


def main(folder):
    torch.manual_seed(3)
    x = torch.randn(4, 6)

    from_nnc = network()
    from_nnc.load_state_dict(load_file(folder / "nnc.safetensors"), strict=True)
    save_file({"x": x, "y": from_nnc(x).detach()}, folder / "nnc_predictions.safetensors")

    own = network()
    save_file(own.state_dict(), folder / "pytorch.safetensors")
    save_file({"x": x, "y": own(x).detach()}, folder / "pytorch_predictions.safetensors")
    print("PyTorch took nnc's", ", ".join(from_nnc.state_dict()), "and predicts", from_nnc(x)[0].tolist())


if __name__ == "__main__":
    main(pathlib.Path(sys.argv[1] if len(sys.argv) > 1 else "compiler/src/test/resources/pytorch"))
