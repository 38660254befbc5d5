"""The networks of models/ in PyTorch, with their losses, optimizers and batches."""
import torch
import torch.nn.functional as F
from torch import nn


class Recurrent(nn.Module):
    def __init__(self, cell):
        super().__init__()
        self.embedding = nn.Embedding(64, 32)
        self.cell = cell(32, 128, batch_first=True)
        self.head = nn.Linear(128, 64)

    def forward(self, text):
        return self.head(self.cell(self.embedding(text))[0]).flatten(0, 1)


class Vae(nn.Module):
    def __init__(self):
        super().__init__()
        self.hidden = nn.Linear(784, 400)
        self.center = nn.Linear(400, 20)
        self.logvar = nn.Linear(400, 20)
        self.decoder = nn.Linear(20, 400)
        self.logits = nn.Linear(400, 784)

    def forward(self, x):
        hidden = F.relu(self.hidden(x))
        center, logvar = self.center(hidden), self.logvar(hidden)
        code = center + torch.randn_like(center) * torch.exp(0.5 * logvar)
        return self.logits(F.relu(self.decoder(code))), center, logvar


class Decoder(nn.Module):
    def __init__(self, width=64, heads=4):
        super().__init__()
        self.heads = heads
        self.norm = nn.LayerNorm(width)
        self.qkv = nn.Linear(width, 3 * width)
        self.project = nn.Linear(width, width)
        self.norm2 = nn.LayerNorm(width)
        self.wide = nn.Linear(width, 4 * width)
        self.narrow = nn.Linear(4 * width, width)

    def forward(self, x):
        batch, time, width = x.shape
        q, k, v = (t.view(batch, time, self.heads, -1).transpose(1, 2) for t in self.qkv(self.norm(x)).split(width, 2))
        seen = F.scaled_dot_product_attention(q, k, v, is_causal=True)
        x = x + self.project(seen.transpose(1, 2).reshape(batch, time, width))
        return x + self.narrow(F.gelu(self.wide(self.norm2(x))))


class Transformer(nn.Module):
    def __init__(self):
        super().__init__()
        self.embedding = nn.Embedding(64, 64)
        self.position = nn.Parameter(0.02 * torch.randn(64, 64))
        self.decoders = nn.Sequential(Decoder(), Decoder())
        self.norm = nn.LayerNorm(64)
        self.head = nn.Linear(64, 64)

    def forward(self, text):
        return self.head(self.norm(self.decoders(self.embedding(text) + self.position))).flatten(0, 1)


def dense(*sizes):
    layers = [layer for i, o in zip(sizes, sizes[1:]) for layer in (nn.Linear(i, o), nn.ReLU())]
    return layers[:-1]


def conv_norm(channels, outputs):
    return [nn.Conv2d(channels, outputs, 3, padding=1), nn.BatchNorm2d(outputs), nn.ReLU()]


def lenet():
    return nn.Sequential(
        nn.Conv2d(1, 6, 5, padding=2), nn.ReLU(), nn.MaxPool2d(2), nn.Conv2d(6, 16, 5), nn.ReLU(), nn.MaxPool2d(2),
        nn.Flatten(), *dense(400, 120, 84, 10))


def convnet():
    return nn.Sequential(
        *conv_norm(3, 32), *conv_norm(32, 32), nn.MaxPool2d(2), *conv_norm(32, 64), *conv_norm(64, 64), nn.MaxPool2d(2),
        nn.Flatten(), *dense(4096, 128, 10))


def vae_loss(output, x):
    logits, center, logvar = output
    return (F.binary_cross_entropy_with_logits(logits, x, reduction='sum')
            - 0.5 * torch.sum(1 + logvar - center * center - logvar.exp()))


def sgd(momentum):
    return lambda parameters, fused: torch.optim.SGD(parameters, 0.01, momentum, fused=fused)


def adam(parameters, fused):
    return torch.optim.Adam(parameters, 1e-3, fused=fused)


def adamw(parameters, fused):
    return torch.optim.AdamW(parameters, 1e-3, weight_decay=0.01, fused=fused)


def numbers(batch, *shape):
    return lambda: (torch.rand(batch, *shape), torch.randint(0, 10, (batch,)))


def text(batch):
    return lambda: (torch.randint(0, 64, (batch, 64)), torch.randint(0, 64, (batch * 64,)))


def same(batch):
    def draw():
        x = torch.rand(batch, 784)
        return x, x
    return draw


def network(workload):
    """The network, its loss, its optimizer and what draws a batch."""
    return {
        'tabular': lambda: (
            nn.Sequential(*dense(30, 16, 1)), F.binary_cross_entropy_with_logits, sgd(0.9),
            lambda: (torch.rand(32, 30), torch.rand(32, 1).round())),
        'mlp': lambda: (nn.Sequential(*dense(784, 256, 128, 10)), F.cross_entropy, adam, numbers(64, 784)),
        'wide': lambda: (nn.Sequential(*dense(1024, 2048, 2048, 1024, 10)), F.cross_entropy, sgd(0), numbers(256, 1024)),
        'lenet': lambda: (lenet(), F.cross_entropy, adam, numbers(64, 1, 28, 28)),
        'convnet': lambda: (convnet(), F.cross_entropy, sgd(0.9), numbers(32, 3, 32, 32)),
        'lstm': lambda: (Recurrent(nn.LSTM), F.cross_entropy, adam, text(32)),
        'gru': lambda: (Recurrent(nn.GRU), F.cross_entropy, adam, text(32)),
        'vae': lambda: (Vae(), vae_loss, adam, same(128)),
        'transformer': lambda: (Transformer(), F.cross_entropy, adamw, text(16)),
    }[workload]()
