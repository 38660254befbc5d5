"""PyTorch's half of train-beside-pytorch, see there.

    python train_beside.py train MODEL TEXT FOLDER    draws weights, writes start.safetensors, trains, writes pytorch.txt
    python train_beside.py compare MODEL TEXT FOLDER  reads nnc.txt and nnc.safetensors, prints and judges the differences
"""
import pathlib, sys
import torch, torch.nn as nn, torch.nn.functional as F
from safetensors.torch import load_file, save_file

STEPS, LENGTH, VOCABULARY = 500, 64, 64


class Recurrent(nn.Module):
    """char_lstm.nn and char_gru.nn"""

    batch, clip = 32, 5

    def __init__(self, cell):
        super().__init__()
        self.letters = nn.Embedding(VOCABULARY, 32)
        self.memory = cell(32, 128, batch_first=True)
        self.head = nn.Linear(128, VOCABULARY)

    def forward(self, text):
        return self.head(self.memory(self.letters(text))[0])

    def optimizer(self):
        return torch.optim.Adam(self.parameters(), lr=1e-3), None


class Attention(nn.Module):
    def __init__(self, width, heads):
        super().__init__()
        self.heads = heads
        self.qkv = nn.Linear(width, 3 * width)
        self.proj = nn.Linear(width, width)

    def forward(self, x):
        batch, time, width = x.shape
        q, k, v = self.qkv(x).view(batch, time, 3, self.heads, -1).permute(2, 0, 3, 1, 4)
        seen = F.scaled_dot_product_attention(q, k, v, is_causal=True)
        return self.proj(seen.transpose(1, 2).reshape(batch, time, width))


class Decoder(nn.Module):
    def __init__(self, width, heads):
        super().__init__()
        self.x = nn.ModuleDict(dict(layer_norm=nn.LayerNorm(width), attention=Attention(width, heads)))
        self.layer_norm = nn.LayerNorm(width)
        self.dense = nn.Linear(width, 4 * width)
        self.dense2 = nn.Linear(4 * width, width)

    def forward(self, x):
        x = x + self.x.attention(self.x.layer_norm(x))
        return x + self.dense2(F.gelu(self.dense(self.layer_norm(x))))


class Transformer(nn.Module):
    """transformer.nn"""

    batch, clip = 16, 1

    def __init__(self, width=64):
        super().__init__()
        self.position = nn.Parameter(0.02 * torch.randn(LENGTH, width))
        self.logits = nn.ModuleDict(dict(
            embedding=nn.Embedding(VOCABULARY, width), Decoder=Decoder(width, 4), Decoder2=Decoder(width, 4),
            layer_norm=nn.LayerNorm(width), dense=nn.Linear(width, VOCABULARY)))

    def forward(self, text):
        x = self.logits.embedding(text) + self.position
        return self.logits.dense(self.logits.layer_norm(self.logits.Decoder2(self.logits.Decoder(x))))

    def optimizer(self):
        adamw = torch.optim.AdamW(self.parameters(), lr=1e-3, weight_decay=0.01)
        warm = torch.optim.lr_scheduler.LinearLR(adamw, start_factor=0.01, total_iters=100)
        cosine = torch.optim.lr_scheduler.CosineAnnealingLR(adamw, STEPS - 100, eta_min=1e-5)
        return adamw, torch.optim.lr_scheduler.SequentialLR(adamw, [warm, cosine], milestones=[100])


def network(model):
    torch.manual_seed(1)
    return Transformer() if model == 'transformer' else Recurrent(nn.LSTM if model == 'char_lstm' else nn.GRU)


def characters(path):
    """The text as numbers: the place of each character among the different ones in ascending order."""
    text = pathlib.Path(path).read_text()
    known = {c: i for i, c in enumerate(sorted(set(text)))}
    return torch.tensor([known[c] for c in text])


def loss(net, text, step):
    """Example i of step s begins at character (s * batch + i) * 48271, counted round and round the text."""
    starts = [(step * net.batch + i) * 48271 % (len(text) - LENGTH - 1) for i in range(net.batch)]
    window = torch.stack([text[start:start + LENGTH + 1] for start in starts])
    return F.cross_entropy(net(window[:, :-1]).flatten(0, 1), window[:, 1:].flatten())


def train(model, text, folder):
    net = network(model)
    save_file(net.state_dict(), folder / 'start.safetensors')
    optimizer, schedule = net.optimizer()
    losses = []
    for step in range(STEPS):
        optimizer.zero_grad(set_to_none=True)
        value = loss(net, text, step)
        value.backward()
        nn.utils.clip_grad_norm_(net.parameters(), net.clip)
        optimizer.step()
        if schedule:
            schedule.step()
        losses.append(value.item())
    (folder / 'pytorch.txt').write_text('\n'.join(map(repr, losses)))


def compare(model, text, folder):
    theirs = [float(line) for line in (folder / 'pytorch.txt').read_text().split()]
    *ours, last = [float(line) for line in (folder / 'nnc.txt').read_text().split()]
    first = max(abs(a - b) for a, b in zip(ours[:20], theirs[:20]))
    mean, reference = sum(ours[400:]) / 100, sum(theirs[400:]) / 100
    net = network(model)
    net.load_state_dict(load_file(folder / 'nnc.safetensors'), strict=True)
    with torch.inference_mode():
        back = abs(loss(net, text, STEPS).item() - last)
    print(f'{model}: loss {ours[0]:.4f} at first; first 20 losses differ by at most {first:.1e}; mean of the last 100: '
          f'nnc {mean:.4f}, PyTorch {reference:.4f}, {100 * (mean / reference - 1):+.2f} %; '
          f'in PyTorch nnc\'s weights give a loss that differs by {back:.1e}')
    return first <= 1e-3 and abs(mean / reference - 1) <= 0.02 and back <= 1e-3


if __name__ == '__main__':
    torch.set_num_threads(1)
    stage, model, path, folder = sys.argv[1:]
    if stage == 'train':
        train(model, characters(path), pathlib.Path(folder))
    else:
        sys.exit(0 if compare(model, characters(path), pathlib.Path(folder)) else 1)
