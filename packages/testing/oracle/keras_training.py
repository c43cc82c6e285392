"""Trainings that are interrupted by a file: models that Keras trained, saved and went on with.

Writes golden/keras-training/<name>.keras (and .h5 for some): a model after a few steps, with its optimizer, and
golden/keras-training.json: the rows, the losses and metrics of the steps after the file, and the weights at the end; the
same for learning rates per layer.
With `check FOLDER` it instead loads FOLDER/<name>.keras and .h5, made by others from those files, and says which of them
go on in another way.
"""

import json
import sys

import common  # noqa: F401  (first: it sets what TensorFlow reads at its start)
import h5py
import keras
import numpy as np
from keras import layers, losses, metrics, optimizers

from common import GOLDEN, made, short, write

FOLDER = GOLDEN / "keras-training"
RANDOM = np.random.RandomState(5)
X = np.round(RANDOM.uniform(-1, 1, (16, 4)), 3).astype(np.float32)
CLASSES = RANDOM.randint(0, 3, 16).astype(np.int32)
VALUES = np.round(X @ RANDOM.uniform(-1, 1, (4, 1)), 3).astype(np.float32)


def classifier():
    """With batch normalization and a frozen layer: not every weight has a state."""
    inputs = keras.Input((4,))
    x = layers.Dense(5, activation="tanh")(inputs)
    x = layers.Dense(5, activation="relu", trainable=False)(x)
    x = layers.BatchNormalization()(x)
    return keras.Model(inputs, layers.Dense(3, activation="softmax")(x))


def regression():
    return keras.Sequential([keras.Input((4,)), layers.Dense(6, activation="relu"), layers.Dense(1)])


def nested():
    base = keras.Sequential([keras.Input((4,)), layers.Dense(5, activation="tanh"), layers.Dense(4)], name="base")
    inputs = keras.Input((4,))
    return keras.Model(inputs, layers.Dense(3)(base(inputs)))


def two_outputs():
    inputs = keras.Input((4,))
    x = layers.Dense(5, activation="tanh")(inputs)
    return keras.Model(inputs, [layers.Dense(1, name="value")(x), layers.Dense(3, activation="softmax", name="kind")(x)])


SPARSE = losses.SparseCategoricalCrossentropy
# name: model, targets, how it is compiled
CASES = {
    "adam": (classifier, "classes", lambda: dict(optimizer=optimizers.Adam(0.02), loss="sparse_categorical_crossentropy", metrics=["accuracy"])),
    "adamClipped": (regression, "values", lambda: dict(optimizer=optimizers.Adam(0.02, beta_1=0.8, clipnorm=0.5), loss="mse", metrics=["mae", metrics.RootMeanSquaredError(name="rmse")])),
    "adamW": (nested, "classes", lambda: dict(optimizer=optimizers.AdamW(0.02, weight_decay=0.05), loss=SPARSE(from_logits=True), metrics=["accuracy"])),
    "sgd": (regression, "values", lambda: dict(optimizer=optimizers.SGD(0.05), loss=losses.mean_squared_error)),
    "momentum": (classifier, "classes", lambda: dict(optimizer=optimizers.SGD(0.05, momentum=0.9, nesterov=True), loss=SPARSE(), metrics=[metrics.SparseCategoricalAccuracy()])),
    "rmsprop": (regression, "values", lambda: dict(optimizer=optimizers.RMSprop(0.01), loss="huber", metrics=["mse"])),
    "rmspropCentered": (nested, "classes", lambda: dict(optimizer=optimizers.RMSprop(0.01, momentum=0.5, centered=True), loss=SPARSE(from_logits=True))),
    "nadam": (regression, "values", lambda: dict(optimizer=optimizers.Nadam(0.02), loss=losses.MeanAbsoluteError())),
    "adamax": (regression, "values", lambda: dict(optimizer=optimizers.Adamax(0.02), loss="log_cosh")),
    "adagrad": (regression, "values", lambda: dict(optimizer=optimizers.Adagrad(0.1), loss="mse")),
    "adadelta": (regression, "values", lambda: dict(optimizer=optimizers.Adadelta(1.0), loss="mse")),
    "lion": (regression, "values", lambda: dict(optimizer=optimizers.Lion(0.005), loss="mse")),
    "twoOutputs": (two_outputs, "both", lambda: dict(optimizer="adam", loss={"value": "mse", "kind": SPARSE()})),
}
ALSO_H5 = ["adam", "momentum", "rmspropCentered", "twoOutputs"]
BEFORE, AFTER, BATCH = 2, 3, 8


def targets(kind):
    return {"classes": CLASSES, "values": VALUES, "both": [VALUES, CLASSES]}[kind]


