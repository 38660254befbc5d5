"""Writes one safetensors file a case: what PyTorch computes, in double precision, for the training settings that the golden cases lack.

Usage: python make_training.py OUT_DIR [--seed N]
Needs: torch 2.x and safetensors.

All networks are Linear(6, 17), tanh, Linear(17, 3) under cross entropy; the models of the same names are in nn/golden/training.nn.
In each file, as float32 (class ids: int64):
  param.NAME             a parameter before training
  step{K}.in.x           the batch of step K (K = 1 ..)
  step{K}.target.t       its classes
  step{K}.loss           the loss that step K sees
  step{K}.param.NAME     the parameters after step K: the averaged ones where weights are averaged
"""
import argparse, math, os, torch, torch.nn as nn, torch.nn.functional as F
from safetensors.torch import save_file

ap = argparse.ArgumentParser(); ap.add_argument('out'); ap.add_argument('--seed', type=int, default=1)
args = ap.parse_args(); os.makedirs(args.out, exist_ok=True)
torch.set_default_dtype(torch.float64)

class Lamb(torch.optim.Optimizer):
    """You et al. 2020, algorithm 2, with the identity for phi."""
    def __init__(s, params, lr, betas=(.9, .999), eps=1e-6, weight_decay=.01): super().__init__(params, dict(lr=lr, betas=betas, eps=eps, weight_decay=weight_decay))
    @torch.no_grad()
    def step(s):
        for g in s.param_groups:
            for p in g['params']:
                st = s.state[p]
                if not st: st.update(t=0, m=torch.zeros_like(p), v=torch.zeros_like(p))
                st['t'] += 1; b1, b2 = g['betas']
                st['m'] = b1 * st['m'] + (1 - b1) * p.grad; st['v'] = b2 * st['v'] + (1 - b2) * p.grad ** 2
                r = (st['m'] / (1 - b1 ** st['t'])) / ((st['v'] / (1 - b2 ** st['t'])).sqrt() + g['eps']) + g['weight_decay'] * p
                w, n = p.norm().item(), r.norm().item()
                p -= g['lr'] * (w / n if w > 0 and n > 0 else 1.) * r

def case(name, optimizer, steps=6, clip=None, l1=0., l2=0., max_norm=0., accumulate=1, average=0., schedule=None, same=False, zero=False):
    torch.manual_seed(args.seed * 1000 + sum(map(ord, name)))
    m = nn.Sequential(nn.Linear(6, 17), nn.Tanh(), nn.Linear(17, 3)); d = {}
    for p in m.parameters(): p.data = p.data.float().double()
    if zero: m[2].bias.data.zero_()
    keep = lambda n, v: d.__setitem__(n, v.detach().clone().contiguous())
    for n, p in m.named_parameters(): keep(f'param.net.{n}', p)
    opt = optimizer(m); sched = schedule(opt) if schedule else None
    averaged = torch.optim.swa_utils.AveragedModel(m, multi_avg_fn=torch.optim.swa_utils.get_ema_multi_avg_fn(average)) if average else None
    batch = None; waiting = 0
    for k in range(1, steps + 1):
        if batch is None or not same: batch = torch.randn(12, 6).float().double(), torch.randint(0, 3, (12,))
        keep(f'step{k}.in.x', batch[0]); keep(f'step{k}.target.t', batch[1])
        if isinstance(opt, torch.optim.LBFGS):
            def closure():
                opt.zero_grad(); l = F.cross_entropy(m(batch[0]), batch[1]); l.backward(); return l
            keep(f'step{k}.loss', torch.as_tensor(opt.step(closure)))
        else:
            if waiting == 0: opt.zero_grad()
            l = F.cross_entropy(m(batch[0]), batch[1]); (l / accumulate).backward(); keep(f'step{k}.loss', l); waiting += 1
            if waiting == accumulate:
                waiting = 0
                if clip: clip(m.parameters())
                with torch.no_grad():
                    for n, p in m.named_parameters():
                        if not n.endswith('bias'): p.grad += l1 * p.sign() + l2 * p
                opt.step()
                if sched: sched.step()
                if max_norm:
                    with torch.no_grad():
                        for n, p in m.named_parameters():
                            if p.dim() > 1: p.copy_(torch.renorm(p, 2, 0, max_norm))
                if averaged: averaged.update_parameters(m)
        moved = averaged.module if averaged and averaged.n_averaged > 0 else m
        for n, p in moved.named_parameters(): keep(f'step{k}.param.net.{n}', p)
    save_file({n: v.float() if v.is_floating_point() else v for n, v in d.items()}, os.path.join(args.out, name + '.safetensors'), metadata=dict(case=name, torch=torch.__version__))

T = torch.optim
weights = lambda m: [m[0].weight, m[2].weight]
biases = lambda m: [m[0].bias, m[2].bias]
norm = lambda c: lambda p: nn.utils.clip_grad_norm_(list(p), c)
case('lamb', lambda m: Lamb(m.parameters(), lr=.02), zero=True)
case('lamb_groups', lambda m: Lamb([dict(params=weights(m)), dict(params=biases(m), weight_decay=0., lr=.05)], lr=.02), clip=norm(.1))
case('groups', lambda m: T.AdamW([dict(params=[m[0].weight]), dict(params=biases(m), weight_decay=0.), dict(params=[m[2].weight], lr=.002, betas=(.8, .999))], lr=.01, weight_decay=.1))
case('groups_scheduled', lambda m: T.SGD([dict(params=[m[0].weight, m[0].bias]), dict(params=[m[2].weight, m[2].bias], lr=.02, momentum=0.)], lr=.1, momentum=.9), clip=norm(.1), schedule=lambda o: T.lr_scheduler.StepLR(o, 2, .5))
case('groups_nadam', lambda m: T.NAdam([dict(params=weights(m)), dict(params=biases(m), momentum_decay=.1)], lr=.01))
case('accumulated', lambda m: T.Adam(m.parameters(), lr=.01), steps=8, accumulate=3, clip=norm(.1))
case('averaged', lambda m: T.Adam(m.parameters(), lr=.02), average=.9)
case('accumulated_average', lambda m: T.SGD([dict(params=weights(m)), dict(params=biases(m), lr=.5)], lr=.1, momentum=.9), steps=9, accumulate=2, average=.75)
case('penalties', lambda m: T.SGD(m.parameters(), lr=.1, momentum=.9), l1=.01, l2=.02)
case('max_norm', lambda m: T.SGD(m.parameters(), lr=.5), max_norm=.6)
case('max_norm_average', lambda m: T.Adam(m.parameters(), lr=.05), max_norm=.6, average=.5)
case('lbfgs', lambda m: T.LBFGS(m.parameters(), lr=.5, max_iter=1, history_size=3), steps=9, same=True)
