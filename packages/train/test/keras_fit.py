"""Histories of small Keras trainings from given weights, without shuffling: golden/keras-fit.json.

Run with a Python that has Keras 3 on TensorFlow: python test/keras_fit.py
"""

import json
import os
import pathlib

os.environ["KERAS_BACKEND"] = "tensorflow"
os.environ["TF_CPP_MIN_LOG_LEVEL"] = "3"

import keras
import numpy as np
import tensorflow as tf
from keras import layers, optimizers, regularizers

RNG = np.random.RandomState(7)


def short(values):
    """Numbers as Python floats of single precision."""
    return np.asarray(values, np.float32).astype(float).tolist()


def dense(units, **options):
    """A dense layer whose weights are drawn here."""
    return layers.Dense(units, **options)


def drawn(weight):
    """Values to start from; a variance is positive."""
    values = RNG.normal(0, 0.5, weight.shape).astype(np.float32)
    return np.abs(values) + 0.5 if "variance" in weight.path else values


def run(name, model, loss, optimizer, metrics, x, y, **options):
    """Trains, and tells everything that a repetition needs."""
    weights = [drawn(w) for w in model.weights]
    model.set_weights(weights)
    model.compile(loss=loss, optimizer=optimizer, metrics=metrics)
    held = options.pop("held", None)
    history = model.fit(x, y, epochs=4, batch_size=8, shuffle=False, verbose=0, validation_data=held, **options)
    return {
        "name": name,
        "weights": [short(w) for w in weights],
        "x": short(x),
        "y": short(y),
        "held": None if held is None else {"x": short(held[0]), "y": short(held[1])},
        "history": {key: [float(value) for value in values] for key, values in history.history.items()},
        "after": [short(w) for w in model.get_weights()],
        "evaluate": model.evaluate(x, y, verbose=0, return_dict=True),
    }


def data(rows, width, scale=1.0):
    """Features."""
    return (RNG.normal(0, scale, (rows, width))).astype(np.float32).round(3)


def main():
    """Writes the file."""
    x, held = data(21, 4, 100.0), data(6, 4, 100.0)
    one_hot, one_hot_held = np.eye(3, dtype=np.float32)[RNG.randint(0, 3, 21)], np.eye(3, dtype=np.float32)[RNG.randint(0, 3, 6)]
    xs, labels = data(19, 3), RNG.randint(0, 3, 19).astype(np.float32)
    xr = data(20, 2)
    yr = (xr[:, :1] * 2 - xr[:, 1:]).round(3)
    xb, yb = data(20, 3), RNG.randint(0, 2, (20, 1)).astype(np.float32)
    l2 = regularizers.L2(0.05)
    weight = RNG.uniform(0, 2, 20).astype(np.float32).round(3)
    cases = [
        run("saturated softmax", keras.Sequential([layers.Input((4,)), dense(5, activation="relu"), dense(3, activation="softmax")]), "categorical_crossentropy", "adam", ["accuracy"], x, one_hot, held=(held, one_hot_held)),
        run("regularised regression", keras.Sequential([layers.Input((2,)), dense(4, activation="tanh", kernel_regularizer=l2), dense(1)]), "mse", optimizers.SGD(0.05, momentum=0.9), [keras.metrics.RootMeanSquaredError(), "mae"], xr, yr, held=(xr[:7], yr[:7])),
        run("class weights", keras.Sequential([layers.Input((3,)), dense(3)]), keras.losses.SparseCategoricalCrossentropy(from_logits=True), optimizers.Adam(0.05), ["accuracy"], xs, labels, class_weight={0: 1.0, 1: 3.0, 2: 0.25}),
        run("sample weights", keras.Sequential([layers.Input((3,)), dense(4, activation="relu"), dense(1, activation="sigmoid")]), "binary_crossentropy", optimizers.RMSprop(0.02), ["accuracy"], xb, yb, sample_weight=weight),
        run("clipped", keras.Sequential([layers.Input((2,)), dense(3, activation="relu"), dense(1)]), "mae", optimizers.AdamW(0.05, global_clipnorm=0.1), ["mse"], xr, yr),
        run("batch normalisation", keras.Sequential([layers.Input((2,)), layers.BatchNormalization(), dense(1)]), "huber", optimizers.Adam(0.05), ["mae"], xr, yr, held=(xr[:5], yr[:5])),
    ]
    cases[3]["sampleWeight"] = short(weight)
    made = {"keras": keras.__version__, "tensorflow": tf.__version__, "numpy": np.__version__}
    path = pathlib.Path(__file__).parent.parent / "golden" / "keras-fit.json"
    path.write_text(json.dumps({"made": made, "cases": cases}, indent=1) + "\n")


if __name__ == "__main__":
    main()
