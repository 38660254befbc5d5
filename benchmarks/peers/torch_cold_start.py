"""Trains mlp in PyTorch from a cold start, as ColdStart.java does. Takes the time of the start in nanoseconds since 1970."""
import json
import sys
import time


def megabytes():
    try:
        with open('/proc/self/status') as status:
            return next(int(line.split()[1]) / 1024 for line in status if line.startswith('VmHWM:'))
    except OSError:
        return 0


def main(started):
    try:
        import torch
    except ModuleNotFoundError as e:
        return dict(system='torch-eager-tuned', workload='mlp', missing=str(e))
    import networks

    torch.set_num_threads(1)
    network, loss, optimizer, draw = networks.network('mlp')
    optimizer = optimizer(network.parameters(), True)
    x, y = draw()

    def step():
        optimizer.zero_grad(set_to_none=True)
        value = loss(network(x), y)
        value.backward()
        optimizer.step()
        return value.item()

    step()
    return dict(system='torch-eager-tuned', workload='mlp', first_step_s=round(time.time() - started / 1e9, 3),
                resident_mb=round(megabytes()))


if __name__ == '__main__':
    print(json.dumps(main(int(sys.argv[1]))))
