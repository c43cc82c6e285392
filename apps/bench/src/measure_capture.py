"""A step of the lesson's small networks in Python. Arguments: contestant, network.

Prints {"wall": milliseconds, "processor": milliseconds} of a step after some epochs to warm up.
"""

import json
import os
import sys
import time

contestant, network = sys.argv[1:]
os.environ["TF_CPP_MIN_LOG_LEVEL"] = "3"
os.environ["CUDA_VISIBLE_DEVICES"] = ""
os.environ["JAX_PLATFORMS"] = "cpu"
if contestant.startswith("keras-"):
    os.environ["KERAS_BACKEND"] = contestant.removeprefix("keras-")

import numpy as np

inputs, hidden, outputs, rows = {"penguins": (4, [10], 3, 288), "weather": (89, [100, 50], 1, 768)}[network]
units = [inputs, *hidden, outputs]
softmax = network == "penguins"
x = np.random.rand(rows, inputs).astype("float32")
y = np.eye(max(outputs, 2), dtype="float32")[np.arange(rows) % max(outputs, 2)][:, :outputs]
batch = 32


def timed(run, warm_up, epochs):
    """Milliseconds of a step of run(epochs), by the clock and of all processors."""
    run(warm_up)
    wall, processor = time.perf_counter(), time.process_time()
    run(epochs)
    steps = epochs * rows / batch / 1000
    return (time.perf_counter() - wall) / steps, (time.process_time() - processor) / steps


def with_keras():
    import keras
    from keras import layers

    dense = [layers.Dense(width, activation="relu") for width in hidden]
    last = layers.Dense(outputs, activation="softmax" if softmax else None)
    model = keras.Sequential([keras.Input((inputs,)), *dense, last])
    model.compile("adam", "categorical_crossentropy" if softmax else "mse")
    return timed(lambda epochs: model.fit(x, y, batch_size=batch, verbose=0, epochs=epochs), 10, 20)


def with_torch():
    import torch

    layers = [
        layer
        for before, after in zip(units[:-2], units[1:-1])
        for layer in (torch.nn.Linear(before, after), torch.nn.ReLU())
    ]
    model = torch.nn.Sequential(*layers, torch.nn.Linear(units[-2], units[-1]))
    loss = torch.nn.CrossEntropyLoss() if softmax else torch.nn.MSELoss()
    optimizer = torch.optim.Adam(model.parameters(), lr=0.001)
    all_x, all_y = torch.from_numpy(x), torch.from_numpy(y)

    def run(epochs):
        for _ in range(epochs):
            order = torch.randperm(rows)
            for first in range(0, rows, batch):
                chosen = order[first : first + batch]
                optimizer.zero_grad()
                loss(model(all_x[chosen]), all_y[chosen]).backward()
                optimizer.step()

    return timed(run, 30, 60)


def with_jax():
    import jax
    from jax import numpy as jnp

    keys = jax.random.split(jax.random.key(0), len(units))
    weights = [
        (jax.random.normal(key, (before, after)) * before**-0.5, jnp.zeros(after))
        for key, before, after in zip(keys, units, units[1:])
    ]
    zeros = jax.tree.map(jnp.zeros_like, weights)

    def loss(weights, x, y):
        for kernel, bias in weights[:-1]:
            x = jax.nn.relu(x @ kernel + bias)
        x = x @ weights[-1][0] + weights[-1][1]
        return -(y * jax.nn.log_softmax(x)).sum(-1).mean() if softmax else ((x - y) ** 2).mean()

    def step(state, rows_of_batch):
        weights, means, squares, count = state
        value, slopes = jax.value_and_grad(loss)(weights, *rows_of_batch)
        count = count + 1
        means = jax.tree.map(lambda mean, slope: mean + (slope - mean) * 0.1, means, slopes)
        squares = jax.tree.map(lambda square, slope: square + (slope**2 - square) * 0.001, squares, slopes)
        rate = 0.001 * jnp.sqrt(1 - 0.999**count) / (1 - 0.9**count)
        move = lambda weight, mean, square: weight - rate * mean / (jnp.sqrt(square) + 1e-7)
        return (jax.tree.map(move, weights, means, squares), means, squares, count), value

    @jax.jit
    def epoch(state, key):
        order = jax.random.permutation(key, rows)
        batches = (jnp.asarray(part)[order].reshape(rows // batch, batch, -1) for part in (x, y))
        return jax.lax.scan(step, state, tuple(batches))

    def run(epochs):
        state = (weights, zeros, zeros, jnp.int32(0))
        for number in range(epochs):
            state, values = epoch(state, jax.random.key(number))
        jax.block_until_ready(values)

    return timed(run, 100, 300)


run = with_torch if contestant == "torch" else with_jax if contestant == "jax" else with_keras
wall, processor = run()
print(json.dumps({"wall": wall, "processor": processor}))
