"""The network of the guide "Import a Keras model": trained by Keras, saved as a .keras file, with what Keras predicts.

Writes golden/guide-penguins.keras and golden/guide-penguins.json. `guide_penguins.py check FILE` loads a .keras file
that came back from dlw, and prints how many test penguins Keras recognises with it.
"""

import sys

import common  # noqa: F401  (first: it sets what TensorFlow reads at its start)
import keras
import numpy as np
from sklearn.preprocessing import StandardScaler

from common import GOLDEN, made, short, write
from penguins_keras import parts

x_train, x_test, y_train, y_test = (part.to_numpy(np.float32) for part in parts())
scaler = StandardScaler().fit(parts()[0])
x_train, x_test = (scaler.transform(part).astype(np.float32) for part in parts()[:2])


def train(path):
    keras.utils.set_random_seed(0)
    # #region train
    model = keras.Sequential([
        keras.Input(shape=(4,)),
        keras.layers.Dense(10, activation="relu"),
        keras.layers.Dense(3, activation="softmax"),
    ])
    model.compile(optimizer="adam", loss="categorical_crossentropy")
    model.fit(x_train, y_train, epochs=100, verbose=0)
    model.save(path)
    # #endregion
    return model


def right(model):
    """How many test penguins the model recognises."""
    return int((model.predict(x_test, verbose=0).argmax(axis=1) == y_test.argmax(axis=1)).sum())


if __name__ == "__main__":
    if sys.argv[1:2] == ["check"]:
        print(f"Keras recognises {right(keras.models.load_model(sys.argv[2]))} of {len(x_test)}")
    else:
        model = train(GOLDEN / "guide-penguins.keras")
        content = {"made": made("keras", "tensorflow", "numpy", "scikit-learn"), "right": right(model), "firstOutputs": short(model.predict(x_test[:3], verbose=0))}
        write("guide-penguins", content)
