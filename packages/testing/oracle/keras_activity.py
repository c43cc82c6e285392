"""Trainings with penalties on activations and on weights, where layers are used once, twice, nested or frozen.

Writes golden/keras-activity.json: for each case the model as a .keras file in base64, what `evaluate` measures at first, and
after two epochs of one batch the losses and the kernel of the layer "first".
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
PENALTY = {"class_name": "L1L2", "config": {"l1": 0.5, "l2": 0.25}}


def first(units=2, **options):
    """The layer whose kernel is compared."""
    return layers.Dense(units, kernel_initializer="ones", use_bias=False, name="first", **options)


def by_layer(x):
    """The penalty as a layer."""
    return layers.ActivityRegularization(l1=0.5, l2=0.25)(first()(x))


def by_option(x):
    """The penalty as an option of the layer before."""
    return first(activity_regularizer=PENALTY)(x)


def shared(x):
    """A layer with a penalty on its outputs, used twice."""
    layer = first(3, activity_regularizer=PENALTY)
    return layer(layers.Rescaling(0.5)(layer(x)))


def shared_model(x):
    """A model with such a layer, used twice."""
    inputs = keras.Input((3,))
    inner = keras.Model(inputs, first(3, activity_regularizer=PENALTY)(inputs))
    return inner(layers.Rescaling(0.5)(inner(x)))


def shared_weights(x):
    """A layer with a penalty on its weights, used twice."""
    layer = first(3, kernel_regularizer=PENALTY)
    return layer(layers.Rescaling(0.5)(layer(x)))


def frozen(x):
    """A layer that does not learn, with both penalties."""
    layer = first(3, kernel_regularizer=PENALTY, activity_regularizer=PENALTY)
    x = layer(x)
    layer.trainable = False
    return x


def recurrent(x):
    """A recurrent layer with penalties on its weights."""
    x = layers.Reshape((3, 1))(first(3)(x))
    return layers.SimpleRNN(2, kernel_regularizer=PENALTY, recurrent_regularizer=PENALTY, **ONES)(x)


def both_ways(x):
    """A bidirectional layer with penalties on its weights."""
    x = layers.Reshape((3, 1))(first(3)(x))
    return layers.Bidirectional(layers.LSTM(2, kernel_regularizer=PENALTY, **ONES))(x)


def for_each_step(x):
    """A layer for each step, with both penalties: Keras leaves out the one on its outputs."""
    x = layers.Reshape((3, 1))(first(3)(x))
    inner = layers.Dense(2, kernel_initializer="ones", kernel_regularizer=PENALTY, activity_regularizer=PENALTY)
    return layers.Flatten()(layers.TimeDistributed(inner)(x))


ONES = {"kernel_initializer": "ones", "recurrent_initializer": "ones"}


def case(hidden):
    """One training."""
    keras.backend.clear_session()
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
    # Batches of one row: the means over batches are those over rows.
    evaluated = model.evaluate(x, y, batch_size=1, verbose=0)
    history = model.fit(x, y, epochs=2, batch_size=2, shuffle=False, verbose=0).history["loss"]
    found = [layer for layer in model._flatten_layers() if layer.name == "first"]
    kernel = found[0].get_weights()[0].tolist()
    return {"name": hidden.__name__, "keras": content, "evaluated": evaluated, "loss": history, "kernel": kernel}


CASES = (by_layer, by_option, shared, shared_model, shared_weights, frozen, recurrent, both_ways, for_each_step)

if __name__ == "__main__":
    write("keras-activity", {"x": X, "y": Y, "cases": [case(hidden) for hidden in CASES]})
