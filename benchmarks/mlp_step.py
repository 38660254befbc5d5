"""Times training steps and single predictions of the network of models/mlp.nn in PyTorch with its fused Adam, as MlpStep.java
does for nnc: 16 different batches, the loss read every step; prints one JSON line. Usage: python mlp_step.py THREADS"""
import json, sys, time
import torch, torch.nn as nn, torch.nn.functional as F

threads = int(sys.argv[1])
torch.set_num_threads(threads)
torch.manual_seed(1)
net = nn.Sequential(nn.Linear(784, 256), nn.ReLU(), nn.Linear(256, 128), nn.ReLU(), nn.Linear(128, 10))
adam = torch.optim.Adam(net.parameters(), lr=1e-3, fused=True)
batches = [(torch.rand(64, 784), torch.randint(0, 10, (64,))) for _ in range(16)]
turn = 0

def step():
    global turn
    turn = (turn + 1) % 16
    pictures, labels = batches[turn]
    adam.zero_grad(set_to_none=True)
    loss = F.cross_entropy(net(pictures), labels)
    loss.backward()
    adam.step()
    return loss.item()

def window(work, seconds):
    start, turns = time.perf_counter(), 0
    while time.perf_counter() - start < seconds:
        work()
        turns += 1
    return (time.perf_counter() - start) / turns * 1e6

def median(work):
    window(work, 3)
    return sorted(window(work, 1) for _ in range(5))[2]

step_us, picture = median(step), batches[0][0][:1]
with torch.inference_mode():
    infer_us = median(lambda: net(picture))
print(json.dumps(dict(system='pytorch ' + torch.__version__, workload='mlp', threads=threads, step_us=round(step_us, 1), infer1_us=round(infer_us, 2))))
