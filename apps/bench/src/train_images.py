"""Keras at the same training. Argument: epochs. Prints the most memory of the process in megabytes."""

import json
import os
import resource
import sys

os.environ["TF_CPP_MIN_LOG_LEVEL"] = "3"
os.environ["CUDA_VISIBLE_DEVICES"] = ""

import keras
import numpy as np
from keras import layers

random = np.random.RandomState(0)


def rows(count):
    return random.rand(count, 64, 64, 3).astype("float32"), np.arange(count) % 10


def resident():
    with open("/proc/self/statm", encoding="ascii") as file:
        return int(file.read().split()[1]) * resource.getpagesize() / 1e6


blocks = [layer for _ in range(3) for layer in (layers.Conv2D(50, 3, activation="relu"), layers.MaxPooling2D())]
head = [layers.Flatten(), layers.Dense(50, activation="relu"), layers.Dense(10, activation="softmax")]
model = keras.Sequential([keras.Input((64, 64, 3)), *blocks, *head])
model.compile("adam", "sparse_categorical_crossentropy", metrics=["accuracy"])
train, validation = rows(878), rows(293)
before = resident()
model.fit(*train, epochs=int(sys.argv[1]), batch_size=32, validation_data=validation, verbose=0)
peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024 / 1e6
print(json.dumps({"peak": peak, "before": before}))
