"""Trainings with a penalty on activations, by the layer ActivityRegularization and by a layer's own activity_regularizer.

Writes golden/keras-activity.json: for each case the model as a .keras file in base64, the rows, and after two epochs of one
batch the losses and the first kernel.
"""

import common  # noqa: F401  (first: it sets what TensorFlow reads at its start)
import base64
import os
import tempfile

import keras
from keras import layers

from common import write

X = [[1, -2, 0.5], [0.25, 1, 3]]
Y = [[1], [2]]


def by_layer(x):
    """The penalty as a layer."""
    x = layers.Dense(2, kernel_initializer="ones", use_bias=False, name="first")(x)
    return layers.ActivityRegularization(l1=0.5, l2=0.25)(x)


def by_option(x):
    """The penalty as an option of the layer before."""
    penalty = keras.regularizers.L1L2(0.5, 0.25)
    return layers.Dense(2, kernel_initializer="ones", use_bias=False, activity_regularizer=penalty, name="first")(x)


def case(hidden):
    """One training."""
    inputs = keras.Input((3,))
    outputs = layers.Dense(1, kernel_initializer="ones", use_bias=False)(hidden(inputs))
    model = keras.Model(inputs, outputs)
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "model.keras")
        model.save(path)
        with open(path, "rb") as file:
            content = base64.b64encode(file.read()).decode()
    model.compile(keras.optimizers.SGD(0.01), "mse")
    x, y = keras.ops.array(X, "float32"), keras.ops.array(Y, "float32")
    history = model.fit(x, y, epochs=2, batch_size=2, shuffle=False, verbose=0).history["loss"]
    kernel = model.get_layer("first").get_weights()[0].tolist()
    return {"name": hidden.__name__, "keras": content, "loss": history, "kernel": kernel}


if __name__ == "__main__":
    write("keras-activity", {"x": X, "y": Y, "cases": [case(by_layer), case(by_option)]})
