"""What the peers share: their arguments, five windows in turns as nnc's own Windows.java has them, and a line of results.

    python PEER.py [--threads N] [--seconds S] [--in-turns] WORKLOAD
"""
import argparse
import json
import sys
import time

PREDICTION_WINDOW = 0.2
PREDICTED = ('tabular', 'mlp', 'lenet', 'convnet', 'lstm', 'transformer')


def parser():
    arguments = argparse.ArgumentParser()
    arguments.add_argument('workload')
    arguments.add_argument('--threads', type=int, default=1)
    arguments.add_argument('--seconds', type=float, default=1.0, help='of each of five windows of training steps')
    arguments.add_argument('--in-turns', action='store_true', help='wait for a line on standard input before each window')
    return arguments


class Line:
    """The result of a system on a workload; it takes the windows and prints itself."""

    def __init__(self, system, arguments):
        self.arguments = arguments
        self.fields = dict(system=system, workload=arguments.workload, threads=arguments.threads)

    def windows(self, work, seconds):
        """Seconds a run in each of five windows, in ascending order."""
        times = []
        for _ in range(5):
            if self.arguments.in_turns:
                print('ready', flush=True)
                if not sys.stdin.readline():
                    sys.exit('whoever said when to begin is gone')
            times.append(window(work, seconds))
        return sorted(times)

    def train(self, step, batch):
        """Times the first step and, after some more, windows of steps."""
        start = time.perf_counter()
        step()
        self.fields['first_step_s'] = time.perf_counter() - start
        window(step, self.arguments.seconds)
        times = self.windows(step, self.arguments.seconds)
        self.fields.update(train_best=batch / times[0], train_median=batch / times[2], step_us=times[2] * 1e6)

    def predict(self, prediction):
        """Times windows of predictions of one example."""
        prediction()
        window(prediction, PREDICTION_WINDOW)
        self.fields['infer1_us'] = self.windows(prediction, PREDICTION_WINDOW)[2] * 1e6

    def print(self):
        print(json.dumps({k: round(v, 3) if isinstance(v, float) else v for k, v in self.fields.items()}), flush=True)


def window(work, seconds):
    """Runs for at least so many seconds; returns the seconds a run."""
    start, runs = time.perf_counter(), 0
    while True:
        work()
        runs += 1
        elapsed = time.perf_counter() - start
        if elapsed > seconds:
            return elapsed / runs


def time_system(system, arguments, measure):
    """Prints what measure(line) finds; what is not installed and what goes wrong are results too."""
    line = Line(system, arguments)
    try:
        measure(line)
    except ModuleNotFoundError as e:
        line.fields['missing'] = str(e)
    except Exception as e:
        line.fields['error'] = f'{type(e).__name__}: {e}'[:300]
    line.print()
