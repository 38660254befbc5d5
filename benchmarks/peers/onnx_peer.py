"""Times ONNX Runtime's predictions by the networks that PyTorch exports."""
import io
import timing


def measure(line):
    import torch
    import onnx, onnxscript  # torch's export needs them, and says so late
    import onnxruntime
    import networks

    arguments = line.arguments
    torch.manual_seed(1)
    if arguments.workload not in timing.PREDICTED:
        return
    network, _, _, draw = networks.network(arguments.workload)
    one = draw()[0][:1]
    model = io.BytesIO()
    torch.onnx.export(network.eval(), (one,), model, dynamo=True, input_names=['x'], verbose=False)
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = arguments.threads
    options.inter_op_num_threads = 1
    session = onnxruntime.InferenceSession(model.getvalue(), options, providers=['CPUExecutionProvider'])
    inputs = {'x': one.numpy()}
    line.predict(lambda: session.run(None, inputs))


if __name__ == '__main__':
    timing.time_system('onnxruntime', timing.parser().parse_args(), measure)
