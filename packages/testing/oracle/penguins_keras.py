"""The lesson's penguins network, trained by Keras for ten seeds on raw and on standardised features."""

import keras
import numpy as np
import pandas as pd
from sklearn.metrics import confusion_matrix
from sklearn.model_selection import train_test_split
from sklearn.preprocessing import StandardScaler

from common import made, write
from fresh_order import FreshOrder
from lesson_data import SPECIES, complete_penguins

SEEDS = range(10)
SETTINGS = {"layers": [4, 10, 3], "optimizer": "adam", "loss": "categorical_crossentropy", "epochs": 100, "batchSize": 32}


def parts():
    """Training and test rows, split as the lesson splits them."""
    table = complete_penguins()
    target = pd.get_dummies(table["species"])
    return train_test_split(table.drop(columns=["species"]), target, test_size=0.2, random_state=0, shuffle=True, stratify=target)


def train(seed, x_train, x_test, y_train, y_test):
    """One training; what came of it on both parts."""
    keras.utils.clear_session()
    keras.utils.set_random_seed(seed)
    inputs = keras.Input(shape=(4,))
    hidden = keras.layers.Dense(10, activation="relu")(inputs)
    model = keras.Model(inputs, keras.layers.Dense(3, activation="softmax")(hidden))
    model.compile(optimizer="adam", loss=keras.losses.CategoricalCrossentropy())
    rows = FreshOrder(x_train, y_train, seed, SETTINGS["batchSize"])
    history = model.fit(rows, shuffle=False, epochs=SETTINGS["epochs"], verbose=0)
    losses = history.history["loss"]
    truth = y_test.argmax(axis=1)
    guess = model.predict(x_test, verbose=0).argmax(axis=1)
    right_train = model.predict(x_train, verbose=0).argmax(axis=1) == y_train.argmax(axis=1)
    return {
        "seed": seed,
        "testAccuracy": float(np.mean(truth == guess)),
        "trainAccuracy": float(np.mean(right_train)),
        "firstLoss": losses[0],
        "tenthLoss": losses[9],
        "finalLoss": losses[-1],
        "confusionMatrix": confusion_matrix(truth, guess, labels=[0, 1, 2]),
    }


if __name__ == "__main__":
    x_train, x_test, y_train, y_test = (part.to_numpy(np.float32) for part in parts())
    scaler = StandardScaler().fit(parts()[0])
    scaled = [scaler.transform(part).astype(np.float32) for part in parts()[:2]]
    write(
        "penguins-keras",
        {
            "made": made("keras", "tensorflow", "numpy", "scikit-learn", "pandas", "scipy"),
            "settings": {**SETTINGS, "classes": SPECIES, "trainRows": len(x_train), "testRows": len(x_test)},
            "raw": [train(seed, x_train, x_test, y_train, y_test) for seed in SEEDS],
            "standardised": [train(seed, *scaled, y_train, y_test) for seed in SEEDS],
        },
    )
