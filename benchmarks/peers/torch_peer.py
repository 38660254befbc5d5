"""Times PyTorch: --mode eager or compile; --tuned: fused optimizers, channels last where there are channels."""
import timing


def measure(line):
    import torch
    import networks

    arguments = line.arguments
    torch.set_num_threads(arguments.threads)
    torch.manual_seed(1)
    network, loss, optimizer, draw = networks.network(arguments.workload)
    batches = [draw() for _ in range(16)]
    if arguments.tuned and batches[0][0].dim() == 4:
        network = network.to(memory_format=torch.channels_last)
    optimizer = optimizer(network.parameters(), arguments.tuned or None)
    forward = lambda x, y: loss(network(x), y)
    if arguments.mode == 'compile':
        forward = torch.compile(forward)
    turn = 0

    def step():
        nonlocal turn
        turn = (turn + 1) % 16
        optimizer.zero_grad(set_to_none=True)
        value = forward(*batches[turn])
        value.backward()
        optimizer.step()
        return value.item()

    line.train(step, len(batches[0][0]))
    if arguments.workload in timing.PREDICTED:
        network.eval()
        one = batches[0][0][:1]
        predict = torch.compile(network) if arguments.mode == 'compile' else network
        with torch.inference_mode():
            line.predict(lambda: predict(one))


if __name__ == '__main__':
    parser = timing.parser()
    parser.add_argument('--mode', choices=('eager', 'compile'), default='eager')
    parser.add_argument('--tuned', action='store_true')
    parsed = parser.parse_args()
    timing.time_system(f'torch-{parsed.mode}' + ('-tuned' if parsed.tuned else ''), parsed, measure)
