"""Times JAX with optax, whole steps in one jit with donated arguments. It has no setting for threads: pin it to cores."""
import timing


def build(workload, jax):
    """The loss, the weights, the optimizer, what draws a batch, and what predicts, if that is timed."""
    import jax.numpy as jnp
    import optax

    key = jax.random.PRNGKey(1)
    relu = jax.nn.relu

    def normal(*shape):
        return jax.random.normal(key, shape) * 0.05

    def dense(*sizes):
        return [(normal(i, o), jnp.zeros(o)) for i, o in zip(sizes, sizes[1:])]

    def linear(p, x):
        return x @ p[0] + p[1]

    def mlp(p, x):
        for q in p[:-1]:
            x = relu(linear(q, x))
        return linear(p[-1], x)

    def kernel(size, channels, outputs):
        return normal(size, size, channels, outputs), jnp.zeros(outputs)

    def conv(p, x, padding):
        return jax.lax.conv_general_dilated(x, p[0], (1, 1), padding, dimension_numbers=('NHWC', 'HWIO', 'NHWC')) + p[1]

    def pool(x):
        return jax.lax.reduce_window(x, -jnp.inf, jax.lax.max, (1, 2, 2, 1), (1, 2, 2, 1), 'VALID')

    def scale(size):
        return jnp.ones(size), jnp.zeros(size)

    def norm(p, x, axes):
        mean, variance = x.mean(axes, keepdims=True), x.var(axes, keepdims=True)
        return (x - mean) * jax.lax.rsqrt(variance + 1e-5) * p[0] + p[1]

    def lenet(p, x):
        x = pool(relu(conv(p[0], x, 'SAME')))
        x = pool(relu(conv(p[1], x, 'VALID')))
        return mlp(p[2], x.reshape(x.shape[0], -1))

    def convnet(p, x):
        for i in range(4):
            x = relu(norm(p[i][1], conv(p[i][0], x, 'SAME'), (0, 1, 2)))
            x = pool(x) if i % 2 else x
        return mlp(p[4], x.reshape(x.shape[0], -1))

    def recurrent(cell, carry, p, x):
        inputs = p['embedding'][x].transpose(1, 0, 2) @ p['input'] + p['bias']
        _, outputs = jax.lax.scan(lambda c, i: cell(p, c, i), carry(x.shape[0]), inputs)
        return linear(p['head'], outputs.transpose(1, 0, 2)).reshape(-1, 64)

    def lstm_cell(p, carry, inputs):
        hidden, state = carry
        i, f, g, o = jnp.split(inputs + hidden @ p['hidden'], 4, -1)
        state = jax.nn.sigmoid(f) * state + jax.nn.sigmoid(i) * jnp.tanh(g)
        hidden = jax.nn.sigmoid(o) * jnp.tanh(state)
        return (hidden, state), hidden

    def gru_cell(p, hidden, inputs):
        (ri, zi, ni), (rh, zh, nh) = jnp.split(inputs, 3, -1), jnp.split(hidden @ p['hidden'] + p['bias2'], 3, -1)
        z = jax.nn.sigmoid(zi + zh)
        hidden = (1 - z) * jnp.tanh(ni + jax.nn.sigmoid(ri + rh) * nh) + z * hidden
        return hidden, hidden

    def lstm(p, x):
        return recurrent(lstm_cell, lambda b: (jnp.zeros((b, 128)), jnp.zeros((b, 128))), p, x)

    def gru(p, x):
        return recurrent(gru_cell, lambda b: jnp.zeros((b, 128)), p, x)

    def cell_weights(gates):
        return dict(embedding=normal(64, 32), input=normal(32, gates * 128), hidden=normal(128, gates * 128),
                    bias=jnp.zeros(gates * 128), bias2=jnp.zeros(gates * 128), head=dense(128, 64)[0])

    def decoder_weights():
        return dict(norm=scale(64), qkv=dense(64, 192)[0], project=dense(64, 64)[0], norm2=scale(64),
                    wide=dense(64, 256)[0], narrow=dense(256, 64)[0])

    def transformer(p, x):
        x = p['embedding'][x] + p['position']
        batch, time, width = x.shape
        seen = jnp.tril(jnp.ones((time, time), bool))
        for d in p['decoders']:
            q, k, v = (t.reshape(batch, time, 4, 16).transpose(0, 2, 1, 3)
                       for t in jnp.split(linear(d['qkv'], norm(d['norm'], x, -1)), 3, -1))
            weights = jax.nn.softmax(jnp.where(seen, q @ k.transpose(0, 1, 3, 2) * 0.25, -1e9), -1)
            x = x + linear(d['project'], (weights @ v).transpose(0, 2, 1, 3).reshape(batch, time, width))
            x = x + linear(d['narrow'], jax.nn.gelu(linear(d['wide'], norm(d['norm2'], x, -1)), approximate=False))
        return linear(p['head'], norm(p['norm'], x, -1)).reshape(-1, 64)

    def vae_loss(p, x, drawn):
        y, key = drawn
        hidden = relu(linear(p[0], x))
        center, logvar = linear(p[1], hidden), linear(p[2], hidden)
        code = center + jax.random.normal(key, center.shape) * jnp.exp(0.5 * logvar)
        logits = linear(p[4], relu(linear(p[3], code)))
        return (optax.sigmoid_binary_cross_entropy(logits, y).sum()
                - 0.5 * jnp.sum(1 + logvar - center * center - jnp.exp(logvar)))

    def cross_entropy(f):
        return lambda p, x, y: optax.softmax_cross_entropy_with_integer_labels(f(p, x), y).mean()

    def binary_cross_entropy(f):
        return lambda p, x, y: optax.sigmoid_binary_cross_entropy(f(p, x), y).mean()

    def classes(batch, *shape):
        return lambda k: (jax.random.uniform(k, (batch, *shape)), jax.random.randint(k, (batch,), 0, 10))

    def text(batch):
        return lambda k: (jax.random.randint(k, (batch, 64), 0, 64), jax.random.randint(k, (batch * 64,), 0, 64))

    def tabular_batch(k):
        return jax.random.uniform(k, (32, 30)), jax.random.uniform(k, (32, 1)).round()

    # The noise is drawn from a key that comes with the batch: from a constant one, it would be drawn when compiling.
    def vae_batch(k):
        x = jax.random.uniform(k, (128, 784))
        return x, (x, k)

    adam = optax.adam(1e-3)
    momentum = optax.sgd(0.01, 0.9)
    return {
        'tabular': lambda: (binary_cross_entropy(mlp), dense(30, 16, 1), momentum, tabular_batch, mlp),
        'mlp': lambda: (cross_entropy(mlp), dense(784, 256, 128, 10), adam, classes(64, 784), mlp),
        'wide': lambda: (
            cross_entropy(mlp), dense(1024, 2048, 2048, 1024, 10), optax.sgd(0.01), classes(256, 1024), None),
        'lenet': lambda: (
            cross_entropy(lenet), [kernel(5, 1, 6), kernel(5, 6, 16), dense(400, 120, 84, 10)], adam,
            classes(64, 28, 28, 1), lenet),
        'convnet': lambda: (
            cross_entropy(convnet),
            [(kernel(3, 3, 32), scale(32)), (kernel(3, 32, 32), scale(32)), (kernel(3, 32, 64), scale(64)),
             (kernel(3, 64, 64), scale(64)), dense(4096, 128, 10)],
            momentum, classes(32, 32, 32, 3), convnet),
        'lstm': lambda: (cross_entropy(lstm), cell_weights(4), adam, text(32), lstm),
        'gru': lambda: (cross_entropy(gru), cell_weights(3), adam, text(32), None),
        'vae': lambda: (
            vae_loss, [*dense(784, 400), *dense(400, 20), *dense(400, 20), *dense(20, 400, 784)], adam, vae_batch, None),
        'transformer': lambda: (
            cross_entropy(transformer),
            dict(embedding=normal(64, 64), position=normal(64, 64), norm=scale(64), head=dense(64, 64)[0],
                 decoders=[decoder_weights(), decoder_weights()]),
            optax.adamw(1e-3, weight_decay=0.01), text(16), transformer),
    }[workload]()


def measure(line):
    import functools
    import jax
    import optax

    loss, weights, optimizer, draw, forward = build(line.arguments.workload, jax)

    @functools.partial(jax.jit, donate_argnums=(0, 1))
    def step(weights, state, x, y):
        value, gradients = jax.value_and_grad(loss)(weights, x, y)
        updates, state = optimizer.update(gradients, state, weights)
        return optax.apply_updates(weights, updates), state, value

    # Initial weights may share arrays, and what is donated must be nobody else's.
    weights = jax.tree.map(lambda t: t.copy(), weights)
    state = jax.tree.map(lambda t: t.copy(), optimizer.init(weights))
    batches = [draw(k) for k in jax.random.split(jax.random.PRNGKey(2), 16)]
    turn = 0

    def run():
        nonlocal weights, state, turn
        turn = (turn + 1) % 16
        weights, state, value = step(weights, state, *batches[turn])
        return float(value)

    line.train(run, len(batches[0][0]))
    if forward:
        predict = jax.jit(forward)
        one = batches[0][0][:1]
        line.predict(lambda: predict(weights, one).block_until_ready())


if __name__ == '__main__':
    timing.time_system('jax-jit', timing.parser().parse_args(), measure)
