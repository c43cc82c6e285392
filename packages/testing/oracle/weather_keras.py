"""The lesson's weather models, trained by Keras for ten seeds: errors on the three parts, epochs run, baselines."""

import sys

import keras
import numpy as np
from sklearn.metrics import root_mean_squared_error

from common import made, write
from fresh_order import FreshOrder
from lesson_data import three_parts, weather

SEEDS = range(10)
ROWS = {"threeYears": 365 * 3, "eightYears": 365 * 8, "nineYears": 365 * 9, "allYears": None}
RUNS = {
    "large": {"rows": "threeYears", "units": [100, 50], "epochs": 200},
    "small": {"rows": "threeYears", "units": [10, 5], "epochs": 200},
    "largeEarlyStopping": {"rows": "threeYears", "units": [100, 50], "epochs": 200, "patience": 10},
    "batchNorm": {"rows": "threeYears", "units": [100, 50], "epochs": 1000, "patience": 10, "batchNorm": True},
    "baselBatchNorm": {"rows": "nineYears", "baselOnly": True, "units": [100, 50], "epochs": 1000, "patience": 10, "batchNorm": True},
    "allYearsBatchNorm": {"rows": "allYears", "units": [100, 50], "epochs": 1000, "patience": 10, "batchNorm": True},
}


def network(features, units, normalise):
    """Two hidden relu layers and one linear neuron, with BatchNormalization in front if asked."""
    inputs = keras.Input(shape=(features,))
    x = keras.layers.BatchNormalization()(inputs) if normalise else inputs
    for count in units:
        x = keras.layers.Dense(count, activation="relu")(x)
    return keras.Model(inputs, keras.layers.Dense(1)(x))


def train(run, seed, parts):
    """One training; root mean squared errors by Keras's own evaluate."""
    keras.utils.clear_session()
    keras.utils.set_random_seed(seed)
    model = network(parts[0][0].shape[1], run["units"], run.get("batchNorm", False))
    model.compile(optimizer="adam", loss="mse", metrics=[keras.metrics.RootMeanSquaredError()])
    stop = [keras.callbacks.EarlyStopping(monitor="val_loss", patience=run["patience"])] if "patience" in run else []
    rows = FreshOrder(*parts[0], seed)
    history = model.fit(rows, shuffle=False, epochs=run["epochs"], validation_data=parts[1], callbacks=stop, verbose=0)
    rmse = [model.evaluate(*part, verbose=0, return_dict=True)["root_mean_squared_error"] for part in parts]
    courses = history.history
    return {
        "seed": seed,
        "trainRmse": rmse[0],
        "validationRmse": rmse[1],
        "testRmse": rmse[2],
        "epochs": len(courses["loss"]),
        "bestEpoch": int(np.argmin(courses["val_loss"])),
        "bestValidationRmse": float(np.sqrt(min(courses["val_loss"]))),
        "firstLoss": courses["loss"][0],
        "finalLoss": courses["loss"][-1],
    }


def baseline(last_row):
    """Sizes of the three parts and the error of "tomorrow is like today" on each."""
    parts = three_parts(*weather(last_row))
    names = ("train", "validation", "test")
    return {
        "rows": {name: len(part[1]) for name, part in zip(names, parts)},
        "rmse": {name: root_mean_squared_error(part[1], part[0]["BASEL_sunshine"]) for name, part in zip(names, parts)},
    }


def trainings(name):
    """All seeds of one model."""
    run = RUNS[name]
    parts = three_parts(*weather(ROWS[run["rows"]], run.get("baselOnly", False)))
    parts = [(x.to_numpy(np.float32), y.to_numpy(np.float32)) for x, y in parts]
    results = []
    for seed in SEEDS:
        results.append(train(run, seed, parts))
        print(name, results[-1], file=sys.stderr, flush=True)
    parameters = network(parts[0][0].shape[1], run["units"], run.get("batchNorm", False)).count_params()
    return {**run, "parameters": parameters, "batchSize": 32, "seeds": results}


if __name__ == "__main__":
    order = ["baselBatchNorm", "batchNorm", "largeEarlyStopping", "allYearsBatchNorm", "large", "small"]
    done = {name: trainings(name) for name in order}
    write(
        "weather-keras",
        {
            "made": made("keras", "tensorflow", "numpy", "scikit-learn", "pandas", "scipy"),
            "baselines": {name: baseline(last) for name, last in ROWS.items()},
            "models": {name: done[name] for name in RUNS},
        },
    )
