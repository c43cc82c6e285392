"""Histories of small Keras trainings with several inputs and outputs, sequences, masks, and weights of rows and losses.

Writes golden/keras-several.json: for each case the first weights by layer, the rows, how the model is compiled, the history
of some epochs without shuffling, the measures afterwards and the last weights.
"""

import common  # noqa: F401  (first: it sets what TensorFlow reads at its start)
import keras
import numpy as np
from keras import layers, optimizers

from common import made, short, write

RNG = np.random.RandomState(11)


def numbers(*shape):
    """Features."""
    return np.round(RNG.normal(0, 1, shape), 3).astype(np.float32)


def classes(count, *shape):
    """Class numbers."""
    return RNG.randint(0, count, shape).astype(np.float32)


def one_hot(labels, count):
    """One-hot rows."""
    return np.eye(count, dtype=np.float32)[labels.astype(int)]


def weights(*shape):
    """Weights of rows."""
    return np.round(RNG.uniform(0, 2, shape), 3).astype(np.float32)


def heads(**outputs):
    """One hidden layer with several outputs: units and activation by name."""
    inputs = keras.Input((3,), name="row")
    x = layers.Dense(5, activation="tanh", name="hidden")(inputs)
    return keras.Model(inputs, [layers.Dense(units, activation=activation, name=name)(x) for name, (units, activation) in outputs.items()])


def two_inputs():
    """Two inputs that meet, and two outputs."""
    a, b = keras.Input((2,), name="left"), keras.Input((3,), name="right")
    x = layers.Concatenate(name="both")([layers.Dense(3, activation="tanh", name="first")(a), layers.Dense(3, activation="tanh", name="second")(b)])
    return keras.Model([a, b], [layers.Dense(1, name="value")(x), layers.Dense(1, activation="sigmoid", name="flag")(x)])


def siamese():
    """One encoder for two inputs; the output says whether they are alike."""
    a, b = keras.Input((4,), name="one"), keras.Input((4,), name="other")
    encoder = layers.Dense(3, activation="tanh", name="encoder")
    x = layers.Multiply(name="product")([encoder(a), encoder(b)])
    return keras.Model([a, b], layers.Dense(1, activation="sigmoid", name="alike")(x))


def autoencoder():
    """Small images through a narrow layer, and back."""
    inputs = keras.Input((4, 4, 1), name="image")
    x = layers.Flatten(name="flat")(inputs)
    x = layers.Dense(3, activation="relu", name="code")(x)
    x = layers.Dense(16, activation="sigmoid", name="decoded")(x)
    return keras.Model(inputs, layers.Reshape((4, 4, 1), name="again")(x))


def steps_model(masked, units, activation):
    """A number or classes for each step of a sequence."""
    inputs = keras.Input((5, 2), name="steps")
    x = layers.Masking(mask_value=0.0, name="mask")(inputs) if masked else inputs
    x = layers.LSTM(4, return_sequences=True, name="lstm")(x)
    return keras.Model(inputs, layers.Dense(units, activation=activation, name="each")(x))


def words():
    """Words of sentences of different lengths, one class for each sentence."""
    inputs = keras.Input((6,), name="words")
    x = layers.Embedding(9, 4, mask_zero=True, name="embedding")(inputs)
    x = layers.LSTM(4, name="lstm")(x)
    return keras.Model(inputs, layers.Dense(3, activation="softmax", name="kind")(x))


def padded(values):
    """The same sequences, each with zeros from some step on."""
    lengths = RNG.randint(2, values.shape[1] + 1, values.shape[0])
    values = values.copy()
    for row, length in enumerate(lengths):
        values[row, length:] = 0
    return values


def run(name, model, x, y, how, epochs=3, held=None, batches=2, **options):
    """Trains, and tells everything that a repetition needs; `how` is what compile takes.

    Adam on TensorFlow squares the gradients of a word before it adds those of its places; sentences take plain steps.
    Batches of the same size: Keras 3.15 counts batches of different sizes the same in the losses of single outputs,
    though not in their sum.
    """
    rows = len(x[0]) if isinstance(x, list) else len(x)
    assert rows % batches == 0
    batch = rows // batches
    for layer in model.layers:
        layer.set_weights([np.round(RNG.normal(0, 0.5, w.shape), 4).astype(np.float32) for w in layer.get_weights()])
    first = {layer.name: [short(w) for w in layer.get_weights()] for layer in model.layers if layer.get_weights()}
    model.compile(**{"optimizer": optimizers.Adam(0.02), **how})
    history = model.fit(x, y, epochs=epochs, batch_size=batch, shuffle=False, verbose=0, validation_data=held, **options)
    plain = lambda data: {key: short(value) for key, value in data.items()} if isinstance(data, dict) else [short(v) for v in data] if isinstance(data, list) else short(data)
    return {
        "name": name,
        "first": first,
        "x": plain(x),
        "y": plain(y),
        "sampleWeight": plain(options["sample_weight"]) if "sample_weight" in options else None,
        "held": None if held is None else {"x": plain(held[0]), "y": plain(held[1])},
        "epochs": epochs,
        "batchSize": batch,
        "history": {key: [float(value) for value in values] for key, values in history.history.items()},
        "evaluate": {key: float(value) for key, value in model.evaluate(x, y, verbose=0, batch_size=rows, return_dict=True).items()},
        "last": {layer.name: [short(w) for w in layer.get_weights()] for layer in model.layers if layer.get_weights()},
    }