def train(model, kind, epochs):
    """The history of some epochs, rows in their order."""
    return model.fit(X, targets(kind), epochs=epochs, batch_size=BATCH, shuffle=False, verbose=0).history


def main():
    FOLDER.mkdir(exist_ok=True)
    for old in FOLDER.iterdir():
        old.unlink()
    cases = []
    for name, (build, kind, how) in CASES.items():
        keras.utils.clear_session()
        keras.utils.set_random_seed(4)
        model = build()
        model.compile(**how())
        train(model, kind, BEFORE)
        files = [f"{name}.keras"] + [f"{name}.h5"] * (name in ALSO_H5)
        for file in files:
            model.save(FOLDER / file)
        # The file itself says how it goes on: Keras loads it, as others do.
        again = keras.models.load_model(FOLDER / f"{name}.keras")
        history = train(again, kind, AFTER)
        cases.append(
            {
                "name": name,
                "files": files,
                "targets": kind,
                "optimizer": type(model.optimizer).__name__,
                "iterations": int(model.optimizer.iterations),
                "history": {key: [float(value) for value in values] for key, values in history.items()},
                "weights": [short(value) for value in again.get_weights()],
            }
        )
    write(
        "keras-training",
        {
            "made": made("keras", "tensorflow", "numpy"),
            "batchSize": BATCH,
            "epochs": AFTER,
            "x": short(X),
            "classes": short(CLASSES),
            "values": short(VALUES),
            "trainings": cases,
            "learningRates": learning_rates(),
        },
    )


def learning_rates():
    """Five steps with one optimizer for each group of layers, as a learning rate per layer means it."""
    cases = []
    for name, make in (("Adam", lambda rate: optimizers.Adam(rate)), ("SGD", lambda rate: optimizers.SGD(rate, momentum=0.9)), ("AdamW", lambda rate: optimizers.AdamW(rate, weight_decay=0.1))):
        keras.utils.set_random_seed(6)
        model = keras.Sequential([keras.Input((4,)), *(layers.Dense(units, name=layer) for layer, units in (("early", 5), ("middle", 4), ("head", 1)))])
        start = [short(value) for value in model.get_weights()]
        groups = [(make(0.02 * factor), model.get_layer(layer).trainable_variables) for layer, factor in (("early", 0.1), ("middle", 0.5), ("head", 1.0))]
        for optimizer, variables in groups:
            optimizer.build(variables)
        import tensorflow as tf

        for _ in range(5):
            with tf.GradientTape() as tape:
                loss = tf.reduce_mean(tf.square(model(X) - VALUES))
            gradients = iter(tape.gradient(loss, [variable.value for _, variables in groups for variable in variables]))
            for optimizer, variables in groups:
                optimizer.apply_gradients([(next(gradients), variable) for variable in variables])
        cases.append({"optimizer": name, "start": start, "end": [short(value) for value in model.get_weights()]})
    return cases


def check(folder):
    """Loads what others wrote, with its optimizer, and goes on; the number of files that fail is the exit status.

    From .h5 Keras 3.15 itself takes the number of steps and the learning rate, and leaves what the optimizer keeps of
    each weight: there, the arrays in the file are compared with those in Keras's own.
    """
    failures = []
    for case in json.loads((GOLDEN / "keras-training.json").read_text())["trainings"]:
        path = f"{folder}/{case['name']}.keras"
        try:
            model = keras.models.load_model(path)
            history = train(model, case["targets"], AFTER)
            if sorted(history) != sorted(case["history"]):
                failures.append(f"{path}: logs {sorted(history)}")
            worst = max(float(np.abs(np.array(a) - np.array(b)).max()) for a, b in zip(model.get_weights(), case["weights"]))
            if not worst < 1e-5:
                failures.append(f"{path}: weights off by {worst}")
            path = f"{folder}/{case['name']}.h5"
            if int(keras.models.load_model(path).optimizer.iterations) != case["iterations"]:
                failures.append(f"{path}: another number of steps")
            if path.rsplit("/", 1)[-1] in case["files"]:
                ours, theirs = state(path), state(FOLDER / f"{case['name']}.h5")
                if len(ours) != len(theirs) or not all(np.array_equal(a, b) for a, b in zip(ours, theirs)):
                    failures.append(f"{path}: another state")
        except Exception as error:  # noqa: BLE001
            failures.append(f"{path}: {str(error)[:300]}")
    print("\n".join(failures) or "all trainings go on the same")
    sys.exit(len(failures))


def state(path):
    """The optimizer's arrays in an .h5 file, in their order."""
    with h5py.File(path) as file:
        group = file["optimizer_weights"]
        return [group[name][()] for name in group.attrs["weight_names"]]


if __name__ == "__main__":
    check(sys.argv[2]) if sys.argv[1:2] == ["check"] else main()
