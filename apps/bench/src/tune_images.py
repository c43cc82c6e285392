"""Keras Tuner on the lesson's first grid. Argument: epochs. Prints seconds, those of each trial, and processor time."""

import json
import os
import sys
import tempfile
import time

os.environ["TF_CPP_MIN_LOG_LEVEL"] = "3"
os.environ["CUDA_VISIBLE_DEVICES"] = ""

import keras
import keras_tuner
import numpy as np
from keras import layers

random = np.random.RandomState(0)


def rows(count):
    return random.rand(count, 64, 64, 3).astype("float32"), np.arange(count) % 10


def build(hp):
    rate = hp.Float("dropout", min_value=0.2, max_value=0.8, step=0.3)
    blocks = []
    for _ in range(hp.Int("layers", min_value=1, max_value=2)):
        blocks += [layers.Conv2D(50, 3, activation="relu"), layers.MaxPooling2D(), layers.Dropout(rate)]
    head = [layers.Flatten(), layers.Dense(50, activation="relu"), layers.Dense(10)]
    model = keras.Sequential([keras.Input((64, 64, 3)), *blocks, *head])
    loss = keras.losses.SparseCategoricalCrossentropy(from_logits=True)
    model.compile("adam", loss, metrics=["accuracy"])
    return model


class Timed(keras_tuner.GridSearch):
    seconds = []

    def run_trial(self, *args, **kwargs):
        started = time.perf_counter()
        result = super().run_trial(*args, **kwargs)
        self.seconds.append(time.perf_counter() - started)
        return result


train, validation = rows(878), rows(293)
with tempfile.TemporaryDirectory() as directory:
    tuner = Timed(build, objective="val_loss", directory=directory, project_name="grid", overwrite=True)
    started, busy = time.perf_counter(), time.process_time()
    tuner.search(*train, epochs=int(sys.argv[1]), batch_size=32, validation_data=validation, verbose=0)
    seconds, used = time.perf_counter() - started, time.process_time() - busy
print(json.dumps({"seconds": seconds, "trialSeconds": tuner.seconds, "processorSeconds": used}))
