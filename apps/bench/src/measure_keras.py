"""Keras on the same models. Arguments: task, measurements. Prints {"milliseconds": [...]}."""

import json
import os
import sys
import time

os.environ["TF_CPP_MIN_LOG_LEVEL"] = "3"
os.environ["CUDA_VISIBLE_DEVICES"] = ""

import keras
import numpy as np
import tensorflow as tf
from keras import layers

task, count = sys.argv[1], int(sys.argv[2])


def dense(inputs, *units, last):
    hidden = [layers.Dense(width, activation="relu") for width in units[:-1]]
    return keras.Sequential([keras.Input((inputs,)), *hidden, layers.Dense(units[-1], activation=last)])


def convolutional():
    blocks = [layer for _ in range(3) for layer in (layers.Conv2D(50, 3, activation="relu"), layers.MaxPooling2D())]
    head = [layers.Flatten(), layers.Dense(50, activation="relu"), layers.Dense(10, activation="softmax")]
    return keras.Sequential([keras.Input((64, 64, 3)), *blocks, *head])


def epochs(model, loss, inputs, outputs, rows):
    """Milliseconds of a step (of images: an epoch) in one training through all measurements."""
    warm_up, each = (1, 1) if task == "images" else (20, 20)
    model.compile("adam", loss)
    x = np.random.rand(rows, *inputs).astype("float32")
    y = np.eye(max(outputs, 2), dtype="float32")[np.arange(rows) % max(outputs, 2)][:, :outputs]
    ends = []
    mark = keras.callbacks.LambdaCallback(on_epoch_end=lambda epoch, logs: ends.append(time.perf_counter()))
    model.fit(x, y, batch_size=32, verbose=0, shuffle=False, epochs=warm_up + each * count, callbacks=[mark])
    parts = each if task == "images" else each * rows / 32
    for first in range(warm_up - 1, warm_up - 1 + each * count, each):
        yield (ends[first + each] - ends[first]) * 1000 / parts


def products():
    a, b = tf.random.uniform([1024, 1024]), tf.random.uniform([1024, 1024])
    for run in range(-1, count * 3):
        started = time.perf_counter()
        tf.matmul(a, b).numpy()
        if run >= 0:
            yield (time.perf_counter() - started) * 1000


runs = {
    "penguins": lambda: epochs(dense(4, 10, 3, last="softmax"), "categorical_crossentropy", (4,), 3, 288),
    "weather": lambda: epochs(dense(89, 100, 50, 1, last=None), "mse", (89,), 1, 768),
    "images": lambda: epochs(convolutional(), "categorical_crossentropy", (64, 64, 3), 10, 878),
    "matmul": products,
}
print(json.dumps({"milliseconds": list(runs[task]())}))