def main():
    """Writes the file."""
    metrics = keras.metrics
    x = numbers(20, 3)
    held_x = numbers(6, 3)
    species, sex, price = classes(3, 20), classes(2, 20, 1), numbers(20, 1)
    flags = classes(2, 20, 3)
    a, b = numbers(18, 2), numbers(18, 3)
    seq = numbers(12, 5, 2)
    padded_seq = padded(np.abs(seq) + 0.1)
    images = np.round(RNG.uniform(0, 1, (14, 4, 4, 1)), 3).astype(np.float32)
    sentences = padded(classes(8, 16, 6) + 1)
    cases = [
        run("categorical and binary", heads(species=(3, "softmax"), sex=(1, "sigmoid")), x, {"species": one_hot(species, 3), "sex": sex}, dict(loss={"species": "categorical_crossentropy", "sex": "binary_crossentropy"}, metrics={"species": ["accuracy"], "sex": ["accuracy"]}), held=(held_x, [one_hot(classes(3, 6), 3), classes(2, 6, 1)])),
        run("value and categorical", heads(price=(1, None), species=(3, "softmax")), x, [price, one_hot(species, 3)], dict(loss=["mse", "categorical_crossentropy"], metrics=[["mae"], ["accuracy"]])),
        run("value and sparse", heads(price=(1, None), species=(3, "softmax")), x, [price, species], dict(loss=["mse", "sparse_categorical_crossentropy"], loss_weights=[0.25, 2.0], metrics={"species": "accuracy"})),
        run("one loss for all", heads(low=(1, None), high=(2, None)), x, [price, numbers(20, 2)], dict(loss="mae", metrics=["mae", "mse"])),
        run("an output without a loss", heads(price=(1, None), spare=(2, None)), x, [price, numbers(20, 2)], dict(loss=["mse", None], metrics=[["mae"], ["mse"]])),
        run("two metrics of one kind", heads(sex=(1, "sigmoid")), x, sex, dict(loss="binary_crossentropy", metrics=[metrics.AUC(), metrics.AUC(curve="PR"), metrics.AUC(name="roc"), "mae", "mae"])),
        run("several labels in one output", heads(flags=(3, "sigmoid")), x, flags, dict(loss="binary_crossentropy", metrics=["accuracy", "binary_accuracy"])),
        run("two inputs, weights for each output", two_inputs(), [a, b], [numbers(18, 1), classes(2, 18, 1)], dict(loss=["mse", "binary_crossentropy"], metrics=[["mae"], ["accuracy"]]), sample_weight=[weights(18), weights(18)]),
        run("heads with one weight for both", heads(price=(1, None), species=(3, "softmax")), x, [price, species], dict(loss=["huber", "sparse_categorical_crossentropy"], loss_weights=[1.0, 0.5]), sample_weight=weights(20)),
        run("siamese", siamese(), [numbers(16, 4), numbers(16, 4)], classes(2, 16, 1), dict(loss="binary_crossentropy", metrics=["accuracy"])),
        run("autoencoder", autoencoder(), images, images, dict(loss="mse", metrics=["mae"]), held=(images[:5], images[:5])),
        run("a number for each step", steps_model(False, 1, None), seq, numbers(12, 5, 1), dict(loss="mse", metrics=["mae", metrics.RootMeanSquaredError()])),
        run("a weight for each row of sequences", steps_model(False, 1, None), seq, numbers(12, 5, 1), dict(loss="mse"), sample_weight=weights(12, 1)),
        run("a weight for each step", steps_model(False, 3, "softmax"), seq, classes(3, 12, 5), dict(loss="sparse_categorical_crossentropy", metrics=["accuracy"]), sample_weight=weights(12, 5)),
        run("masked steps", steps_model(True, 1, None), padded_seq, numbers(12, 5, 1), dict(loss="mae", metrics=["mse"])),
        run("masked classes with weights", steps_model(True, 3, "softmax"), padded_seq, classes(3, 12, 5), dict(loss="sparse_categorical_crossentropy"), sample_weight=weights(12, 5)),
        run("sentences of different lengths", words(), sentences, classes(3, 16), dict(loss="sparse_categorical_crossentropy", metrics=["accuracy"], optimizer=optimizers.SGD(0.5))),
        run("an average of the weights", heads(price=(1, None)), x, price, dict(loss="mse", optimizer=optimizers.SGD(0.1, use_ema=True, ema_momentum=0.8)), batches=4),
        run("an average that overwrites", heads(price=(1, None)), x, price, dict(loss="mse", optimizer=optimizers.SGD(0.1, use_ema=True, ema_momentum=0.8, ema_overwrite_frequency=3)), batches=4),
        run("gradients of two steps", heads(price=(1, None)), x, price, dict(loss="mse", optimizer=optimizers.Adam(0.02, gradient_accumulation_steps=2)), batches=4),
    ]
    write("keras-several", {"made": made("keras", "tensorflow", "numpy"), "cases": cases})


if __name__ == "__main__":
    main()
